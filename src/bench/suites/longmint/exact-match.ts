/**
 * Exact match as LongMINT (arXiv 2605.18565) scores it: the last boxed span if there is one, commas to blanks, lower
 * case, no punctuation, no articles or "and", single blanks.
 */

/** The text of the last `\boxed{...}`, else all of it; "think" blocks dropped. */
export function finalAnswer(text: string): string {
  const plain = text.replace(/<think>[\s\S]*?<\/think>/g, '');
  const at = plain.lastIndexOf('\\boxed{');
  if (at < 0) return plain;
  let depth = 0;
  for (let i = at + '\\boxed'.length; i < plain.length; i++) {
    if (plain[i] === '{') depth += 1;
    if (plain[i] === '}') depth -= 1;
    if (depth === 0) return plain.slice(at + '\\boxed{'.length, i);
  }
  return plain.slice(at + '\\boxed{'.length);
}

/** Normal form of an answer. */
export function normalAnswer(text: string): string {
  return finalAnswer(text)
    .replaceAll(',', ' ')
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/\b(?:a|an|the|and)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** True for the same answer. */
export function exactMatch(answer: string, gold: string): boolean {
  return normalAnswer(answer) === normalAnswer(gold);
}
