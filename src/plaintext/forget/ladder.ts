/**
 * At how many bits the vector of a memory is kept: by what is left of it, and never below what its place in the graph asks for.
 *
 * SuperLocalMemory V3.3 (arXiv 2604.04514), section 4: retention above 0.8 / 0.5 / 0.2 gives 32 / 8 / 4 bits, less
 * gives 2; centrality c = 0.5 PageRank + 0.3 degree + 0.2 frequency of use asks for 2 + 30 c bits, rounded up to a
 * rung; the larger counts. Deviation: nothing goes to 0 bits, since deleting is not compressing.
 */
export const ladderRungs = [32, 8, 4, 2] as const;
export type LadderBits = (typeof ladderRungs)[number];

/** The rung that what is left of a memory asks for. */
export function bitsForRetention(retention: number): LadderBits {
  if (retention > 0.8) return 32;
  if (retention > 0.5) return 8;
  return retention > 0.2 ? 4 : 2;
}

/** Each part 0 to 1, relative to the largest in the store. */
export type CentralityParts = { readonly pageRank: number; readonly degree: number; readonly frequency: number };

export function centralityOf({ pageRank, degree, frequency }: CentralityParts): number {
  return 0.5 * pageRank + 0.3 * degree + 0.2 * frequency;
}

/** The rung that a centrality (0 to 1) asks for. */
export function bitsForCentrality(centrality: number): LadderBits {
  const wanted = 2 + 30 * centrality;
  if (wanted <= 2) return 2;
  if (wanted <= 4) return 4;
  return wanted <= 8 ? 8 : 32;
}

/** The rung for both. */
export function targetBits(retention: number, centrality: number): LadderBits {
  return Math.max(bitsForRetention(retention), bitsForCentrality(centrality)) as LadderBits;
}
