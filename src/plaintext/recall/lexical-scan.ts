/**
 * Finds documents by their words, by coarse weights that choose a pool, which is scored exactly later. Terms are taken
 * rarest first; a frequent one (a stop word, or a word of every fifth text) gives only its best postings: so the cost
 * does not grow with the number of stop words.
 */
import { codeShares } from '../index/posting-code.ts';
import type { PostingStore } from '../index/posting-store.ts';
import { type IndexedTerm, idf, type QueryContext } from './query-context.ts';
import { TopDocuments } from './top-documents.ts';

/** A term in more than this share of the documents is not scanned in full. */
const frequentShare = 0.2;

/**
 * The best documents by BM25 over what is scanned, at most `limit`, best first; leaves the threads' scores in
 * `scratch.threadTotals`.
 */
export function scanLexical(context: QueryContext, limit: number): TopDocuments {
  const { index, terms, scratch } = context;
  const { words } = index;
  scratch.touchedCount = 0;
  scratch.threadTotals.fill(0);
  codeShares(words.meanLength, context.bm25, scratch.shares);
  const hasRare = terms.some((term) => term.content && term.documentFrequency <= words.liveDocuments * frequentShare);
  for (const term of terms) {
    const skips = !term.content || (hasRare && term.documentFrequency > words.liveDocuments * frequentShare);
    const best = skips ? words.best(term.number, index.units.alive.data) : undefined;
    if (best !== undefined) addPostings(context, term, { postings: best, from: 0, to: best.length, tail: -1 });
    else addPostings(context, term, allPostings(words, term.number));
  }
  const top = new TopDocuments(Math.max(1, limit));
  const { totals, touched } = scratch;
  const allowed = context.allowed;
  for (let i = 0; i < scratch.touchedCount; i++) {
    const document = touched[i] as number;
    const score = totals[document] as number;
    totals[document] = 0;
    if (score >= top.threshold && allowed[document] === 1) top.offer(document, score);
  }
  return top.finish();
}

type Postings = {
  readonly postings: Uint32Array;
  readonly from: number;
  readonly to: number;
  /** First of the newest ones, which are linked; -1: none. */
  readonly tail: number;
};

function allPostings({ mainStarts, mainPostings, tailHeads }: PostingStore, term: number): Postings {
  const from = mainStarts[term] ?? 0;
  const tail = term < tailHeads.length ? (tailHeads.data[term] as number) : -1;
  return { postings: mainPostings, from, to: mainStarts[term + 1] ?? from, tail };
}

function addPostings(context: QueryContext, { weight, content }: IndexedTerm, range: Postings): void {
  const { index, scratch } = context;
  const { totals, touched, threadHits, threadTouched, shares } = scratch;
  const thread = index.units.thread.data;
  // A turn or record that was replaced counts in its newest version only.
  const alive = index.units.alive.data;
  const threads = index.units.threadLast.length;
  let touchedCount = scratch.touchedCount;
  let threadCount = 0;
  const { postings, from, to, tail } = range;
  for (let i = from; i < to; i++) {
    const posting = postings[i] as number;
    const document = posting >>> 8;
    if (totals[document] === 0) touched[touchedCount++] = document;
    totals[document] = (totals[document] as number) + weight * (shares[posting & 255] as number);
    const t = thread[document] as number;
    if (content && t < threads && alive[document] === 1) {
      if (threadHits[t] === 0) threadTouched[threadCount++] = t;
      threadHits[t] = (threadHits[t] as number) + 1;
    }
  }
  const { tailNext, tailPostings } = index.words;
  for (let at = tail; at >= 0; at = tailNext.data[at] as number) {
    const posting = tailPostings.data[at] as number;
    const document = posting >>> 8;
    if (totals[document] === 0) touched[touchedCount++] = document;
    totals[document] = (totals[document] as number) + weight * (shares[posting & 255] as number);
    const t = thread[document] as number;
    if (content && t < threads && alive[document] === 1) {
      if (threadHits[t] === 0) threadTouched[threadCount++] = t;
      threadHits[t] = (threadHits[t] as number) + 1;
    }
  }
  scratch.touchedCount = touchedCount;
  flushThreads(context, threadCount, weight);
}

/** BM25 over threads, with the number of turns that hold the term as its count. */
function flushThreads(context: QueryContext, count: number, weight: number): void {
  const { scratch, index } = context;
  const { threadHits, threadTouched, threadTotals } = scratch;
  const { threadTurns } = index.units;
  const threads = threadTurns.length;
  const mean = Math.max(1, index.size / Math.max(1, threads));
  const rarity = idf(threads, count) / Math.max(0.1, idf(threads, 0));
  for (let i = 0; i < count; i++) {
    const t = threadTouched[i] as number;
    const hits = threadHits[t] as number;
    threadHits[t] = 0;
    const norm = 1.2 * (0.25 + (0.75 * (threadTurns.data[t] as number)) / mean);
    threadTotals[t] = (threadTotals[t] as number) + (weight * (0.3 + 0.7 * rarity) * hits) / (hits + norm);
  }
}
