/** Makes all heads of a layer keep the same tokens: scores are averaged over the heads by position. */
import { fromScores, type ScoredPolicy } from '../policies/from-scores.ts';

/** Lifts a score-based policy. Slots that only some heads still hold are averaged over those. */
export function sharedInLayer(policy: ScoredPolicy): ScoredPolicy {
  const { parts } = policy;
  return fromScores({
    ...parts,
    score: (view, head, budget) => {
      const sums = new Map<number, number>();
      const counts = new Map<number, number>();
      for (const other of view.heads) {
        if (other.layer !== head.layer) continue;
        parts.score(view, other, budget).forEach((score, i) => {
          const position = other.positions[i]!;
          sums.set(position, (sums.get(position) ?? 0) + score);
          counts.set(position, (counts.get(position) ?? 0) + 1);
        });
      }
      return Float32Array.from(head.positions, (p) => sums.get(p)! / counts.get(p)!);
    },
  });
}
