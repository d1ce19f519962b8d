/** PyramidKV (arXiv 2406.02069): SnapKV scores with more slots in the lower layers than in the upper ones. */
import { pyramidally } from './allocate.ts';
import type { ScoredPolicy } from './from-scores.ts';
import { type SnapkvOptions, snapkv } from './snapkv.ts';

/** @param options SnapKV's settings and `beta`, the steepness (default 20) */
export function pyramidkv(options: SnapkvOptions & { readonly beta?: number } = {}): ScoredPolicy {
  const { beta = 20 } = options;
  return snapkv({ ...options, name: 'pyramidkv', allocate: pyramidally({ beta }) });
}
