/**
 * Attention of new tokens over one head's slots: softmax over scaled logits times the slot's key weight plus its
 * bias, then the sum of values times the slot's value weight. Exact merging needs ln of the multiplicity as a bias;
 * decaying scenes scale keys and values.
 */
import { softmaxInPlace } from '../../models/matrix.ts';
import type { SlotRun } from './head-store.ts';

/** One head's part of an attention request. */
export type HeadAttention = {
  readonly runs: readonly SlotRun[];
  /** Slots in all runs; the last `count` of them are the new tokens, in order. */
  readonly length: number;
  readonly count: number;
  readonly headSize: number;
  /** Query heads of this key-value head: first one and how many. */
  readonly firstQuery: number;
  readonly group: number;
  /** Query heads in all: the row stride of `queries` and `out` in heads. */
  readonly heads: number;
  readonly queries: Float32Array;
  readonly out: Float32Array;
  readonly causal: boolean;
  /** Adds attention to the slots' statistics. */
  readonly track: boolean;
  readonly onWeights?: ((row: number, head: number, weights: Float32Array, count: number) => void) | undefined;
};

/** Writes the output rows of this head group. */
export function attendHead(request: HeadAttention): void {
  const { runs, length, count, headSize, firstQuery, group, heads, queries, out, causal, track } = request;
  const weights = new Float32Array(length);
  const scale = 1 / Math.sqrt(headSize);
  for (let row = 0; row < count; row++) {
    const visible = causal ? length - count + row + 1 : length;
    for (let g = 0; g < group; g++) {
      const head = firstQuery + g;
      const at = (row * heads + head) * headSize;
      scores(runs, { queries, at, headSize, scale, visible, weights });
      softmaxInPlace(weights, visible);
      request.onWeights?.(row, head, weights, visible);
      let j = 0;
      for (const run of runs) {
        const end = Math.min(run.count, visible - j);
        for (let i = 0; i < end; i++, j++) {
          const field = run.fieldOffset + i;
          const weight = weights[j]!;
          if (track) {
            run.fields.attention[field]! += weight / group;
            run.fields.lastAttention[field] = weight / group + (g === 0 ? 0 : run.fields.lastAttention[field]!);
          }
          const scaled = weight * run.fields.valueWeight[field]!;
          if (scaled === 0) continue;
          const from = run.valueOffset + i * headSize;
          for (let d = 0; d < headSize; d++) out[at + d]! += scaled * run.values[from + d]!;
        }
      }
    }
  }
}

function scores(
  runs: readonly SlotRun[],
  into: {
    readonly queries: Float32Array;
    readonly at: number;
    readonly headSize: number;
    readonly scale: number;
    readonly visible: number;
    readonly weights: Float32Array;
  },
): void {
  const { queries, at, headSize, scale, visible, weights } = into;
  let j = 0;
  for (const { count, keys, keyOffset, channels, fields, fieldOffset } of runs) {
    const end = Math.min(count, visible - j);
    const width = channels?.length ?? headSize;
    for (let i = 0; i < end; i++, j++) {
      const from = keyOffset + i * width;
      let dot = 0;
      if (channels === undefined) for (let d = 0; d < headSize; d++) dot += queries[at + d]! * keys[from + d]!;
      else for (let c = 0; c < width; c++) dot += queries[at + channels[c]!]! * keys[from + c]!;
      weights[j] = dot * scale * fields.keyWeight[fieldOffset + i]! + fields.bias[fieldOffset + i]!;
    }
  }
}
