/** Lets a policy act on a cache: runs its pseudo tokens if it asks for some, takes a view, applies the plan. */
import type { Transformer } from '../../models/transformer.ts';
import type { SeededRandom } from '../../tensor/index.ts';
import type { CacheBudget, CachePlan, CachePolicy } from '../cache-policy.ts';
import type { KvCache } from './kv-cache.ts';
import { pseudoQueries } from './pseudo-queries.ts';

/** What a policy may need besides the cache. */
export type PolicyContext = {
  readonly model: Transformer;
  readonly budget: CacheBudget;
  /** Contents of pseudo tokens, repeated to the asked number (usually the tail of the prompt). */
  readonly pseudoTokens?: Int32Array;
  /** Position of the first pseudo token (default: the next one). */
  readonly pseudoPosition?: number;
  /** Last token read, for models with a token shift. */
  readonly previousToken?: number;
  readonly random?: SeededRandom;
};

/** Plans and applies; returns the plan, whose actions may be empty. */
export function applyPolicy(cache: KvCache, policy: CachePolicy, context: PolicyContext): CachePlan {
  const { model, budget, pseudoTokens = new Int32Array(1), pseudoPosition, previousToken, random } = context;
  const count = policy.needs.futureQueries;
  const futureQueries =
    count === 0
      ? undefined
      : pseudoQueries(model, cache, {
          tokens: Int32Array.from({ length: count }, (_, n) => pseudoTokens[n % pseudoTokens.length]!),
          ...(pseudoPosition !== undefined && { position: pseudoPosition }),
          ...(previousToken !== undefined && { previousToken }),
        });
  const view = cache.view({ ...(random && { random }), ...(futureQueries && { futureQueries }) });
  const plan = policy.plan(view, budget);
  if (plan.actions.length > 0) cache.apply(plan);
  return plan;
}
