/** Words that a record has though no turn says them as such: of the sentences that rules write, and other forms of words that were said. */

import { tokenize } from '../../../plaintext/index/tokenize.ts';
import { defaultSlots } from '../../../plaintext/revise/default-slots.ts';

/** Beside the sentences of slots: heads of episodes and gists, and the names that dates are written with. */
const heads =
  'The user The assistant about nothing in particular happened was is on prefers preference likes dislikes ' +
  'January February March April May June July August September October November December ' +
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday Standing instruction answer by';

/** Reasons that the rules give. */
export const reasonWords: string =
  'a later or surer statement already held known another value of the same thing as it was known before what was ' +
  'forgotten on request both can be true changed mind confirm contradicts a fact preference of the same time corrected ' +
  'cut by start end gap surprise size session topic decided in review denied: it never was so, and not known before ' +
  'dispute erased frozen: a legal hold keeps it released holds again invalidated newer value wording no standing ' +
  'instruction matches what is to be dropped nothing is said over past quarantined restored revoked by the user said again ' +
  'in other words more exactly then twice batch set hand stands for itself again: consolidated into supersede the change ' +
  'had not gone through; told opposite stop updated between arrived late went back space ended without rules that named ' +
  'subject who was tick score counted boundary records that are left say gist of episodes notes its time live policy ' +
  'rested came from this turn which stays accepted rejected confirmed conflict trust below threshold extracted first awaits decision better source compared older characters limit something follows began earlier where is known to have been replaced replaces another dose seemed to follow empty';

let written: ReadonlySet<string> | undefined;

/** In the form of the index, so that "lives" and "live" are one. */
function termsOf(texts: readonly string[]): Set<string> {
  const terms = new Set<string>();
  for (const text of texts) tokenize(text, 'document', (term) => terms.add(term));
  return terms;
}

/** True of a word that says no more than what the sources of a record say. */
export function wordingOf(sources: readonly string[]): (word: string) => boolean {
  written ??= termsOf([
    heads,
    reasonWords,
    ...defaultSlots.flatMap(({ text, negativeText = '' }) => [text, negativeText]),
  ]);
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
