/**
 * Spreading activation: SuperLocalMemory V3.3 (arXiv 2604.04514), channel 5. Twenty seeds by closeness; three rounds
 * of u = 0.5 a + 0.8 sum(w a / degree) with the best twenty kept and a = sigmoid(u - 0.2); edges by shared entity
 * (weight 1) and between neighbors in one sitting (weight exp(-days / 30)).
 *
 * Deviations: the logistic is moved and stretched so that no activation stays none (as published, a unit that nothing
 * reached gets 0.45, and the cut at 0.05 can never apply); without vectors the seeds come from the words.
 */
import type { CubeIndex } from '../../index/cube-index.ts';
import { type Channel, normalize } from './channel.ts';
import { eachRelated } from './entity-graph.ts';

const seeds = 20;
const keepBest = 20;
const rounds = 3;
const own = 0.5;
const spread = 0.8;
const bias = 0.2;
const least = 0.05;
const dayMs = 86_400_000;
const decayDays = 30;
/** Edges followed from one unit. */
const edgesMost = 200;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const resting = logistic(-bias);

/** 0 for no input, rising to 1. */
function squash(u: number): number {
  return Math.max(0, (logistic(u - bias) - resting) / (1 - resting));
}

function edgesOf(index: CubeIndex, document: number): Map<number, number> {
  const edges = new Map<number, number>();
  const { at, previous, next } = index.units;
  for (const beside of [previous.data[document] as number, next.data[document] as number]) {
    if (beside < 0) continue;
    const days = Math.abs((at.data[document] as number) - (at.data[beside] as number)) / dayMs;
    edges.set(beside, Math.exp(-days / decayDays));
  }
  eachRelated(index, document, (other) => {
    if (edges.size < edgesMost) edges.set(other, (edges.get(other) ?? 0) + 1);
  });
  return edges;
}

/** Activation after three rounds, by document: the seeds' neighborhood, at most twenty units. */
export function spreadActivation(index: CubeIndex, from: ReadonlyMap<number, number>): Map<number, number> {
  let active = new Map(from);
  for (let round = 0; round < rounds; round++) {
    const input = new Map<number, number>();
    for (const [document, a] of active) input.set(document, own * a);
    for (const [document, a] of active) {
      const edges = edgesOf(index, document);
      let degree = 0;
      for (const weight of edges.values()) degree += weight;
      for (const [other, weight] of edges) {
        input.set(other, (input.get(other) ?? 0) + (spread * weight * a) / degree);
      }
    }
    const best = [...input].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, keepBest);
    active = new Map(best.map(([document, u]): [number, number] => [document, squash(u)]));
  }
  const most = Math.max(0, ...active.values());
  return most < least ? new Map() : active;
}

export const spreading: Channel = {
  name: 'spreading',
  about: 'what the closest texts activate over shared entities and neighboring turns, in three rounds',
  propose: ({ index, queryVector, narrowed, allowed }, top, candidates) => {
    const from = new Map<number, number>();
    if (queryVector !== undefined && index.vectors !== undefined) {
      const found = index.vectors.search(queryVector, seeds, narrowed ? allowed : undefined);
      found.documents.forEach((document, i) => {
        from.set(document, found.scores[i] as number);
      });
    } else for (let i = 0; i < Math.min(top.count, seeds); i++) from.set(top.documents[i] as number, 1);
    for (const document of spreadActivation(index, from).keys()) candidates.add(document);
  },
  score: ({ context, candidates, evidence, similarity }) => {
    const close = context.queryVector === undefined ? evidence.relevance : similarity;
    const best = Array.from({ length: candidates.count }, (_, place) => place)
      .filter((place) => (close[place] as number) > 0)
      .sort((a, b) => (close[b] as number) - (close[a] as number))
      .slice(0, seeds);
    const from = new Map(best.map((place) => [candidates.documents[place] as number, close[place] as number]));
    const out = new Float32Array(candidates.count);
    for (const [document, activation] of spreadActivation(context.index, from)) {
      const place = candidates.place(document);
      if (place >= 0) out[place] = activation;
    }
    return normalize(out);
  },
};
