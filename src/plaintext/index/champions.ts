/**
 * The best postings of frequent terms, best first, so that a stop word costs the same in every cube.
 *
 * A list is made when it is first asked for and follows every document that comes or goes, so that it is at any moment
 * what it would be if it were made then. "Best" is BM25's saturated count with the mean length rounded to a power of
 * two: lists need not be made again with every document, and still depend on nothing but what is there.
 */
import { codeShares } from './posting-code.ts';
import type { PostingStore } from './posting-store.ts';

/** Postings given for a frequent term. */
export const championSize = 512;
/** Postings kept: as many documents may go as there are spare ones before a list is made again. */
const kept = 640;

type List = {
  /** Document << 8 | code, best first; the first `length` are used. */
  readonly postings: Uint32Array;
  length: number;
  /** Those that are given, by document, as they lie in memory; undefined when the list has changed since. */
  given: Uint32Array | undefined;
};

type Store = Pick<
  PostingStore,
  'meanLength' | 'mainStarts' | 'mainPostings' | 'tailHeads' | 'tailNext' | 'tailPostings'
>;

export class Champions {
  private readonly store: Store;
  private readonly bm25: { readonly k1: number; readonly b: number };
  private readonly lists: Map<number, List> = new Map();
  /** Mean length that the lists are ordered by, and how good a posting is by its code, 1 to 255. */
  private mean = 0;
  private impacts: Uint8Array = new Uint8Array(256);

  constructor(store: Store, bm25: { readonly k1: number; readonly b: number }) {
    this.store = store;
    this.bm25 = bm25;
  }

  /**
   * The best of a term that more than `championSize` documents have, by ascending document; `alive` is 1 for those that
   * count.
   */
  of(term: number, alive: Uint8Array): Uint32Array {
    const mean = 2 ** Math.round(Math.log2(Math.max(1, this.store.meanLength)));
    if (mean !== this.mean) {
      this.lists.clear();
      this.impacts = Uint8Array.from(codeShares(mean, this.bm25), (share) => Math.max(1, Math.round(share * 255)));
      this.mean = mean;
    }
    let list = this.lists.get(term);
    if (list === undefined) {
      list = this.make(term, alive);
      this.lists.set(term, list);
    }
    list.given ??= list.postings.slice(0, Math.min(championSize, list.length)).sort();
    return list.given;
  }

  /** Takes the newest document in, where it is good enough. */
  offer(term: number, document: number, code: number): void {
    const list = this.lists.get(term);
    if (list === undefined) return;
    const { postings } = list;
    const place = this.place(list, this.impacts[code] as number, document);
    // Behind the last that is known there may be better ones that are not.
    if (place === list.length) return;
    postings.copyWithin(place + 1, place, Math.min(list.length, kept - 1));
    postings[place] = ((document << 8) | code) >>> 0;
    list.length = Math.min(kept, list.length + 1);
    if (place < championSize) list.given = undefined;
  }

  /** Takes a document out. */
  drop(term: number, document: number, code: number): void {
    const list = this.lists.get(term);
    if (list === undefined) return;
    const place = this.place(list, this.impacts[code] as number, document);
    if (place === list.length || (list.postings[place] as number) >>> 8 !== document) return;
    list.postings.copyWithin(place, place + 1, list.length);
    list.length -= 1;
    if (place < championSize) list.given = undefined;
    // What would follow is not known.
    if (list.length < championSize) this.lists.delete(term);
  }

  /** First place whose posting is not better: of equal impacts the newer document comes first. */
  private place({ postings, length }: List, impact: number, document: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const posting = postings[middle] as number;
      const other = this.impacts[posting & 255] as number;
      if (other > impact || (other === impact && posting >>> 8 > document)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private make(term: number, alive: Uint8Array): List {
    const histogram = new Uint32Array(256);
    this.each(term, alive, (_, code) => {
      const impact = this.impacts[code] as number;
      histogram[impact] = (histogram[impact] as number) + 1;
    });
    let least = 255;
    for (let seen = histogram[255] as number; least > 0 && seen < kept; ) seen += histogram[--least] as number;
    const keys: number[] = [];
    this.each(term, alive, (document, code) => {
      const impact = this.impacts[code] as number;
      // Impact, then document, above the code: whole numbers of 40 bits, which sort as they are.
      if (impact >= least) keys.push((impact * 2 ** 24 + document) * 256 + code);
    });
    // Of those that tie at the limit the newest win: a stop word cannot tell them apart, recency can.
    const best = Float64Array.from(keys).sort().reverse().subarray(0, kept);
    const postings = new Uint32Array(kept);
    best.forEach((key, place) => {
      postings[place] = key % 2 ** 32;
    });
    return { postings, length: best.length, given: undefined };
  }

  private each(term: number, alive: Uint8Array, visit: (document: number, code: number) => void): void {
    const { mainStarts, mainPostings, tailHeads, tailNext, tailPostings } = this.store;
    const from = mainStarts[term] ?? 0;
    const to = mainStarts[term + 1] ?? from;
    const look = (posting: number): void => {
      if (alive[posting >>> 8] === 1) visit(posting >>> 8, posting & 255);
    };
    for (let i = from; i < to; i++) look(mainPostings[i] as number);
    let at = term < tailHeads.length ? (tailHeads.data[term] as number) : -1;
    for (; at >= 0; at = tailNext.data[at] as number) look(tailPostings.data[at] as number);
  }
}
