/**
 * Global retention (arXiv 2605.09649): gates whose last projection is shared make retention comparable over layers and
 * heads, so every slot of the model competes for one budget and heads end up with different lengths. With `threshold`
 * there is no fixed size: slots whose retention fell below it leave.
 */
import { noNeeds } from '../cache-policy.ts';
import { globally } from './allocate.ts';
import { fromScores, type ScoredPolicy } from './from-scores.ts';
import { retentionScore } from './trim-kv.ts';

/** Settings. */
export type GlobalRetentionOptions = {
  /** Coming steps to look ahead (default 1). */
  readonly horizon?: number;
  /** Slots that every head keeps in any case (default 0). */
  readonly floorPerHead?: number;
  /** Latest slots that always stay (default 0). */
  readonly window?: number;
  /** Keep slots whose retention (beta^age summed over the horizon) is at least this, whatever their number. */
  readonly threshold?: number;
};

/** One budget for the whole model, or a threshold. */
export function globalRetention(options: GlobalRetentionOptions = {}): ScoredPolicy {
  const { horizon = 1, floorPerHead = 0, window = 0, threshold } = options;
  return fromScores({
    name: 'global-retention',
    needs: { ...noNeeds, retention: true },
    score: retentionScore(horizon),
    keepLast: () => window,
    allocate:
      threshold === undefined
        ? globally(floorPerHead)
        : ({ scores }) =>
            scores.map((head) => Math.max(floorPerHead, head.filter((score) => score >= Math.log(threshold)).length)),
  });
}
