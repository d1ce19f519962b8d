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

/**
 * The reference memory: keeps everything, full precision, one growing array a layer. Slow and obvious; the paged
 * cache is checked against it. With `causal: false` all tokens of a request see each other (and what came before).
 */
export function denseMemory(layout: HeadLayout, rope: Rope, causal = true): AttentionMemory {
  const { heads, kvHeads, headSize } = layout;
  const keys: Float32Array[][] = Array.from({ length: layout.layers }, () => []);
  const values: Float32Array[][] = Array.from({ length: layout.layers }, () => []);
  return {
    attend({ layer, count, positions, queries, keys: newKeys, values: newValues, onWeights }) {
      const layerKeys = keys[layer]!;
      const layerValues = values[layer]!;
      const before = layerKeys.length;
      const width = kvHeads * headSize;
      for (let r = 0; r < count; r++) {
        const key = newKeys.slice(r * width, (r + 1) * width);
        for (let h = 0; h < kvHeads; h++) rope.rotate(key, h * headSize, positions[r]!);
        layerKeys.push(key);
        layerValues.push(newValues.slice(r * width, (r + 1) * width));
      }
      const out = new Float32Array(count * heads * headSize);
      const weights = new Float32Array(layerKeys.length);
      for (let r = 0; r < count; r++) {
        const visible = causal ? before + r + 1 : layerKeys.length;
        for (let h = 0; h < heads; h++) {
          const at = (r * heads + h) * headSize;
          const kv = Math.floor((h * kvHeads) / heads) * headSize;
          for (let j = 0; j < visible; j++) {
            let dot = 0;
            for (let d = 0; d < headSize; d++) dot += queries[at + d]! * layerKeys[j]![kv + d]!;
            weights[j] = dot / Math.sqrt(headSize);
          }
          softmaxInPlace(weights, visible);
          onWeights?.(r, h, weights, visible);
          for (let j = 0; j < visible; j++) {
            for (let d = 0; d < headSize; d++) out[at + d]! += weights[j]! * layerValues[j]![kv + d]!;
          }
        }
      }
      return out;
    },
  };
}
