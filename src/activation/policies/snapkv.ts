/**
 * SnapKV (arXiv 2404.14469): attention that an observation window at the end of the prompt pays to earlier slots,
 * pooled over neighbors. It knows the question only when the question lies inside the window.
 */
import { type CacheView, type HeadView, noNeeds } from '../cache-policy.ts';
import { type Allocate, fromScores, type ScoredPolicy } from './from-scores.ts';
import { pool, windowAttention } from './window-attention.ts';

/** Settings of observation-window scoring. */
export type SnapkvOptions = {
  /** Queries in the window (default 32, the paper's middle value). */
  readonly window?: number;
  /** Pooling over neighboring slots (default mean over 5); `none` suits isolated facts. */
  readonly pooling?: 'mean' | 'max' | 'none';
  readonly kernel?: number;
  /** Keep the window's own slots (default true). */
  readonly forceWindow?: boolean;
};

/** The scores alone. */
export function snapkvScore(options: SnapkvOptions): (view: CacheView, head: HeadView) => Float32Array {
  const { window = 32, pooling = 'mean', kernel = 5 } = options;
  return (view, head) => {
    if (view.queries === undefined) return new Float32Array(head.length);
    const scores = windowAttention(view, head, view.queries, window);
    return pooling === 'none' ? scores : pool(scores, pooling, kernel);
  };
}

/** SnapKV with the same budget in every head, unless `allocate` says otherwise. */
export function snapkv(
  options: SnapkvOptions & { readonly name?: string; readonly allocate?: Allocate } = {},
): ScoredPolicy {
  const { window = 32, forceWindow = true, name = 'snapkv', allocate } = options;
  return fromScores({
    name,
    needs: { ...noNeeds, queries: window, phase: 'prefill' },
    score: snapkvScore(options),
    ...(forceWindow && { keepLast: (budget) => Math.min(window, Math.floor(budget.entriesPerHead / 2)) }),
    ...(allocate && { allocate }),
  });
}
