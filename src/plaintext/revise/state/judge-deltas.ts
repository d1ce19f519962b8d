/** Write path, stage 6: the update judge decides what a delta does to its own track, the invalidation judge tests proposals. */
import { saysTheSame } from './extract-deltas.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import type { InvalidationProposal, ProfileItem, StateDecision, StateDelta } from './state-types.ts';

/** Items that a judge is shown. */
export const judgedItems = { targets: 5, context: 5 } as const;

/** Below this a proposal only weakens its target. */
const invalidateFrom = 0.75;

/** What one delta does: `targets` are active items of its facet or, for single tracks, of its track. */
export function judgeUpdate(
  delta: StateDelta,
  targets: readonly ProfileItem[],
  schema: StateSchema = userSchema,
): StateDecision {
  const base = { deltaId: delta.id, confidence: delta.confidence };
  const rivals = targets.filter((item) => item.facet === delta.facet).slice(0, judgedItems.targets);
  const same = rivals.find((item) => saysTheSame(item, delta.text, schema));
  if (same !== undefined) {
    if (same.text === delta.text) return { ...base, operation: 'NO_OP', targetId: same.id, reason: 'already known' };
    return { ...base, operation: 'REFINE', targetId: same.id, reason: 'said again in other words' };
  }
  const [rival] = rivals;
  if (rival === undefined || delta.cardinality === 'multi' || delta.hint === 'ADD') {
    return { ...base, operation: 'ADD', reason: rival === undefined ? 'nothing known yet' : 'both can be true' };
  }
  return { ...base, operation: 'REPLACE', targetId: rival.id, reason: 'another value of the same thing' };
}

/** What becomes of a proposal's target. */
export function judgeInvalidation(proposal: InvalidationProposal, target: ProfileItem): StateDecision {
  const { deltaId, confidence, reason } = proposal;
  const operation = confidence >= invalidateFrom ? 'INDIRECT_INVALIDATE' : 'WEAK_CHALLENGE';
  return { operation, deltaId, targetId: target.id, confidence, reason };
}
