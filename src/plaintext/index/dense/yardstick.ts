/**
 * What the dense scan is measured against, on the same rows in the same run: a plain read of the bytes in WebAssembly,
 * and the scan in plain JavaScript with its best k kept in a sorted list.
 */
import { MemoryError } from '../../../errors/index.ts';
import { type Arena, blockBytes, chooseArena, scratch } from './arena.ts';
import type { Precision } from './codec.ts';
import { type RowFormat, readByteQuery, rowFormat } from './row-format.ts';

/** A table of rows of one precision, with the scans that can be compared. */
export type ScanBench = {
  readonly bits: Precision;
  readonly rows: number;
  /** Bytes that one scan reads. */
  readonly scannedBytes: number;
  /** The kernel's best `k` row numbers, best first. */
  scan(unit: Float32Array, k: number): Uint32Array;
  /** The same in plain JavaScript over the same bytes. */
  plainScan(unit: Float32Array, k: number): Uint32Array;
  /** Reads the same code bytes in WebAssembly without computing anything from them; the result is of no use. */
  plainRead(): number;
  close(): void;
};

/** Fills a table with `rows` unit vectors from `vectorOf` (used as they are: no rotation). */
export function createScanBench(
  rows: number,
  dimensions: number,
  bits: Precision,
  vectorOf: (row: number) => Float32Array,
): ScanBench {
  const format = rowFormat(dimensions, bits);
  const perBlock = Math.floor(blockBytes / (format.stride + 4) / 32) * 32;
  if (perBlock < 32) {
    throw new MemoryError('invalid_input', `rows of ${format.stride} bytes are too wide for the bench`, {
      hint: 'use fewer components',
    });
  }
  const arena = chooseArena();
  const blocks: number[] = [];
  const scales = new Float32Array(rows);
  for (let start = 0; start < rows; start += perBlock) {
    const at = arena.take();
    blocks.push(at);
    new Float32Array(arena.bytes.buffer, at + perBlock * format.stride, perBlock).fill(Number.NaN);
    for (let i = start; i < Math.min(rows, start + perBlock); i++) {
      const scale = format.writeRow(arena.bytes, at + (i - start) * format.stride, vectorOf(i));
      new Float32Array(arena.bytes.buffer, at + perBlock * format.stride, perBlock)[i - start] = scale;
      scales[i] = scale;
    }
  }
  const plain = plainRows(arena, blocks, perBlock, rows, format);
  return {
    bits,
    rows,
    scannedBytes: rows * format.stride,
    scan(unit, k) {
      format.writeQuery(arena.bytes, unit);
      arena.kernel.begin(scratch.scores, scratch.ordinals, k);
      for (let b = blocks.length - 1; b >= 0; b--) {
        const at = blocks[b]!;
        format.scan(arena.kernel, at, perBlock, at + perBlock * format.stride, b * perBlock);
      }
      const count = arena.kernel.finish();
      return new Uint32Array(arena.bytes.buffer, scratch.ordinals, count).slice();
    },
    plainScan: (unit, k) => plainScan({ format, plain, scales, arena }, unit, k),
    plainRead() {
      let sum = 0;
      for (const [b, at] of blocks.entries()) {
        const count = Math.min(perBlock, rows - b * perBlock);
        sum ^= arena.kernel.plainRead(at, Math.ceil((count * format.stride) / 64) * 64);
      }
      return sum;
    },
    close() {
      for (const at of blocks) arena.give(at);
    },
  };
}

/** The codes in ordinary typed arrays, one after the other. */
function plainRows(
  arena: Arena,
  blocks: readonly number[],
  perBlock: number,
  rows: number,
  format: RowFormat,
): Uint8Array {
  const codes = new Uint8Array(rows * format.stride);
  const turn = (at: number): void => {
    if (format.bits === 8) arena.kernel.turnEven(at, perBlock * format.stride);
  };
  for (const [b, at] of blocks.entries()) {
    const count = Math.min(perBlock, rows - b * perBlock);
    turn(at);
    codes.set(arena.bytes.subarray(at, at + count * format.stride), b * perBlock * format.stride);
    turn(at);
  }
  return codes;
}

type PlainTable = {
  readonly format: RowFormat;
  readonly plain: Uint8Array;
  readonly scales: Float32Array;
  readonly arena: Arena;
};

function plainScan({ format, plain, scales, arena }: PlainTable, unit: Float32Array, k: number): Uint32Array {
  format.writeQuery(arena.bytes, unit);
  const dot = plainDot(format, plain, arena);
  const best: { score: number; row: number }[] = [];
  for (let row = scales.length - 1; row >= 0; row--) {
    const score = dot(row) * (format.bits === 1 ? 1 : scales[row]!);
    if (best.length === k && score <= best[k - 1]!.score) continue;
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (best[middle]!.score >= score) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, { score, row });
    if (best.length > k) best.pop();
  }
  return Uint32Array.from(best, (hit) => hit.row);
}

function plainDot(format: RowFormat, plain: Uint8Array, arena: Arena): (row: number) => number {
  const { stride, bits } = format;
  if (bits === 32) {
    const rows = new Float32Array(plain.buffer);
    const width = stride / 4;
    const query = new Float32Array(arena.bytes.buffer, scratch.query, width).slice();
    return (row) => {
      let sum = 0;
      for (let i = 0, at = row * width; i < width; i++, at++) sum += rows[at]! * query[i]!;
      return sum;
    };
  }
  if (bits === 1) {
    const words = stride / 4;
    const rows = new Uint32Array(plain.buffer);
    const query = new Uint32Array(arena.bytes.buffer, scratch.query, words).slice();
    return (row) => {
      let differing = 0;
      for (let i = 0, at = row * words; i < words; i++, at++) differing += bitCount(rows[at]! ^ query[i]!);
      return 8 * stride - 2 * differing;
    };
  }
  const perByte = 8 / bits;
  if (bits === 8) {
    const query = readByteQuery(arena.bytes, stride);
    const rows = new Int8Array(plain.buffer);
    return (row) => {
      let sum = 0;
      for (let i = 0, at = row * stride; i < stride; i++, at++) sum += rows[at]! * query[i]!;
      return sum;
    };
  }
  const query = new Int16Array(arena.bytes.buffer, scratch.query, stride * perByte).slice();
  const levels = new Int8Array(arena.bytes.buffer, scratch.levels, 16).slice();
  const mask = 2 ** bits - 1;
  return (row) => {
    let sum = 0;
    for (let i = 0; i < stride; i++) {
      const packed = plain[row * stride + i]!;
      const base = (i >> 4) * 16 * perByte + (i & 15);
      for (let part = 0; part < perByte; part++) {
        sum += levels[(packed >> (part * bits)) & mask]! * query[base + 16 * part]!;
      }
    }
    return sum;
  };
}

function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
