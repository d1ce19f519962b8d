/** From fused scores to the list that is returned: records collapsed into the turns that prove them, best first. */
import type { Recipe } from '../recipes/recipe.ts';
import type { CandidateSet } from './candidate-set.ts';
import { diversify } from './diversify.ts';
import type { Fused } from './fuse.ts';
import type { QueryContext } from './query-context.ts';
import { TopDocuments } from './top-documents.ts';
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
/** At most `limit` hits, best first, scores never rising; hits without any evidence are left out. */
export function orderHits(input: OrderInput): OrderedHit[] {
  const { context, candidates, fused, limit, keep } = input;
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
  return diversify(hits, input).slice(0, limit);
}
