/** AdaKV (arXiv 2407.11550): SnapKV scores with the heads of a layer competing for the layer's budget. */
import { adaptively } from './allocate.ts';
import type { ScoredPolicy } from './from-scores.ts';
import { type SnapkvOptions, snapkv } from './snapkv.ts';

/** @param options SnapKV's settings and `safeguard`, each head's guaranteed share of an even split (default 0.2) */
export function adakv(options: SnapkvOptions & { readonly safeguard?: number } = {}): ScoredPolicy {
  return snapkv({ ...options, name: 'adakv', allocate: adaptively(options.safeguard) });
}
