/**
 * Carries a plan out. Everything that can be wrong with it is found before anything changes. Indices always mean the
 * view before the plan: no action changes the order of slots, so the n-th slot that is still there is known by order.
 */
import { MemoryError } from '../../errors/index.ts';
import type { CacheAction, CachePlan, SlotMerge } from '../cache-policy.ts';
import type { HeadStore } from './head-store.ts';
import type { KvCache } from './kv-cache.ts';

type InMemoryAction = Exclude<CacheAction, { kind: 'offload' } | { kind: 'recall' }>;

/** View indices of one head that are still stored, ascending. */
type Alive = { indices: Int32Array };

function invalid(plan: CachePlan, message: string): MemoryError {
  return new MemoryError('invalid_input', `plan of ${plan.policy}: ${message}`, {
    hint: 'indices count the slots of a head view, ascending, each at most once',
  });
}

/** Throws `conflict` unless the plan was made from the cache as it is now. */
export function checkRevision(cache: KvCache, plan: CachePlan): void {
  if (plan.revision === cache.revision) return;
  throw new MemoryError(
    'conflict',
    `plan of ${plan.policy} was made at revision ${plan.revision}, the cache is at ${cache.revision}`,
    { hint: 'take a new view and plan again' },
  );
}

/** Throws `invalid_input` unless indices are ascending, unique and within the head. */
export function checkIndices(plan: CachePlan, indices: Int32Array, length: number): void {
  for (let n = 0; n < indices.length; n++) {
    const index = indices[n]!;
    if (index < 0 || index >= length) throw invalid(plan, `index ${index} outside a head of ${length} slots`);
    if (n > 0 && index <= indices[n - 1]!) throw invalid(plan, `indices ${indices[n - 1]} and ${index} do not ascend`);
  }
}

/** The store of an action's head. Throws `invalid_input` when there is no such head. */
export function storeOf(
  cache: KvCache,
  plan: CachePlan,
  at: { readonly layer: number; readonly head: number },
): HeadStore {
  const { layers, kvHeads } = cache.layout;
  const inside = at.layer >= 0 && at.layer < layers && at.head >= 0 && at.head < kvHeads;
  if (!inside) throw invalid(plan, `no head ${at.head} in layer ${at.layer}`);
  return cache.headStore(at.layer, at.head);
}

/** Applies all in-memory actions of a plan. Throws `unsupported` for offload and recall. */
export function applyActions(cache: KvCache, plan: CachePlan): void {
  checkRevision(cache, plan);
  const checked = checkPlan(cache, plan);
  const alive = freshAlive(checked);
  for (const { action, store } of checked) applyOne(cache, action, { store, alive: alive.get(store)! });
  const moves = checked.flatMap(({ action }) => (action.kind === 'move' ? [action] : []));
  if (moves.length > 0 && moves.length === cache.layout.layers * cache.layout.kvHeads) {
    cache.continueFrom(Math.max(...moves.map(({ positions }) => positions.at(-1) ?? -1)) + 1);
  }
}

type Checked = { readonly action: InMemoryAction; readonly store: HeadStore };

function freshAlive(checked: readonly Checked[]): Map<HeadStore, Alive> {
  return new Map(
    checked.map(({ store }) => [store, { indices: Int32Array.from({ length: store.length }, (_, i) => i) }]),
  );
}

function checkPlan(cache: KvCache, plan: CachePlan): Checked[] {
  const checked = plan.actions.map((action): Checked => {
    if (action.kind === 'offload' || action.kind === 'recall') {
      throw new MemoryError('unsupported', `${action.kind} needs a storage`, { hint: 'use transferSlots' });
    }
    return { action, store: storeOf(cache, plan, action) };
  });
  const alive = freshAlive(checked);
  for (const { action, store } of checked) {
    const track = alive.get(store)!;
    const present = new Set(track.indices);
    const check = (indices: Int32Array): void => {
      checkIndices(plan, indices, store.length);
      const gone = indices.find((index) => !present.has(index));
      if (gone !== undefined) throw invalid(plan, `slot ${gone} was dropped by an earlier action`);
    };
    if (action.kind === 'merge') {
      for (const { target, members, keyWeights, valueWeights } of action.merges) {
        check(members);
        check(Int32Array.of(target));
        if (keyWeights.length !== members.length || valueWeights.length !== members.length) {
          throw invalid(plan, `${members.length} members but ${keyWeights.length} and ${valueWeights.length} weights`);
        }
      }
      continue;
    }
    check(action.indices);
    if (action.kind === 'keep') track.indices = action.indices;
    if (action.kind !== 'move') continue;
    const ascending = action.positions.every((p, i) => i === 0 || p > action.positions[i - 1]!);
    if (!ascending || action.positions.length !== present.size || action.indices.length !== present.size) {
      throw invalid(plan, 'a move must give every slot of the head a position, ascending');
    }
  }
  return checked;
}

function applyOne(
  cache: KvCache,
  action: InMemoryAction,
  at: { readonly store: HeadStore; readonly alive: Alive },
): void {
  const { store, alive } = at;
  const order = store.order();
  const place = new Map(Array.from(alive.indices, (index, n) => [index, order[n]!]));
  const located = (indices: Int32Array): Int32Array => indices.map((index) => place.get(index)!);
  switch (action.kind) {
    case 'keep':
      store.keep(located(action.indices).sort());
      alive.indices = action.indices;
      return;
    case 'merge':
      applyMerges(cache, action.merges, { store, located });
      return;
    case 'shrink-channels':
      store.compress(located(action.indices).sort(), { channels: action.channels });
      return;
    case 'quantize': {
      const { keyBits, valueBits, group } = action;
      store.compress(located(action.indices).sort(), { keyBits, valueBits, group });
      return;
    }
    case 'move':
      located(action.indices).forEach((location, n) => {
        store.move(location, action.positions[n]!);
      });
      return;
  }
}

/** All members are read first, so that merges of one action see the contents before any of them. */
function applyMerges(
  cache: KvCache,
  merges: readonly SlotMerge[],
  { store, located }: { readonly store: HeadStore; readonly located: (indices: Int32Array) => Int32Array },
): void {
  const size = cache.layout.headSize;
  const { keys, values } = store.read(Int32Array.from({ length: store.length }, (_, i) => i));
  const writes = merges.map(({ target, members, keyWeights, valueWeights, logitBias, absorbs }) => {
    const key = new Float32Array(size);
    const value = new Float32Array(size);
    const joined = { mass: 0, sources: [] as number[], from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
    located(members).forEach((location, n) => {
      for (let d = 0; d < size; d++) {
        key[d]! += keyWeights[n]! * keys[location * size + d]!;
        value[d]! += valueWeights[n]! * values[location * size + d]!;
      }
      const { fields, at } = store.fieldsAt(location);
      joined.mass += fields.mass[at]!;
      joined.sources.push(fields.source[at]!);
      joined.from = Math.min(joined.from, fields.spanFrom[at]!);
      joined.to = Math.max(joined.to, fields.spanTo[at]!);
    });
    const place = located(Int32Array.of(target))[0]!;
    return () => {
      store.overwrite(place, key, value);
      const { fields, at } = store.fieldsAt(place);
      fields.bias[at]! += logitBias;
      fields.source[at] = cache.sources.union([fields.source[at]!, ...joined.sources]);
      if (!absorbs) return;
      fields.mass[at] = joined.mass;
      fields.spanFrom[at] = joined.from;
      fields.spanTo[at] = joined.to;
    };
  });
  for (const write of writes) write();
}
