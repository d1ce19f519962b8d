import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allAt,
  anyAt,
  byScore,
  cappedRecallAt,
  gradedNdcgAt,
  longMemEvalNdcgAt,
  ndcgAt,
  recallAt,
  reciprocalRank,
} from './ranking.ts';

const ranked = ['a', 'x', 'b', 'y', 'c'];

describe('rank metrics on hand-computed values', () => {
  it('recall, any, all, capped recall', () => {
    const gold = ['a', 'b', 'z'];
    expect(recallAt(ranked, gold, 1)).toBeCloseTo(1 / 3);
    expect(recallAt(ranked, gold, 3)).toBeCloseTo(2 / 3);
    expect(anyAt(ranked, ['b'], 2)).toBe(0);
    expect(anyAt(ranked, ['b'], 3)).toBe(1);
    expect(allAt(ranked, ['a', 'b'], 3)).toBe(1);
    expect(allAt(ranked, gold, 5)).toBe(0);
    expect(cappedRecallAt(ranked, gold, 2)).toBe(0.5);
    expect(cappedRecallAt(ranked, gold, 5)).toBeCloseTo(2 / 3);
    expect(cappedRecallAt(ranked, [], 5)).toBeUndefined();
  });

  it('reciprocal rank', () => {
    expect(reciprocalRank(ranked, ['b', 'c'], 10)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(ranked, ['c'], 4)).toBe(0);
  });

  it('nDCG, binary: gains at ranks 1 and 3 of two gold ids', () => {
    const dcg = 1 + 1 / Math.log2(4);
    const ideal = 1 + 1 / Math.log2(3);
    expect(ndcgAt(ranked, ['a', 'b'], 10)).toBeCloseTo(dcg / ideal, 12);
  });

  it('nDCG, graded: linear gain in the grade', () => {
    const grades = { a: 6, b: 10, q: 8 };
    const dcg = 6 + 10 / 2;
    const ideal = 10 + 8 / Math.log2(3) + 6 / 2;
    expect(gradedNdcgAt(ranked, grades, 10)).toBeCloseTo(dcg / ideal, 12);
  });

  it("LongMemEval's nDCG weighs the first two ranks alike", () => {
    expect(longMemEvalNdcgAt(['x', 'a'], ['a'], 5)).toBe(1);
    expect(longMemEvalNdcgAt(['x', 'y', 'a'], ['a'], 5)).toBeCloseTo(1 / Math.log2(3));
  });

  it('counts a repeated id once', () => {
    expect(ndcgAt(['a', 'a', 'a'], ['a'], 3)).toBe(1);
    expect(recallAt(['a', 'a'], ['a', 'b'], 2)).toBe(0.5);
  });

  it('ties: newer first, then the smaller id', () => {
    const list = [
      { id: 'b', score: 1, at: 5 },
      { id: 'a', score: 1, at: 5 },
      { id: 'c', score: 1, at: 9 },
      { id: 'd', score: 2, at: 0 },
    ];
    expect(list.sort(byScore).map(({ id }) => id)).toEqual(['d', 'c', 'a', 'b']);
  });

  it('stays in 0 to 1 and never falls with k', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: 1, max: 10 }), (order, gold, k) => {
        for (const metric of [recallAt, anyAt, ndcgAt, longMemEvalNdcgAt, reciprocalRank]) {
          const value = metric(order, gold, k);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(recallAt(order, gold, k + 1)).toBeGreaterThanOrEqual(recallAt(order, gold, k));
        if (gold.length > 0) expect(ndcgAt(gold, gold, 10)).toBeCloseTo(1);
      }),
    );
  });
});
