import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { championSize } from './champions.ts';
import { codeShares, postingCode } from './posting-code.ts';
import { championThreshold, PostingStore } from './posting-store.ts';

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

describe('postingCode', () => {
  it('tells a weight near the exact one, and grows with the count and falls with the length', () => {
    for (const mean of [12, 60, 400]) {
      const shares = codeShares(mean, { k1: 1.2, b: 0.75 });
      for (const count of [1, 2, 3, 4]) {
        let before = 1;
        for (let length = count; length < 2_000; length++) {
          const share = shares[postingCode(count, length)] as number;
          const exact = count / (count + 1.2 * (0.25 + (0.75 * length) / mean));
          expect(Math.abs(share / exact - 1)).toBeLessThan(count < 3 ? 0.07 : 0.2);
          expect(share).toBeLessThanOrEqual(before);
          if (count > 1) expect(share).toBeGreaterThanOrEqual(shares[postingCode(count - 1, length)] as number);
          before = share;
        }
      }
    }
  });
});

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

  const everything = (store: PostingStore): Uint8Array => new Uint8Array(store.documents).fill(1);

  it('gives the best postings of a frequent term, and of no other', () => {
    const store = new PostingStore();
    const frequent = Array.from({ length: championThreshold + 500 }, (_, i) =>
      i % 50 === 0 ? [0, 0, 0] : [0, 1 + (i % 9)],
    );
    fill(store, frequent);
    const best = [...(store.best(0, everything(store)) ?? [])].map((posting) => posting >>> 8);
    expect(new Set(best).size).toBe(championSize);
    for (let i = 0; i < frequent.length; i += 50) expect(best).toContain(i);
    expect(store.best(1, everything(store))).toBeUndefined();
  });

  it('gives the same best postings whenever it was merged or asked before, through additions and removals', () => {
    const word = fc.integer({ min: 1, max: 40 });
    const change = fc.record({ repeats: fc.integer({ min: 1, max: 6 }), others: word, forget: fc.nat(3) });
    const changes = fc.array(change, { minLength: 50, maxLength: 700 });
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 300 }), (all, asks, merges) => {
        const [used, plain] = [new PostingStore(), new PostingStore()];
        const alive = new Uint8Array(championThreshold + 100 + all.length).fill(1);
        for (const store of [used, plain]) {
          fill(
            store,
            Array.from({ length: championThreshold + 100 }, (_, i) => [0, ...new Array<number>(i % 13).fill(i % 7)]),
          );
        }
        used.best(0, alive);
        let newest = used.documents - 1;
        all.forEach(({ repeats, others, forget }, i) => {
          for (const store of [used, plain]) {
            fill(store, [[...new Array<number>(repeats).fill(0), ...Array.from({ length: others }, (_, o) => o + 1)]]);
          }
          newest++;
          // The newest of equals are the best: what goes is often in the list.
          const gone = newest - forget;
          if (forget > 1 && alive[gone] === 1) {
            alive[gone] = 0;
            for (const store of [used, plain]) store.forget(gone);
          }
          if (i % asks === 0) used.best(0, alive);
          if (i % merges === 0) used.merge();
        });
        expect(used.best(0, alive)).toEqual(plain.best(0, alive));
      }),
      { numRuns: 12 },
    );
  });

  it('keeps the same of what is alive whether it was merged before or not', () => {
    const documents = fc.array(fc.array(fc.nat(12), { maxLength: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(documents, fc.array(fc.nat(59), { maxLength: 20 }), fc.nat(3), (all, forget, earlier) => {
        const alive = new Uint8Array(all.length).fill(1);
        const [merged, plain] = [new PostingStore(), new PostingStore()];
        for (const store of [merged, plain]) fill(store, all);
        const drop = (document: number): void => {
          if (alive[document] !== 1) return;
          alive[document] = 0;
          for (const store of [merged, plain]) store.forget(document);
        };
        forget.slice(0, earlier).forEach(drop);
        merged.merge();
        forget.slice(earlier).forEach(drop);
        const frequencies = plain.documentFrequencies.view();
        let size = 0;
        const numbers = Int32Array.from(frequencies, (count) => (count > 0 ? size++ : -1));
        const [one, other] = [merged, plain].map((store) => store.live(alive, { numbers, size }));
        expect(one?.sections()).toEqual(other?.sections());
        for (let term = 0; term < size; term++) {
          const found: number[] = [];
          one?.eachDocument(term, (document) => found.push(document));
          const having = all.flatMap((terms, document) =>
            alive[document] === 1 && terms.some((old) => numbers[old] === term) ? [document] : [],
          );
          expect(found.sort((a, b) => a - b)).toEqual(having);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('takes none in behind the last it knows, as better ones may lie there', () => {
    const [used, plain] = [new PostingStore(), new PostingStore()];
    const long = Array.from({ length: 50 }, (_, i) => i + 1);
    const documents = Array.from({ length: championThreshold + 2_000 }, () => [0, 1, 2, 3, 4, 5, 6, 7]);
    for (const store of [used, plain]) fill(store, documents);
    const alive = new Uint8Array(documents.length + 100).fill(1);
    used.best(0, alive);
    const forget = (from: number, to: number): void => {
      for (let gone = from; gone > to; gone--) {
        alive[gone] = 0;
        for (const store of [used, plain]) store.forget(gone);
      }
    };
    forget(documents.length - 1, documents.length - 101);
    for (const store of [used, plain])
      fill(
        store,
        Array.from({ length: 90 }, () => [0, ...long]),
      );
    forget(documents.length - 101, documents.length - 131);
    expect(used.best(0, alive)).toEqual(plain.best(0, alive));
  });

  it('makes the list again when more of it went than it had to spare', () => {
    const [used, plain] = [new PostingStore(), new PostingStore()];
    const documents = Array.from({ length: championThreshold + 1_000 }, () => [0]);
    for (const store of [used, plain]) fill(store, documents);
    const alive = everything(used);
    used.best(0, alive);
    for (let gone = documents.length - 1; gone > documents.length - 400; gone--) {
      alive[gone] = 0;
      for (const store of [used, plain]) store.forget(gone);
    }
    const best = used.best(0, alive) as Uint32Array;
    expect(best).toHaveLength(championSize);
    expect(best).toEqual(plain.best(0, alive));
    expect((best.at(-1) as number) >>> 8).toBe(documents.length - 400);
  });
});
