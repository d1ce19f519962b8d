/** The sentences of the evidence, each with how much of the question it covers and whom it is about. */
import { isForeignSource } from '../../kernel/turn.ts';
import { splitSentences } from '../extract/sentences.ts';
import { hasNear, nearShare, toldOtherwise } from './near-terms.ts';
import { statesAge, statesMoney } from './quantity-answers.ts';
import { gapOf, type QuestionFrame } from './question-frame.ts';
import type { Evidence } from './reading.ts';
import { timesIn } from './time-answers.ts';
import { wordsFor } from './word-types.ts';
import { isLight, matchTerm, matchTerms, plainEnglish, tagWords, type Word, withinReach } from './words.ts';

/** Relation of a sentence to the people asked about. */
export type About = 'asked' | 'other' | 'unknown';

export type Candidate = {
  readonly text: string;
  readonly words: readonly Word[];
  readonly terms: ReadonlySet<string>;
  readonly evidence: Evidence;
  /** Position of its evidence, from 0. */
  readonly rank: number;
  /** Where in the evidence it stands. */
  readonly place: 'hit' | 'before' | 'after';
  readonly index: number;
  readonly asks: boolean;
  /** Set where it answers a question that the other one just asked: its first sentence, or one soon after. */
  readonly reply?: 'first' | 'later';
  /** The turn with that question. */
  readonly asked?: string;
  readonly about: About;
  /** Share of the question's content that the sentence itself covers, 0 to 1. */
  readonly coverage: number;
  /** The same with the sentences before it counted in part. */
  readonly support: number;
  /** Whether the question's main verb stands in it (1), in what it replies to (part of 1), or nowhere (0). */
  readonly verbSupport: number;
  /** True when it names a thing of the kind asked for; undefined where the kind has no word list. */
  readonly ofKind: boolean | undefined;
  /** True for a reply to a question of the same kind as the one asked now. */
  readonly answersSame: boolean;
  /** Combined: what sentences are ranked by. */
  readonly score: number;
};

type Raw = Omit<
  Candidate,
  'words' | 'ofKind' | 'answersSame' | 'coverage' | 'support' | 'verbSupport' | 'score' | 'about'
> & {
  readonly speaker: string | undefined;
  readonly context: ReadonlyMap<string, number>;
};

/** Most sentences that are tagged and searched for spans. */
const mostTagged = 18;
/** The same where what happened is put in order: each event counts, the least telling one too. */
const mostInOrder = 48;
/** How much of a term counts that stands in an earlier sentence of the turn, or in the question just asked. */
const contextSame = 0.45;
const contextAsked = 0.75;
/** What a page, a document or a tool says of somebody's "I" and "my" counts less than the user's own word. */
const foreignShare = 0.4;
const greeting =
  /^(?:(?:hey|hi|hello|wow|thanks|thank you|yeah|yep|yes|sure|absolutely|definitely|of course|aw|aww|oh|haha|congrats|bye|that's (?:great|awesome|amazing|cool))\b[^.!?]{0,24}[.!?]*)$/i;

/** What is paid for a thing is what it costs. */
const asksMoney: ReadonlySet<string> = new Set(
  ['cost', 'price', 'pay', 'charge', 'spend', 'worth', 'fee'].map(matchTerm),
);

/** True where a sentence has another term of the question, too, or there is none: a sum alone tells no price of the flights. */
function coversOther({ terms }: QuestionFrame, told: ReadonlySet<string>, term: string): boolean {
  return terms.every((one) => one === term) || terms.some((one) => one !== term && told.has(one));
}

/** Sentences worth reading, best first. */
export function evidenceSentences(frame: QuestionFrame, evidence: readonly Evidence[]): Candidate[] {
  const wanted = new Set([...frame.terms, ...(frame.verb === undefined ? [] : [frame.verb])]);
  const earlier = new Map(evidence.flatMap(({ hit, before }) => (before === undefined ? [] : [[hit.text, before]])));
  const raw = evidence.flatMap((one, rank) => rawSentences(one, rank, { earlier, wanted }));
  const weights = termWeights(frame, raw);
  let total = 0;
  for (const weight of weights.values()) total += weight;
  const withAssistant = evidence.some(({ role }) => role === 'assistant');
  const speakers = new Set(evidence.flatMap(({ hit }) => (hit.speaker === undefined ? [] : [nameKey(hit.speaker)])));
  const kinds = kindTerms(frame);
  const oldest = Math.min(...evidence.map(({ hit }) => hit.at));
  const newest = Math.max(...evidence.map(({ hit }) => hit.at));
  // The present is asked about: of two statements the newer one holds.
  const newer = (at: number): number =>
    frame.current === 'no' || newest === oldest
      ? 0
      : ((frame.current === 'stated' ? 0.35 : 0.2) * (at - oldest)) / (newest - oldest);
  const scored = raw.map((one) => {
    let own = 0;
    let supported = 0;
    for (const [term, weight] of weights) {
      if (
        one.terms.has(term) ||
        (term === frame.focusTerm && hasKind(one.terms, kinds)) ||
        (term === 'old' && frame.gap === 'age' && statesAge(one.text)) ||
        (frame.gap === 'amount' && asksMoney.has(term) && statesMoney(one.text) && coversOther(frame, one.terms, term))
      ) {
        own += weight;
        supported += weight;
      } else if (frame.names.has(term) && refersBack.test(one.text) && one.context.has(term)) {
        own += 0.7 * weight;
        supported += 0.9 * weight;
      } else if (hasNear(term, one.terms) || toldOtherwise(term, one.text)) {
        own += nearShare * weight;
        supported += Math.max(nearShare, one.context.get(term) ?? 0) * weight;
      } else supported += weight * (one.context.get(term) ?? 0);
    }
    const coverage = total === 0 ? 0 : own / total;
    const support = total === 0 ? 0 : supported / total;
    // Where one of the two is an assistant, what the other says is about the speaker, "you" or not.
    const about =
      withAssistant &&
      one.place === 'hit' &&
      one.evidence.role === 'user' &&
      frame.people.length > 0 &&
      saidByAsked(frame, one)
        ? 'asked'
        : aboutWhom(frame, one, speakers);
    const verb = frame.verb;
    const answersSame = one.reply !== undefined && sameGap(frame, one.asked);
    const nearVerb = verb !== undefined && hasNear(verb, one.terms) ? nearShare : 0;
    const verbSupport =
      verb === undefined ? 0 : one.terms.has(verb) ? 1 : Math.max(nearVerb, one.context.get(verb) ?? 0);
    const score =
      0.6 * coverage +
      0.5 * support +
      0.12 / (1 + 0.35 * one.rank) +
      (verb !== undefined && !isLight(verb) ? 0.2 * verbSupport - 0.06 : 0) +
      (about === 'asked' ? 0.12 : about === 'other' ? -0.3 : 0) +
      (one.asks ? -0.5 : 0) +
      (isForeign(frame, one) ? -foreignShare : 0) +
      inRange(frame, one) +
      (answersSame ? (one.reply === 'first' ? 0.25 + 0.6 * support : 0.1 + 0.2 * support) : 0) +
      (one.place === 'hit' ? 0.03 : -0.08);
    return {
      ...one,
      about,
      coverage,
      support,
      verbSupport,
      answersSame,
      ofKind: kinds === undefined ? undefined : hasKind(one.terms, kinds),
      score,
    };
  });
  const covered = Math.max(0, ...scored.filter((one) => !one.asks && one.about !== 'other').map((one) => one.coverage));
  for (const one of scored) if (one.coverage >= covered - 0.12) one.score += newer(one.evidence.hit.at);
  scored.sort((a, b) => b.score - a.score || a.rank - b.rank || a.index - b.index);
  // A turn may be read as a hit and as what follows another hit: the better reading stays.
  const seen = new Set<string>();
  const distinct = scored.filter((one) => !seen.has(one.text) && seen.add(one.text) !== undefined);
  return distinct
    .slice(0, frame.gap === 'order' ? mostInOrder : mostTagged)
    .map(({ speaker: _speaker, context: _context, ...one }) => ({
      ...one,
      words: tagWords(one.text),
    }));
}

export function nameKey(name: string): string {
  return name.trim().toLowerCase().split(/\s+/)[0] ?? '';
}

type Reading = {
  /** Text of a turn -> text of the turn before it. */
  readonly earlier: ReadonlyMap<string, string>;
  /** Terms of the question: only they are carried. */
  readonly wanted: ReadonlySet<string>;
};

/** Splits texts of one piece of evidence; a photo's caption is a sentence of its own, said once. */
function rawSentences(evidence: Evidence, rank: number, { earlier, wanted }: Reading): Raw[] {
  const { hit, before, after } = evidence;
  const found: Raw[] = [];
  const carried = carriedContext(before, { earlier, wanted });
  const replies = before !== undefined && sentencesOf(before).at(-1)?.asks === true;
  const context = new Map(carried);
  let index = 0;
  let lastAsks = false;
  for (const one of sentencesOf(hit.text)) {
    const reply = replies && index === 0 ? 'first' : replies && index <= 2 ? 'later' : undefined;
    found.push({
      ...one,
      evidence,
      rank,
      place: 'hit',
      index: index++,
      speaker: hit.speaker,
      context: new Map(context),
      ...(reply === undefined ? {} : { reply, asked: before as string }),
    });
    for (const [term, weight] of context) context.set(term, weight * 0.75);
    for (const term of one.terms)
      if (wanted.has(term)) context.set(term, Math.max(contextSame, context.get(term) ?? 0));
    lastAsks = one.asks;
  }
  if (after !== undefined && lastAsks) {
    const asked = new Map([...context].map(([term, weight]) => [term, Math.max(weight, contextAsked)]));
    for (const [position, one] of sentencesOf(after).slice(0, 4).entries()) {
      const place = 'after' as const;
      const reply = position === 0 ? ('first' as const) : ('later' as const);
      found.push({
        ...one,
        evidence,
        rank,
        place,
        index: index++,
        speaker: undefined,
        context: asked,
        reply,
        asked: hit.text,
      });
      for (const [term, weight] of asked) asked.set(term, weight * 0.75);
    }
  }
  return found;
}

/** What was spoken of before: the last question most, the turn before it less, further back where hits show it. */
function carriedContext(before: string | undefined, { earlier, wanted }: Reading): Map<string, number> {
  const carried = new Map<string, number>();
  let text = before;
  let share = 1;
  for (let step = 0; step < 3 && text !== undefined; step++) {
    const parts = sentencesOf(text);
    for (const [position, one] of parts.entries()) {
      const last = position === parts.length - 1;
      const weight = share * (one.asks ? (last ? contextAsked : 0.5) : 0.3);
      for (const term of one.terms) if (wanted.has(term)) carried.set(term, Math.max(weight, carried.get(term) ?? 0));
    }
    text = earlier.get(text);
    share *= 0.7;
  }
  return carried;
}

type Part = { readonly text: string; readonly terms: ReadonlySet<string>; readonly asks: boolean };

const partsMemo = new Map<string, readonly Part[]>();
const memoLimit = 2_000;

/** Lets go of the sentences of texts read lately. */
export function forgetSentences(): void {
  partsMemo.clear();
}

/** Sentences of a text as compared, captions last; a turn is read as a hit and as a neighbor, so they are kept. */
function sentencesOf(text: string): readonly Part[] {
  const known = partsMemo.get(text);
  if (known !== undefined) return known;
  const captions: string[] = [];
  let said = text.replace(/\[photo: ([^\]]*)\]/g, (_, caption: string) => {
    captions.push(caption);
    return '. ';
  });
  for (const caption of captions) said = said.replace(caption, '');
  const plain = plainEnglish(said);
  const pieces = splitSentences(plain).flatMap(({ start, end }) => withinReach(plain.slice(start, end)));
  const parts = [...pieces, ...captions].flatMap((piece): Part[] => {
    const one = piece.replace(/^[\s.,;:!-]+/, '');
    if (one.length < 2 || greeting.test(one)) return [];
    return [{ text: one, terms: new Set(matchTerms(one)), asks: /\?\s*$/.test(one) && !tellsAnyway.test(one) }];
  });
  if (partsMemo.size >= memoLimit) partsMemo.clear();
  partsMemo.set(text, parts);
  return parts;
}

/** "I adopted a parrot, did I tell you?" states something. */
const tellsAnyway = /^(?:I|my|we)\b.*, (?:did|have|do) (?:I|you)\b|, right\?$|, (?:is|was) not (?:it|that)\?$/i;

/** Terms of words that are what the focus names: "cello" for "instrument". */
function kindTerms(frame: QuestionFrame): ReadonlySet<string> | undefined {
  const words = wordsFor(frame.focus);
  return words === undefined ? undefined : new Set([...words].map(matchTerm));
}

function hasKind(terms: ReadonlySet<string>, kinds: ReadonlySet<string> | undefined): boolean {
  if (kinds === undefined) return false;
  for (const term of terms) if (kinds.has(term)) return true;
  return false;
}

/** What was said in or about the time asked for is worth more than what was not. */
function inRange({ range, gap }: QuestionFrame, one: Raw): number {
  if (range === undefined || gap === 'when') return 0;
  const { hit, zone } = one.evidence;
  const fits = (from: number, to: number): boolean =>
    (range.to === undefined || from < range.to) && (range.from === undefined || to > range.from);
  if (fits(hit.at, hit.at + 1)) return 0.1;
  return timesIn(one.text, hit.at, zone).some((time) => fits(time.from, time.to)) ? 0.15 : -0.1;
}

/** "She" and "it" stand for a name of the sentences before. */
const refersBack = /\b(?:he|she|it|they|him|her|them|his|its|their)\b/i;

/** True when the turn asked for the same kind of thing as the question does. */
function sameGap(frame: QuestionFrame, asked: string | undefined): boolean {
  const last = asked === undefined ? undefined : sentencesOf(asked).findLast((one) => one.asks);
  if (last === undefined) return false;
  const gap = gapOf(last.text.replace(/^(?:and|so|but|oh|wow|nice)[,!]? /i, ''));
  if (gap !== frame.gap) return false;
  if (gap !== 'what')
    return frame.terms.length === 0 || last.terms.size < 8 || frame.terms.some((term) => last.terms.has(term));
  return (
    (frame.verb !== undefined && last.terms.has(frame.verb)) ||
    (frame.focusTerm !== undefined && last.terms.has(frame.focusTerm)) ||
    frame.terms.filter((term) => last.terms.has(term)).length > 1
  );
}

/** Rare words of the question weigh more, light verbs less; rarity is counted over the evidence itself. */
function termWeights(frame: QuestionFrame, raw: readonly Raw[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const term of frame.terms) {
    let documents = 0;
    for (const one of raw) if (one.terms.has(term)) documents++;
    const rarity = Math.log(1 + raw.length / (1 + documents)) / Math.log(1 + raw.length);
    const light = frame.names.has(term)
      ? 1.5
      : term === frame.focusTerm
        ? 0.6
        : isLight(term) || term === 'love'
          ? 0.6
          : 1;
    const share = frame.background.has(term) ? 0.25 : 1;
    weights.set(term, share * light * (0.35 + 0.65 * rarity));
  }
  return weights;
}

const firstPerson = /\b(?:I|my|me|mine|myself)\b/;
const firstPlural = /\b(?:we|our|us|ours)\b/i;
const secondPerson = /\b(?:you|your|yours|yourself)\b/i;

function aboutWhom(frame: QuestionFrame, one: Raw, speakers: ReadonlySet<string>): About {
  const asked = frame.people.filter((name) => name !== 'user').map(nameKey);
  const named = (name: string): boolean => one.terms.has(matchTerm(name));
  if (frame.people.includes('user')) {
    if (one.speaker === undefined) return 'unknown';
    return one.evidence.role === 'assistant' ? (secondPerson.test(one.text) ? 'asked' : 'other') : 'asked';
  }
  if (asked.length === 0) return 'unknown';
  const speaker = speakerOf(one, speakers);
  if (speaker !== undefined && asked.includes(speaker)) {
    if (secondPerson.test(one.text) && !firstPerson.test(one.text) && speakers.size === 2) return 'other';
    return 'asked';
  }
  if (asked.some((name) => named(name)) && !addresses(one.text, asked)) return 'asked';
  if (speaker === undefined) return 'unknown';
  // Somebody else speaks: "you" and "your" are about the one asked where two people talk.
  if (speakers.size <= 2 && secondPerson.test(one.text) && !/\b(?:I|my)\b/.test(one.text)) return 'asked';
  if (firstPlural.test(one.text) && !firstPerson.test(one.text)) return 'unknown';
  return speakers.has(asked[0] ?? '') ? 'other' : 'unknown';
}

/** A sentence in the first person out of a page or a tool, where the user asks about the own life. */
function isForeign(frame: QuestionFrame, { evidence: { source }, text }: Raw): boolean {
  return (
    isForeignSource(source) &&
    firstPerson.test(frame.original) &&
    (firstPerson.test(text) || /\bcorrection\b/i.test(text))
  );
}

function saidByAsked(frame: QuestionFrame, one: Raw): boolean {
  return (
    one.speaker === undefined ||
    frame.people.some((name) => name === 'user' || nameKey(name) === nameKey(one.speaker ?? ''))
  );
}

function speakerOf(one: Raw, speakers: ReadonlySet<string>): string | undefined {
  if (one.place === 'hit') return one.speaker === undefined ? undefined : nameKey(one.speaker);
  // A neighboring turn is the other one's where two people talk.
  const own = one.evidence.hit.speaker;
  if (own === undefined || speakers.size !== 2) return undefined;
  return [...speakers].find((name) => name !== nameKey(own));
}

/** True when a name is only called ("Thanks, Mel!"), not spoken about. */
function addresses(text: string, names: readonly string[]): boolean {
  return names.some((name) =>
    new RegExp(`(?:^|, |\\b(?:hey|hi|thanks|wow|yeah|congrats),? )${name}\\b(?=[,!.?]|$)`, 'i').test(text),
  );
}
