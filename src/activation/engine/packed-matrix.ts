/**
 * Matrices in fewer bits: asymmetric uniform codes with one scale and zero point per group, groups along the rows of
 * a column (keys: per channel) or along the columns of a row (values: per token), as in KIVI (arXiv 2402.02750).
 * Codes are truly packed, scale and zero are half-precision, so byte counts are what memory holds.
 */
import { floatFromHalf, halfFromFloat } from '../../tensor/index.ts';
import type { QuantizationBits } from '../cache-policy.ts';

/** A matrix [rows, columns] as floats or as packed codes. Rows can be dropped without touching the others. */
export type PackedMatrix =
  | { readonly kind: 'float'; readonly rows: number; readonly columns: number; readonly data: Float32Array }
  | { readonly kind: 'half'; readonly rows: number; readonly columns: number; readonly data: Uint16Array }
  | {
      readonly kind: 'codes';
      readonly rows: number;
      readonly columns: number;
      readonly bits: 2 | 4 | 8;
      readonly along: 'rows' | 'columns';
      /** Groups in each row (`along: columns`). */
      readonly groupsPerRow: number;
      readonly group: number;
      /** Group of each row (`along: rows`); each such group has one scale per column. */
      readonly groupOfRow: Uint16Array;
      readonly codes: Uint8Array;
      readonly scales: Uint16Array;
      readonly zeros: Uint16Array;
    };

const bytesPerRow = (columns: number, bits: number): number => Math.ceil((columns * bits) / 8);

/** Stores a row-major matrix as it is. */
export function floatMatrix(data: Float32Array, rows: number, columns: number): PackedMatrix {
  return { kind: 'float', rows, columns, data };
}

/**
 * Packs a row-major matrix.
 *
 * @param options `bits`; `along` which axis a group runs; `group` how many elements share a scale
 */
export function packMatrix(
  data: Float32Array,
  rows: number,
  columns: number,
  options: { readonly bits: QuantizationBits; readonly along: 'rows' | 'columns'; readonly group: number },
): PackedMatrix {
  const { bits, along, group } = options;
  if (bits === 16) return { kind: 'half', rows, columns, data: Uint16Array.from(data, halfFromFloat) };
  const groupsPerRow = along === 'columns' ? Math.ceil(columns / group) : 1;
  const rowGroups = along === 'rows' ? Math.ceil(rows / group) : rows;
  const perRowGroup = along === 'rows' ? columns : groupsPerRow;
  const scales = new Uint16Array(rowGroups * perRowGroup);
  const zeros = new Uint16Array(rowGroups * perRowGroup);
  const top = 2 ** bits - 1;
  const lowest = new Float32Array(scales.length).fill(Infinity);
  const highest = new Float32Array(scales.length).fill(-Infinity);
  const groupAt = (r: number, c: number): number =>
    along === 'rows' ? Math.floor(r / group) * columns + c : r * groupsPerRow + Math.floor(c / group);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const g = groupAt(r, c);
      const value = data[r * columns + c]!;
      if (value < lowest[g]!) lowest[g] = value;
      if (value > highest[g]!) highest[g] = value;
    }
  }
  for (let g = 0; g < scales.length; g++) {
    scales[g] = halfFromFloat((highest[g]! - lowest[g]!) / top);
    zeros[g] = halfFromFloat(lowest[g]!);
  }
  const stride = bytesPerRow(columns, bits);
  const codes = new Uint8Array(rows * stride);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const g = groupAt(r, c);
      const scale = floatFromHalf(scales[g]!);
      const steps = scale === 0 ? 0 : Math.round((data[r * columns + c]! - floatFromHalf(zeros[g]!)) / scale);
      const code = Math.min(top, Math.max(0, steps));
      const bit = c * bits;
      codes[r * stride + (bit >> 3)]! |= code << (bit & 7);
    }
  }
  const groupOfRow = Uint16Array.from({ length: rows }, (_, r) => (along === 'rows' ? Math.floor(r / group) : r));
  return { kind: 'codes', rows, columns, bits, along, groupsPerRow, group, groupOfRow, codes, scales, zeros };
}

/** The matrix as floats. */
export function unpackMatrix(matrix: PackedMatrix): Float32Array {
  if (matrix.kind === 'float') return matrix.data;
  if (matrix.kind === 'half') return Float32Array.from(matrix.data, floatFromHalf);
  const { rows, columns, bits, along, groupsPerRow, group, groupOfRow, codes, scales, zeros } = matrix;
  const scale = Float32Array.from(scales, floatFromHalf);
  const zero = Float32Array.from(zeros, floatFromHalf);
  const stride = bytesPerRow(columns, bits);
  const mask = 2 ** bits - 1;
  const out = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const g = along === 'rows' ? groupOfRow[r]! * columns + c : groupOfRow[r]! * groupsPerRow + Math.floor(c / group);
      const bit = c * bits;
      const code = (codes[r * stride + (bit >> 3)]! >> (bit & 7)) & mask;
      out[r * columns + c] = zero[g]! + scale[g]! * code;
    }
  }
  return out;
}

/** The same matrix with only the given rows, ascending; codes and scales are copied, never re-rounded. */
export function selectRows(matrix: PackedMatrix, rows: Int32Array): PackedMatrix {
  const { columns } = matrix;
  if (matrix.kind !== 'codes') {
    const make = (data: Float32Array | Uint16Array): Float32Array | Uint16Array => {
      const out =
        data instanceof Float32Array ? new Float32Array(rows.length * columns) : new Uint16Array(rows.length * columns);
      rows.forEach((row, n) => {
        out.set(data.subarray(row * columns, (row + 1) * columns), n * columns);
      });
      return out;
    };
    return { ...matrix, rows: rows.length, data: make(matrix.data) } as PackedMatrix;
  }
  const stride = bytesPerRow(columns, matrix.bits);
  const codes = new Uint8Array(rows.length * stride);
  const perGroup = matrix.along === 'rows' ? columns : matrix.groupsPerRow;
  const renumbered = new Map<number, number>();
  const groupOfRow = new Uint16Array(rows.length);
  rows.forEach((row, n) => {
    codes.set(matrix.codes.subarray(row * stride, (row + 1) * stride), n * stride);
    const group = matrix.groupOfRow[row]!;
    if (!renumbered.has(group)) renumbered.set(group, renumbered.size);
    groupOfRow[n] = renumbered.get(group)!;
  });
  const scales = new Uint16Array(renumbered.size * perGroup);
  const zeros = new Uint16Array(renumbered.size * perGroup);
  for (const [from, to] of renumbered) {
    scales.set(matrix.scales.subarray(from * perGroup, (from + 1) * perGroup), to * perGroup);
    zeros.set(matrix.zeros.subarray(from * perGroup, (from + 1) * perGroup), to * perGroup);
  }
  return { ...matrix, rows: rows.length, codes, scales, zeros, groupOfRow };
}

/** Bytes that the contents occupy: numbers, codes, scales and zero points (row bookkeeping apart). */
export function matrixBytes(matrix: PackedMatrix): number {
  if (matrix.kind !== 'codes') return matrix.data.byteLength;
  return matrix.codes.byteLength + matrix.scales.byteLength + matrix.zeros.byteLength;
}
