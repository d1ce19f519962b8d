/**
 * Slots of every head of one segment as bytes and back, exactly: what lies on disk between two runs. All heads of a
 * segment have the same shape, so it is described once, in 80 bytes; keys and values follow as they are held, and
 * nothing else where the fields of the slots can be told by a start and a step, as those of texts that were read can.
 */
import { MemoryError } from '../../errors/index.ts';
import type { HeadLayout } from '../../models/attention-memory.ts';
import type { ColdSegment } from '../engine/cold-segment.ts';
import type { PackedMatrix } from '../engine/packed-matrix.ts';
import { floatFields, integerFields, makeSlotFields, type SlotFields } from '../engine/slot-fields.ts';
import { type SegmentBits, segmentBits, segmentGroup } from './memory-item.ts';

/** `PKS2`, little endian. */
const magic = 0x32534b50;
const fieldNames = [...integerFields, ...floatFields];
/** Magic, count, heads, head size and bits, then a mode and a start for each field. */
export const segmentHeaderBytes: number = 20 + 5 * fieldNames.length;

/** How a field's numbers go: all alike, rising by one a slot, or one by one. */
const modes = { alike: 0, rising: 1, listed: 2 } as const;

/** Heads are layer-major. Throws `RangeError` for heads of several shapes, or with channels left out. */
export function writeSegmentHeads(heads: readonly ColdSegment[]): Uint8Array<ArrayBuffer> {
  const { count = 0, headSize = 0 } = heads[0] ?? {};
  const bits = heads[0] === undefined ? 32 : bitsOf(heads[0].keys);
  for (const head of heads) {
    const same = head.count === count && head.headSize === headSize && head.channels === undefined;
    if (!same || [head.keys, head.values].some((matrix) => bitsOf(matrix) !== bits)) {
      throw new RangeError('the heads of a segment have one shape and all their channels');
    }
  }
  const header = new DataView(new ArrayBuffer(segmentHeaderBytes));
  [magic, count, heads.length, headSize, bits].forEach((number, n) => {
    header.setUint32(4 * n, number, true);
  });
  const parts: Uint8Array[] = [new Uint8Array(header.buffer)];
  fieldNames.forEach((name, n) => {
    const columns = heads.map(({ fields }) => fields[name]);
    const start = columns[0]?.[0] ?? 0;
    const alike = columns.every((column) => column.every((value) => Object.is(value, start)));
    const rising = columns.every((column) => column.every((value, i) => value === start + i));
    header.setUint8(20 + 5 * n, alike ? modes.alike : rising ? modes.rising : modes.listed);
    if (isInteger(name)) header.setInt32(21 + 5 * n, start, true);
    else header.setFloat32(21 + 5 * n, start, true);
    if (!alike && !rising) parts.push(...columns.map(bytesOf));
  });
  for (const { keys, values } of heads)
    for (const matrix of [keys, values]) parts.push(...arraysOf(matrix).map(bytesOf));
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Reads what {@link writeSegmentHeads} wrote. Throws `corrupt` for anything else, or for another shape than the model's. */
export function readSegmentHeads(bytes: Uint8Array, layout: HeadLayout): ColdSegment[] {
  // a copy of its own: numbers must start at multiples of their size
  const buffer = bytes.slice().buffer;
  const corrupt = (what: string): MemoryError => new MemoryError('corrupt', `a stored segment ${what}`);
  if (buffer.byteLength < segmentHeaderBytes) throw corrupt('has no valid description');
  const header = new DataView(buffer);
  const [mark, count, headCount, headSize, bits] = [0, 1, 2, 3, 4].map((n) => header.getUint32(4 * n, true)) as [
    number,
    number,
    number,
    number,
    SegmentBits,
  ];
  if (mark !== magic || !segmentBits.includes(bits)) throw corrupt('has no valid description');
  if (headCount !== layout.layers * layout.kvHeads || headSize !== layout.headSize) {
    throw corrupt('does not have the shape of the model');
  }
  let at = segmentHeaderBytes;
  const take = (length: number): ArrayBuffer => {
    if (at + length > buffer.byteLength) throw corrupt('is cut short');
    at += length;
    return buffer.slice(at - length, at);
  };
  // before room is made for what a damaged count says
  if (count * headCount * headSize * bits > 8 * buffer.byteLength) throw corrupt('is cut short');
  const fields: SlotFields[] = Array.from({ length: headCount }, () => makeSlotFields(count));
  fieldNames.forEach((name, n) => {
    const mode = header.getUint8(20 + 5 * n);
    const start = isInteger(name) ? header.getInt32(21 + 5 * n, true) : header.getFloat32(21 + 5 * n, true);
    for (const slots of fields) {
      const column = slots[name];
      if (mode === modes.alike) column.fill(start);
      else if (mode === modes.rising) for (let i = 0; i < count; i++) column[i] = start + i;
      else if (mode === modes.listed) {
        const listed = take(4 * count);
        column.set(isInteger(name) ? new Int32Array(listed) : new Float32Array(listed));
      } else throw corrupt('has no valid description');
    }
  });
  const matrix = (): PackedMatrix => {
    const shape = { rows: count, columns: headSize };
    const size = count * headSize;
    if (bits === 32) return { kind: 'float', ...shape, data: new Float32Array(take(4 * size)) };
    if (bits === 16) return { kind: 'half', ...shape, data: new Uint16Array(take(2 * size)) };
    const groupsPerRow = Math.ceil(headSize / segmentGroup);
    return {
      ...{ kind: 'codes', ...shape, bits, along: 'columns', groupsPerRow, group: segmentGroup },
      groupOfRow: Uint16Array.from({ length: count }, (_, row) => row),
      codes: new Uint8Array(take(count * Math.ceil((headSize * bits) / 8))),
      scales: new Uint16Array(take(2 * count * groupsPerRow)),
      zeros: new Uint16Array(take(2 * count * groupsPerRow)),
    };
  };
  const heads = fields.map((slots): ColdSegment => {
    const keys = matrix();
    return { count, headSize, channels: undefined, fields: slots, keys, values: matrix() };
  });
  if (at !== buffer.byteLength) throw corrupt('is longer than it says');
  return heads;
}

const isInteger = (name: (typeof fieldNames)[number]): boolean => (integerFields as readonly string[]).includes(name);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function arraysOf(matrix: PackedMatrix): readonly ArrayBufferView[] {
  return matrix.kind === 'codes' ? [matrix.codes, matrix.scales, matrix.zeros] : [matrix.data];
}

/** Bits of a matrix that segments can hold; 0 for any other. */
function bitsOf(matrix: PackedMatrix): SegmentBits | 0 {
  if (matrix.kind !== 'codes') return matrix.kind === 'float' ? 32 : 16;
  const { bits, along, group } = matrix;
  return bits !== 2 && along === 'columns' && group === segmentGroup ? bits : 0;
}
