/** The reference: keep everything. Not always the best answer, since distractors dilute attention. */
import { type CachePolicy, noNeeds } from '../cache-policy.ts';

/** Never changes the cache. */
export function full(): CachePolicy {
  return { name: 'full', needs: noNeeds, plan: (view) => ({ policy: 'full', revision: view.revision, actions: [] }) };
}
