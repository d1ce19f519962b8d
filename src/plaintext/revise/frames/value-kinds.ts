/** What values look like, and whether they stand where places do. */
import { dayOfMonth } from './frame-tokens.ts';
import type { ValueStatement } from './read-stream.ts';

/** What a value looks like: a number with its unit, a name, a code, words. */
export function kindOf(value: string): string {
  const bare = value.trim().replace(/^(?:an?|the) /i, '');
  // Before numbers: "14 June" has no unit.
  if (dayOfMonth.test(bare)) return 'day';
  const unit = /^([$€£¥]?)\d[\d.,:]*\s?(\p{L}+|%)?$/u.exec(bare);
  if (unit !== null) return `number ${unit[1] ?? ''}${(unit[2] ?? '').toLowerCase()}`;
  const labelled = /^(\p{Ll}+) \p{Lu}[\p{L}\p{N}'’-]*$/u.exec(bare);
  if (labelled !== null) return `name of a ${labelled[1]}`;
  if (/^v?\d+(?:\.\d+)+/.test(bare)) return 'version';
  if (/^\p{Lu}[\p{L}.'’-]*(?: (?:of |de |the )?\p{Lu}[\p{L}.'’-]*)*$/u.test(bare))
    return bare.includes(' ') ? 'name of several words' : 'name';
  if (/^\S*[-_/.]\S*$/.test(bare)) return /\d/.test(bare) ? 'code with digits' : 'code';
  return /\d/.test(bare) ? 'words with digits' : 'words';
}

/** True for a kind of numbers. */
export const isNumber = (kind: string): boolean => kind.startsWith('number');

/** "At the pier", "to Lisbon": a place, or what is spoken of like one. */
export function standsInPlace({ statement, value }: ValueStatement): boolean {
  const before = statement.tokens[value.from - 1]?.lower ?? '';
  const { value: written } = value;
  return (
    /^(?:the \p{Ll}|\p{Lu})/u.test(written) &&
    /^(?:at|to|in|into|onto|inside|towards?|near|outside|from|over)$/.test(before) &&
    !isNumber(kindOf(written))
  );
}
