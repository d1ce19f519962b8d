/** Most policies are a score per slot and a rule for dividing the budget; this makes a {@link CachePolicy} of both. */
import type { CacheBudget, CachePlan, CachePolicy, CacheView, HeadView, PolicyNeeds } from '../cache-policy.ts';

/** Slots to keep by head (layer-major), given every head's scores with forced slots at +Infinity. */
export type Allocate = (context: {
  readonly view: CacheView;
  readonly scores: readonly Float32Array[];
  readonly budget: CacheBudget;
}) => number[];

/** A score-based policy taken apart. */
export type ScoreOptions = {
  readonly name: string;
  readonly needs: PolicyNeeds;
  /** Higher means keep. One number for each slot of the head. */
  readonly score: (view: CacheView, head: HeadView, budget: CacheBudget) => Float32Array;
  /** First slots that always stay (attention sinks). */
  readonly keepFirst?: (budget: CacheBudget) => number;
  /** Latest slots that always stay. */
  readonly keepLast?: (budget: CacheBudget) => number;
  /** Default: the same number in every head. */
  readonly allocate?: Allocate;
};

/** A policy whose parts a wrapper can exchange. */
export type ScoredPolicy = CachePolicy & { readonly parts: ScoreOptions };

/** Indices of the `count` highest scores, ascending; among equals the earlier one wins. */
export function topIndices(scores: Float32Array, count: number): Int32Array {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.slice(0, Math.max(0, Math.min(count, order.length))).sort();
}

/** The same number in every head. */
export const uniformly: Allocate = ({ view, budget }) => view.heads.map(() => Math.floor(budget.entriesPerHead));

/** Makes a policy. A head that is within its share is left alone. */
export function fromScores(parts: ScoreOptions): ScoredPolicy {
  const { name, needs, score, keepFirst, keepLast, allocate = uniformly } = parts;
  return {
    name,
    needs,
    parts,
    plan(view, budget): CachePlan {
      const scores = view.heads.map((head) => {
        const own = Float32Array.from(score(view, head, budget));
        if (own.length !== head.length)
          throw new RangeError(`${name} gave ${own.length} scores for ${head.length} slots`);
        own.fill(Number.POSITIVE_INFINITY, 0, Math.min(head.length, keepFirst?.(budget) ?? 0));
        own.fill(Number.POSITIVE_INFINITY, Math.max(0, head.length - (keepLast?.(budget) ?? 0)));
        return own;
      });
      const counts = allocate({ view, scores, budget });
      return {
        policy: name,
        revision: view.revision,
        actions: view.heads.flatMap((head, n) =>
          counts[n]! >= head.length
            ? []
            : [
                {
                  kind: 'keep' as const,
                  layer: head.layer,
                  head: head.head,
                  indices: topIndices(scores[n]!, counts[n]!),
                },
              ],
        ),
      };
    },
  };
}
