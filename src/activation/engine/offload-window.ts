/**
 * A window of recent slots stays in memory, older blocks of them lie in storage. Keys and values of a block are bundled
 * in one file, so that bringing it back is one read; what is there is told by tickets with the bounds of their keys.
 */
import type { CacheAction } from '../cache-policy.ts';
import type { KvCache } from './kv-cache.ts';
import { type CacheStorage, transferSlots } from './transfer-slots.ts';

/** A block of one head in storage. */
export type OffloadedBlock = {
  readonly ticket: string;
  readonly layer: number;
  readonly head: number;
  readonly slots: number;
  /** Smallest and largest of each channel over the block's rotated keys: no logit can exceed what they allow. */
  readonly low: Float32Array;
  readonly high: Float32Array;
};

/** Counts reads and writes of a storage. */
export function countedStorage(storage: CacheStorage): CacheStorage & {
  readonly counts: { reads: number; writes: number; bytesRead: number; bytesWritten: number };
} {
  const counts = { reads: 0, writes: 0, bytesRead: 0, bytesWritten: 0 };
  return {
    counts,
    async write(key, bytes) {
      await storage.write(key, bytes);
      counts.writes++;
      counts.bytesWritten += bytes.length;
    },
    async read(key) {
      const bytes = await storage.read(key);
      counts.reads++;
      counts.bytesRead += bytes.length;
      return bytes;
    },
    remove: (key) => storage.remove(key),
  };
}

/**
 * Moves whole blocks older than the last `window` slots of each head to storage and returns them. `name` makes tickets
 * unique among the caches that share a storage.
 */
export async function offloadBeyond(
  cache: KvCache,
  storage: CacheStorage,
  options: { readonly window: number; readonly block: number; readonly name: string },
): Promise<OffloadedBlock[]> {
  const { window, block, name } = options;
  const moved: OffloadedBlock[] = [];
  for (;;) {
    const view = cache.view();
    const { headSize } = cache.layout;
    const round: OffloadedBlock[] = [];
    const actions: CacheAction[] = [];
    for (const { layer, head, length, keys, positions } of view.heads) {
      if (length - window < block) continue;
      const ticket = `${name} ${layer}.${head} from ${positions[0]!} to ${positions[block - 1]!}`;
      const low = new Float32Array(headSize).fill(Number.POSITIVE_INFINITY);
      const high = new Float32Array(headSize).fill(Number.NEGATIVE_INFINITY);
      for (let i = 0; i < block * headSize; i++) {
        const d = i % headSize;
        low[d] = Math.min(low[d]!, keys[i]!);
        high[d] = Math.max(high[d]!, keys[i]!);
      }
      round.push({ ticket, layer, head, slots: block, low, high });
      const indices = Int32Array.from({ length: block }, (_, i) => i);
      actions.push({ kind: 'offload', layer, head, indices, ticket });
    }
    if (actions.length === 0) return moved;
    await transferSlots(cache, { policy: 'offload-window', revision: view.revision, actions }, storage);
    moved.push(...round);
  }
}

/** Brings blocks back; each is one read. */
export async function recallBlocks(
  cache: KvCache,
  storage: CacheStorage,
  blocks: readonly OffloadedBlock[],
): Promise<void> {
  const actions = blocks.map(({ ticket }): CacheAction => ({ kind: 'recall', ticket }));
  await transferSlots(cache, { policy: 'offload-window', revision: cache.revision, actions }, storage);
}

/**
 * The `count` blocks of each head that a query could like best, by the bounds of their keys (as Quest ranks pages).
 * `queries` are the rotated queries of one token, [layers][heads * headSize].
 */
export function likelyBlocks(
  cache: KvCache,
  blocks: readonly OffloadedBlock[],
  options: { readonly queries: readonly Float32Array[]; readonly count: number },
): OffloadedBlock[] {
  const { heads, kvHeads, headSize } = cache.layout;
  const group = heads / kvHeads;
  const bound = ({ layer, head, low, high }: OffloadedBlock): number => {
    const query = options.queries[layer]!;
    const bounds = Array.from({ length: group }, (_, g) => {
      const from = (head * group + g) * headSize;
      return low.reduce((sum, least, d) => sum + Math.max(query[from + d]! * least, query[from + d]! * high[d]!), 0);
    });
    return Math.max(...bounds);
  };
  return [...groupByHead(blocks).values()].flatMap((own) =>
    own
      .map((block) => ({ block, bound: bound(block) }))
      .sort((a, b) => b.bound - a.bound)
      .slice(0, options.count)
      .map(({ block }) => block),
  );
}

function groupByHead(blocks: readonly OffloadedBlock[]): Map<string, OffloadedBlock[]> {
  const byHead = new Map<string, OffloadedBlock[]>();
  for (const block of blocks) {
    const key = `${block.layer}.${block.head}`;
    byHead.set(key, [...(byHead.get(key) ?? []), block]);
  }
  return byHead;
}
