/**
 * ThinK (arXiv 2407.21018): instead of dropping tokens, drop key channels. A
 * channel's score is ||Q[:, i]|| * ||K[:, i]|| over the last queries and the old keys, the greedy bound on the
 * Frobenius error of Q K^T. Query terms are averaged over the query heads of a group. The latest slots keep all
 * channels; values are untouched; the mask is computed once, and again only for slots that are still whole.
 */
import { type CachePolicy, type CacheView, type HeadView, noNeeds } from '../cache-policy.ts';

/** How channels are ranked. The alternatives to `query-driven` are the baselines it is compared with. */
export type ChannelScore = 'query-driven' | 'key-norm' | 'query-norm' | 'random';

/** Settings. */
export type ThinkOptions = {
  /** Share of channels to drop (lambda, default 0.4). */
  readonly ratio?: number;
  /** Queries in the observation window (default 32). */
  readonly window?: number;
  /** Latest slots that keep all channels (default 32). */
  readonly recent?: number;
  readonly score?: ChannelScore;
};

/** Channels of a head to keep, ascending. */
export function keptChannels(
  view: CacheView,
  head: HeadView,
  options: { readonly ratio: number; readonly window: number; readonly score: ChannelScore; readonly old: number },
): Uint16Array {
  const { headSize } = view.layout;
  const keys = squaredNorms(head.keys, { rows: options.old, width: headSize, size: headSize, offset: 0 });
  const queries = queryNorms(view, head, options.window);
  const draws = view.random.split(`channels ${head.layer}/${head.head}`);
  const rules: Record<ChannelScore, (channel: number) => number> = {
    'query-driven': (c) => queries[c]! * keys[c]!,
    'key-norm': (c) => keys[c]!,
    'query-norm': (c) => queries[c]!,
    random: () => draws.next(),
  };
  const scores = Array.from({ length: headSize }, (_, c) => rules[options.score](c));
  const count = headSize - Math.floor(options.ratio * headSize);
  const order = scores.map((_, c) => c).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return Uint16Array.from(order.slice(0, count)).sort();
}

/** ThinK as a policy: ignores the slot budget, shrinks old keys. Compose it after an eviction policy. */
export function think(options: ThinkOptions = {}): CachePolicy {
  const { ratio = 0.4, window = 32, recent = 32, score = 'query-driven' } = options;
  return {
    name: score === 'query-driven' ? 'think' : `think by ${score}`,
    needs: { ...noNeeds, queries: window, phase: 'prefill' },
    plan: (view) => ({
      policy: 'think',
      revision: view.revision,
      actions: view.heads.flatMap((head) => {
        const old = Math.max(0, head.length - recent);
        if (old === 0 || view.queries === undefined) return [];
        const channels = keptChannels(view, head, { ratio, window, score, old });
        const indices = Int32Array.from({ length: old }, (_, i) => i);
        return [{ kind: 'shrink-channels' as const, layer: head.layer, head: head.head, indices, channels }];
      }),
    }),
  };
}

function squaredNorms(
  data: Float32Array,
  at: { readonly rows: number; readonly width: number; readonly size: number; readonly offset: number },
): Float64Array {
  const sums = new Float64Array(at.size);
  for (let r = 0; r < at.rows; r++) {
    for (let c = 0; c < at.size; c++) sums[c]! += data[r * at.width + at.offset + c]! ** 2;
  }
  return sums;
}

function queryNorms(view: CacheView, head: HeadView, window: number): Float64Array {
  const { heads, kvHeads, headSize } = view.layout;
  const rows = view.queries!.layer(head.layer);
  const width = heads * headSize;
  const recent = rows.subarray(Math.max(0, rows.length - window * width));
  const group = heads / kvHeads;
  const total = new Float64Array(headSize);
  for (let g = 0; g < group; g++) {
    const offset = (head.head * group + g) * headSize;
    squaredNorms(recent, { rows: recent.length / width, width, size: headSize, offset }).forEach((norm, c) => {
      total[c]! += norm / group;
    });
  }
  return total;
}
