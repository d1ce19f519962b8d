/**
 * How sure it is that a statement ends an older one. What is not sure enough waits for a person: the statement that holds
 * goes on holding, and the question is in the review queue. The thresholds are set on the development surfaces of the
 * STALE twin and on development parts of real talk (docs/truth.md).
 */
import { basesOf, lostBases } from '../bases.ts';
import { readingOf } from '../read-statement.ts';
import { isTurn } from '../standing.ts';
import type { StateSchema } from '../state-schema.ts';
import { slotNameOf } from '../statement-facet.ts';
import { toldForm } from '../told-form.ts';
import type { Pairs } from './pairs.ts';

/** `asks`: a person has to say. */
export type Verdict = 'ends' | 'asks' | 'stands';

/**
 * Likelihoods, 0 to 1. `replaces`: by comparing alone. `ofSlot`: where both are surely of one slot. `asks`: from here on
 * it is worth a person's while.
 */
const leastReplaces = { replaces: 0.3, ofSlot: 0.12, asks: 0.12 };
/** From here on a statement is surely of a slot; and of one that says that something is so from now on. */
const surelyOfSlot = 0.5;
const leastOfSlot = 0.12;
/** Of what a rule or a sign says to be gone. */
const leastUnsettles = { ends: 0.1, asks: 0.06 };
/** Of a change that is told by how things stand rather than by what happened. */
const leastStandingLoss = 0.85;
/** Confidence of what a person has to decide: too little to take an occupied place or to end anything. */
export const doubtful = 0.6;

type Compared = { readonly older: string; readonly newer: string };

/** Share of a slot, by examples; 1 for what is no slot of theirs. */
function shareOf(text: string, slot: string, { signs }: StateSchema): number {
  const at = signs?.labels.slot.indexOf(slot) ?? -1;
  return at < 0 ? 1 : (signs?.soft(text).slot[at] as number);
}

/** Whether another value of one facet takes the place of the one that holds. */
export function replacing(
  { older, newer }: Compared,
  facet: string,
  { pairs, schema }: { readonly pairs: Pairs; readonly schema: StateSchema },
): Verdict {
  const score = pairs.replaces(older, newer);
  if (score >= leastReplaces.replaces) return 'ends';
  const slot = slotNameOf(facet);
  const [was, now] = [shareOf(older, slot, schema), shareOf(newer, slot, schema)];
  if (isTurn(newer) && now >= leastOfSlot) return 'ends';
  const sure = Math.min(was, now) >= surelyOfSlot;
  if (sure && schema.slotOf(slot) !== undefined && score >= leastReplaces.ofSlot) return 'ends';
  return score >= leastReplaces.asks ? 'asks' : 'stands';
}

/** Whether what a rule or a sign says to be gone takes an older statement with it. */
export function unsettling(
  { older, newer }: Compared,
  { pairs, schema }: { readonly pairs: Pairs; readonly schema: StateSchema },
): Verdict {
  const form = toldForm(newer);
  const stands = (form === 'self' || form === 'own') && !isTurn(newer);
  if (stands && (schema.signs?.soft(newer).loss ?? 0) < leastStandingLoss) return 'stands';
  const score = pairs.unsettles(older, newer);
  return score >= leastUnsettles.ends ? 'ends' : score >= leastUnsettles.asks ? 'asks' : 'stands';
}

/** How like an older statement is to examples of what rests on a basis, from which on it may rest on it. */
const leastRests = 0.1;

/**
 * True where two statements have something to do with each other beside being alike: what is gone is what the older one
 * rests on, or both name one thing. In talk that goes on for months something is always alike.
 */
export function isTied({ older, newer }: Compared, shared: boolean, schema: StateSchema): boolean {
  const lost = new Set(lostBases(readingOf(newer, schema), schema));
  if (shared || basesOf(readingOf(older, schema), schema).some((basis) => lost.has(basis))) return true;
  return schema.signs?.basesOf(older).some(({ label, share }) => share >= leastRests && lost.has(label)) === true;
}
