/**
 * Write path, stage 8: carries decisions out. Nothing is deleted: what ends becomes STALE and keeps its reason. The
 * temporal guard holds here, whatever a judge says: nothing said in the same or a later session is ever invalidated.
 */
import type { ProfileItem, StateDecision, StateDelta, StateProfile, UnknownMarker } from './state-types.ts';

/** How sure an addition must be to take an occupied single slot. */
const takeFrom = 0.85;
const takeMargin = 0.15;

type Draft = { items: ProfileItem[]; unknown: UnknownMarker[] };

/** False where the guard forbids the trigger to end the item. */
export function mayEnd(item: ProfileItem, delta: StateDelta): boolean {
  return item.lastUpdated < delta.at && item.sessionId !== delta.sessionId;
}

function itemOf(delta: StateDelta): ProfileItem {
  const { path, facet, cardinality, value, text, context, confidence, sessionId, at, turnIds } = delta;
  return {
    id: `item:${delta.id}`,
    path,
    facet,
    cardinality,
    value,
    text,
    ...(context === undefined ? {} : { context }),
    status: 'ACTIVE',
    strength: delta.hint === 'NO_OP' ? 'WEAK' : 'STRONG',
    confidence,
    firstSeen: at,
    lastUpdated: at,
    deltaIds: [delta.id],
    turnIds,
    sessionId,
    at,
    history: [],
  };
}

/** Applies decisions in turn; gives the new items and markers. */
export function applyDecisions(
  profile: StateProfile,
  decisions: readonly StateDecision[],
  deltas: readonly StateDelta[],
): Pick<StateProfile, 'items' | 'unknown'> {
  const draft: Draft = { items: [...profile.items], unknown: [...profile.unknown] };
  const byId = new Map(deltas.map((delta) => [delta.id, delta]));
  for (const decision of decisions) {
    const delta = byId.get(decision.deltaId);
    if (delta !== undefined) applyOne(draft, decision, delta);
  }
  return draft;
}

function applyOne(draft: Draft, decision: StateDecision, delta: StateDelta): void {
  const at = draft.items.findIndex(({ id }) => id === decision.targetId);
  const target = draft.items[at];
  switch (decision.operation) {
    case 'NO_OP':
      return;
    case 'ADD':
      add(draft, delta);
      return;
    case 'REFINE':
      if (target === undefined) add(draft, delta);
      else draft.items[at] = refined(target, delta);
      clearUnknown(draft, delta);
      return;
    case 'REPLACE':
      if (target === undefined) add(draft, delta);
      else if (target.sessionId === delta.sessionId) draft.items[at] = refined(target, delta);
      else if (mayEnd(target, delta)) {
        draft.items[at] = ended(target, delta, decision.reason);
        add(draft, delta);
      } else addHistory(draft, delta, target);
      return;
    case 'WEAK_CHALLENGE':
      if (target !== undefined && mayEnd(target, delta)) draft.items[at] = { ...target, strength: 'WEAK' };
      return;
    case 'INDIRECT_INVALIDATE':
      if (target === undefined || target.status === 'STALE' || !mayEnd(target, delta)) return;
      draft.items[at] = ended(target, delta, decision.reason);
      markUnknown(draft, { facet: target.facet, path: target.path, delta, reason: decision.reason });
      return;
    case 'SET_UNKNOWN_CURRENT': {
      const active = draft.items.filter(
        (item) => item.status === 'ACTIVE' && item.facet === delta.facet && mayEnd(item, delta),
      );
      if (delta.cardinality === 'single' || active.length === 1) {
        draft.items = draft.items.map((item) => (active.includes(item) ? ended(item, delta, decision.reason) : item));
      }
      markUnknown(draft, { facet: delta.facet, path: delta.path, delta, reason: decision.reason });
      return;
    }
  }
}

function add(draft: Draft, delta: StateDelta): void {
  const item = itemOf(delta);
  if (delta.cardinality === 'single') {
    const occupants = draft.items.filter(({ status, facet }) => status === 'ACTIVE' && facet === delta.facet);
    const [weakest] = [...occupants].sort((a, b) => a.confidence - b.confidence);
    if (weakest !== undefined) {
      const takes =
        (delta.confidence >= takeFrom && weakest.strength === 'WEAK') ||
        delta.confidence >= weakest.confidence + takeMargin;
      if (!takes || !mayEnd(weakest, delta)) {
        addHistory(draft, delta, weakest);
        return;
      }
      draft.items = draft.items.map((one) =>
        one === weakest ? ended(one, delta, 'a surer statement took its place') : one,
      );
    }
  }
  draft.items.push(item);
  clearUnknown(draft, delta);
}

/** An older or weaker statement than the one that holds: kept as history. */
function addHistory(draft: Draft, delta: StateDelta, holder: ProfileItem): void {
  draft.items.push({
    ...itemOf(delta),
    status: 'STALE',
    ended: {
      reason: 'a later or surer statement already held',
      deltaId: holder.deltaIds.at(-1) ?? delta.id,
      at: holder.at,
    },
  });
}

function refined(item: ProfileItem, delta: StateDelta): ProfileItem {
  const confidence = Math.max(item.confidence, delta.confidence);
  const deltaIds = [...item.deltaIds, delta.id];
  const turnIds = [...new Set([...item.turnIds, ...delta.turnIds])];
  if (delta.at < item.lastUpdated) {
    return { ...item, confidence, deltaIds, turnIds, firstSeen: Math.min(item.firstSeen, delta.at) };
  }
  const { value, text } = item;
  return {
    ...item,
    value: delta.value,
    text: delta.text,
    strength: 'STRONG',
    confidence,
    deltaIds,
    turnIds,
    lastUpdated: delta.at,
    history: text === delta.text ? item.history : [...item.history, { value, text, until: delta.at }],
  };
}

function ended(item: ProfileItem, delta: StateDelta, reason: string): ProfileItem {
  return { ...item, status: 'STALE', ended: { reason, deltaId: delta.id, at: delta.at } };
}

function markUnknown(
  draft: Draft,
  { facet, path, delta, reason }: { facet: string; path: UnknownMarker['path']; delta: StateDelta; reason: string },
): void {
  if (draft.items.some((item) => item.status === 'ACTIVE' && item.facet === facet)) return;
  draft.unknown = draft.unknown.filter((marker) => marker.facet !== facet);
  draft.unknown.push({ facet, path, reason, deltaId: delta.id, at: delta.at });
}

function clearUnknown(draft: Draft, delta: StateDelta): void {
  draft.unknown = draft.unknown.filter((marker) => marker.facet !== delta.facet || marker.at > delta.at);
}
