/**
 * TRIM-KV (arXiv 2512.03324): a trained gate gives every slot a per-step retention beta when it is stored; the slots
 * with the lowest beta^age are evicted, per head. `horizon` above 1 scores the summed retention of the next steps.
 */
import { noNeeds } from '../cache-policy.ts';
import { logRetentionScore } from '../retention/retention-score.ts';
import { fromScores, type ScoredPolicy, type ScoreOptions } from './from-scores.ts';

/** Settings. */
export type TrimKvOptions = {
  /** Coming steps to look ahead (default 1). */
  readonly horizon?: number;
  /** Latest slots that always stay (default 0). */
  readonly window?: number;
};

/** Scores by log retention at the next position. */
export function retentionScore(horizon = 1): ScoreOptions['score'] {
  return (view, head) =>
    head.logRetention.map((logBeta, i) => logRetentionScore(logBeta, view.nextPosition - head.positions[i]!, horizon));
}

/** TRIM-KV with the same budget in every head. */
export function trimKv(options: TrimKvOptions = {}): ScoredPolicy {
  const { horizon = 1, window = 0 } = options;
  return fromScores({
    name: 'trim-kv',
    needs: { ...noNeeds, retention: true },
    score: retentionScore(horizon),
    keepLast: () => window,
  });
}
