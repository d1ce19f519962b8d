/**
 * Text to search terms: Porter-stemmed words, numbers as written, and for Chinese, Japanese and Korean the single
 * characters and their overlapping pairs (so every sub-string of two characters and more is findable without a
 * dictionary).
 */
import { stemmer } from 'stemmer';
import { baseForm } from './irregular-forms.ts';

const separator = 0;
const letter = 1;
const digit = 2;
const ideograph = 3;

/** Class of every UTF-16 unit, filled on demand: 0 unknown, else class + 1. */
const classes = new Uint8Array(65536);
const idea = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u30fc\u3005]/u;
const word = /[\p{L}\p{M}]/u;
const number = /\p{N}/u;

function classOf(unit: number): number {
  const known = classes[unit] as number;
  if (known !== 0) return known - 1;
  const char = String.fromCharCode(unit);
  // A lone surrogate (emoji, rare ideographs) separates words.
  const found = idea.test(char) ? ideograph : word.test(char) ? letter : number.test(char) ? digit : separator;
  classes[unit] = found + 1;
  return found;
}

/** Signs beside digits that are spoken as words. */
const signs: ReadonlyMap<number, string> = new Map([
  [0x24, 'dollar'],
  [0x25, 'percent'],
  [0xa3, 'pound'],
  [0xa5, 'yen'],
  [0x20ac, 'euro'],
]);

const memoLimit = 50_000;
let memo = new Map<string, string>();
/** A word, lower case, that gave a term which is not a word itself ("studi"). */
let writtenForms = new Map<string, string>();

/** The search term of one word as written, without the possessive; memoized. */
export function termOf(word: string): string {
  const known = memo.get(word);
  if (known !== undefined) return known;
  const lower = word.toLowerCase();
  let plain = lower;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (!/^[\x00-\x7f]*$/.test(lower)) plain = lower.normalize('NFKD').replace(/\p{M}/gu, '');
  plain = plain.replace(/['’](s|S)?$/, '').replace(/['’]/g, '');
  const term = /^[a-z]{2,}$/.test(plain) ? stemmer(baseForm(plain)) : plain;
  if (memo.size >= memoLimit) memo = new Map();
  memo.set(word, term);
  if (term !== plain && !writtenForms.has(term)) {
    if (writtenForms.size >= memoLimit) writtenForms = new Map();
    writtenForms.set(term, plain);
  }
  return term;
}

/** A word as written, lower case, that has this term; the term itself where none was met. */
export function writtenForm(term: string): string {
  return writtenForms.get(term) ?? term;
}

/**
 * Calls `emit` for every term in order.
 *
 * With `as: 'query'` a run of two or more ideographs gives its pairs only; with `'document'` also the single ones.
 * `start` and `end` are offsets of the word as written.
 */
export function tokenize(
  text: string,
  as: 'document' | 'query',
  emit: (term: string, start: number, end: number) => void,
): void {
  const size = text.length;
  let i = 0;
  while (i < size) {
    const unit = text.charCodeAt(i);
    const kind = classOf(unit);
    if (kind === separator) {
      const sign = unit < 0x24 ? undefined : signs.get(unit);
      if (sign !== undefined && (isDigit(text, i - 1) || isDigit(text, i + 1))) emit(sign, i, i + 1);
      i++;
      continue;
    }
    const start = i;
    if (kind === ideograph) {
      while (i < size && classOf(text.charCodeAt(i)) === ideograph) i++;
      emitIdeographs(text, start, i, as, emit);
      continue;
    }
    let grouped = false;
    for (; i < size; i++) {
      const unit = text.charCodeAt(i);
      const inner = classOf(unit);
      if (inner === letter || inner === digit) continue;
      // Apostrophes inside words; points and commas inside numbers and versions.
      const next = i + 1 < size ? classOf(text.charCodeAt(i + 1)) : separator;
      const apostrophe = (unit === 0x27 || unit === 0x2019) && next === letter;
      const point = (unit === 0x2e || unit === 0x2c) && next === digit && classOf(text.charCodeAt(i - 1)) === digit;
      if (point && unit === 0x2c) grouped = true;
      if (!apostrophe && !point) break;
    }
    const written = text.slice(start, i);
    const term = termOf(grouped ? written.replaceAll(',', '') : written);
    if (term.length > 0 && term.length <= 64) emit(term, start, i);
  }
}

function isDigit(text: string, at: number): boolean {
  return at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === digit;
}

function emitIdeographs(
  text: string,
  from: number,
  to: number,
  as: 'document' | 'query',
  emit: (term: string, start: number, end: number) => void,
): void {
  for (let i = from; i < to; i++) {
    if (as === 'document' || to - from === 1) emit(text.slice(i, i + 1), i, i + 1);
    if (i + 1 < to) emit(text.slice(i, i + 2), i, i + 2);
  }
}
