/** What a channel is: one way of finding candidates, or of telling good ones from others, usable alone. */

import type { CandidateSet } from '../candidate-set.ts';
import type { QueryContext } from '../query-context.ts';
import type { TopDocuments } from '../top-documents.ts';
import type { WordEvidence } from '../word-evidence.ts';

export type ChannelInput = {
  readonly context: QueryContext;
  readonly candidates: CandidateSet;
  readonly evidence: WordEvidence;
  /** Closeness of meaning, 0 to 1; all zeros without vectors. */
  readonly similarity: Float32Array;
};

export type Channel = {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  /** Adds documents worth looking at; absent: it only scores what others found. */
  readonly propose?: (context: QueryContext, lexical: TopDocuments, candidates: CandidateSet) => void;
  /** One score a candidate, 0 (nothing) to 1; a channel with nothing to say gives all zeros. */
  readonly score: (input: ChannelInput) => Float32Array;
};

/** Divides by the greatest entry, in place. */
export function normalize(values: Float32Array): Float32Array {
  let most = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > most) most = values[i] as number;
  if (most > 0) for (let i = 0; i < values.length; i++) values[i] = Math.max(0, values[i] as number) / most;
  return values;
}

/** A score computed for each candidate from its document and place. */
export function eachCandidate(
  candidates: CandidateSet,
  score: (document: number, place: number) => number,
): Float32Array {
  const out = new Float32Array(candidates.count);
  for (let place = 0; place < candidates.count; place++) {
    out[place] = score(candidates.documents[place] as number, place);
  }
  return out;
}
