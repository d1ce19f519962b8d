/**
 * What a transformer needs from a key-value cache. The model computes queries, keys and values; the memory stores
 * what it wants to store and answers with mixed values, so eviction, compression and paging live outside the model.
 */
import { softmaxInPlace } from './matrix.ts';
import type { Rope } from './rope.ts';

/** One layer's new tokens. All arrays are row-major by token and belong to the model: copy what you keep. */
export type AttentionRequest = {
  readonly layer: number;
  /** Number of new tokens. */
  readonly count: number;
  readonly positions: Int32Array;
  /** Rotated queries [count, heads, headSize]. */
  readonly queries: Float32Array;
  /** Keys before rotation [count, kvHeads, headSize]. */
  readonly keys: Float32Array;
  /** Values [count, kvHeads, headSize]. */
  readonly values: Float32Array;
  /** Normed layer input [count, hidden]: what a learned retention gate reads. */
  readonly normed: Float32Array;
  /** Receives attention weights after the softmax, per new token and query head; `weights` is reused. */
  readonly onWeights?: (row: number, head: number, weights: Float32Array, count: number) => void;
};

/** A store of keys and values that can be attended to. */
export type AttentionMemory = {
  /** Stores the new tokens and returns the attention output [count, heads * headSize]. */
  attend(request: AttentionRequest): Float32Array;
};

/** Shape of the heads that a memory serves. */
export type HeadLayout = {
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
};

/** Whether the token at place `own` sees the one at place `other`; asked for places that are stored. */
export type Sight = (own: number, other: number) => boolean;

/**
 * A memory that keeps everything in full precision, one growing array a layer, and lets each token see what a rule says.
 * Slow and obvious: what is faster is checked against it.
 */
export class PlainMemory implements AttentionMemory {
  readonly #layout: HeadLayout;
  readonly #rope: Rope;
  readonly #sees: Sight;
  readonly #slots: { readonly key: Float32Array; readonly value: Float32Array }[][];

  constructor(layout: HeadLayout, rope: Rope, sees: Sight) {
    this.#layout = layout;
    this.#rope = rope;
    this.#sees = sees;
    this.#slots = Array.from({ length: layout.layers }, () => []);
  }

  /** Tokens read so far. */
  get length(): number {
    return this.#slots[0]!.length;
  }

  /** Forgets what was read after the first `length` tokens. */
  truncate(length: number): void {
    for (const slots of this.#slots) slots.length = Math.min(slots.length, length);
  }

  attend({ layer, count, positions, queries, keys, values, onWeights }: AttentionRequest): Float32Array {
    const { heads, kvHeads, headSize } = this.#layout;
    const slots = this.#slots[layer]!;
    const before = slots.length;
    const width = kvHeads * headSize;
    for (let r = 0; r < count; r++) {
      const key = keys.slice(r * width, (r + 1) * width);
      for (let h = 0; h < kvHeads; h++) this.#rope.rotate(key, h * headSize, positions[r]!);
      slots.push({ key, value: values.slice(r * width, (r + 1) * width) });
    }
    const out = new Float32Array(count * heads * headSize);
    const weights = new Float32Array(slots.length);
    for (let r = 0; r < count; r++) {
      const seen = slots.filter((_, other) => this.#sees(before + r, other));
      for (let h = 0; h < heads; h++) {
        const at = (r * heads + h) * headSize;
        const kv = Math.floor((h * kvHeads) / heads) * headSize;
        for (let j = 0; j < seen.length; j++) {
          const { key } = seen[j]!;
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += queries[at + d]! * key[kv + d]!;
          weights[j] = dot / Math.sqrt(headSize);
        }
        softmaxInPlace(weights, seen.length);
        onWeights?.(r, h, weights, seen.length);
        for (let j = 0; j < seen.length; j++) {
          const { value } = seen[j]!;
          for (let d = 0; d < headSize; d++) out[at + d]! += weights[j]! * value[kv + d]!;
        }
      }
    }
    return out;
  }
}

/**
 * The reference memory: every token sees all before it and itself. With `causal: false` all tokens of a request see each
 * other (and what came before).
 */
export function denseMemory(layout: HeadLayout, rope: Rope, causal = true): AttentionMemory {
  return new PlainMemory(layout, rope, (own, other) => !causal || other <= own);
}
