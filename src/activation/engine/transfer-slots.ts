/** Moves slots between a cache and slower storage. Slots outside do not take part in attention until recalled. */
import { MemoryError } from '../../errors/index.ts';
import type { CachePlan } from '../cache-policy.ts';
import { checkIndices, checkRevision, storeOf } from './apply-plan.ts';
import { readSlots, writeSlots } from './cache-file.ts';
import type { KvCache } from './kv-cache.ts';
import type { SourceRef } from './source-table.ts';

/** Where offloaded slots go: a folder, a database, another machine. Implemented outside this tier. */
export type CacheStorage = {
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Throws `not_found` for an unknown key. */
  read(key: string): Promise<Uint8Array>;
  remove(key: string): Promise<void>;
};

/**
 * Carries out the offload and recall actions of a plan that has no others. A slot leaves memory only after the storage
 * has taken it, and a file is removed only after its slots are back.
 */
export async function transferSlots(cache: KvCache, plan: CachePlan, storage: CacheStorage): Promise<void> {
  checkRevision(cache, plan);
  const touched = new Set<unknown>();
  for (const action of plan.actions) {
    if (action.kind !== 'offload' && action.kind !== 'recall') {
      throw new MemoryError('unsupported', `${action.kind} does not move slots to storage`, {
        hint: 'use cache.apply',
      });
    }
    if (action.kind === 'recall') continue;
    const store = storeOf(cache, plan, action);
    checkIndices(plan, action.indices, store.length);
    if (touched.has(store)) {
      throw new MemoryError('invalid_input', 'a plan can offload from each head only once');
    }
    touched.add(store);
  }
  for (const action of plan.actions) {
    if (action.kind === 'offload') {
      const store = storeOf(cache, plan, action);
      const order = store.order();
      const locations = action.indices.map((index) => order[index]!).sort();
      const segments = store.copySlots(locations);
      const sources = cache.sources.entries();
      const used = new Set(segments.flatMap((segment) => [...segment.fields.source]));
      await storage.write(action.ticket, writeSlots({ layer: action.layer, head: action.head, segments, sources }));
      store.remove(locations);
      cache.noteOffload(
        action.ticket,
        [...used].flatMap((index) => cache.sources.get(index)),
      );
    } else if (action.kind === 'recall') {
      const { layer, head, segments, sources } = readSlots(await storage.read(action.ticket));
      for (const { fields } of segments) {
        for (let i = 0; i < fields.source.length; i++) {
          const index = fields.source[i]!;
          fields.source[i] = index < 0 ? -1 : cache.sources.intern(sources[index]!);
        }
      }
      storeOf(cache, plan, { layer, head }).insert(segments);
      cache.noteRecall(action.ticket);
      await storage.remove(action.ticket);
    }
  }
  cache.noteChange();
}

/**
 * Destroys offloaded slots that came from matching sources, whole tickets at a time; returns the tickets. Call it with
 * {@link KvCache.dropSources}, which clears memory only.
 */
export async function purgeOffloaded(
  cache: KvCache,
  storage: CacheStorage,
  matches: (source: SourceRef) => boolean,
): Promise<string[]> {
  const tickets = cache.offloaded().filter(({ sources }) => sources.some(matches));
  for (const { ticket } of tickets) {
    await storage.remove(ticket);
    cache.noteRecall(ticket);
  }
  return tickets.map(({ ticket }) => ticket);
}
