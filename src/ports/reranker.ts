/** Scores documents against a query; higher is better. */
export type Reranker = {
  readonly id: string;
  score(
    query: string,
    documents: readonly string[],
    options: { readonly signal?: AbortSignal },
  ): Promise<readonly number[]>;
};
