/** Prose and sentence spans of a turn: code blocks are blanked, abbreviations and list lines respected, CJK stops known. */
import type { Sentence } from './annotation.ts';

const fence = /(```|~~~)[\s\S]*?(?:\1|$)/g;
const inlineCode = /`[^`\n]{1,200}`/g;

/** Same length as `text`, with fenced and inline code blanked, so that offsets stay valid. */
export function blankCode(text: string): string {
  if (!text.includes('`') && !text.includes('~~~')) return text;
  const blank = (match: string): string => match.replace(/[^\n]/g, ' ');
  return text.replace(fence, blank).replace(inlineCode, blank);
}

const abbreviations = new Set(
  (
    'mr mrs ms dr prof st sr jr vs etc inc ltd co corp dept fig no vol approx est e.g i.e a.m p.m u.s u.k ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun'
  ).split(' '),
);

const stops = /[.!?…]+["'”’)\]*_]*(?=\s|$)|[。！？｡]+[」』”’）]*|\n+/g;
const questionWord =
  /^(?:(?:so|and|but|hmm|well|okay|ok|hey|hi|also|wow|oh)[,\s]+)*(?:who|whom|whose|what|when|where|why|how|which|can you|could you|would you|will you|do you|did you|are you|is (?:it|there|this|that)|should i|can i|could i)\b/i;

/**
 * Half-open sentence spans over `text`, in order, without surrounding white space; never empty ones.
 * A single line break ends a sentence only where the next line looks like a new one (capital, bullet, number, CJK).
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const push = (to: number): void => {
    let start = from;
    let end = to;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    from = to;
    if (end > start) sentences.push({ start, end, question: looksLikeQuestion(text, start, end) });
  };
  stops.lastIndex = 0;
  for (let match = stops.exec(text); match !== null; match = stops.exec(text)) {
    const end = match.index + match[0].length;
    const first = match[0][0];
    if (first === '.' && match[0].length === 1 && isAbbreviation(text, from, match.index, end)) continue;
    if (first === '\n' && match[0].length === 1 && !startsNewLine(text, match.index, end)) continue;
    push(end);
  }
  push(text.length);
  return sentences;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

function isAbbreviation(text: string, from: number, dot: number, end: number): boolean {
  let start = dot;
  while (start > from && /[\p{L}.]/u.test(text[start - 1] ?? '')) start--;
  const word = text.slice(start, dot);
  if (word.length === 0) return /^\d+$/.test(text.slice(from, dot).trim()) && end < text.length;
  if (word.length === 1 && word !== 'I' && /\p{Lu}/u.test(word)) return true;
  if (!abbreviations.has(word.toLowerCase())) return false;
  const next = text.slice(end, end + 4);
  return /^(?:etc|a\.m|p\.m)$/i.test(word) ? /^\s+\p{Ll}/u.test(next) : /^\s+[\p{L}\d(]/u.test(next);
}

function startsNewLine(text: string, newline: number, next: number): boolean {
  if (/[.!?:;,。！？]/.test(text[newline - 1] ?? '')) return true;
  return /^\s*(?:[-*•#>|\d]|\p{Lu}|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])/u.test(text.slice(next, next + 8));
}

function looksLikeQuestion(text: string, start: number, end: number): boolean {
  const tail = text.slice(Math.max(start, end - 4), end);
  if (/[?？]/.test(tail)) return true;
  if (/[吗呢か까][。.!！]?$/u.test(tail)) return /[吗呢까]/u.test(tail) || /ですか|ますか/.test(text.slice(start, end));
  if (end - start > 400) return false;
  return questionWord.test(text.slice(start, Math.min(end, start + 60))) && !/[.!]$/.test(tail);
}
