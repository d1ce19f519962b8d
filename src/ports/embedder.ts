/** Turns texts into vectors of one space. */
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
