/** TOVA (arXiv 2401.06104): keep what the latest query attends to, one set for all heads of a layer, no recency rule. */
import { noNeeds } from '../cache-policy.ts';
import { sharedInLayer } from '../wrappers/shared-in-layer.ts';
import { fromScores, type ScoredPolicy } from './from-scores.ts';

/** Scores by the attention of the last query, averaged over the heads of the layer. */
export function tova(): ScoredPolicy {
  return sharedInLayer(
    fromScores({
      name: 'tova',
      needs: { ...noNeeds, attention: 'accumulated' },
      score: (_, head) => head.lastAttention,
    }),
  );
}
