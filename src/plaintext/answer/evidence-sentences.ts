/** The sentences of the evidence, each with how much of the question it covers and whom it is about. */
import { splitSentences } from '../extract/sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Evidence } from './reading.ts';
import { matchTerm, matchTerms, plainEnglish, tagWords, type Word } from './words.ts';

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
  readonly about: About;
  /** Share of the question's content that the sentence itself covers, 0 to 1. */
  readonly coverage: number;
  /** The same with the sentences before it counted in part. */
  readonly support: number;
  /** Combined: what sentences are ranked by. */
  readonly score: number;
};

type Raw = Omit<Candidate, 'words' | 'coverage' | 'support' | 'score' | 'about'> & {
  readonly speaker: string | undefined;
  readonly context: ReadonlyMap<string, number>;
};

/** Most sentences that are tagged and searched for spans. */
const mostTagged = 24;
const contextSame = 0.45;
const contextBefore = 0.5;
const greeting =
  /^(?:(?:hey|hi|hello|wow|thanks|thank you|yeah|yep|yes|sure|absolutely|definitely|of course|aw|aww|oh|haha|congrats|bye|that's (?:great|awesome|amazing|cool))\b[^.!?]{0,24}[.!?]*)$/i;

/** Sentences worth reading, best first. */
export function evidenceSentences(frame: QuestionFrame, evidence: readonly Evidence[]): Candidate[] {
  const raw = evidence.flatMap((one, rank) => rawSentences(one, rank));
  const weights = termWeights(frame, raw);
  let total = 0;
  for (const weight of weights.values()) total += weight;
  const speakers = new Set(evidence.flatMap(({ hit }) => (hit.speaker === undefined ? [] : [nameKey(hit.speaker)])));
  const scored = raw.map((one) => {
    let own = 0;
    let supported = 0;
    for (const [term, weight] of weights) {
      if (one.terms.has(term)) {
        own += weight;
        supported += weight;
      } else supported += weight * (one.context.get(term) ?? 0);
    }
    const coverage = total === 0 ? 0 : own / total;
    const support = total === 0 ? 0 : supported / total;
    const about = aboutWhom(frame, one, speakers);
    const score =
      0.6 * coverage +
      0.5 * support +
      0.12 / (1 + 0.35 * one.rank) +
      (about === 'asked' ? 0.12 : about === 'other' ? -0.3 : 0) +
      (one.asks ? -0.25 : 0) +
      (one.place === 'hit' ? 0.03 : -0.08);
    return { ...one, about, coverage, support, score };
  });
  scored.sort((a, b) => b.score - a.score || a.rank - b.rank || a.index - b.index);
  return scored.slice(0, mostTagged).map(({ speaker: _speaker, context: _context, ...one }) => ({
    ...one,
    words: tagWords(one.text),
  }));
}

export function nameKey(name: string): string {
  return name.trim().toLowerCase().split(/\s+/)[0] ?? '';
}

/** Splits texts of one piece of evidence; a photo's caption is a sentence of its own, said once. */
function rawSentences(evidence: Evidence, rank: number): Raw[] {
  const { hit, before, after } = evidence;
  const found: Raw[] = [];
  const beforeTerms = new Map<string, number>();
  if (before !== undefined) {
    for (const one of sentencesOf(before)) {
      const weight = one.asks ? contextBefore : contextBefore / 2;
      for (const term of one.terms) beforeTerms.set(term, Math.max(weight, beforeTerms.get(term) ?? 0));
    }
  }
  const context = new Map(beforeTerms);
  let index = 0;
  let lastAsks = false;
  for (const one of sentencesOf(hit.text)) {
    found.push({
      ...one,
      evidence,
      rank,
      place: 'hit',
      index: index++,
      speaker: hit.speaker,
      context: new Map(context),
    });
    for (const [term, weight] of context) context.set(term, Math.max(weight * 0.7, beforeTerms.get(term) ?? 0));
    for (const term of one.terms) context.set(term, Math.max(contextSame, context.get(term) ?? 0));
    lastAsks = one.asks;
  }
  if (after !== undefined && lastAsks) {
    const asked = new Map([...context].map(([term, weight]) => [term, Math.max(weight, contextBefore)]));
    for (const one of sentencesOf(after).slice(0, 4)) {
      found.push({ ...one, evidence, rank, place: 'after', index: index++, speaker: undefined, context: asked });
    }
  }
  return found;
}

function sentencesOf(text: string): { text: string; terms: ReadonlySet<string>; asks: boolean }[] {
  const captions: string[] = [];
  const said = text.replace(/\[photo: ([^\]]*)\]/g, (_, caption: string) => {
    captions.push(caption);
    return '. ';
  });
  let rest = said;
  for (const caption of captions) rest = rest.replace(caption, '');
  const parts = splitSentences(rest).map(({ start, end }) => rest.slice(start, end));
  return [...parts, ...captions].flatMap((part) => {
    const plain = plainEnglish(part).replace(/^[\s.,;:!-]+/, '');
    if (plain.length < 2 || greeting.test(plain)) return [];
    return [{ text: plain, terms: new Set(matchTerms(plain)), asks: /\?\s*$/.test(plain) }];
  });
}

/** Rare words of the question weigh more, light verbs less; rarity is counted over the evidence itself. */
function termWeights(frame: QuestionFrame, raw: readonly Raw[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const term of frame.terms) {
    let documents = 0;
    for (const one of raw) if (one.terms.has(term)) documents++;
    const rarity = Math.log(1 + raw.length / (1 + documents)) / Math.log(1 + raw.length);
    const light = term === frame.focusTerm ? 0.6 : term === 'love' ? 0.7 : 1;
    weights.set(term, light * (0.35 + 0.65 * rarity));
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
  if (firstPlural.test(one.text) && !firstPerson.test(one.text)) return 'asked';
  if (speaker !== undefined && asked.includes(speaker)) {
    if (secondPerson.test(one.text) && !firstPerson.test(one.text) && speakers.size === 2) return 'other';
    return 'asked';
  }
  if (asked.some((name) => named(name)) && !addresses(one.text, asked)) return 'asked';
  if (speaker === undefined) return 'unknown';
  // Somebody else speaks: "you" and "your" are about the one asked where two people talk.
  if (speakers.size <= 2 && secondPerson.test(one.text) && !/\b(?:I|my)\b/.test(one.text)) return 'asked';
  return speakers.has(asked[0] ?? '') ? 'other' : 'unknown';
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
