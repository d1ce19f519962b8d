import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { championSize, championThreshold, PostingStore } from './posting-store.ts';

function fill(store: PostingStore, documents: readonly (readonly number[])[]): void {
  for (const terms of documents) {
    const distinct = [...new Set(terms)];
    const counts = distinct.map((term) => terms.filter((other) => other === term).length);
    store.append(Uint32Array.from(distinct), Uint8Array.from(counts), distinct.length, terms.length);
  }
}

/** Documents of a term from the main segment and the tail, ascending. */
function documentsOf(store: PostingStore, term: number): number[] {
  const from = store.mainStarts[term] ?? 0;
  const to = store.mainStarts[term + 1] ?? from;
  const found = [...store.mainPostings.subarray(from, to)].map((posting) => posting >>> 8);
  let at = term < store.tailHeads.length ? (store.tailHeads.data[term] as number) : -1;
  for (; at >= 0; at = store.tailNext.data[at] as number) found.push((store.tailPostings.data[at] as number) >>> 8);
  return found.sort((a, b) => a - b);
}

describe('PostingStore', () => {
  it('has every term of every document exactly once, before and after a merge', () => {
    const document = fc.array(fc.nat(12), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 15 }), fc.array(document, { maxLength: 15 }), (first, second) => {
        const store = new PostingStore();
        fill(store, first);
        store.merge();
        fill(store, second);
        const all = [...first, ...second];
        const check = (): void => {
          for (let term = 0; term <= 12; term++) {
            const expected = all.flatMap((terms, i) => (terms.includes(term) ? [i] : []));
            expect(documentsOf(store, term)).toEqual(expected);
            expect(store.documentFrequencies.data[term] ?? 0).toBe(expected.length);
          }
        };
        check();
        store.merge();
        check();
        expect(store.meanLength).toBe(all.length === 0 ? 1 : all.reduce((sum, d) => sum + d.length, 0) / all.length);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the best postings of a frequent term', () => {
    const store = new PostingStore();
    const frequent = Array.from({ length: championThreshold + 500 }, (_, i) =>
      i % 50 === 0 ? [0, 0, 0] : [0, 1 + (i % 9)],
    );
    fill(store, frequent);
    store.merge();
    const slot = store.championSlots[0] as number;
    expect(slot).toBe(1);
    const champions = [...store.champions.subarray(0, championSize)].map((posting) => posting >>> 8);
    expect(new Set(champions).size).toBe(championSize);
    for (let i = 0; i < frequent.length; i += 50) expect(champions).toContain(i);
  });

  it('impacts grow with the count and fall with the length', () => {
    const store = new PostingStore();
    fill(store, [[0], [0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    store.merge();
    const impacts = [...store.mainPostings.subarray(0, 3)].map((posting) => posting & 255);
    expect(impacts[1]).toBeGreaterThan(impacts[0] as number);
    expect(impacts[2]).toBeLessThan(impacts[0] as number);
  });
});
