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
  /** Hits without any evidence stay in. Default false. */
  readonly everything?: boolean;
};

/** Records from at most this many turns say no more than those turns do. */
const collapsedSources = 3;
/** At most `limit` hits, best first, scores never rising; hits without any evidence are left out. */
export function orderHits(input: OrderInput): OrderedHit[] {
  const { context, candidates, fused, limit, everything = false } = input;
  const { units } = context.index;
  const top = new TopDocuments(Math.max(1, Math.min(candidates.count, limit * 3 + 50)));
  for (let place = 0; place < candidates.count; place++) {
    const score = fused.scores[place] as number;
    if ((score > 0 || everything) && score > top.threshold) top.offer(place, score);
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
    hits.push({ document, place, score: top.scores[i] as number });
  }
  return pinOrders(diversify(hits, input), input).slice(0, limit);
}

/** Standing orders that hold for the question have at least this score in their channel. */
const holds = 0.6;
/** Longest list whose end is kept for pins: nobody reads further for an order. */
const pinnedWithin = 10;

/** Lifts standing orders that hold for the question into the end of the first ten. */
function pinOrders(hits: readonly OrderedHit[], { fused, recipe, limit }: OrderInput): readonly OrderedHit[] {
  const within = Math.min(limit, pinnedWithin);
  const most = Math.floor((recipe.pinned ?? 0) * within);
  const standing = fused.byChannel.find((channel) => channel.name === 'standing')?.scores;
  if (most === 0 || standing === undefined || hits.length <= within) return hits;
  const strength = (hit: OrderedHit): number => standing[hit.place] as number;
  const orders = hits.filter((hit) => strength(hit) >= holds).sort((a, b) => strength(b) - strength(a));
  const pinned = new Set(orders.slice(0, most));
  const head = hits.slice(0, within);
  const missing = [...pinned].filter((hit) => !head.includes(hit));
  if (missing.length === 0) return hits;
  const kept = head.filter((hit) => pinned.has(hit));
  const others = head.filter((hit) => !pinned.has(hit)).slice(0, within - kept.length - missing.length);
  const first = [...kept, ...others].sort((a, b) => b.score - a.score);
  const floor = first.at(-1)?.score ?? (hits[0] as OrderedHit).score;
  const lifted = missing.map((hit) => ({ ...hit, score: floor }));
  const rest = hits.filter((hit) => !first.includes(hit) && !missing.includes(hit));
  return [...first, ...lifted, ...rest];
}
