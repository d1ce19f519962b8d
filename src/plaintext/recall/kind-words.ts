/** Words of the memory that are of a kind the question names: "cello" for "Which instrument ...", "pottery" for "hobbies". */
import { wordsFor } from '../answer/word-types.ts';
import { termOf } from '../index/tokenize.ts';
import { type IndexedTerm, idf, type QueryContext } from './query-context.ts';

/** Weight of a member, relative to a word of the question itself. */
const damping = 0.35;
/** A kind is named by a noun of its own, not by a part of another word. */
const noun = /[\p{L}]{3,}/gu;

/** Terms to add to the question's own; none where it names no kind. */
export function kindWords(context: QueryContext): IndexedTerm[] {
  const { index } = context;
  const own = new Set(context.terms.map((term) => term.number));
  const live = Math.max(1, index.words.liveDocuments);
  const found = new Map<number, IndexedTerm>();
  for (const [word] of context.parsed.text.toLowerCase().matchAll(noun)) {
    for (const member of wordsFor(word) ?? []) {
      const term = termOf(member);
      const number = index.terms.find(term);
      if (number < 0 || own.has(number)) continue;
      const documentFrequency = index.words.documentFrequencies.data[number] ?? 0;
      if (documentFrequency === 0) continue;
      found.set(number, {
        term,
        number,
        weight: damping * idf(live, documentFrequency),
        documentFrequency,
        content: false,
      });
    }
  }
  return [...found.values()];
}

/** How many of the question's words the memory lacks, but has something of the kind that they name. */
export function kindsHeld({ index, parsed }: QueryContext): number {
  const held = (word: string): boolean => {
    const number = index.terms.find(termOf(word));
    return number >= 0 && (index.words.documentFrequencies.data[number] ?? 0) > 0;
  };
  let count = 0;
  for (const word of new Set(parsed.text.toLowerCase().match(noun))) {
    const members = held(word) ? undefined : wordsFor(word);
    if (members !== undefined && [...members].some(held)) count++;
  }
  return count;
}
