/** Lets a policy act during generation: only when some head has outgrown the budget by a buffer. */
import type { CachePolicy } from '../cache-policy.ts';

/**
 * Lifts any policy.
 *
 * @param buffer slots that may pile up on average per head before the policy runs (default 128, as TRIM-KV)
 */
export function atDecode(policy: CachePolicy, buffer = 128): CachePolicy {
  return {
    ...policy,
    name: `${policy.name}, at decode`,
    plan(view, budget) {
      const entries = view.heads.reduce((sum, head) => sum + head.length, 0);
      if (entries <= view.heads.length * (Math.floor(budget.entriesPerHead) + buffer)) {
        return { policy: policy.name, revision: view.revision, actions: [] };
      }
      return policy.plan(view, budget);
    },
  };
}
