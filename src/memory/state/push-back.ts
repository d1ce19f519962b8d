/** `ask` says first that what a question takes for granted no longer holds. */
import type { Scope } from '../../kernel/scope.ts';
import type { Hit, ParsedQuery } from '../../plaintext/recall/types.ts';
import { checkPremise, noPremise, type PremiseCheck } from '../../plaintext/revise/state/read-states.ts';
import type { Engine } from '../engine.ts';
import { toHit } from '../recall.ts';
import { markOutdated } from './mark-outdated.ts';
import { statesIn } from './memory-state.ts';

/** How much a question has to be about a statement that ended; below, an everyday word or two are all that they share. */
const leastConfidence = 0.3;

/** A longer request tells its own story; what it takes for granted stands in it. Characters. */
const longestQuestion = 160;

/** Asks about the past, where nothing outdated has to be corrected. */
const aboutThePast =
  /\b(?:did|was|were|had|used to|before|previous(?:ly)?|former(?:ly)?|originally|initially|back then|last (?:year|month|week|spring|summer|autumn|fall|winter)|ago|history|how (?:many|often)|how (?:has|have)|chang(?:e|ed|es)|timeline|order)\b/i;

export type PushBack = {
  readonly premise: PremiseCheck;
  /** What to say first; undefined where there is nothing to correct. */
  readonly text?: string;
  /** The turns that say what is over and what is so instead, as evidence. */
  readonly evidence: readonly Hit[];
};

/** What a question takes for granted, and what to say where that is over. Inside `exclusive`. */
export async function pushBackOn(engine: Engine, { text, intent }: ParsedQuery, scope?: Scope): Promise<PushBack> {
  const log = engine.state.states;
  const states = await statesIn(engine, scope);
  if (log === undefined || states.length === 0) return { premise: noPremise, evidence: [] };
  const premise = checkPremise(text, states, log.schema);
  const retells = aboutThePast.test(text) || intent === 'summary' || text.length > longestQuestion;
  const past = retells || intent === 'history' || intent === 'order' || intent === 'count';
  const corrects =
    premise.status === 'OUTDATED' && premise.presupposes && premise.confidence >= leastConfidence && !past;
  if (!corrects) return { premise, evidence: [] };
  const entries = await engine.cube.latest('turn', [...new Set([...premise.blocked, ...premise.correctedBy])]);
  const evidence = entries.flatMap((entry): Hit[] => {
    const hit = entry?.kind === 'turn' ? toHit(entry) : undefined;
    return hit === undefined ? [] : [{ ...hit, score: premise.confidence }];
  });
  return { premise, text: correction(premise), evidence: await markOutdated(evidence, log) };
}

/** In the speaker's own words, quoted: what is over, and what is so instead. */
function correction({ outdated, corrected }: PremiseCheck): string {
  const quoted = (texts: readonly string[]): string => texts.map((one) => `"${one.trim()}"`).join(' and ');
  const over = `That no longer holds: ${quoted(outdated.slice(0, 2))}.`;
  return corrected.length === 0 ? over : `${over} Since then: ${quoted(corrected.slice(0, 2))}.`;
}
