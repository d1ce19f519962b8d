import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopDocuments } from './top-documents.ts';

it('keeps the best, in order, as sorting everything would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 20 }),
      (scores, limit) => {
        const top = new TopDocuments(limit);
        scores.forEach((score, document) => {
          top.offer(document, score);
        });
        top.finish();
        const expected = [...scores].sort((a, b) => b - a).slice(0, limit);
        expect([...top.scores.subarray(0, top.count)]).toEqual(expected);
        for (let i = 0; i < top.count; i++) expect(scores[top.documents[i] as number]).toBe(top.scores[i]);
        expect(new Set(top.documents.subarray(0, top.count)).size).toBe(top.count);
      },
    ),
  );
});
