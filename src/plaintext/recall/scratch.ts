/** Working memory of one recall, kept per index and reused, so that the hot loops allocate nothing. */
import type { CubeIndex } from '../index/cube-index.ts';

export type Scratch = {
  /** Summed word scores by document; all zero between recalls. */
  totals: Float32Array;
  touched: Uint32Array;
  touchedCount: number;
  /** BM25's saturated count by the code of a posting. */
  shares: Float32Array;
  /** Documents of a thread that hold the current term; all zero between terms. */
  threadHits: Uint16Array;
  threadTouched: Uint32Array;
  /** Scores of threads; zeroed at the start of each recall. */
  threadTotals: Float32Array;
  /** Query slot + 1 of a term; all zero between recalls. */
  slots: Uint8Array;
  /** Occurrences of the question's terms in candidates, a row a candidate. */
  termCounts: Uint8Array;
  /** 1 for documents that a narrowed recall may return. */
  allowed: Uint8Array;
  /** Place + 1 of a document among the candidates; all zero between recalls. */
  places: Uint32Array;
};

const kept = new WeakMap<CubeIndex, Scratch>();

/** The scratch of an index, grown to its present size. */
export function scratchOf(index: CubeIndex): Scratch {
  const documents = index.documents;
  const threads = index.units.threadLast.length;
  const terms = index.terms.size;
  let scratch = kept.get(index);
  if (scratch === undefined) {
    scratch = {
      totals: new Float32Array(0),
      touched: new Uint32Array(0),
      touchedCount: 0,
      shares: new Float32Array(256),
      threadHits: new Uint16Array(0),
      threadTouched: new Uint32Array(0),
      threadTotals: new Float32Array(0),
      slots: new Uint8Array(0),
      termCounts: new Uint8Array(0),
      allowed: new Uint8Array(0),
      places: new Uint32Array(0),
    };
    kept.set(index, scratch);
  }
  if (scratch.totals.length < documents) {
    const size = Math.ceil(documents * 1.25) + 64;
    scratch.totals = new Float32Array(size);
    scratch.touched = new Uint32Array(size);
    scratch.allowed = new Uint8Array(size);
    scratch.places = new Uint32Array(size);
  }
  if (scratch.threadTotals.length < threads) {
    const size = Math.ceil(threads * 1.25) + 64;
    scratch.threadHits = new Uint16Array(size);
    scratch.threadTouched = new Uint32Array(size);
    scratch.threadTotals = new Float32Array(size);
  }
  if (scratch.slots.length < terms) scratch.slots = new Uint8Array(Math.ceil(terms * 1.25) + 64);
  return scratch;
}
