/**
 * Ready-made cache segments on disk: blobs of the cube, so that they are copied, sealed and destroyed with it. A shelf
 * knows nothing of tensors: what lies on it came from which record version is all that listing and erasing need.
 */
import { z } from 'zod';
import type { SegmentBits } from '../../activation/segments/memory-item.ts';
import { MemoryError } from '../../errors/index.ts';
import type { ErasureClosure, Store } from '../../ports/index.ts';
import type { HookOutcome } from '../erase/erasure-hooks.ts';

const folder = 'kv/';
const listOf = (key: string): string => `${folder}${key}/list`;
const blobOf = (key: string, digest: string): string => `${folder}${key}/${digest}`;

/** One segment that lies on disk. */
export type ShelfSegment = {
  readonly id: string;
  readonly version: number;
  readonly tokens: number;
  /** As it lies on disk. */
  readonly bytes: number;
  readonly strength: number;
  readonly digest: string;
};

/** What lies on disk for one model, in the order of injection. */
export type ShelfModel = {
  readonly format: 'palimpsest-kv';
  readonly version: 1;
  /** Names model, weights, mode and scope. */
  readonly key: string;
  readonly name: string;
  readonly mode: 'independent' | 'chained';
  /** Precision of keys and values. */
  readonly bits: SegmentBits;
  readonly budgetBytes: number;
  readonly savedAt: number;
  readonly segments: readonly ShelfSegment[];
};

const digest = z.string().regex(/^[0-9a-f]{32}$/);
const modelSchema: z.ZodType<ShelfModel> = z.object({
  format: z.literal('palimpsest-kv'),
  version: z.literal(1),
  key: digest,
  name: z.string(),
  mode: z.enum(['independent', 'chained']),
  // lists of earlier versions do not name it: they were exact
  bits: z.union([z.literal(32), z.literal(16), z.literal(8), z.literal(4)]).default(32),
  budgetBytes: z.number().positive(),
  savedAt: z.number(),
  segments: z.array(
    z.object({
      id: z.string(),
      version: z.int().positive(),
      tokens: z.int().positive(),
      bytes: z.int().positive(),
      strength: z.number(),
      digest,
    }),
  ),
});

/**
 * What holds segments in this process: drops those of these records at once and gives their number and bytes, and how
 * many tokens conversations lost that may quote them.
 */
export type SegmentHolder = {
  purge(matches: (source: { readonly id: string; readonly version: number }) => boolean): {
    readonly segments: number;
    readonly bytes: number;
    readonly tokens: number;
  };
  close(): Promise<void>;
};

export type SegmentShelf = {
  models(): Promise<ShelfModel[]>;
  /** Stored segments of a model by digest. */
  bytes(key: string): Promise<Map<string, Uint8Array>>;
  /** What has to be written for `model`: `bytesOf` gives segments that are not on disk yet, or to be written `again`. */
  blobsFor(
    model: ShelfModel,
    bytesOf: (digest: string) => Uint8Array,
    again: (segment: ShelfSegment) => boolean,
  ): Promise<Map<string, Uint8Array | null>>;
  /** Removes what came from erased versions from memory and disk; `undefined` where there was nothing. Idempotent. */
  erase(closure: ErasureClosure): Promise<HookOutcome | undefined>;
  /** Removes everything of a model from disk, or of all; gives the number of segments. */
  drop(key?: string): Promise<number>;
  attach(holder: SegmentHolder): () => void;
  /** Closes what holds segments in this process. */
  close(): Promise<void>;
};

export function createSegmentShelf(store: Store): SegmentShelf {
  const holders = new Set<SegmentHolder>();

  const read = async (name: string): Promise<ShelfModel | undefined> => {
    const bytes = await store.blob(name);
    if (bytes === undefined) return undefined;
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      json = undefined;
    }
    const parsed = modelSchema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new MemoryError('corrupt', 'the list of stored cache segments cannot be read', {
      hint: '`palimpsest kv drop` removes them; they are computed again when a model is loaded',
    });
  };
  const names = async (): Promise<string[]> => store.blobNames(folder);
  const models = async (): Promise<ShelfModel[]> => {
    const lists = (await names()).filter((name) => name.endsWith('/list'));
    const found = await Promise.all(lists.map(read));
    return found.filter((model) => model !== undefined);
  };

  return {
    models,

    async bytes(key) {
      const found = new Map<string, Uint8Array>();
      for (const { digest } of (await read(listOf(key)))?.segments ?? []) {
        const bytes = await store.blob(blobOf(key, digest));
        if (bytes !== undefined) found.set(digest, bytes);
      }
      return found;
    },

    async blobsFor(model, bytesOf, again) {
      const { key } = model;
      const there = await store.blobNames(`${folder}${key}/`);
      const wanted = new Set(model.segments.map(({ digest }) => blobOf(key, digest)));
      const blobs = new Map<string, Uint8Array | null>();
      for (const name of there) if (!wanted.has(name)) blobs.set(name, null);
      for (const segment of model.segments) {
        const name = blobOf(key, segment.digest);
        if (!there.includes(name) || again(segment)) blobs.set(name, bytesOf(segment.digest));
      }
      return blobs.set(listOf(key), encode(model));
    },

    async erase({ records }) {
      const gone = new Map(records.map(({ id, versions }) => [id, new Set(versions)]));
      const matches = ({ id, version }: { readonly id: string; readonly version: number }): boolean =>
        gone.get(id)?.has(version) === true;
      const removed = { segments: 0, bytes: 0, 'conversation tokens': 0, 'stored segments': 0, 'stored bytes': 0 };
      for (const holder of holders) {
        const { segments, bytes, tokens } = holder.purge(matches);
        removed.segments += segments;
        removed.bytes += bytes;
        removed['conversation tokens'] += tokens;
      }
      const blobs = new Map<string, Uint8Array | null>();
      for (const model of await models()) {
        const stale = staleOf(model, matches);
        if (stale.size === 0) continue;
        for (const { digest, bytes } of stale) {
          removed['stored segments'] += 1;
          removed['stored bytes'] += bytes;
          blobs.set(blobOf(model.key, digest), null);
        }
        const left = model.segments.filter((one) => !stale.has(one));
        blobs.set(listOf(model.key), left.length === 0 ? null : encode({ ...model, segments: left }));
      }
      if (blobs.size > 0) await store.putBlobs(blobs);
      if (removed.segments + removed['conversation tokens'] + removed['stored segments'] === 0) return undefined;
      return { name: 'activation', state: 'done', removed };
    },

    async drop(key) {
      const all = (await names()).filter((name) => key === undefined || name.startsWith(`${folder}${key}/`));
      if (all.length > 0) await store.putBlobs(new Map(all.map((name) => [name, null])));
      return all.filter((name) => !name.endsWith('/list')).length;
    },

    attach(holder) {
      holders.add(holder);
      return () => holders.delete(holder);
    },

    async close() {
      for (const holder of [...holders]) await holder.close();
    },
  };
}

const encode = (model: ShelfModel): Uint8Array => new TextEncoder().encode(JSON.stringify(model));

/** In a chain the segments after the first that matches have read its text: they go with it. */
function staleOf(
  { mode, segments }: ShelfModel,
  matches: (source: { readonly id: string; readonly version: number }) => boolean,
): Set<ShelfSegment> {
  if (mode === 'independent') return new Set(segments.filter(matches));
  const first = segments.findIndex(matches);
  return new Set(first < 0 ? [] : segments.slice(first));
}
