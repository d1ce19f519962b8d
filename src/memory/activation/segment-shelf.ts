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
const budgetName = `${folder}budget`;
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

const budgetSchema = z.object({ bytes: z.number().positive() });
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

/** Stored segments that gave way to the budget of all models together. */
export type CrowdedOut = {
  readonly key: string;
  readonly name: string;
  readonly segments: number;
  readonly bytes: number;
};

export type SegmentShelf = {
  models(): Promise<ShelfModel[]>;
  /** Bytes that the segments of all models may take together; `undefined`: every model has a budget of its own alone. */
  budget(): Promise<number | undefined>;
  /** What has to be written for another budget; `undefined` lifts it. */
  budgetBlobs(bytes: number | undefined): Map<string, Uint8Array | null>;
  /**
   * What has to go so that all segments fit `limit`, those of `model` as they are about to be stored: of models saved
   * longest ago first, there the weakest first (the end of a chain).
   */
  crowdedOut(
    limit: number,
    model?: ShelfModel,
  ): Promise<{ readonly blobs: Map<string, Uint8Array | null>; readonly removed: readonly CrowdedOut[] }>;
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

    async budget() {
      const bytes = await store.blob(budgetName);
      if (bytes === undefined) return undefined;
      try {
        return budgetSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).bytes;
      } catch (cause) {
        throw new MemoryError('corrupt', 'the budget of stored cache segments cannot be read', {
          hint: '`palimpsest kv budget BYTES` sets it anew',
          cause,
        });
      }
    },

    budgetBlobs: (bytes) =>
      new Map([[budgetName, bytes === undefined ? null : new TextEncoder().encode(JSON.stringify({ bytes }))]]),

    async crowdedOut(limit, model) {
      const others = (await models())
        .filter(({ key }) => key !== model?.key)
        .sort((a, b) => a.savedAt - b.savedAt || (a.key < b.key ? -1 : 1));
      const blobs = new Map<string, Uint8Array | null>();
      const removed: CrowdedOut[] = [];
      let over =
        [...others, ...(model === undefined ? [] : [model])].reduce((sum, one) => sum + sizeOf(one), 0) - limit;
      for (const other of others) {
        if (over <= 0) break;
        const gone = new Set<ShelfSegment>();
        for (const segment of weakestFirst(other)) {
          if (over <= 0) break;
          gone.add(segment);
          over -= segment.bytes;
          blobs.set(blobOf(other.key, segment.digest), null);
        }
        const left = { ...other, segments: other.segments.filter((one) => !gone.has(one)) };
        blobs.set(listOf(other.key), left.segments.length === 0 ? null : encode(left));
        const { key, name } = other;
        removed.push({ key, name, segments: gone.size, bytes: sizeOf(other) - sizeOf(left) });
      }
      return { blobs, removed };
    },

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
      const stored = (await names()).filter((name) => name !== budgetName);
      const all = stored.filter((name) => key === undefined || name.startsWith(`${folder}${key}/`));
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

const sizeOf = ({ segments }: ShelfModel): number => segments.reduce((sum, { bytes }) => sum + bytes, 0);

/** The order in which segments can go: a chain is of use up to its first gap only. */
function weakestFirst({ mode, segments }: ShelfModel): readonly ShelfSegment[] {
  const fromEnd = [...segments].reverse();
  return mode === 'chained' ? fromEnd : fromEnd.sort((a, b) => a.strength - b.strength);
}

/** In a chain the segments after the first that matches have read its text: they go with it. */
function staleOf(
  { mode, segments }: ShelfModel,
  matches: (source: { readonly id: string; readonly version: number }) => boolean,
): Set<ShelfSegment> {
  if (mode === 'independent') return new Set(segments.filter(matches));
  const first = segments.findIndex(matches);
  return new Set(first < 0 ? [] : segments.slice(first));
}
