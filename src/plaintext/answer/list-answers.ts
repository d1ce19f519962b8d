/** Answers made of several spans: a list joined over turns, and things in the order in which they happened. */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';
import { type Span, spanAnswers } from './span-answers.ts';
import { dayText, isDenied, monthText, timesIn } from './time-answers.ts';
import { matchTerms } from './words.ts';

/** Content words from which a question counts as wordy. */
const wordyQuestion = 6;
/** Most parts of a joined list. */
const mostParts = 5;
/** How much worse than the best a further part may be. */
const partMargin = 0.55;

/** The best span, or for a plural question the distinct good spans of several sentences, best first. */
export function joinAnswer(frame: QuestionFrame, spans: readonly Span[]): Found | undefined {
  const best = spans[0];
  if (best === undefined) return undefined;
  // A long question about something told at length, and no phrase in the right place: the sentence says more.
  if (frame.terms.length >= wordyQuestion && best.fit < 0.45 && (frame.gap === 'what' || frame.gap === 'how')) {
    return stated(best.candidate.text.replace(/[.!?]+$/, ''), best.candidate);
  }
  if (!frame.plural) return stated(best.text, best.candidate);
  const parts: Span[] = [best];
  const used = new Set(best.terms);
  const sentences = new Set<Candidate>([best.candidate]);
  for (const span of spans) {
    if (parts.length >= mostParts) break;
    if (span.score < best.score - partMargin) break;
    if (sentences.has(span.candidate) || [...span.terms].some((term) => used.has(term))) continue;
    parts.push(span);
    sentences.add(span.candidate);
    for (const term of span.terms) used.add(term);
  }
  if (parts.length === 1) return stated(best.text, best.candidate);
  return {
    text: parts.map((part) => asListPart(part.text)).join(', '),
    candidates: parts.map((part) => part.candidate),
    explanation: `collected from ${parts.length} places`,
  };
}

/** Commas only between parts: "pottery, camping and hiking" becomes "pottery, camping, hiking". */
function asListPart(text: string): string {
  return text.replace(/,? and (?=[^,]+$)/, (joint, at: number) =>
    text.slice(0, at).includes(',') || text.split(' ').length <= 5 ? ', ' : joint,
  );
}

/** What happened, earliest first: named parts of the question where it names them, else the best span of each turn. */
export function orderAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const usable = candidates.filter((one) => !one.asks && one.support >= 0.25);
  const named = namedEvents(frame.text);
  if (named.length > 1) {
    const placed = named.map((event) => ({ event, candidate: bestFor(event, usable) }));
    const known = placed.flatMap(({ event, candidate }) =>
      candidate === undefined ? [] : [{ event, candidate, at: happened(candidate) }],
    );
    if (known.length < named.length) return undefined;
    known.sort((a, b) => a.at - b.at);
    return {
      text: known.map(({ event }) => event).join(', '),
      candidates: known.map(({ candidate }) => candidate),
      explanation: 'ordered by when each happened',
    };
  }
  const parts: { candidate: Candidate; at: number; shown: string }[] = [];
  for (const candidate of candidates) {
    if (candidate.asks || candidate.evidence.role === 'assistant' || !namesThing(frame, candidate)) continue;
    const dated = datedEvent(candidate);
    if (dated === undefined || parts.some((one) => one.shown === dated.shown)) continue;
    parts.push({ candidate, ...dated });
    if (parts.length === 8) break;
  }
  if (parts.length < 2) return undefined;
  parts.sort((a, b) => a.at - b.at);
  return {
    text: parts.map(({ candidate, shown }) => `${shown}: ${shortClause(clauseWith(candidate.text, shown))}`).join(', '),
    candidates: parts.map(({ candidate }) => candidate),
    explanation: 'ordered by when each happened',
  };
}

/** Words of a question that name no thing. */
const unnamed: ReadonlySet<string> = new Set(
  matchTerms(
    'order sequence thing things event events happen happened family date dates day time change changes history story',
  ),
);

/** True when the sentence, or its turn where the sentence points back, names the thing that the question is about. */
function namesThing(frame: QuestionFrame, one: Candidate): boolean {
  const nouns = frame.words
    .filter((word) => (word.tag === 'NOUN' || word.tag === 'PROPN') && frame.terms.includes(word.term))
    .map((word) => word.term)
    .filter((term) => !unnamed.has(term));
  const thing = nouns.at(-1);
  if (thing === undefined || one.terms.has(thing)) return true;
  const near = `${one.evidence.hit.text} ${one.evidence.before ?? ''}`;
  return /\b(?:it|its|they|this|that|he|she|date)\b/i.test(one.text) && matchTerms(near).includes(thing);
}

/** A past event with the date that is said beside it: a year alone is one. */
function datedEvent(one: Candidate): { readonly at: number; readonly shown: string } | undefined {
  const { hit, zone } = one.evidence;
  const year = /(?<![\d£$€.,:-])(1[89]\d\d|20\d\d)(?![\d%]|[.,]\d)/.exec(one.text)?.[1];
  const day = timesIn(one.text, hit.at, zone).find(
    (time) => time.from <= hit.at && (time.granularity === 'day' || time.granularity === 'month'),
  );
  if (year !== undefined && (day === undefined || !day.text.includes(year)))
    return { at: Date.UTC(Number(year), 0, 1), shown: year };
  if (day === undefined) return undefined;
  return { at: day.from, shown: day.granularity === 'month' ? monthText(day.from, zone) : dayText(day.from, zone) };
}

/** The part of a sentence between colons and semicolons that names the year; the whole sentence where none does. */
function clauseWith(text: string, shown: string): string {
  const year = /\d{4}$/.exec(shown)?.[0] ?? shown;
  return text.split(/[:;!]\s+/).find((part) => part.includes(year)) ?? text;
}

/** The opening clause of a sentence, without commas, at most twelve words. */
function shortClause(text: string): string {
  const clause = text.split(/[;!?.:](?:\s|$)|,\s+(?:and|but|so|which|who)\b/)[0] ?? text;
  return clause
    .replace(/^(?:so|and|but|well|oh)[,\s]+/i, '')
    .replaceAll(',', '')
    .split(/\s+/)
    .slice(0, 12)
    .join(' ');
}

/** How something changed: its values in the order in which they were told, without repeats. */
export function historyAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const dated = /\b(?:dates?|days?|when|time)\b/i.test(frame.text);
  const top = candidates[0]?.score ?? 0;
  const values: { text: string; candidate: Candidate }[] = [];
  const usable = candidates
    .filter((one) => !one.asks && one.score >= top - (dated ? 0.8 : 0.45) && one.support >= 0.3)
    .filter((one) => !dated || (namesThing(frame, one) && !/<recalled\b/.test(one.evidence.hit.text)))
    .sort((a, b) => a.evidence.hit.at - b.evidence.hit.at);
  for (const candidate of usable) {
    const { hit, zone } = candidate.evidence;
    const mention = dated
      ? timesIn(candidate.text, hit.at, zone).find((one) => one.granularity === 'day' && !isDenied(candidate.text, one))
      : undefined;
    const text =
      mention === undefined
        ? dated
          ? undefined
          : spanAnswers(frame, [candidate])[0]?.text
        : dayText(mention.from, zone);
    if (text !== undefined && values.at(-1)?.text !== text) values.push({ text, candidate });
  }
  if (values.length === 0) return undefined;
  return {
    text: values.map(({ text }) => text).join(', then '),
    candidates: values.map(({ candidate }) => candidate),
    explanation: values.length === 1 ? 'memory holds one value only' : `told in this order at ${values.length} times`,
  };
}

/** Events in quotes, or listed after a colon. */
function namedEvents(text: string): string[] {
  const quoted = [...text.matchAll(/["'“]([^"'”]{4,120})["'”]/g)].map((match) => match[1] ?? '');
  if (quoted.length > 1) return quoted;
  const after = /:\s*([^?]+)\??$/.exec(text)?.[1];
  return after === undefined
    ? []
    : after.split(/,\s*(?:and |or )?|\s+(?:and|or)\s+/).filter((part) => part.trim() !== '');
}

/** The sentence that covers most of a phrase; undefined below half. */
export function bestFor(phrase: string, candidates: readonly Candidate[]): Candidate | undefined {
  const terms = matchTerms(phrase).filter((term) => term.length > 2);
  let best: { candidate: Candidate; share: number } | undefined;
  for (const candidate of candidates) {
    const share = terms.filter((term) => candidate.terms.has(term)).length / Math.max(1, terms.length);
    if (share >= 0.5 && (best === undefined || share > best.share)) best = { candidate, share };
  }
  return best?.candidate;
}

/** When the sentence's event happened: its stated time, else when it was said. */
export function happened(candidate: Candidate): number {
  const { hit, zone } = candidate.evidence;
  return timesIn(candidate.text, hit.at, zone)[0]?.from ?? hit.at;
}
