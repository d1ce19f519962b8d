/** Reads as much as there is of JSON that was cut off anywhere: for recognizing a format by the head of a file. */

/** Deeper values are left out. */
const maxDepth = 40;

/**
 * The value at the start of `text`, with open strings, arrays and objects closed where the text ends.
 * Undefined when the text does not start as JSON.
 */
export function jsonPrefix(text: string): unknown {
  const completed = complete(text);
  if (completed === undefined) return undefined;
  // Dropping the last, cut value can take several steps back: to before its key, then its comma.
  for (const candidate of completed) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate ends earlier.
    }
  }
  return undefined;
}

/** Candidates of complete JSON, longest first. */
function complete(text: string): string[] | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  const stack: string[] = [];
  const safe: { end: number; closers: string }[] = [];
  let inString = false;
  let escaped = false;
  const note = (end: number): void => {
    safe.push({ end, closers: [...stack].reverse().join('') });
    if (safe.length > 64) safe.shift();
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] as string;
    if (inString) {
      if (escaped) escaped = false;
      else if (char === '\\') escaped = true;
      else if (char === '"') {
        inString = false;
        // Invalid when it was a key; then the next candidate is taken.
        note(index + 1);
      }
      continue;
    }
    if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      stack.push(char === '{' ? '}' : ']');
      if (stack.length > maxDepth) break;
      note(index + 1);
    } else if (char === '}' || char === ']') {
      if (stack.pop() !== char) break;
      note(index + 1);
      if (stack.length === 0) break;
    } else if (char === ',') note(index);
  }
  const candidates: string[] = [];
  // A cut string value is worth keeping: long first messages are the rule.
  if (inString) candidates.push(`${text.replace(/\\[^"]{0,5}$/, '')}"${[...stack].reverse().join('')}`);
  else candidates.push(text + [...stack].reverse().join(''));
  for (const { end, closers } of safe.reverse()) candidates.push(text.slice(0, end) + closers);
  return candidates;
}
