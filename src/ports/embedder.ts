/**
 * Turns texts into vectors of one space.
 *
 * One that also has a method `embedSync` counts as free: its vectors are derived whenever they are needed. The vectors
 * of all others are kept in the cube, so that nothing is asked for twice.
 *
 * Contract suite: `testing/embedder.contract.ts`.
 */
export type Embedder = {
  /** Names the embedding space; stored with every vector, and vectors of different ids never mix in a ranking. */
  readonly id: string;
  readonly dimensions: number;
  /** Largest number of texts per call; the caller batches. */
  readonly maxBatch: number;
  /**
   * One L2-normalized vector a text, in order.
   * A text in which nothing is known gives the zero vector.
   */
  embed(
    texts: readonly string[],
    options: { readonly as: 'query' | 'document'; readonly signal?: AbortSignal },
  ): Promise<Float32Array[]>;
};
