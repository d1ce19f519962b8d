/** Compressed segments as named arrays plus a plain description, so that caches can be written and read exactly. */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { HostArray, ParameterTree } from '../../tensor/index.ts';
import type { ColdSegment } from './cold-segment.ts';
import type { PackedMatrix } from './packed-matrix.ts';
import { floatFields, integerFields, makeSlotFields } from './slot-fields.ts';

const whole = z.int().nonnegative();
/** What a matrix's arrays mean. */
export type MatrixDescription =
  | { kind: 'float' | 'half'; rows: number; columns: number }
  | {
      kind: 'codes';
      rows: number;
      columns: number;
      bits: 2 | 4 | 8;
      along: 'rows' | 'columns';
      groupsPerRow: number;
      group: number;
      scaleCount: number;
    };

/** Description of a segment, stored beside its arrays. */
export type SegmentDescription = {
  count: number;
  headSize: number;
  channels?: number[] | undefined;
  keys: MatrixDescription;
  values: MatrixDescription;
};

const matrixSchema: z.ZodType<MatrixDescription> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('float'), rows: whole, columns: whole }),
  z.object({ kind: z.literal('half'), rows: whole, columns: whole }),
  z.object({
    kind: z.literal('codes'),
    rows: whole,
    columns: whole,
    bits: z.union([z.literal(2), z.literal(4), z.literal(8)]),
    along: z.enum(['rows', 'columns']),
    groupsPerRow: whole,
    group: whole,
    scaleCount: whole,
  }),
]);

/** Checks a segment's description. */
export const segmentSchema: z.ZodType<SegmentDescription> = z.object({
  count: whole,
  headSize: whole,
  channels: z.array(whole).optional(),
  keys: matrixSchema,
  values: matrixSchema,
});

type Bytes = Uint8Array | Uint16Array;

function asInts(data: Bytes): HostArray {
  const padded = new Uint8Array(Math.ceil(data.byteLength / 4) * 4);
  padded.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { shape: [padded.length / 4], data: new Int32Array(padded.buffer) };
}

function bytesOf(tree: ParameterTree, name: string, count: number): Uint8Array<ArrayBuffer> {
  const found = tree[name];
  if (!(found?.data instanceof Int32Array) || found.data.byteLength < count) {
    throw new MemoryError('corrupt', `cache file: array ${name} is missing or short`);
  }
  return new Uint8Array(found.data.slice().buffer).slice(0, count);
}

function wordsOf(tree: ParameterTree, name: string, count: number): Uint16Array<ArrayBuffer> {
  return new Uint16Array(bytesOf(tree, name, 2 * count).buffer);
}

function floatsOf(tree: ParameterTree, name: string, count: number): Float32Array {
  const found = tree[name];
  if (!(found?.data instanceof Float32Array) || found.data.length !== count) {
    throw new MemoryError('corrupt', `cache file: array ${name} is missing or has another size`);
  }
  return found.data;
}

function writeMatrix(matrix: PackedMatrix, prefix: string, into: Record<string, HostArray>): MatrixDescription {
  const { rows, columns } = matrix;
  if (matrix.kind === 'float') {
    into[prefix] = { shape: [rows, columns], data: matrix.data };
    return { kind: 'float', rows, columns };
  }
  if (matrix.kind === 'half') {
    into[prefix] = asInts(matrix.data);
    return { kind: 'half', rows, columns };
  }
  const { bits, along, groupsPerRow, group } = matrix;
  into[`${prefix}.codes`] = asInts(matrix.codes);
  into[`${prefix}.scales`] = asInts(matrix.scales);
  into[`${prefix}.zeros`] = asInts(matrix.zeros);
  into[`${prefix}.groups`] = asInts(matrix.groupOfRow);
  return { kind: 'codes', rows, columns, bits, along, groupsPerRow, group, scaleCount: matrix.scales.length };
}

function readMatrix(described: MatrixDescription, prefix: string, tree: ParameterTree): PackedMatrix {
  const { rows, columns } = described;
  switch (described.kind) {
    case 'float':
      return { kind: 'float', rows, columns, data: floatsOf(tree, prefix, rows * columns) };
    case 'half':
      return { kind: 'half', rows, columns, data: wordsOf(tree, prefix, rows * columns) };
    case 'codes': {
      const { bits, along, groupsPerRow, group, scaleCount } = described;
      return {
        ...{ kind: 'codes', rows, columns, bits, along, groupsPerRow, group },
        codes: bytesOf(tree, `${prefix}.codes`, rows * Math.ceil((columns * bits) / 8)),
        scales: wordsOf(tree, `${prefix}.scales`, scaleCount),
        zeros: wordsOf(tree, `${prefix}.zeros`, scaleCount),
        groupOfRow: wordsOf(tree, `${prefix}.groups`, rows),
      };
    }
  }
}

/** Adds a segment's arrays under a prefix and returns its description. */
export function writeSegment(
  segment: ColdSegment,
  prefix: string,
  into: Record<string, HostArray>,
): SegmentDescription {
  const { count, headSize, channels, fields } = segment;
  for (const name of [...integerFields, ...floatFields])
    into[`${prefix}.${name}`] = { shape: [count], data: fields[name] };
  return {
    count,
    headSize,
    ...(channels && { channels: [...channels] }),
    keys: writeMatrix(segment.keys, `${prefix}.keys`, into),
    values: writeMatrix(segment.values, `${prefix}.values`, into),
  };
}

/** The segment that {@link writeSegment} wrote. Throws `corrupt` when arrays are missing or short. */
export function readSegment(described: SegmentDescription, prefix: string, tree: ParameterTree): ColdSegment {
  const { count, headSize, channels } = described;
  const fields = makeSlotFields(count);
  for (const name of floatFields) fields[name].set(floatsOf(tree, `${prefix}.${name}`, count));
  for (const name of integerFields) {
    const found = tree[`${prefix}.${name}`];
    if (!(found?.data instanceof Int32Array) || found.data.length !== count) {
      throw new MemoryError('corrupt', `cache file: array ${prefix}.${name} is missing or has another size`);
    }
    fields[name].set(found.data);
  }
  return {
    count,
    headSize,
    fields,
    channels: channels === undefined ? undefined : Uint16Array.from(channels),
    keys: readMatrix(described.keys, `${prefix}.keys`, tree),
    values: readMatrix(described.values, `${prefix}.values`, tree),
  };
}
