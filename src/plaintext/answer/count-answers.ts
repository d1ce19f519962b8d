/** How many: the number stated beside the noun, else the distinct ones that the evidence names. */
import type { Candidate } from './evidence-sentences.ts';
import { mentionsFocus, numberValue, quantityAnswers } from './quantity-answers.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';
import { movedThing } from './says-present.ts';
import { dayText } from './time-answers.ts';
import { denies } from './yes-no.ts';

/** A stated number must belong to a sentence about as good as the best one. */
const statedMargin = 0.7;

export function countAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  if (asksPlaces.test(frame.text)) return placesCount(frame, candidates);
  const changed = changedCount(frame, candidates);
  if (changed !== undefined) return changed === 'unclear' ? undefined : changed;
  const best = quantityAnswers(frame, candidates)[0];
  const top = candidates[0];
  if (best !== undefined && top !== undefined && best.score >= 2 * top.score - statedMargin)
    return stated(best.text, best.candidate);
  const naming = candidates.filter(
    (one) =>
      !one.asks &&
      one.support >= 0.4 &&
      !(frame.verb === 'move' && (movedThing.test(one.text) || denies(one.text))) &&
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

const lost =
  /(?<number>\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b)(?: of (?:my|our|the|them|these))?(?: \p{L}+){0,2}? (?:has |have |had |just |sadly |recently )*(?:died|passed away|ran away|was given away|were given away|was sold|were sold)\b/iu;

/** "Two cats", and later "one cat died": one is left. Where the numbers do not add up for certain nothing is answered. */
function changedCount(frame: QuestionFrame, candidates: readonly Candidate[]): Found | 'unclear' | undefined {
  if (frame.current === 'no' && !/\bdo(?:es)?\b/i.test(frame.text)) return undefined;
  const about = candidates.filter((one) => !one.asks && one.about !== 'other' && mentionsFocus(frame, one.text));
  const losses = about.filter((one) => lost.test(one.text));
  if (losses.length === 0) return undefined;
  const totals = quantityAnswers(
    frame,
    about.filter((one) => !losses.includes(one)),
  ).filter((one) => numberValue(one.text) !== undefined);
  const first = Math.min(...losses.map((one) => one.evidence.hit.at));
  const last = Math.max(...losses.map((one) => one.evidence.hit.at));
  if (totals.some((one) => one.candidate.evidence.hit.at > last)) return undefined;
  const before = totals.filter((one) => one.candidate.evidence.hit.at < first);
  const distinct = new Set(before.map((one) => numberValue(one.text)));
  const gone = losses.reduce(
    (sum, one) => sum + (numberValue(lost.exec(one.text)?.groups?.['number'] ?? '') ?? Number.NaN),
    0,
  );
  const total = [...distinct][0];
  const base = before[0];
  if (
    distinct.size !== 1 ||
    before.length !== totals.length ||
    base === undefined ||
    total === undefined ||
    !(total >= gone)
  )
    return 'unclear';
  return {
    text: String(total - gone),
    candidates: [losses[0] ?? base.candidate, base.candidate],
    explanation: `${total} were told of, and ${gone} of them ${gone === 1 ? 'is' : 'are'} gone`,
  };
}

const asksPlaces =
  /^(?:in |at )?how many (?:different |distinct |other )?(?:places|cities|countries|towns|lakes|beaches|locations|spots)\b/i;
const placeAfter =
  /^(?:[^.!?;]{0,24}?)\b(?:at|in|off|near|to)\s+(?:the\s+)?(?<place>\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,3})/u;

/** Distinct places named after the verb; one alone is no count. */
function placesCount(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const places = new Map<string, { readonly name: string; readonly candidate: Candidate }>();
  const { range } = frame;
  for (const candidate of candidates) {
    const { at } = candidate.evidence.hit;
    if (candidate.asks || candidate.about === 'other') continue;
    if (candidate.evidence.role === 'assistant') continue;
    if ((range?.from !== undefined && at < range.from) || (range?.to !== undefined && at >= range.to)) continue;
    const word = candidate.words.find(
      (one) =>
        frame.terms.includes(one.term) &&
        one.term !== frame.focusTerm &&
        /(?:ed|am|um|id|ent|ew|ook|ot|ove|ate|aw)$/.test(one.lower),
    );
    const name = word === undefined ? undefined : placeAfter.exec(candidate.text.slice(word.end))?.groups?.['place'];
    if (name !== undefined && !places.has(name.toLowerCase())) places.set(name.toLowerCase(), { name, candidate });
  }
  if (places.size < 2) return undefined;
  const found = [...places.values()];
  return {
    text: `${found.length}: ${found.map(({ name }) => name).join(', ')}`,
    candidates: found.map(({ candidate }) => candidate),
    explanation: `counted over ${found.length} distinct places that memory names`,
  };
}
