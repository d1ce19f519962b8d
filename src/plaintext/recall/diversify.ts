/**
 * Choosing hits beside each other: for questions with many sides a hit is worth what it adds. Greedy, in the manner of
 * xQuAD (Santos et al. 2010) with the question's words as aspects; for questions about order also over the history.
 */
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
  const part = (hit: OrderedHit): number => Math.floor((parts * hit.document) / Math.max(1, context.index.documents));
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

function gain(held: number, weights: readonly number[]): number {
  let gained = 0;
  for (let t = 0; t < weights.length; t++) if ((held & (1 << t)) !== 0) gained += weights[t] as number;
  return gained;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
