/**
 * Exact word features of candidates from the index's rows: BM25 (Robertson and Zaragoza 2009, eq. 3.15) of the turn,
 * of the turn with its neighbors, and which share of the question's words they cover.
 */
import type { CandidateSet } from './candidate-set.ts';
import type { IndexedTerm, QueryContext } from './query-context.ts';

export type WordEvidence = {
  /** BM25 of the text alone. */
  readonly turn: Float32Array;
  /** BM25 of the text with one neighbor on each side. */
  readonly window: Float32Array;
  /** Share of the question's weight that the text holds, 0 to 1. */
  readonly coverage: Float32Array;
  /** The same of the window. */
  readonly windowCoverage: Float32Array;
  /** Which of the question's terms the text holds: bit t for `context.terms[t]`, the first 32 (the heaviest). */
  readonly held: Uint32Array;
  /** Mean of `turn` and `window`, each over its maximum: the relevance that priors multiply. 0 to 1. */
  readonly relevance: Float32Array;
};

const slotLimit = 255;

export function wordEvidence(context: QueryContext, candidates: CandidateSet): WordEvidence {
  const { count, documents } = candidates;
  const out: WordEvidence = {
    turn: new Float32Array(count),
    window: new Float32Array(count),
    coverage: new Float32Array(count),
    windowCoverage: new Float32Array(count),
    held: new Uint32Array(count),
    relevance: new Float32Array(count),
  };
  const terms = context.terms.slice(0, slotLimit);
  if (terms.length === 0) return out;
  const { words, units } = context.index;
  const { k1, b } = context.bm25;
  const mean = words.meanLength;
  const lengths = words.lengths.data;
  const previous = units.previous.data;
  const next = units.next.data;
  const width = terms.length;
  const weights = Float64Array.from(terms, (term) => term.weight);
  const contents = Float64Array.from(terms, (term) => (term.content ? term.weight : 0));
  const { counts, row } = termCounts(context, candidates, terms);
  const ideal = Math.max(context.idealWeight, 1e-6);
  for (let c = 0; c < count; c++) {
    const document = documents[c] as number;
    const length = lengths[document] as number;
    const before = previous[document] as number;
    const after = next[document] as number;
    let windowLength = length;
    if (before >= 0) windowLength += lengths[before] as number;
    if (after >= 0) windowLength += lengths[after] as number;
    const own = c * width;
    const left = row(before, 1);
    const right = row(after, 2);
    const norm = k1 * (1 - b + (b * length) / mean);
    const windowNorm = k1 * (1 - b + (b * windowLength) / (3 * mean));
    let turn = 0;
    let window = 0;
    let coverage = 0;
    let windowCoverage = 0;
    let held = 0;
    for (let t = 0; t < width; t++) {
      const tf = counts[own + t] as number;
      const windowTf = tf + (counts[left + t] as number) + (counts[right + t] as number);
      if (windowTf === 0) continue;
      const weight = weights[t] as number;
      window += (weight * windowTf * (k1 + 1)) / (windowTf + windowNorm);
      windowCoverage += contents[t] as number;
      if (tf === 0) continue;
      if (t < 32) held |= 1 << t;
      turn += (weight * tf * (k1 + 1)) / (tf + norm);
      coverage += contents[t] as number;
    }
    out.held[c] = held;
    out.turn[c] = turn;
    out.window[c] = window;
    out.coverage[c] = coverage / ideal;
    out.windowCoverage[c] = windowCoverage / ideal;
  }
  for (const term of terms) context.scratch.slots[term.number] = 0;
  const mostTurn = Math.max(greatest(out.turn), 1e-6);
  const mostWindow = Math.max(greatest(out.window), 1e-6);
  for (let c = 0; c < count; c++) {
    out.relevance[c] = (0.5 * (out.turn[c] as number)) / mostTurn + (0.5 * (out.window[c] as number)) / mostWindow;
  }
  return out;
}

type TermCounts = {
  /** How often each term occurs, one row of `terms.length` a candidate. */
  readonly counts: Uint8Array;
  /** Start of the row of a document (-1: none), candidate or not; what is not is read into `spare` 1 or 2. */
  readonly row: (document: number, spare: 1 | 2) => number;
};

/** Reads each candidate's words once: most neighbors of candidates are candidates themselves. */
function termCounts(context: QueryContext, candidates: CandidateSet, terms: readonly IndexedTerm[]): TermCounts {
  const { count, documents } = candidates;
  const { scratch } = context;
  const { words } = context.index;
  const { slots } = scratch;
  const rowTerms = words.rowTerms.data;
  const rowCounts = words.rowCounts.data;
  const rowEnds = words.rowEnds.data;
  const width = terms.length;
  // After the candidates' rows one of zeros, and two for neighbors that are no candidates.
  const size = (count + 3) * width;
  if (scratch.termCounts.length < size) scratch.termCounts = new Uint8Array(2 * size);
  const counts = scratch.termCounts;
  counts.fill(0, 0, size);
  const read = (document: number, into: number): void => {
    const end = rowEnds[document] as number;
    for (let i = document === 0 ? 0 : (rowEnds[document - 1] as number); i < end; i++) {
      const slot = slots[rowTerms[i] as number] as number;
      if (slot !== 0) counts[into + slot - 1] = rowCounts[i] as number;
    }
  };
  for (let t = 0; t < width; t++) slots[(terms[t] as IndexedTerm).number] = t + 1;
  for (let c = 0; c < count; c++) read(documents[c] as number, c * width);
  const row = (document: number, spare: 1 | 2): number => {
    if (document < 0) return count * width;
    const place = candidates.place(document);
    if (place >= 0) return place * width;
    const at = (count + spare) * width;
    counts.fill(0, at, at + width);
    read(document, at);
    return at;
  };
  return { counts, row };
}

/** Greatest entry, 0 for none. */
export function greatest(values: Float32Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > most) most = values[i] as number;
  return most;
}
