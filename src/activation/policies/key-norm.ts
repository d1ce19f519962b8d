/**
 * Key norm (arXiv 2406.11430): no attention needed. Published for large models: low norm means important. In the small
 * models trained here it is the other way round, so the sign is an option and evaluations run both.
 */
import { noNeeds } from '../cache-policy.ts';
import { fromScores, type ScoredPolicy } from './from-scores.ts';

/** @param options `keep` slots of `low` (default, as published) or `high` key norm */
export function keyNorm(options: { readonly keep?: 'low' | 'high' } = {}): ScoredPolicy {
  const { keep = 'low' } = options;
  return fromScores({
    name: keep === 'low' ? 'key-norm' : 'key-norm-high',
    needs: noNeeds,
    score: (view, head) => {
      const size = view.layout.headSize;
      return Float32Array.from({ length: head.length }, (_, i) => {
        let sum = 0;
        for (let d = 0; d < size; d++) sum += head.keys[i * size + d]! ** 2;
        return keep === 'low' ? -Math.sqrt(sum) : Math.sqrt(sum);
      });
    },
  });
}
