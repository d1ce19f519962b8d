/** Slots of every head of one segment as bytes and back, exactly: what lies on disk between two runs. */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { HeadLayout } from '../../models/attention-memory.ts';
import { type HostArray, readSafetensors, writeSafetensors } from '../../tensor/index.ts';
import type { ColdSegment } from '../engine/cold-segment.ts';
import { readSegment, segmentSchema, writeSegment } from '../engine/segment-file.ts';

const schema = z.object({
  format: z.literal('palimpsest-kv-segment'),
  version: z.literal(1),
  heads: z.array(segmentSchema),
});

/** Heads are layer-major. */
export function writeSegmentHeads(heads: readonly ColdSegment[]): Uint8Array<ArrayBuffer> {
  const arrays: Record<string, HostArray> = {};
  const described = heads.map((head, n) => writeSegment(head, `head.${n}`, arrays));
  const description: z.infer<typeof schema> = { format: 'palimpsest-kv-segment', version: 1, heads: described };
  return writeSafetensors(arrays, { description: JSON.stringify(description) });
}

/** Reads what {@link writeSegmentHeads} wrote. Throws `corrupt` for anything else, or for another number of heads. */
export function readSegmentHeads(bytes: Uint8Array, layout: HeadLayout): ColdSegment[] {
  const { tensors, metadata } = readSafetensors(bytes);
  let json: unknown;
  try {
    json = JSON.parse(metadata['description'] ?? '');
  } catch (cause) {
    throw new MemoryError('corrupt', 'a stored segment has no valid description', { cause });
  }
  const parsed = schema.safeParse(json);
  const fits =
    parsed.success &&
    parsed.data.heads.length === layout.layers * layout.kvHeads &&
    parsed.data.heads.every(({ headSize }) => headSize === layout.headSize);
  if (!fits) throw new MemoryError('corrupt', 'a stored segment does not have the shape of the model');
  return parsed.data.heads.map((head, n) => readSegment(head, `head.${n}`, tensors));
}
