/** How rows and queries lie in the kernel's memory at each precision: strides, code order, scales. */

import { MemoryError } from '../../../errors/index.ts';
import { largestDimensions, type ScanKernel, scratch } from './arena.ts';
import { lloydMaxCode, lloydMaxLevels, type Precision } from './codec.ts';

/** Layout of one precision for one width. Vectors passed in are unit length and already rotated. */
export type RowFormat = {
  readonly bits: Precision;
  readonly dimensions: number;
  /** Bytes of a row. */
  readonly stride: number;
  /** Writes the codes of `unit` at `at` and returns the scale that turns code sums into cosines. */
  writeRow(memory: Uint8Array, at: number, unit: Float32Array): number;
  /** Writes query and levels into the scratch area and returns the factor for the kernel's scores. */
  writeQuery(memory: Uint8Array, unit: Float32Array): number;
  scan(kernel: ScanKernel, at: number, rows: number, scales: number, first: number): void;
  /** The kernel's score -> cosine, without `writeQuery`'s factor. */
  cosine(score: number): number;
};

const padded = (value: number, to: number): number => Math.ceil(value / to) * to;

/** Query components get 13 bits: 4095 x 127 summed over 8192 components stays inside 32 bits. */
const queryLimit = 4095;

function writeIntegerQuery(memory: Uint8Array, unit: Float32Array, width: number): number {
  const query = new Int16Array(memory.buffer, scratch.query, width);
  let largest = 0;
  for (const x of unit) largest = Math.max(largest, Math.abs(x));
  query.fill(0);
  if (largest === 0) return 0;
  const step = largest / queryLimit;
  for (let i = 0; i < unit.length; i++) query[i] = Math.round(unit[i]! / step);
  return step;
}

/** Query components for 8-bit rows get 7 bits, so that 256 times one of them less another fits 16 bits. */
const byteQueryLimit = 127;
/** Components summed before the kernel takes its sums out of 32 bits. */
const byteChunk = 2048;

/**
 * For sixteen components each the values of the eight odd ones and the factors of the eight even ones, and after all of
 * them, for each chunk, where its four sums start: less what the 128 that is added to even components contributes.
 */
function writeByteQuery(memory: Uint8Array, unit: Float32Array, width: number): number {
  let largest = 0;
  for (const x of unit) largest = Math.max(largest, Math.abs(x));
  const query = new Int16Array(memory.buffer, scratch.query, width);
  const starts = new Int32Array(memory.buffer, scratch.query + 2 * width, 4 * Math.ceil(width / byteChunk));
  query.fill(0);
  starts.fill(0);
  if (largest === 0) return 0;
  const step = largest / byteQueryLimit;
  for (let i = 0; i < width; i += 2) {
    const even = Math.round((unit[i] ?? 0) / step);
    const odd = Math.round((unit[i + 1] ?? 0) / step);
    const at = (i & ~15) + ((i & 15) >> 1);
    query[at] = odd;
    query[at + 8] = 256 * even - odd;
    const lane = 4 * Math.floor(i / byteChunk) + ((i & 15) >> 2);
    starts[lane] = starts[lane]! - 256 * 128 * even;
  }
  return step;
}

/** The query components that `writeQuery` left for 8-bit rows, one after the other. */
export function readByteQuery(memory: Uint8Array, width: number): Int16Array {
  const query = new Int16Array(memory.buffer, scratch.query, width);
  return Int16Array.from({ length: width }, (_, i) => {
    const at = (i & ~15) + ((i & 15) >> 1);
    return (i & 1) === 1 ? query[at]! : (query[at + 8]! + query[at]!) / 256;
  });
}

function floatRows(dimensions: number): RowFormat {
  const width = padded(dimensions, 16);
  return {
    bits: 32,
    dimensions,
    stride: 4 * width,
    writeRow(memory, at, unit) {
      const row = new Float32Array(memory.buffer, at, width);
      row.fill(0);
      row.set(unit);
      return 1;
    },
    writeQuery(memory, unit) {
      const query = new Float32Array(memory.buffer, scratch.query, width);
      query.fill(0);
      query.set(unit);
      return 1;
    },
    scan(kernel, at, rows, scales, first) {
      kernel.scanF32(at, rows, 4 * width, scales, scratch.query, first);
    },
    cosine: (score) => score,
  };
}

function byteRows(dimensions: number): RowFormat {
  // A multiple of 64, so that the sign bits of a row fill whole 64-bit words.
  const width = padded(dimensions, 64);
  return {
    bits: 8,
    dimensions,
    stride: width,
    writeRow(memory, at, unit) {
      const row = new Int8Array(memory.buffer, at, width);
      let largest = 0;
      for (let i = 0; i < dimensions; i++) largest = Math.max(largest, Math.abs(unit[i]!));
      const factor = 127 / largest;
      let squares = 0;
      for (let i = 0; i < width; i++) {
        const code = i < dimensions ? Math.round(unit[i]! * factor) : 0;
        // Even components lie in memory with 128 added: see assembly/dense-scan.ts.
        row[i] = (i & 1) === 0 ? code + 128 : code;
        squares += code * code;
      }
      return 1 / Math.sqrt(squares);
    },
    writeQuery: (memory, unit) => writeByteQuery(memory, unit, width),
    scan(kernel, at, rows, scales, first) {
      kernel.scanI8(at, rows, width, scales, scratch.query, first);
    },
    cosine: (score) => score,
  };
}

function codebookRows(dimensions: number, bits: 4 | 2): RowFormat {
  const perByte = 8 / bits;
  const group = 16 * perByte;
  const width = padded(dimensions, group);
  const stride = width / perByte;
  const levels = lloydMaxLevels[bits];
  const unitLevel = levels[levels.length - 1]! / 127;
  const integerLevels = Int8Array.from(levels, (level) => Math.round(level / unitLevel));
  return {
    bits,
    dimensions,
    stride,
    writeRow(memory, at, unit) {
      memory.fill(0, at, at + stride);
      const spread = Math.sqrt(dimensions);
      let squares = 0;
      for (let i = 0; i < dimensions; i++) {
        const code = lloydMaxCode(bits, unit[i]! * spread);
        squares += integerLevels[code]! ** 2;
        const inGroup = i % group;
        const to = at + Math.floor(i / group) * 16 + (inGroup % 16);
        memory[to] = memory[to]! | (code << (bits * Math.floor(inGroup / 16)));
      }
      return 1 / Math.sqrt(squares);
    },
    writeQuery(memory, unit) {
      new Int8Array(memory.buffer, scratch.levels, 16).set(integerLevels);
      return writeIntegerQuery(memory, unit, width);
    },
    scan(kernel, at, rows, scales, first) {
      if (bits === 4) kernel.scanI4(at, rows, stride, scales, scratch.query, scratch.levels, first);
      else kernel.scanI2(at, rows, stride, scales, scratch.query, scratch.levels, first);
    },
    cosine: (score) => score,
  };
}

/** Writes sign bits, lowest bit first, over `width` (a multiple of 64) bits; bits past the vector's end are 1. */
export function writeSigns(memory: Uint8Array, at: number, unit: Float32Array, width: number): void {
  for (let byte = 0; byte < width / 8; byte++) {
    let set = 0;
    for (let bit = 0; bit < 8; bit++) {
      const i = 8 * byte + bit;
      if (i >= unit.length || unit[i]! >= 0) set |= 1 << bit;
    }
    memory[at + byte] = set;
  }
}

function bitRows(dimensions: number): RowFormat {
  const width = padded(dimensions, 64);
  return {
    bits: 1,
    dimensions,
    stride: width / 8,
    writeRow(memory, at, unit) {
      writeSigns(memory, at, unit, width);
      return 1;
    },
    writeQuery(memory, unit) {
      writeSigns(memory, scratch.query, unit, width);
      return 1;
    },
    scan(kernel, at, rows, scales, first) {
      kernel.scanBits(at, rows, width / 64, scales, scratch.query, first);
    },
    // Two unit vectors at angle a differ in sign with probability a / pi; the padding bits agree always.
    cosine: (score) => Math.sin((Math.PI / 2) * ((score - (width - dimensions)) / dimensions)),
  };
}

/** The layout for vectors of `dimensions` components at `bits` a component. */
export function rowFormat(dimensions: number, bits: Precision): RowFormat {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > largestDimensions) {
    throw new MemoryError('invalid_input', `vectors of ${dimensions} components cannot be indexed`, {
      hint: `use 1 to ${largestDimensions} components`,
    });
  }
  if (bits === 32) return floatRows(dimensions);
  if (bits === 8) return byteRows(dimensions);
  if (bits === 1) return bitRows(dimensions);
  return codebookRows(dimensions, bits);
}
