/**
 * Whether the ideas of a condition stand close to each other and, where a person speaks of themselves, close to a word
 * for that person. In talk that goes on for a while, ideas meet in one sentence without belonging together.
 */
import { conditionParts } from './concepts.ts';
import type { Reading } from './read-statement.ts';

/** Shorter sentences say one thing. */
const leastWords = 15;
/** Most words from the first idea to the last. */
const widest = 9;
/** Most words between an idea and "I", "my", "we", "our". */
const fromSelf = 7;

const selfTerms = new Set(['i', 'im', 'ive', 'id', 'my', 'we', 'weve', 'our', 'me', 'us', 'mine', 'ours', 'myself']);

/** Places of the words of some ideas. */
function placesOf(reading: Reading, concepts: readonly string[]): number[] {
  const stems = new Set<string>();
  for (const concept of concepts) {
    for (const stem of reading.concepts.get(concept) ?? []) stems.add(stem);
    if (concept === 'selfbe' && reading.concepts.has(concept)) for (const term of selfTerms) stems.add(term);
  }
  return reading.terms.flatMap((term, place) => (stems.has(term) ? [place] : []));
}

/** True when the ideas of a condition that holds stand together; `self`: near a word for the speaker, too. */
export function standTogether(reading: Reading, condition: string, self: boolean): boolean {
  if (reading.terms.length < leastWords) return true;
  const lists = conditionParts(condition)
    .filter(({ absent }) => !absent)
    .map(({ any }) => placesOf(reading, any));
  if (self) {
    const own = reading.terms.flatMap((term, place) => (selfTerms.has(term) ? [place] : []));
    if (!lists.some((places) => places.some((a) => own.some((b) => Math.abs(a - b) <= fromSelf)))) return false;
  }
  const [first = [], ...others] = lists;
  return first.some((start) => within(others, start, start));
}

/** True when one place of each list fits into the window with what is chosen so far. */
function within(lists: readonly (readonly number[])[], low: number, high: number): boolean {
  const [next, ...rest] = lists;
  if (next === undefined) return true;
  return next.some((place) => {
    const [from, to] = [Math.min(low, place), Math.max(high, place)];
    return to - from <= widest && within(rest, from, to);
  });
}
