/** Whether the evidence is about whom the question takes for granted, and holds what the question presupposes. */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Found } from './reading.ts';
import { isOpenKind } from './word-types.ts';

/** Evidence about somebody else must cover this much more of the question to count as a mix-up. */
/** A sentence that covers this much answers although a noun is missing. */
const leastCovered = 0.4;
const mixUpMargin = 0.3;
const mixUpCoverage = 0.5;

/** A sentence part that says what is wrong; undefined when nothing is. */
export function premiseProblem(frame: QuestionFrame, candidates: readonly Candidate[]): string | undefined {
  const named = frame.people.filter((name) => name !== 'user');
  if (named.length !== 1 || frame.terms.length === 0) return undefined;
  // "Which instrument?" is answered by naming one: if only somebody else's sentences do, it is theirs.
  const kind = candidates.filter((one) => one.ofKind === true && !one.asks && one.support > 0);
  if (!isOpenKind(frame.focus) && kind.length > 0 && kind.every((one) => one.about === 'other'))
    return `memory says this of somebody else, not of ${named[0]}`;
  const cover = (about: (one: Candidate) => boolean): number =>
    candidates
      .filter((one) => about(one) && !one.asks)
      .reduce((most, one) => Math.max(most, 0.6 * one.coverage + 0.4 * one.support), 0);
  const asked = cover((one) => one.about !== 'other');
  const other = cover((one) => one.about === 'other');
  if (other >= mixUpCoverage && other - asked >= mixUpMargin)
    return `memory says this of somebody else, not of ${named[0]}`;
  return undefined;
}

/**
 * True when a thing that the question takes for granted ("her wedding dress") is named nowhere in the evidence, and the
 * sentence answered from covers little else.
 */
export function lacksSubject(frame: QuestionFrame, candidates: readonly Candidate[], found: Found): boolean {
  const source = found.candidates[0];
  if (source === undefined || frame.hypothetical || frame.gap === 'order' || frame.gap === 'history') return false;
  const nouns = frame.words.filter(
    (word) =>
      (word.tag === 'NOUN' || word.tag === 'PROPN') && frame.terms.includes(word.term) && word.term !== frame.focusTerm,
  );
  if (nouns.length === 0) return false;
  const missing = nouns.filter((noun) => !candidates.some((one) => one.terms.has(noun.term)));
  return missing.length >= 1 && 2 * missing.length >= nouns.length && source.support < leastCovered;
}
