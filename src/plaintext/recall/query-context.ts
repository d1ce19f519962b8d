/** What every channel sees of one recall: the index, the question in the index's numbers, and which units may answer. */
import type { CubeIndex } from '../index/cube-index.ts';
import { allowedUnits, isNarrowed } from './allowed-units.ts';
import { queryTerms } from './query-terms.ts';
import { type Scratch, scratchOf } from './scratch.ts';
import { isTwoTalk } from './two-talk.ts';
import type { ParsedQuery, RecallOptions } from './types.ts';

/** A question term that the cube knows. */
export type IndexedTerm = {
  readonly term: string;
  readonly number: number;
  /** Word weight times inverse document frequency. */
  readonly weight: number;
  readonly documentFrequency: number;
  /** False for words that glue, or that came by expansion. */
  readonly content: boolean;
};

export type QueryContext = {
  readonly index: CubeIndex;
  readonly parsed: ParsedQuery;
  /** Rarest first. */
  readonly terms: readonly IndexedTerm[];
  /** True in the talk of two people. */
  readonly twoTalk: boolean;
  /** Weight of all content words, as if unknown ones were the rarest: what a perfect text would cover. */
  readonly idealWeight: number;
  /** 1 where a unit may be returned. */
  readonly allowed: Uint8Array;
  /** True when the caller narrowed the search, so that few units may be allowed. */
  readonly narrowed: boolean;
  readonly now: number;
  /** Times that the question asks about. */
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  readonly queryVector: Float32Array | undefined;
  readonly scratch: Scratch;
  /** True for a pass that spares no effort: every vector is looked at, however many there are. */
  readonly thorough: boolean;
  readonly bm25: { readonly k1: number; readonly b: number };
};

export type ContextInput = {
  readonly index: CubeIndex;
  readonly parsed: ParsedQuery;
  readonly options: RecallOptions;
  readonly now: number;
  readonly ranges?: readonly { readonly from: number; readonly to: number }[];
  readonly queryVector?: Float32Array;
  /** Terms by expansion, beside the question's own. */
  readonly extraTerms?: readonly IndexedTerm[];
  /** Default false. */
  readonly thorough?: boolean;
  readonly bm25: { readonly k1: number; readonly b: number };
};

/** Most terms of a question that are scored; longer questions keep the heaviest. */
const maxTerms = 250;

export function queryContext(input: ContextInput): QueryContext {
  const { index, parsed, options, now, ranges = [], queryVector, extraTerms = [], bm25, thorough = false } = input;
  const { words } = index;
  const scratch = scratchOf(index);
  const live = Math.max(1, words.liveDocuments);
  const rarest = idf(live, 0);
  const terms: IndexedTerm[] = [];
  let idealWeight = 0;
  for (const { term, weight } of queryTerms(parsed.text)) {
    const number = index.terms.find(term);
    const documentFrequency =
      number < 0 || number >= words.documentFrequencies.length ? 0 : (words.documentFrequencies.data[number] as number);
    const content = weight >= 0.3;
    if (documentFrequency === 0) {
      if (content) idealWeight += weight * rarest;
      continue;
    }
    const full = weight * idf(live, documentFrequency);
    if (content) idealWeight += full;
    terms.push({ term, number, weight: full, documentFrequency, content });
  }
  terms.push(...extraTerms);
  // By the word, not by its number: numbers depend on when the index was built.
  terms.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  return {
    index,
    parsed,
    terms: terms.slice(0, maxTerms),
    twoTalk: isTwoTalk(index.units),
    idealWeight,
    allowed: allowedUnits(index, options, parsed, scratch.allowed),
    narrowed: isNarrowed(options),
    now,
    ranges,
    queryVector: queryVector,
    scratch,
    thorough,
    bm25,
  };
}

/** BM25's inverse document frequency, never negative. */
export function idf(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** True when the unit may be returned. */
export function isAllowed(context: QueryContext, document: number): boolean {
  return context.allowed[document] === 1;
}
