/**
 * Write path, stage 7: when several decisions of one session meet on an item or on a single slot, one wins, by
 * priority, how specific it is, and confidence.
 */
import type { Operation, StateDecision, StateDelta } from './state-types.ts';

/** Of the paper; REPLACE wins over everything. */
export const operationPriority: Readonly<Record<Operation, number>> = {
  REPLACE: 70,
  INDIRECT_INVALIDATE: 60,
  REFINE: 50,
  ADD: 40,
  WEAK_CHALLENGE: 30,
  SET_UNKNOWN_CURRENT: 20,
  NO_OP: 0,
};

/** An addition this sure stands beside an invalidation that names its target. */
const coexistFrom = 0.85;

const isInvalidation = ({ operation }: StateDecision): boolean =>
  operation === 'INDIRECT_INVALIDATE' || operation === 'SET_UNKNOWN_CURRENT' || operation === 'WEAK_CHALLENGE';

function specificity(decision: StateDecision, delta: StateDelta | undefined): number {
  if (decision.targetId !== undefined) return 3;
  if (delta !== undefined && delta.value !== delta.text) return 2;
  return delta === undefined ? 0 : 1;
}

/** The decisions that are carried out. */
export function arbitrate(decisions: readonly StateDecision[], deltas: readonly StateDelta[]): StateDecision[] {
  const byId = new Map(deltas.map((delta) => [delta.id, delta]));
  const rank = (decision: StateDecision): number[] => [
    operationPriority[decision.operation],
    specificity(decision, byId.get(decision.deltaId)),
    decision.confidence,
    isInvalidation(decision) ? 1 : 0,
  ];
  const better = (a: StateDecision, b: StateDecision): number => {
    const [x, y] = [rank(a), rank(b)];
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return (y[i] as number) - (x[i] as number);
    return a.deltaId < b.deltaId ? -1 : 1;
  };
  const winners = new Map<string, StateDecision>();
  const untargeted: StateDecision[] = [];
  for (const decision of decisions) {
    if (decision.operation === 'NO_OP') continue;
    if (decision.targetId === undefined) {
      untargeted.push(decision);
      continue;
    }
    const known = winners.get(decision.targetId);
    if (known === undefined || better(decision, known) < 0) winners.set(decision.targetId, decision);
  }
  return [...winners.values(), ...onePerSlot(untargeted, [...winners.values()], { byId, better })];
}

/** Of the decisions without a target, one for each single slot, and none where a targeted update speaks for the slot. */
function onePerSlot(
  decisions: readonly StateDecision[],
  targeted: readonly StateDecision[],
  { byId, better }: { byId: ReadonlyMap<string, StateDelta>; better: (a: StateDecision, b: StateDecision) => number },
): StateDecision[] {
  const slotOf = (decision: StateDecision): string | undefined => {
    const delta = byId.get(decision.deltaId);
    return delta?.cardinality === 'single' ? delta.facet : undefined;
  };
  const grounded = new Set(targeted.filter((one) => !isInvalidation(one)).map(slotOf));
  const slots = new Map<string, StateDecision>();
  const kept: StateDecision[] = [];
  for (const decision of decisions) {
    const slot = slotOf(decision);
    if (slot === undefined) {
      kept.push(decision);
      continue;
    }
    if (isInvalidation(decision) && grounded.has(slot)) continue;
    if (decision.operation === 'ADD' && grounded.has(slot) && decision.confidence < coexistFrom) continue;
    const known = slots.get(slot);
    const addsBoth =
      known?.operation === 'ADD' && decision.operation === 'ADD' && byId.get(decision.deltaId)?.hint === 'ADD';
    if (known === undefined || better(decision, known) < 0) slots.set(slot, decision);
    if (addsBoth) kept.push(better(decision, known) < 0 ? known : decision);
  }
  // In the order in which they were said: of two values of one slot the first takes it.
  const order = new Map([...byId.keys()].map((id, index) => [id, index]));
  return [...kept, ...slots.values()].sort((a, b) => (order.get(a.deltaId) ?? 0) - (order.get(b.deltaId) ?? 0));
}
