/**
 * Reads a short answer out of recalled evidence by rules, without a language model: the question's gap is filled by a
 * date, a number, a span, a list or yes/no, or the answer is that memory does not hold it. Every answer names its
 * evidence. Gates on relevance, on whom the evidence is about, and on the type of the answer, as in the quality gate
 * of D-Mem (arXiv 2603.18631), with rules in place of its judge.
 */
import { blankBorrowed } from '../extract/borrowed-text.ts';
import { splitSentences } from '../extract/sentences.ts';
import type { ParsedQuery } from '../recall/types.ts';
import { lacksEvidence } from './agent-answers.ts';
import { backingOf } from './backing.ts';
import { countAnswer } from './count-answers.ts';
import { dateAnswer } from './date-answers.ts';
import { type Candidate, evidenceSentences } from './evidence-sentences.ts';
import { fittingPart, isToldValue, ofFocus } from './fits-type.ts';
import { howPlainly } from './how-plainly.ts';
import { historyAnswer, joinAnswer, orderAnswer } from './list-answers.ts';
import { asksForOrder, standingOrder } from './order-answers.ts';
import { lacksSubject, premiseProblem } from './premise.ts';
import { asAsked, quantityAnswers } from './quantity-answers.ts';
import { type QuestionFrame, readQuestion } from './question-frame.ts';
import { type AnswerContext, type Evidence, type Found, type ReadAnswer, stated } from './reading.ts';
import { reasonAnswers } from './reason-answers.ts';
import { type RecordAnswer, recordAnswer } from './record-answers.ts';
import { askedKind, fitsKind, speaksOfKind } from './relation-kinds.ts';
import { withoutRetracted } from './retracted.ts';
import { type Span, spanAnswers } from './span-answers.ts';
import { endedSince, isOver, noneAnswer } from './what-is-over.ts';
import { whereaboutsAnswer } from './whereabouts.ts';
import { namesAround, ownPart, saysOf } from './whose.ts';

export type { AnswerContext, Evidence, ReadAnswer } from './reading.ts';

import { choiceAnswer, yesNoAnswer } from './yes-no.ts';

/** How sure a standing order is that was read from what was said. */
const orderConfidence = 0.8;
/** Evidence that covers less of the question than this cannot answer it. */
const leastSupport = 0.2;
/** The same where recall advises to abstain. */
const leastSupportInDoubt = 0.45;

/**
 * Answers one question from its evidence, best hits first. Pure; a fixed number of sentences is read, so the time
 * does not grow with the length of the evidence.
 */
export function readAnswer(question: ParsedQuery, evidence: readonly Evidence[], context: AnswerContext): ReadAnswer {
  const speakers = [...new Set(evidence.flatMap(({ hit }) => (hit.speaker === undefined ? [] : [hit.speaker])))];
  const frame = readQuestion(question, speakers);
  if (/^(?:please )?(?:forget|delete|erase|remember|store|remind me to)\b/i.test(question.text)) {
    return absent('this asks for something to be done, not for an answer');
  }
  const kind = askedKind(frame);
  const fromRecords = recordAnswer(
    frame,
    context.facts.filter((record) => fitsKind(kind, record)),
    context.now,
  );
  if (fromRecords !== undefined && fitsRecord(frame, fromRecords)) {
    const sources = new Set(fromRecords.records.flatMap((record) => [record.id, ...record.sources]));
    const hits = evidence.filter(({ hit }) => hit.sources.some((id) => sources.has(id)) || sources.has(hit.id));
    const ids =
      hits.length > 0 ? hits.map(({ hit }) => hit.id) : fromRecords.records.flatMap((record) => record.sources);
    return {
      text: fromRecords.text,
      found: true,
      explanation: sentence(fromRecords.explanation),
      evidence: [...new Set(ids)],
      confidence: Math.min(...fromRecords.records.map((record) => record.confidence)),
      records: fromRecords.records,
    };
  }
  const whereabouts = whereaboutsAnswer(frame, evidence);
  if (whereabouts !== undefined) return whereabouts;
  // Whoever else is around the user is not the one that "my brother" means.
  const names = namesAround(context.facts, frame.whose?.kind === 'relation' ? frame.whose.key : '');
  const candidates = withoutRetracted(
    evidenceSentences(
      frame,
      evidence.map((one) => ofAsked(frame, ownWords(frame, one), names)),
    ),
  );
  const best = candidates.reduce((most, one) => Math.max(most, one.support), 0);
  if (candidates.length === 0 || best < (context.abstain ? leastSupportInDoubt : leastSupport)) {
    return absent('nothing in memory covers enough of the question');
  }
  const problem = premiseProblem(frame, candidates);
  if (problem !== undefined) return absent(problem);
  const usable = candidates.filter((one) => one.about !== 'other');
  const ordered = asksForOrder(frame) ? standingOrder(frame, candidates) : undefined;
  // "How should it be written?" is answered by an order or not at all.
  const found =
    ordered ??
    (asksForOrder(frame) && frame.gap === 'how'
      ? undefined
      : (noneAnswer(frame, candidates) ?? answerFor(frame, usable.length > 0 ? usable : candidates, context)));
  const source = found?.candidates[0];
  if (kind !== undefined && source !== undefined && !speaksOfKind(kind, source.evidence, context.facts)) {
    return absent('memory speaks of somebody else, not of the one asked about');
  }
  const lack = found === undefined ? undefined : lacksEvidence(frame, found);
  if (lack !== undefined) return absent(lack);
  if (found !== undefined && (isOver(frame, candidates, found) || endedSince(frame, candidates, found))) {
    return absent('what memory holds is said to be over');
  }
  if (found !== undefined && lacksSubject(frame, candidates, found)) {
    return absent('nothing in memory speaks of what the question takes for granted');
  }
  if (found === undefined) return absent('memory speaks about this, but does not say what is asked');
  const ids = [...new Set(found.candidates.map((one) => one.evidence.hit.id))];
  const backing = backingOf(frame, found, candidates);
  return {
    text: found.text,
    found: true,
    explanation: sentence(found.explanation),
    evidence: ids,
    certainty: howPlainly(frame, found, usable.length > 0 ? usable : candidates),
    gap: frame.gap,
    ...(ordered === undefined ? {} : { standing: true, confidence: orderConfidence }),
    ...(backing === undefined || ordered !== undefined ? {} : { backing }),
  };
}

/** "Where do I work?" is not answered by what the user works as. */
function fitsRecord(frame: QuestionFrame, { text, records }: RecordAnswer): boolean {
  return records.every(({ data }) => {
    const slot = data['slot'];
    return fittingPart(frame, text, typeof slot === 'string' ? slot : undefined) === text;
  });
}

/** What a user gave an assistant to translate or made up says nothing about the user, unless the question is about that. */
function ownWords(frame: QuestionFrame, one: Evidence): Evidence {
  const { hit } = one;
  if (one.role !== 'user' || hit.speaker !== undefined || aboutTasks.test(frame.text)) return one;
  const text = blankBorrowed(hit.text);
  return text === hit.text ? one : { ...one, hit: { ...hit, text } };
}

/** Sentences of a user that say nothing of the one asked about are left out, and their place kept. */
function ofAsked(frame: QuestionFrame, one: Evidence, names: readonly string[]): Evidence {
  const { hit } = one;
  const { whose } = frame;
  if (whose === undefined || one.role !== 'user' || hit.speaker !== undefined) return one;
  let text = hit.text;
  for (const { start, end } of splitSentences(hit.text)) {
    const said = hit.text.slice(start, end);
    const about = { question: frame.original, names };
    const own = saysOf(whose, said, about) ? ownPart(whose, said, about) : '';
    if (own !== said) text = text.replace(said, () => own);
  }
  return text === hit.text ? one : { ...one, hit: { ...hit, text } };
}

const aboutTasks =
  /\b(?:translat|proofread|rewrit|rephras|summar|stor(?:y|ies)|poem|scene|character|text|letter|email|quot|said|say|ask|imagin|pretend|novel|song|draft|edit|review|check)/i;

function answerFor(frame: QuestionFrame, candidates: readonly Candidate[], context: AnswerContext): Found | undefined {
  switch (frame.gap) {
    case 'when':
      return dateAnswer(frame, candidates, context);
    case 'yes-no':
      return yesNoAnswer(frame, candidates, namesAround(context.facts));
    case 'choice':
      return choiceAnswer(frame, candidates);
    case 'history':
      return historyAnswer(frame, candidates);
    case 'order':
      return orderAnswer(frame, candidates);
    case 'duration':
    case 'frequency':
    case 'amount':
    case 'age': {
      const best = quantityAnswers(frame, candidates)[0];
      return best === undefined ? undefined : stated(asAsked(frame, best.text), best.candidate);
    }
    case 'number':
      return countAnswer(frame, candidates);
    case 'why': {
      const reason = reasonAnswers(frame, candidates)[0];
      if (reason !== undefined) return stated(reason.text, reason.candidate);
      const span = spanAnswers(frame, candidates)[0];
      return span === undefined ? undefined : stated(span.text, span.candidate);
    }
    default: {
      const spans = fittingSpans(frame, candidates);
      const found = joinAnswer(frame, spans);
      const [best] = spans;
      const next = spans.find((span) => best !== undefined && ![...span.terms].some((term) => best.terms.has(term)));
      if (found === undefined || best === undefined) return found;
      return { ...found, fit: best.fit, margin: next === undefined ? 1 : best.score - next.score };
    }
  }
}

/** Spans of the kind asked for, best first. */
function fittingSpans(frame: QuestionFrame, candidates: readonly Candidate[]): Span[] {
  const spans = spanAnswers(frame, candidates).flatMap((span) => {
    const text = fittingPart(frame, span.text);
    if (text === undefined || !isToldValue(frame, text, span.candidate)) return [];
    return [text === span.text ? span : { ...span, text }];
  });
  return ofFocus(frame, spans);
}

function absent(reason: string): ReadAnswer {
  return { text: undefined, found: false, explanation: sentence(reason), evidence: [] };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
