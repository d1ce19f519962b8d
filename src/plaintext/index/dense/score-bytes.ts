/**
 * Scores of given 8-bit rows, exactly to the rows' own precision. The scan takes the query at 7 bits; here what that
 * leaves over is scored as a second query, at 7 bits of its own, and added.
 */
import { largestK, listRoom, scratch } from './arena.ts';
import type { RowBlocks } from './row-blocks.ts';

/** Cosines of `unit` (rotated, of unit length) to the rows at `ordinals`, into `out`; 0 where there is no row. */
export function scoreBytes(rows: RowBlocks, unit: Float32Array, ordinals: Uint32Array, out: Float32Array): void {
  const { arena, format, rowsPerBlock } = rows;
  const { buffer } = arena.bytes;
  const addresses = new Uint32Array(buffer, scratch.list, largestK);
  const scores = new Float32Array(buffer, scratch.list + listRoom, largestK);
  const memory = new Float32Array(buffer);
  for (let from = 0; from < ordinals.length; from += largestK) {
    const length = Math.min(largestK, ordinals.length - from);
    for (let i = 0; i < length; i++) {
      const ordinal = ordinals[from + i]!;
      const block = rows.blockOf(ordinal);
      addresses[i] = block === undefined ? 0 : rows.rowAt(block, ordinal);
      const scale = block === undefined ? Number.NaN : memory[block.scalesAt / 4 + (ordinal % rowsPerBlock)]!;
      scores[i] = scale;
      out[from + i] = scale;
    }
    const step = format.writeQuery(arena.bytes, unit);
    arena.kernel.scoreList(scratch.list, listRoom, length, format.stride, scratch.query);
    const left = unit.map((x) => (step === 0 ? 0 : x - Math.round(x / step) * step));
    const leftStep = format.writeQuery(arena.bytes, left);
    for (let i = 0; i < length; i++) {
      const scale = out[from + i]!;
      out[from + i] = scores[i]! * step;
      scores[i] = scale;
    }
    arena.kernel.scoreList(scratch.list, listRoom, length, format.stride, scratch.query);
    for (let i = 0; i < length; i++) {
      const cosine = out[from + i]! + scores[i]! * leftStep;
      out[from + i] = Number.isNaN(cosine) ? 0 : cosine;
    }
  }
}
