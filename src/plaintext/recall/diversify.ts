/**
 * Choosing hits beside each other: for questions with many sides a hit is worth what it adds. Greedy, in the manner of
 * xQuAD (Santos et al. 2010) with the question's words as aspects; for questions about order also over the history.
 */
import type { CubeIndex } from '../index/cube-index.ts';
import type { OrderedHit, OrderInput } from './order-hits.ts';

/** Hits chosen one by one; the rest follows by fused score. */
const chosenHits = 50;
/** Parts that the history is cut into. */
const parts = 5;

/** Reorders hits; scores never rise along the list. Without a rule for the question's intent nothing changes. */
export function diversify(hits: readonly OrderedHit[], input: OrderInput): readonly OrderedHit[] {
  const { context, evidence, limit, recipe } = input;
  const rule = recipe.diversity?.[context.parsed.intent];
  if (rule === undefined || hits.length === 0) return hits;
  const { facets = 0, spread = 0 } = rule;
  const best = hits[0]?.score ?? 0;
  const weights = context.terms.slice(0, 32).map((term) => (term.content ? term.weight : 0));
  const total = Math.max(1e-9, sum(weights));
  const counts = new Array<number>(parts).fill(0);
  const part = spread === 0 ? () => 0 : partsOf(hits, context.index);
  const left = [...hits];
  const chosen: OrderedHit[] = [];
  let ceiling = Number.POSITIVE_INFINITY;
  while (left.length > 0 && chosen.length < Math.min(limit, chosenHits)) {
    let pick = 0;
    let pickScore = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < left.length; i++) {
      const hit = left[i] as OrderedHit;
      const gained = facets === 0 ? 0 : (facets * gain(evidence.held[hit.place] as number, weights)) / total;
      const score = hit.score + best * (gained - spread * (counts[part(hit)] as number));
      if (score > pickScore) {
        pick = i;
        pickScore = score;
      }
    }
    const [hit] = left.splice(pick, 1) as [OrderedHit];
    const held = evidence.held[hit.place] as number;
    for (let t = 0; t < weights.length; t++) if ((held & (1 << t)) !== 0) weights[t] = (weights[t] as number) / 2;
    counts[part(hit)] = (counts[part(hit)] as number) + 1;
    ceiling = Math.min(ceiling, pickScore);
    chosen.push({ ...hit, score: ceiling });
  }
  return [...chosen, ...left.map((hit) => ({ ...hit, score: Math.min(hit.score, ceiling) }))];
}

/** In which part of the history a hit lies, by its place among what is there now: replaced versions have none. */
function partsOf(hits: readonly OrderedHit[], { units, size }: CubeIndex): (hit: OrderedHit) => number {
  const documents = hits.map(({ document }) => document).sort((a, b) => a - b);
  const alive = units.alive.data;
  const part = new Map<number, number>();
  let before = 0;
  let at = 0;
  for (const document of documents) {
    for (; at < document; at++) before += alive[at] as number;
    part.set(document, Math.floor((parts * before) / Math.max(1, size)));
  }
  return ({ document }) => part.get(document) ?? 0;
}

function gain(held: number, weights: readonly number[]): number {
  let gained = 0;
  for (let t = 0; t < weights.length; t++) if ((held & (1 << t)) !== 0) gained += weights[t] as number;
  return gained;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
