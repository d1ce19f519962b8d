/**
 * The plain form of independent segments: one prompt in which each text sees itself alone and what follows sees all.
 * Slow and obvious; injected segments are checked against it.
 */
import type { AttentionMemory, HeadLayout } from '../../models/attention-memory.ts';
import { softmaxInPlace } from '../../models/matrix.ts';
import type { Rope } from '../../models/rope.ts';

/** Tokens read while `block` is set see those of the same block only; without a block they see everything. */
export class BlockMemory implements AttentionMemory {
  block: number | undefined;
  readonly #layout: HeadLayout;
  readonly #rope: Rope;
  readonly #slots: { key: Float32Array; value: Float32Array; block: number | undefined }[][];

  constructor(layout: HeadLayout, rope: Rope) {
    this.#layout = layout;
    this.#rope = rope;
    this.#slots = Array.from({ length: layout.layers }, () => []);
  }

  attend({ layer, count, positions, queries, keys, values }: Parameters<AttentionMemory['attend']>[0]): Float32Array {
    const { heads, kvHeads, headSize } = this.#layout;
    const width = kvHeads * headSize;
    const slots = this.#slots[layer]!;
    const before = slots.length;
    for (let r = 0; r < count; r++) {
      const key = keys.slice(r * width, (r + 1) * width);
      for (let h = 0; h < kvHeads; h++) this.#rope.rotate(key, h * headSize, positions[r]!);
      slots.push({ key, value: values.slice(r * width, (r + 1) * width), block: this.block });
    }
    const out = new Float32Array(count * heads * headSize);
    for (let r = 0; r < count; r++) {
      const seen = slots
        .slice(0, before + r + 1)
        .filter(({ block }) => this.block === undefined || block === this.block);
      const weights = new Float32Array(seen.length);
      for (let h = 0; h < heads; h++) {
        const at = (r * heads + h) * headSize;
        const kv = Math.floor((h * kvHeads) / heads) * headSize;
        seen.forEach(({ key }, j) => {
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += queries[at + d]! * key[kv + d]!;
          weights[j] = dot / Math.sqrt(headSize);
        });
        softmaxInPlace(weights, seen.length);
        seen.forEach(({ value }, j) => {
          for (let d = 0; d < headSize; d++) out[at + d]! += weights[j]! * value[kv + d]!;
        });
      }
    }
    return out;
  }
}
