/** Statements in the evidence that what is asked about is over: a medicine stopped, a place left, an order withdrawn. */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';
import { matchTerms } from './words.ts';

const over =
  /\b(?:no longer|not (?:\w+ ){1,6}any ?more|any ?more|(?:have |has |had )?(?:stopped|quit|given up|gave up|discontinued)|(?:came|come|went|gone|took (?:me|him|her|them)|taken|weaned|am|is|are) off|moved (?:out of|away from)|left)\b/i;

/** The newest sentence that says that all things the question names are over, with nothing newer about them. */
function endOf(things: readonly string[], candidates: readonly Candidate[]): Candidate | undefined {
  if (things.length === 0) return undefined;
  const about = candidates.filter(
    (one) => !one.asks && one.about !== 'other' && things.every((term) => one.terms.has(term)),
  );
  const newest = about.reduce<Candidate | undefined>(
    (a, b) => (a === undefined || b.evidence.hit.at > a.evidence.hit.at ? b : a),
    undefined,
  );
  if (newest === undefined) return undefined;
  const same = about.filter((one) => one.evidence.hit.at === newest.evidence.hit.at);
  return same.find((one) => over.test(one.text));
}

/** "How much bisoprolol does she take?" where the newest word is that it was stopped: none. */
export function noneAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  if (frame.current === 'no' || (frame.gap !== 'amount' && frame.gap !== 'frequency' && frame.gap !== 'number'))
    return undefined;
  const things = frame.terms.filter((term) => term !== frame.verb);
  const end = endOf(things, candidates);
  if (end === undefined || /\b(?:moved|left)\b/i.test(end.text)) return undefined;
  return { ...stated('None', end), explanation: `${stated('', end).explanation} that this is over` };
}

/** True when the answer to a question about the present is said, later or in the same turn, to be over. */
export function isOver(frame: QuestionFrame, candidates: readonly Candidate[], found: Found): boolean {
  const source = found.candidates[0];
  if (frame.current === 'no' || source === undefined || frame.gap === 'when' || frame.gap === 'yes-no') return false;
  const terms = matchTerms(found.text);
  const things = terms.filter((term) => !frame.terms.includes(term));
  const end = endOf(things, candidates);
  return (
    end !== undefined &&
    end.evidence.hit.at >= source.evidence.hit.at &&
    (frame.verb === undefined || end.terms.has(frame.verb) || /\b(?:moved|left|quit)\b/i.test(end.text))
  );
}

/** Turns of life that end an answer without naming it: what the question asks for, and what ends it. */
const turnsOfLife: readonly (readonly [asked: RegExp, ended: RegExp])[] = [
  [
    /\b(?:work|job|employer|company|occupation|profession|boss|manager)\b/i,
    /\bI (?:have |just |was |got |have been |finally )*(?:quit(?: my job)?(?=[.!,]|$| last| yesterday| today)|resigned|lost my job|laid off|fired|made redundant|let go|retired)\b/i,
  ],
  [
    /\b(?:husband|wife|spouse|partner|married|boyfriend|girlfriend)\b/i,
    /\b(?:I|we) (?:have |just |are |am |got |getting )*(?:split up|broke up|broken up|separated|divorced|a divorce)\b/i,
  ],
];

/** True when something said after the answer's source ended it: a job lost, a couple parted, the one named dead. */
export function endedSince(frame: QuestionFrame, candidates: readonly Candidate[], found: Found): boolean {
  const source = found.candidates[0];
  if (source === undefined || !/\b(?:is|are|am|do|does|has|have)\b|['’]s\b/i.test(frame.text)) return false;
  if (/\b(?:did|was|were|ex|former|late)\b/i.test(frame.text)) return false;
  const later = candidates.filter((one) => !one.asks && one.evidence.hit.at > source.evidence.hit.at);
  const name = /^\p{Lu}\p{L}+$/u.test(found.text) ? found.text : undefined;
  if (
    name !== undefined &&
    later.some((one) => new RegExp(`\\b${name} (?:has |just |sadly )*(?:died|passed away)\\b`).test(one.text))
  )
    return true;
  return turnsOfLife.some(([asked, ended]) => asked.test(frame.text) && later.some((one) => ended.test(one.text)));
}
