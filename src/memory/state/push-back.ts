/** `ask` says first that what a question takes for granted no longer holds. */
import type { Scope } from '../../kernel/scope.ts';
import type { Hit, ParsedQuery } from '../../plaintext/recall/types.ts';
import { factData } from '../../plaintext/revise/fact-state.ts';
import {
  checkPremise,
  type KnownValue,
  noPremise,
  type PremiseCheck,
  valueFor,
} from '../../plaintext/revise/state/read-states.ts';
import type { Engine } from '../engine.ts';
import { toHit } from '../recall.ts';
import { markOutdated } from './mark-outdated.ts';
import { statesIn } from './memory-state.ts';
import { endedByFact, renewedBy, type Settled, settledValue } from './settled-by-facts.ts';

/** How much a question has to be about a statement that ended; below, an everyday word or two are all that they share. */
const leastConfidence = 0.3;

/** A longer request tells its own story; what it takes for granted stands in it. Characters. */
const longestQuestion = 160;

/** Asks about the past, where nothing outdated has to be corrected. */
const aboutThePast =
  /\b(?:did|was|were|had|used to|before|previous(?:ly)?|former(?:ly)?|originally|initially|back then|last (?:year|month|week|spring|summer|autumn|fall|winter)|ago|history|how (?:many|often)|how (?:has|have)|chang(?:e|ed|es)|timeline|(?:in )?(?:what|which) order)\b/i;

/** Asks for a value, rather than whether, why or when. */
const asksValue = /^(?:who|what|which|where|(?:in|at|for|by|with) (?:what|which)|how (?:do|am) (?:i|we))\b/i;

/** Names the speaker, whose life the states are of: a question about a dog or a friend takes nothing of it for granted. */
const ofSelf = /\b(?:I|I['’]\w+|me|my|mine|myself|we|we['’]\w+|us|our|ours)\b/i;

export type PushBack = {
  readonly premise: PremiseCheck;
  /** What to say first; undefined where there is nothing to correct. */
  readonly text?: string;
  /** The value that is asked for, where somebody told one. */
  readonly known?: KnownValue;
  /** The turns that say what is over and what is so instead, as evidence. */
  readonly evidence: readonly Hit[];
};

/** Asks for what was, and not for what is so now; when somebody was born is so still. */
export function asksWhatWas({ text, intent }: Pick<ParsedQuery, 'text' | 'intent'>): boolean {
  if (/\bborn\b/i.test(text)) return false;
  return (
    (intent === 'count' ? wasSo.test(text) : asksThePast({ text, intent })) ||
    /^(?:did|have|has|was|were)\b/i.test(text)
  );
}

const wasSo = /\b(?:did|was|were|had|used to|before|have i|have we|times|often)\b/i;

/** Asks for what was, or for a course of things; or is a request that tells its own story. */
export function asksThePast({ text, intent }: Pick<ParsedQuery, 'text' | 'intent'>): boolean {
  const retells = aboutThePast.test(text) || intent === 'summary' || text.length > longestQuestion;
  return retells || intent === 'history' || intent === 'order' || intent === 'count';
}

/** What a question takes for granted, and what to say where that is over. Inside `exclusive`. */
export async function pushBackOn(engine: Engine, { text, intent }: ParsedQuery, scope?: Scope): Promise<PushBack> {
  const log = engine.state.states;
  const states = await statesIn(engine, scope);
  if (log === undefined || states.length === 0) return { premise: noPremise, evidence: [] };
  const premise = checkPremise(text, states, log.schema);
  const past = asksThePast({ text, intent });
  const corrects =
    premise.status === 'OUTDATED' &&
    premise.presupposes &&
    premise.confidence >= leastConfidence &&
    ofSelf.test(text) &&
    !past;
  if (!corrects) {
    const { facts } = engine.state;
    const over = past ? undefined : endedByFact(facts, text, { turnIds: premise.usable, scope });
    if (over !== undefined) return overByFact(engine, premise, over);
    const said = past || !asksValue.test(text) || !ofSelf.test(text) ? undefined : valueFor(text, states, log.schema);
    const known = said === undefined ? undefined : settledValue(facts, said, scope);
    return known === undefined
      ? { premise, evidence: [] }
      : { premise, known, evidence: await turnsOf(engine, known.sources) };
  }
  // What ended it is no longer the last word: a fact of the same slot was told since.
  const renewed = asksValue.test(text) ? renewedBy(engine.state.facts, premise.blocked, scope) : undefined;
  if (renewed !== undefined) {
    const { text: said, sources } = renewed;
    const known = { value: factData(renewed).value, text: said, sources, changed: true };
    return { premise, known, evidence: await turnsOf(engine, sources) };
  }
  const evidence = await turnsOf(engine, [...premise.blocked, ...premise.correctedBy]);
  return { premise, text: correction(premise), evidence: (await markOutdated(evidence, engine.state)).hits };
}

/** What the question takes for granted was said, and a fact has taken its place. */
async function overByFact(engine: Engine, premise: PremiseCheck, { was, now }: Settled): Promise<PushBack> {
  const blocked = [...was.sources];
  const correctedBy = [...now.sources];
  return {
    premise: {
      ...premise,
      status: 'OUTDATED',
      usable: correctedBy,
      blocked,
      outdated: [was.text],
      corrected: [now.text],
      correctedBy,
      presupposes: true,
    },
    text: correction({ ...premise, outdated: [was.text], corrected: [now.text] }),
    evidence: await turnsOf(engine, [...blocked, ...correctedBy]),
  };
}

/** Turns as evidence. Inside `exclusive`. */
export async function turnsOf(engine: Engine, ids: readonly string[]): Promise<readonly Hit[]> {
  const entries = await engine.cube.latest('turn', [...new Set(ids)]);
  return entries.flatMap((entry): Hit[] => {
    const hit = entry?.kind === 'turn' ? toHit(entry) : undefined;
    return hit === undefined ? [] : [{ ...hit, score: 1 }];
  });
}

/** In the speaker's own words, quoted: what is over, and what is so instead. */
function correction({ outdated, corrected }: PremiseCheck): string {
  const quoted = (texts: readonly string[]): string => texts.map((one) => `"${one.trim()}"`).join(' and ');
  if (outdated.length === 0) return `That is not what was said last: ${quoted(corrected.slice(0, 2))}.`;
  const over = `That no longer holds: ${quoted(outdated.slice(0, 2))}.`;
  return corrected.length === 0 ? over : `${over} Since then: ${quoted(corrected.slice(0, 2))}.`;
}
