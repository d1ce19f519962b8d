/** A key ring in the memory of the process: for tests, and for cubes that end with it. */
import { MemoryError } from '../../errors/index.ts';
import type { Clock, Entropy, Ids, KeyRing } from '../../ports/index.ts';
import { systemClock } from '../system/system-clock.ts';
import { systemEntropy } from '../system/system-entropy.ts';
import { systemIds } from '../system/system-ids.ts';
import {
  emptyRing,
  liveKeys,
  namedKeys,
  type RingContent,
  wipeGone,
  withKeys,
  withoutKeys,
  withRetired,
} from './ring-content.ts';

/** The content of a ring, which several rings of one process can share as several processes share a file. */
export type SharedRing = { readonly id: string; content: RingContent; removed: boolean };

export type MemoryKeyRingOptions = {
  /** An existing ring to share. Default: a new one. */
  readonly shared?: SharedRing;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly entropy?: Entropy;
};

/** An empty ring. */
export function createSharedRing(ids: Ids = systemIds): SharedRing {
  return { id: ids.next('ring'), content: emptyRing, removed: false };
}

export function createMemoryKeyRing(options: MemoryKeyRingOptions = {}): KeyRing {
  const { clock = systemClock, ids = systemIds, entropy = systemEntropy } = options;
  const shared = options.shared ?? createSharedRing(ids);
  const open = (): SharedRing => {
    if (shared.removed) throw new MemoryError('closed', 'the key ring was removed');
    return shared;
  };
  let seen = shared.content.revision;

  const change = (next: (ring: RingContent) => RingContent): RingContent => {
    const before = open().content;
    shared.content = next(before);
    wipeGone(before, shared.content);
    return shared.content;
  };

  return {
    id: shared.id,
    protection: 'memory',

    async ensure(names) {
      const live = liveKeys(change((ring) => withKeys(ring, names, { entropy, now: clock.now() })));
      return new Map(names.map((name) => [name, live.get(name)!]));
    },

    live: (name) => liveKeys(shared.content).get(name),
    find: (id) => shared.content.keys.get(id) ?? (shared.content.destroyed.has(id) ? 'destroyed' : undefined),
    names: () => namedKeys(shared.content),

    async refresh() {
      const moved = open().content.revision !== seen;
      seen = shared.content.revision;
      return moved;
    },

    async retire(name) {
      return namedKeys(change((ring) => withRetired(ring, name))).find((entry) => entry.name === name)?.retired ?? [];
    },

    async destroy(ids) {
      const ring = change((now) => withoutKeys(now, ids, clock.now()));
      return ids.filter((id) => ring.destroyed.has(id));
    },

    async remove() {
      change(() => ({ ...emptyRing, revision: shared.content.revision + 1 }));
      shared.removed = true;
    },
  };
}
