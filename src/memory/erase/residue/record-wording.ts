/** Words that a record has though no turn says them as such: of the sentences that rules write, and other forms of words that were said. */

import { tokenize } from '../../../plaintext/index/tokenize.ts';
import { defaultSlots } from '../../../plaintext/revise/default-slots.ts';

/** Beside the sentences of slots: heads of episodes and gists, and the names that dates are written with. */
const heads =
  'The user The assistant about nothing in particular happened was is on prefers preference likes dislikes ' +
  'January February March April May June July August September October November December ' +
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday';

let written: ReadonlySet<string> | undefined;

/** In the form of the index, so that "lives" and "live" are one. */
function termsOf(texts: readonly string[]): Set<string> {
  const terms = new Set<string>();
  for (const text of texts) tokenize(text, 'document', (term) => terms.add(term));
  return terms;
}

/** True of a word that says no more than what the sources of a record say. */
export function wordingOf(sources: readonly string[]): (word: string) => boolean {
  written ??= termsOf([heads, ...defaultSlots.flatMap(({ text, negativeText = '' }) => [text, negativeText])]);
  const said = termsOf(sources);
  const ours = written;
  return (word) => [...termsOf([word])].every((term) => said.has(term) || ours.has(term));
}

/** The whole word of a text that stands at an offset in its bytes. */
export function wordAt(text: string, offset: number): string {
  const at = Buffer.from(text).subarray(0, offset).toString().length;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (match.index <= at && at < match.index + match[0].length) return match[0];
  }
  return '';
}
