/**
 * How sure it is that a statement ends an older one. What is not sure enough waits for a person: the statement that holds
 * goes on holding, and the question is in the review queue. The thresholds are set on the development surfaces of the
 * STALE twin and on development parts of real talk (docs/truth.md).
 */
import { basesOf, lostBases } from '../bases.ts';
import { readingOf } from '../read-statement.ts';
import { isTurn } from '../standing.ts';
import type { StateSchema } from '../state-schema.ts';
import type { ProfileItem } from '../state-types.ts';
import { facetRuleOf, slotNameOf } from '../statement-facet.ts';
import { namesSpeaker, toldForm } from '../told-form.ts';
import { isOfSomething } from './may-pair.ts';
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
const leastOfSlot = 0.3;
/** Of what a rule or a sign says to be gone. */
const leastUnsettles = { ends: 0.1, asks: 0.06 };
/** Of a change that is told by how things stand rather than by what happened. */
const leastStandingLoss = 0.85;
/** Confidence of what a person has to decide: too little to take an occupied place or to end anything. */
export const doubtful = 0.6;

/** `said`: the newer statement without what stands around it. */
type Compared = { readonly older: string; readonly newer: string; readonly said: string };

/** Who hands in their notice is there until it is up. */
const notice =
  /\b(?:hand(?:ed|ing)? in|gave|given|giv(?:e|ing)|put(?:ting)? in|submitted|tendered|turned in) (?:in )?(?:my|our) (?:notice|resignation|two weeks)\b/i;
const gone =
  /\b(?:last day (?:was|is over)|was my last|already (?:left|gone)|done|finished|cleared|no longer|free|over)\b/i;

/** True for a sentence by which something ends that has not ended yet. */
export const isNotice = (text: string): boolean => notice.test(text) && !gone.test(text);

/** "Has been halved", "have decided": it happened. */
const perfect = /\b(?:has|have|['’]s|['’]ve|was|were) (?:\p{L}+ly |been |just |now )*\p{L}+(?:ed|n|t|ut|st)\b/iu;

type Comparing = { readonly pairs: Pairs; readonly schema: StateSchema };

/** Share of a slot, by examples; 1 for what is no slot of theirs. */
export function shareOf(text: string, slot: string, { signs }: StateSchema): number {
  const at = signs?.labels.slot.indexOf(slot) ?? -1;
  return at < 0 ? 1 : (signs?.soft(text).slot[at] as number);
}

/** Whether another value of one facet takes the place of the one that holds. */
export function replacing({ older, newer, said }: Compared, facet: string, { pairs, schema }: Comparing): Verdict {
  const score = pairs.replaces(older, newer);
  if (score >= leastReplaces.replaces) return 'ends';
  const slot = slotNameOf(facet);
  const [was, now] = [shareOf(older, slot, schema), shareOf(newer, slot, schema)];
  const ruled = facetRuleOf(readingOf(said, schema), schema)?.facet === slot;
  if (isTurn(said) && (now >= leastOfSlot || ruled)) return 'ends';
  const sure = Math.min(was, now) >= surelyOfSlot;
  if (sure && schema.slotOf(slot) !== undefined && score >= leastReplaces.ofSlot) return 'ends';
  return score >= leastReplaces.asks ? 'asks' : 'stands';
}

/** Whether what a rule or a sign says to be gone takes an older statement with it. */
export function unsettling({ older, newer, said }: Compared, { pairs, schema }: Comparing): Verdict {
  const form = toldForm(said);
  const stands = (form === 'self' || form === 'own') && !isTurn(said) && !perfect.test(said);
  if (isNotice(said)) return 'asks';
  if (stands && (schema.signs?.soft(newer).loss ?? 0) < leastStandingLoss) return 'stands';
  const score = pairs.unsettles(older, newer);
  return score >= leastUnsettles.ends ? 'ends' : score >= leastUnsettles.asks ? 'asks' : 'stands';
}

/** How like an older statement is to examples of what rests on a basis, from which on it may rest on it. */
const leastRests = 0.1;
/** Likelihood of a change that nobody knows, where talk has gone on for long. */
const leastUnknown = 0.45;

/**
 * True where two statements have something to do with each other beside being alike: what is known to be gone is what the
 * older one rests on, or both name a thing and the change is likely. In talk that goes on for months something is always
 * alike.
 */
export function isTied(
  { older, newer }: Omit<Compared, 'said'>,
  shared: boolean,
  { pairs, schema }: Comparing,
): boolean {
  const lost = new Set(lostBases(readingOf(newer, schema), schema));
  if (lost.size === 0) return shared && pairs.unsettles(older, newer) >= leastUnknown;
  if (basesOf(readingOf(older, schema), schema).some((basis) => lost.has(basis))) return true;
  return schema.signs?.basesOf(older).some(({ label, share }) => share >= leastRests && lost.has(label)) === true;
}

/** From here on it is of such an area. */
const leastApart = 0.2;

/** Areas of which a change elsewhere says nothing, unless the slot is known to rest on it: where one lives, who one is. */
const apart = /^(?:location_and_living|identity_and_background|weather_and_environment|current_focus_and_goals)\//;

/** True where the loss of bases may end an item: a slot of such an area falls with what it is known to rest on alone. */
export function mayFall({ path, facet, text }: ProfileItem, lost: readonly string[], schema: StateSchema): boolean {
  if (facet.startsWith('event:')) return false;
  if (
    !namesSpeaker(text) &&
    !lost.some((basis) => basis.includes(':')) &&
    facet.startsWith('habit:') &&
    isOfSomething(text)
  )
    return false;
  if (facet.startsWith('weather')) return false;
  const slot = schema.slotOf(slotNameOf(facet));
  if (slot === undefined || !apart.test(path) || shareOf(text, slot.slot, schema) < leastApart) return true;
  const own = basesOf(readingOf(text, schema), schema);
  return lost.some((basis) => slot.rests?.includes(basis) || (basis.includes(':') && own.includes(basis)));
}
