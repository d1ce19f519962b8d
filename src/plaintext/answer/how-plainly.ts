/**
 * How plainly an answer stands in its evidence, 0 to 1: what the reader knows of the sentence that it was read from and
 * recall, which only finds it, does not. It is part of what the confidence is made of (`answer-confidence.ts`). The shares
 * were set on invented conversations of the development part, and checked on others: `docs/answers.md`.
 */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Found } from './reading.ts';
import { asksPlan, toldClauses } from './told-clauses.ts';
import { isLight } from './words.ts';

/** Wants advice or a guess: what memory holds is a hint at best. */
const advice =
  /\b(?:should|shall|recommend|suggest|advise|would you|good idea|best (?:way|place|time)|which \w+ (?:fits?|suits?))\b/i;
const adviceShare = 0.5;
/** The verb that is asked about stands neither in the sentence nor in what it replies to. */
const otherVerbShare = 0.8;
/** The clause tells no fact: a plan, a thought, a denial. */
const untoldShare = 0.6;
const jokeShare = 0.5;
/** Another sentence, about as good, gives another answer. */
const rivalShare = 0.85;
const rivalMargin = 0.12;
/** Nothing of the question stands in the sentence itself; all of it. */
const leastCovered = 0.55;

/** For an answer by rules over sentences. `candidates`: all that were read, best first. */
export function howPlainly(frame: QuestionFrame, found: Found, candidates: readonly Candidate[]): number {
  const source = found.candidates[0];
  if (source === undefined) return 1;
  if (found.certainty !== undefined) return found.certainty;
  const covered = leastCovered + (1 - leastCovered) * Math.max(source.coverage, 0.9 * source.support);
  const verb = frame.verb === undefined || isLight(frame.verb) || source.verbSupport > 0 ? 1 : otherVerbShare;
  const rival = candidates.some(
    (one) =>
      one !== source &&
      !one.asks &&
      one.about !== 'other' &&
      one.score >= source.score - rivalMargin &&
      one.coverage >= source.coverage &&
      one.evidence.hit.at > source.evidence.hit.at &&
      !one.text.toLowerCase().includes(found.text.toLowerCase()),
  );
  return covered * verb * told(frame, found.text, source) * (rival ? rivalShare : 1);
}

/** Whatever it rests on: what is left of the confidence of an answer where advice is asked for. */
export function howFitting(question: string): number {
  return advice.test(question) ? adviceShare : 1;
}

function told(frame: QuestionFrame, value: string, source: Candidate): number {
  if (source.evidence.role === 'assistant' || asksPlan(frame.text)) return 1;
  const lower = value.toLowerCase();
  const clause = toldClauses(source.text).find((one) => one.text.toLowerCase().includes(lower));
  if (clause === undefined) return 1;
  return (clause.stance === 'told' ? 1 : untoldShare) * (clause.joking ? jokeShare : 1);
}
