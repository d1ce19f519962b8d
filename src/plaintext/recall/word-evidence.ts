/**
 * Exact word features of candidates from the index's rows: BM25 (Robertson and Zaragoza 2009, eq. 3.15) of the turn,
 * of the turn with its neighbors, and which share of the question's words they cover.
 */
import type { CandidateSet } from './candidate-set.ts';
import type { QueryContext } from './query-context.ts';

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
  const { slots } = context.scratch;
  const { k1, b } = context.bm25;
  const mean = words.meanLength;
  const rowTerms = words.rowTerms.data;
  const rowCounts = words.rowCounts.data;
  const rowEnds = words.rowEnds.data;
  const lengths = words.lengths.data;
  const own = new Float32Array(terms.length);
  const near = new Float32Array(terms.length);
  terms.forEach((term, slot) => {
    slots[term.number] = slot + 1;
  });
  const collect = (document: number, into: Float32Array): number => {
    const end = rowEnds[document] as number;
    for (let i = words.rowStart(document); i < end; i++) {
      const slot = slots[rowTerms[i] as number] as number;
      if (slot !== 0) into[slot - 1] = (into[slot - 1] as number) + (rowCounts[i] as number);
    }
    return lengths[document] as number;
  };
  const ideal = Math.max(context.idealWeight, 1e-6);
  for (let c = 0; c < count; c++) {
    const document = documents[c] as number;
    own.fill(0);
    const length = collect(document, own);
    near.set(own);
    let windowLength = length;
    const before = units.previous.data[document] as number;
    const after = units.next.data[document] as number;
    if (before >= 0) windowLength += collect(before, near);
    if (after >= 0) windowLength += collect(after, near);
    const norm = k1 * (1 - b + (b * length) / mean);
    const windowNorm = k1 * (1 - b + (b * windowLength) / (3 * mean));
    let turn = 0;
    let window = 0;
    let coverage = 0;
    let windowCoverage = 0;
    let held = 0;
    for (let t = 0; t < terms.length; t++) {
      const term = terms[t] as (typeof terms)[number];
      const tf = own[t] as number;
      const windowTf = near[t] as number;
      if (windowTf === 0) continue;
      window += (term.weight * windowTf * (k1 + 1)) / (windowTf + windowNorm);
      if (term.content) windowCoverage += term.weight;
      if (tf === 0) continue;
      if (t < 32) held |= 1 << t;
      turn += (term.weight * tf * (k1 + 1)) / (tf + norm);
      if (term.content) coverage += term.weight;
    }
    out.held[c] = held;
    out.turn[c] = turn;
    out.window[c] = window;
    out.coverage[c] = coverage / ideal;
    out.windowCoverage[c] = windowCoverage / ideal;
  }
  for (const term of terms) slots[term.number] = 0;
  const mostTurn = Math.max(greatest(out.turn), 1e-6);
  const mostWindow = Math.max(greatest(out.window), 1e-6);
  for (let c = 0; c < count; c++) {
    out.relevance[c] = (0.5 * (out.turn[c] as number)) / mostTurn + (0.5 * (out.window[c] as number)) / mostWindow;
  }
  return out;
}

/** Greatest entry, 0 for none. */
export function greatest(values: Float32Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > most) most = values[i] as number;
  return most;
}
