/**
 * Caches and their segments as files: safetensors with a JSON description in the header. Encodings are kept exactly,
 * sources travel along as ids and versions, so a segment can be found and destroyed when its record is erased.
 */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import { type HostArray, readSafetensors, writeSafetensors } from '../../tensor/index.ts';
import { type ColdSegment, makeColdSegment } from './cold-segment.ts';
import { KvCache, type KvCacheOptions } from './kv-cache.ts';
import { readSegment, segmentSchema, writeSegment } from './segment-file.ts';
import type { SourceRef } from './source-table.ts';

const formatVersion = 1;
const sourcesSchema = z.array(z.array(z.object({ id: z.string(), version: z.number() })));
const layoutSchema = z.object({ layers: z.number(), heads: z.number(), kvHeads: z.number(), headSize: z.number() });
const cacheSchema = z.object({
  format: z.literal('palimpsest-kv-cache'),
  version: z.number(),
  layout: layoutSchema,
  nextPosition: z.int(),
  sources: sourcesSchema,
  heads: z.array(z.object({ hot: segmentSchema, cold: z.array(segmentSchema) })),
});
const slotsSchema = z.object({
  format: z.literal('palimpsest-kv-slots'),
  version: z.number(),
  layer: z.int(),
  head: z.int(),
  sources: sourcesSchema,
  segments: z.array(segmentSchema),
});

/** Slots of one head outside a cache. */
export type StoredSlots = {
  readonly layer: number;
  readonly head: number;
  readonly segments: readonly ColdSegment[];
  /** Source sets; the segments' source fields index into them. */
  readonly sources: readonly (readonly SourceRef[])[];
};

/** Writes a whole cache: contents, positions, sources, statistics. Remembered queries are not part of it. */
export function saveCache(cache: KvCache): Uint8Array<ArrayBuffer> {
  const arrays: Record<string, HostArray> = {};
  const { layers, kvHeads } = cache.layout;
  const heads = Array.from({ length: layers * kvHeads }, (_, n) => {
    const store = cache.headStore(Math.floor(n / kvHeads), n % kvHeads);
    const cold = store.segments.map((segment, s) => writeSegment(segment, `head.${n}.cold.${s}`, arrays));
    return { hot: writeSegment(makeColdSegment(store.hotSlots(), {}), `head.${n}.hot`, arrays), cold };
  });
  const description: z.infer<typeof cacheSchema> = {
    format: 'palimpsest-kv-cache',
    version: formatVersion,
    layout: cache.layout,
    nextPosition: cache.nextPosition,
    sources: cache.sources.entries().map((refs) => refs.map((ref) => ({ ...ref }))),
    heads,
  };
  return writeSafetensors(arrays, { description: JSON.stringify(description) });
}

/** Reads a cache into a new one. Throws `incompatible` when it belongs to another head layout. */
export function loadCache(bytes: Uint8Array, options: KvCacheOptions): KvCache {
  const { tensors, metadata } = readSafetensors(bytes);
  const described = parsed(cacheSchema, metadata);
  const { layout } = options;
  for (const key of ['layers', 'heads', 'kvHeads', 'headSize'] as const) {
    if (described.layout[key] !== layout[key]) {
      throw new MemoryError(
        'incompatible',
        `cache file has ${key} ${described.layout[key]}, the model has ${layout[key]}`,
        {
          hint: 'a cache can only be loaded for the model that made it',
        },
      );
    }
  }
  const cache = new KvCache(options);
  for (const refs of described.sources) cache.sources.intern(refs);
  described.heads.forEach(({ hot, cold }, n) => {
    const store = cache.headStore(Math.floor(n / layout.kvHeads), n % layout.kvHeads);
    store.insert(cold.map((segment, s) => readSegment(segment, `head.${n}.cold.${s}`, tensors)));
    store.appendSlots(readSegment(hot, `head.${n}.hot`, tensors));
  });
  cache.continueFrom(described.nextPosition);
  return cache;
}

/** Writes slots of one head. */
export function writeSlots(slots: StoredSlots): Uint8Array<ArrayBuffer> {
  const arrays: Record<string, HostArray> = {};
  const description: z.infer<typeof slotsSchema> = {
    format: 'palimpsest-kv-slots',
    version: formatVersion,
    layer: slots.layer,
    head: slots.head,
    sources: slots.sources.map((refs) => refs.map((ref) => ({ ...ref }))),
    segments: slots.segments.map((segment, n) => writeSegment(segment, `segment.${n}`, arrays)),
  };
  return writeSafetensors(arrays, { description: JSON.stringify(description) });
}

/** Reads what {@link writeSlots} wrote. */
export function readSlots(bytes: Uint8Array): StoredSlots {
  const { tensors, metadata } = readSafetensors(bytes);
  const { layer, head, sources, segments } = parsed(slotsSchema, metadata);
  return { layer, head, sources, segments: segments.map((s, n) => readSegment(s, `segment.${n}`, tensors)) };
}

function parsed<T extends { version: number }>(schema: z.ZodType<T>, metadata: Readonly<Record<string, string>>): T {
  let json: unknown;
  try {
    json = JSON.parse(metadata['description'] ?? '');
  } catch (cause) {
    throw new MemoryError('corrupt', 'the file has no valid cache description', { cause });
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new MemoryError('corrupt', 'the cache description has an unexpected form');
  if (result.data.version > formatVersion) {
    throw new MemoryError('newer_version', `cache format ${result.data.version}, this version reads ${formatVersion}`, {
      hint: 'upgrade the package, or rebuild the cache from its sources',
    });
  }
  return result.data;
}
