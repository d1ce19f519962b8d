/** PageRank and degree of memories in the graph of what they mention: memories and entities, an edge for each mention. */

export type GraphParts = {
  /** By position in the input: 0 up to the average, 1 for the most central; all 0 where none stands out. */
  readonly pageRank: Float64Array;
  /** Likewise. */
  readonly degree: Float64Array;
};

const damping = 0.85;
const rounds = 20;

/**
 * `mentions`: for each memory the numbers of its entities, from 0, without duplicates. Power iteration on the bipartite
 * graph (damping 0.85, 20 rounds); degree: other memories that share an entity, counted once an entity.
 */
export function graphParts(mentions: readonly (readonly number[])[]): GraphParts {
  const memories = mentions.length;
  let entities = 0;
  for (const row of mentions) for (const entity of row) entities = Math.max(entities, entity + 1);
  const frequency = new Float64Array(entities);
  for (const row of mentions) for (const entity of row) frequency[entity] = (frequency[entity] as number) + 1;
  const size = Math.max(1, memories + entities);
  let ranks = new Float64Array(memories).fill(1 / size);
  let entityRanks = new Float64Array(entities).fill(1 / size);
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(memories).fill((1 - damping) / size);
    const nextEntities = new Float64Array(entities).fill((1 - damping) / size);
    mentions.forEach((row, memory) => {
      let taken = 0;
      for (const entity of row) {
        nextEntities[entity] = (nextEntities[entity] as number) + (damping * (ranks[memory] as number)) / row.length;
        taken += (entityRanks[entity] as number) / (frequency[entity] as number);
      }
      next[memory] = (next[memory] as number) + damping * taken;
    });
    ranks = next;
    entityRanks = nextEntities;
  }
  const degree = Float64Array.from(mentions, (row) =>
    row.reduce((sum, entity) => sum + (frequency[entity] as number) - 1, 0),
  );
  return { pageRank: spreadOut(ranks), degree: spreadOut(degree) };
}

function spreadOut(values: Float64Array): Float64Array {
  const average = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const above = values.map((value) => (value - average < 1e-12 ? 0 : value - average));
  const largest = above.reduce((most, value) => Math.max(most, value), 0);
  return largest === 0 ? above : above.map((value) => value / largest);
}
