/** How many: the number stated beside the noun, else the distinct ones that the evidence names. */
import type { Candidate } from './evidence-sentences.ts';
import { mentionsFocus, quantityAnswers } from './quantity-answers.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';
import { dayText } from './time-answers.ts';

/** A stated number must belong to a sentence about as good as the best one. */
const statedMargin = 0.7;

export function countAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const best = quantityAnswers(frame, candidates)[0];
  const top = candidates[0];
  if (best !== undefined && top !== undefined && best.score >= 2 * top.score - statedMargin)
    return stated(best.text, best.candidate);
  const naming = candidates.filter(
    (one) =>
      !one.asks &&
      one.support >= 0.4 &&
      (frame.focusTerm === undefined || mentionsFocus(frame, one.text) || one.coverage >= 0.5),
  );
  if (naming.length === 0) return best === undefined ? undefined : stated(best.text, best.candidate);
  const occasions = new Map<string, Candidate>();
  for (const one of naming) {
    const key = dayText(one.evidence.hit.at, one.evidence.zone);
    if (!occasions.has(key)) occasions.set(key, one);
  }
  return {
    text: String(occasions.size),
    candidates: [...occasions.values()],
    explanation: `counted over ${occasions.size} ${occasions.size === 1 ? 'day' : 'days'} on which it was spoken of`,
  };
}
