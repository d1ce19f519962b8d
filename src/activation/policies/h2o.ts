/**
 * H2O, heavy hitters (arXiv 2306.14048): slots with the most accumulated attention, plus recent ones. Accumulation
 * favors old slots; `perQuery` divides by the number of queries that could see a slot.
 */
import { noNeeds } from '../cache-policy.ts';
import { fromScores, type ScoredPolicy } from './from-scores.ts';

/** @param options `recentShare` of the budget kept for the latest slots (default 0.5); `perQuery` (default false) */
export function h2o(options: { readonly recentShare?: number; readonly perQuery?: boolean } = {}): ScoredPolicy {
  const { recentShare = 0.5, perQuery = false } = options;
  return fromScores({
    name: 'h2o',
    needs: { ...noNeeds, attention: 'accumulated' },
    score: (view, head) =>
      perQuery ? head.attention.map((a, i) => a / Math.max(1, view.nextPosition - head.positions[i]!)) : head.attention,
    keepLast: (budget) => Math.floor(recentShare * budget.entriesPerHead),
  });
}
