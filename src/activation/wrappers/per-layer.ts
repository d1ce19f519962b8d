/** Gives every layer its own multiple of the budget. */
import { fromScores, type ScoredPolicy } from '../policies/from-scores.ts';

/**
 * Lifts a score-based policy. `shares` holds one factor a layer; they are scaled to mean 1, so the total stays.
 */
export function perLayer(policy: ScoredPolicy, shares: readonly number[]): ScoredPolicy {
  const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
  return fromScores({
    ...policy.parts,
    name: `${policy.name}, layer shares`,
    allocate: ({ view, budget }) => {
      if (shares.length !== view.layout.layers) {
        throw new RangeError(`${shares.length} layer shares for ${view.layout.layers} layers`);
      }
      return view.heads.map(({ layer }) => Math.floor((budget.entriesPerHead * shares[layer]!) / mean));
    },
  });
}
