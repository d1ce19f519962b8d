/**
 * StreamingLLM (arXiv 2309.17453): the first few tokens (attention sinks) and the most recent ones. The original
 * numbers positions inside the cache, which turns keys; retrieval tests keep the original positions.
 */
import { type CacheAction, type CachePolicy, noNeeds } from '../cache-policy.ts';
import { fromScores } from './from-scores.ts';

/**
 * Keeps `sinks` first slots (default 4) and fills the budget with the latest ones.
 *
 * @param options `renumber` (default false) gives kept slots the positions 0, 1, 2, ... as in the original
 */
export function streamingLlm(options: { readonly sinks?: number; readonly renumber?: boolean } = {}): CachePolicy {
  const { sinks = 4, renumber = false } = options;
  const base = fromScores({
    name: 'streaming-llm',
    needs: noNeeds,
    score: (_, head) => Float32Array.from(head.positions),
    keepFirst: (budget) => Math.min(sinks, Math.floor(budget.entriesPerHead)),
  });
  if (!renumber) return base;
  return {
    ...base,
    plan(view, budget) {
      const plan = base.plan(view, budget);
      const moves = view.heads.map((head): CacheAction => {
        const keep = plan.actions.find((a) => a.kind === 'keep' && a.layer === head.layer && a.head === head.head);
        const indices = keep?.kind === 'keep' ? keep.indices : Int32Array.from({ length: head.length }, (_, i) => i);
        return { kind: 'move', layer: head.layer, head: head.head, indices, positions: indices.map((_, n) => n) };
      });
      return { ...plan, actions: [...plan.actions, ...moves] };
    },
  };
}
