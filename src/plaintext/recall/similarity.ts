/** Closeness of meaning of the candidates, on a scale on which the texts of one memory can be told apart. */
import type { CandidateSet } from './candidate-set.ts';
import type { QueryContext } from './query-context.ts';

/**
 * Cosine above the candidates' mean, over the greatest such: averaged word vectors of one memory all look alike, so
 * only the excess says something. 0 to 1; all zeros without vectors.
 */
export function similarities(context: QueryContext, candidates: CandidateSet): Float32Array {
  const { queryVector } = context;
  return queryVector === undefined ? new Float32Array(candidates.count) : closeness(context, candidates, queryVector);
}

/** The same to any vector of the index's space. */
export function closeness(context: QueryContext, candidates: CandidateSet, vector: Float32Array): Float32Array {
  const out = new Float32Array(candidates.count);
  const { vectors } = context.index;
  if (vectors === undefined || candidates.count === 0) return out;
  vectors.scores(vector, candidates.documents, candidates.count, out);
  let sum = 0;
  let known = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const cosine of out) {
    if (cosine === 0) continue;
    sum += cosine;
    known++;
    most = Math.max(most, cosine);
  }
  const mean = known === 0 ? 0 : sum / known;
  const span = most - mean;
  for (let i = 0; i < out.length; i++) {
    const excess = out[i] === 0 ? 0 : (out[i] as number) - mean;
    out[i] = excess > 0 && span > 0 ? excess / span : 0;
  }
  return out;
}
