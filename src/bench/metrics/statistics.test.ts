import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, halfWidth95, kendallTauB, mean, percentile } from './statistics.ts';

describe('statistics on hand-computed values', () => {
  it('mean and percentile', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBe(0);
    expect(percentile([10, 1, 4], 50)).toBe(4);
    expect(percentile([1, 2, 3, 4], 50)).toBe(2.5);
    expect(percentile([1, 2, 3, 4, 5], 95)).toBeCloseTo(4.8);
    expect(percentile([7], 95)).toBe(7);
  });

  it('95% interval: 1.96 times the standard error', () => {
    // Deviations -1, 1: variance 2 over n - 1, standard error 1.
    expect(halfWidth95([1, 3])).toBeCloseTo(1.96);
    expect(halfWidth95([5])).toBe(0);
  });

  it('AUC with ties', () => {
    expect(auc([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(auc([0.1], [0.9])).toBe(0);
    expect(auc([0.5, 0.5], [0.5])).toBe(0.5);
    // Pairs: 3>1, 3>2, 2>1, 2=2 -> 3.5 of 4.
    expect(auc([3, 2], [1, 2])).toBe(0.875);
    expect(auc([], [1])).toBeUndefined();
  });

  it('AUC is the share of ordered pairs', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let won = 0;
        for (const p of positives) for (const n of negatives) won += p > n ? 1 : p === n ? 0.5 : 0;
        expect(auc(positives, negatives)).toBeCloseTo(won / (positives.length * negatives.length), 10);
      }),
    );
  });

  it('Kendall tau-b', () => {
    expect(kendallTauB([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(kendallTauB([1, 2, 3], [3, 2, 1])).toBe(-1);
    // Concordant 2, discordant 1, no ties: (2 - 1) / 3.
    expect(kendallTauB([1, 2, 3], [1, 3, 2])).toBeCloseTo(1 / 3);
    // One tie on the left: 2 concordant of sqrt(2 * 3).
    expect(kendallTauB([1, 1, 2], [1, 2, 3])).toBeCloseTo(2 / Math.sqrt(6));
    expect(kendallTauB([1, 1], [1, 2])).toBeUndefined();
    expect(() => kendallTauB([1], [1, 2])).toThrow(RangeError);
  });
});
