/** Attention that a window of queries pays to every slot of a head: the statistic behind SnapKV, DapQ and relatives. */
import { softmaxInPlace } from '../../models/matrix.ts';
import type { CacheView, HeadView, QueryWindow } from '../cache-policy.ts';

/**
 * Sum over the window's queries (the last `last` of them) of softmax(q k / sqrt(d)), averaged over the query heads of
 * the group. A query sees slots up to its own position. Keys that are not in the cache (pseudo tokens among
 * themselves) are left out of the softmax.
 */
export function windowAttention(view: CacheView, head: HeadView, window: QueryWindow, last?: number): Float32Array {
  const { heads, kvHeads, headSize } = view.layout;
  const group = heads / kvHeads;
  const queries = window.layer(head.layer);
  const total = new Float32Array(head.length);
  const weights = new Float32Array(head.length);
  const first = Math.max(0, window.positions.length - (last ?? window.positions.length));
  for (let n = first; n < window.positions.length; n++) {
    let visible = head.length;
    while (visible > 0 && head.positions[visible - 1]! > window.positions[n]!) visible--;
    for (let g = 0; g < group; g++) {
      const at = (n * heads + head.head * group + g) * headSize;
      for (let j = 0; j < visible; j++) {
        let dot = 0;
        for (let d = 0; d < headSize; d++) dot += queries[at + d]! * head.keys[j * headSize + d]!;
        weights[j] = dot / Math.sqrt(headSize);
      }
      softmaxInPlace(weights, visible);
      for (let j = 0; j < visible; j++) total[j]! += weights[j]! / group;
    }
  }
  return total;
}

/** One-dimensional pooling with stride 1 and same padding; edges pool over what there is. */
export function pool(scores: Float32Array, kind: 'mean' | 'max', kernel: number): Float32Array {
  const reach = Math.floor(kernel / 2);
  return scores.map((_, i) => {
    const part = scores.subarray(Math.max(0, i - reach), i + reach + 1);
    return kind === 'max' ? Math.max(...part) : part.reduce((a, b) => a + b, 0) / part.length;
  });
}
