import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopDocuments } from './top-documents.ts';

it('keeps the best, in order, as sorting everything would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -25, max: 25 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 20 }),
      (scores, limit) => {
        const top = new TopDocuments(limit);
        scores.forEach((score, document) => {
          top.offer(document, score);
        });
        top.finish();
        const expected = scores
          .map((score) => score + 0)
          .sort((a, b) => b - a)
          .slice(0, limit);
        expect([...top.scores.subarray(0, top.count)]).toEqual(expected);
        for (let i = 0; i < top.count; i++) {
          expect((scores[top.documents[i] as number] as number) + 0).toBe(top.scores[i]);
          if (i === 0 || top.scores[i - 1] !== top.scores[i]) continue;
          expect(top.documents[i]).toBeGreaterThan(top.documents[i - 1] as number);
        }
        expect(new Set(top.documents.subarray(0, top.count)).size).toBe(top.count);
      },
    ),
  );
});
