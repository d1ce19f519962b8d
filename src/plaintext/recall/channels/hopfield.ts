/**
 * Hopfield completion (Ramsauer et al. 2020, eq. 3: softmax(beta X q) X, one step) as in SuperLocalMemory V3.3
 * (arXiv 2604.04514), channel 6: the question's vector is completed to a mixture of stored ones, and texts are ranked
 * by closeness to that.
 *
 * Deviations: beta is 8 on unit vectors; with the published 1 / sqrt(d) the mixture is the memory's mean whatever is
 * asked. The memory is the 96 nearest texts. Their rows are read through the vector index's own scores, one axis at a
 * time, so that any index and any precision serves.
 */
import type { VectorIndex } from '../../index/cube-index.ts';
import type { QueryContext } from '../query-context.ts';
import { closeness } from '../similarity.ts';
import type { Channel } from './channel.ts';

/** Inverse temperature. */
export const hopfieldBeta = 8;
const nearest = 96;
const proposed = 100;

const completed = new WeakMap<QueryContext, Float32Array>();

/** The question's vector, completed from its nearest neighbors; undefined without vectors. */
export function completedPattern(context: QueryContext, beta: number = hopfieldBeta): Float32Array | undefined {
  const { index, queryVector, narrowed, allowed } = context;
  if (queryVector === undefined || index.vectors === undefined) return undefined;
  const known = beta === hopfieldBeta ? completed.get(context) : undefined;
  if (known !== undefined) return known;
  const { documents, scores } = index.vectors.search(queryVector, nearest, narrowed ? allowed : undefined);
  if (documents.length === 0) return undefined;
  const most = Math.max(...scores);
  const attention = Float32Array.from(scores, (score) => Math.exp(beta * (score - most)));
  const total = attention.reduce((sum, a) => sum + a, 0);
  const pattern = mixture(
    index.vectors,
    queryVector.length,
    documents,
    attention.map((a) => a / total),
  );
  if (beta === hopfieldBeta) completed.set(context, pattern);
  return pattern;
}

/** Sum of rows by weight: component k is the weighted sum of the rows' cosines with axis k. */
function mixture(vectors: VectorIndex, width: number, documents: Uint32Array, weights: Float32Array): Float32Array {
  const axis = new Float32Array(width);
  const cosines = new Float32Array(documents.length);
  const out = new Float32Array(width);
  for (let k = 0; k < width; k++) {
    axis[k] = 1;
    vectors.scores(axis, documents, documents.length, cosines);
    axis[k] = 0;
    let sum = 0;
    for (let i = 0; i < cosines.length; i++) sum += (weights[i] as number) * (cosines[i] as number);
    out[k] = sum;
  }
  return out;
}

export const hopfield: Channel = {
  name: 'hopfield',
  about: 'closeness to the question as completed by the memory (one Hopfield step, beta 8)',
  propose: (context, _top, candidates) => {
    const pattern = completedPattern(context);
    if (pattern === undefined || context.index.vectors === undefined) return;
    const { narrowed, allowed } = context;
    const { documents } = context.index.vectors.search(pattern, proposed, narrowed ? allowed : undefined);
    for (const document of documents) candidates.add(document);
  },
  score: ({ context, candidates }) => {
    const pattern = completedPattern(context);
    return pattern === undefined ? new Float32Array(candidates.count) : closeness(context, candidates, pattern);
  },
};
