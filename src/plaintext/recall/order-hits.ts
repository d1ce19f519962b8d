/** From fused scores to the list that is returned: records collapsed into the turns that prove them, best first. */
import type { Recipe } from '../recipes/recipe.ts';
import type { CandidateSet } from './candidate-set.ts';
import type { Fused } from './fuse.ts';
import type { QueryContext } from './query-context.ts';
import { TopDocuments } from './top-documents.ts';
import type { Intent } from './types.ts';
import type { WordEvidence } from './word-evidence.ts';

export type OrderedHit = { readonly document: number; readonly place: number; readonly score: number };

export type OrderInput = {
  readonly context: QueryContext;
  readonly candidates: CandidateSet;
  readonly evidence: WordEvidence;
  readonly fused: Fused;
  readonly recipe: Recipe;
  readonly limit: number;
  readonly keep: (document: number) => boolean;
};

/** Records from at most this many turns say no more than those turns do. */
const collapsedSources = 3;
/** Hits chosen one by one for the words that they add; the rest follows by fused score. */
const facetHits = 30;
const manySided: readonly Intent[] = ['count', 'summary', 'comparison'];

/** At most `limit` hits, best first, scores never rising; hits without any evidence are left out. */
export function orderHits(input: OrderInput): OrderedHit[] {
  const { context, candidates, fused, recipe, limit, keep } = input;
  const { units } = context.index;
  const top = new TopDocuments(Math.max(1, Math.min(candidates.count, limit * 3 + 50)));
  for (let place = 0; place < candidates.count; place++) {
    const score = fused.scores[place] as number;
    if (score > 0 && score > top.threshold) top.offer(place, score);
  }
  top.finish();
  const hits: OrderedHit[] = [];
  for (let i = 0; i < top.count; i++) {
    const place = top.documents[i] as number;
    const document = candidates.documents[place] as number;
    if (units.kind.data[document] !== 0) {
      const sources = units.sourcesOf(document);
      if (sources.length <= collapsedSources && sources.some((source) => candidates.place(source) >= 0)) continue;
    }
    if (keep(document)) hits.push({ document, place, score: top.scores[i] as number });
  }
  const facets = recipe.facets ?? 0;
  const sided = (recipe.facetIntents ?? manySided).includes(context.parsed.intent);
  return (facets > 0 && sided ? spreadFacets(hits, input, facets) : hits).slice(0, limit);
}

/**
 * Greedy choice (in the manner of xQuAD, Santos et al. 2010, with question words as aspects): a word counts in full
 * for the first hit that holds it, and half as much for each further one.
 */
function spreadFacets(hits: readonly OrderedHit[], input: OrderInput, facets: number): OrderedHit[] {
  const { context, evidence, limit } = input;
  const best = hits[0]?.score ?? 0;
  const weights = context.terms.slice(0, 32).map((term) => (term.content ? term.weight : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [...hits];
  const left = [...hits];
  const chosen: OrderedHit[] = [];
  let ceiling = Number.POSITIVE_INFINITY;
  while (left.length > 0 && chosen.length < Math.min(limit, facetHits)) {
    let pick = 0;
    let pickScore = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < left.length; i++) {
      const hit = left[i] as OrderedHit;
      const score = hit.score + (facets * best * gain(evidence.held[hit.place] as number, weights)) / total;
      if (score > pickScore) {
        pick = i;
        pickScore = score;
      }
    }
    const [hit] = left.splice(pick, 1) as [OrderedHit];
    const held = evidence.held[hit.place] as number;
    for (let t = 0; t < weights.length; t++) if ((held & (1 << t)) !== 0) weights[t] = (weights[t] as number) / 2;
    ceiling = Math.min(ceiling, pickScore);
    chosen.push({ ...hit, score: ceiling });
  }
  const rest = left.map((hit) => ({ ...hit, score: Math.min(hit.score, ceiling) }));
  return [...chosen, ...rest];
}

function gain(held: number, weights: readonly number[]): number {
  let sum = 0;
  for (let t = 0; t < weights.length; t++) if ((held & (1 << t)) !== 0) sum += weights[t] as number;
  return sum;
}
