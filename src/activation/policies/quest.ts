/**
 * Quest (arXiv 2406.10774): pages of neighboring slots are ranked by an upper bound of their logits, sum over channels
 * of max(q_i min_i, q_i max_i), and whole pages are loaded. It is meant to choose anew for every query from a cache that
 * stays complete elsewhere; used once, it is an eviction by pages.
 */
import { type CacheView, type HeadView, noNeeds } from '../cache-policy.ts';
import { fromScores, type ScoredPolicy } from './from-scores.ts';

/** @param options `page` slots (default 16, as published); `window` latest queries that rank pages (default 1) */
export function quest(options: { readonly page?: number; readonly window?: number } = {}): ScoredPolicy {
  const { page = 16, window = 1 } = options;
  return fromScores({
    name: 'quest',
    needs: { ...noNeeds, queries: window },
    score: (view, head) => {
      const scores = new Float32Array(head.length);
      if (view.queries === undefined) return scores;
      for (let from = 0; from < head.length; from += page) {
        const to = Math.min(head.length, from + page);
        scores.fill(pageBound(view, head, { from, to, window }), from, to);
      }
      return scores;
    },
  });
}

/** Highest bound over the window's queries and the query heads of the group. */
function pageBound(
  view: CacheView,
  head: HeadView,
  at: { readonly from: number; readonly to: number; readonly window: number },
): number {
  const { heads, kvHeads, headSize } = view.layout;
  const low = new Float32Array(headSize).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(headSize).fill(Number.NEGATIVE_INFINITY);
  for (let i = at.from; i < at.to; i++) {
    for (let d = 0; d < headSize; d++) {
      const x = head.keys[i * headSize + d]!;
      if (x < low[d]!) low[d] = x;
      if (x > high[d]!) high[d] = x;
    }
  }
  const queries = view.queries!.layer(head.layer);
  const rows = view.queries!.positions.length;
  const group = heads / kvHeads;
  let best = Number.NEGATIVE_INFINITY;
  for (let n = Math.max(0, rows - at.window); n < rows; n++) {
    for (let g = 0; g < group; g++) {
      const from = (n * heads + head.head * group + g) * headSize;
      let bound = 0;
      for (let d = 0; d < headSize; d++) bound += Math.max(queries[from + d]! * low[d]!, queries[from + d]! * high[d]!);
      if (bound > best) best = bound;
    }
  }
  return best;
}
