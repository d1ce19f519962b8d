/** Keeps or drops runs of neighboring slots together, so that what belongs together stays together (ChunkKV). */
import { fromScores, type ScoredPolicy } from '../policies/from-scores.ts';

/** Lifts a score-based policy: every slot gets the mean score of its chunk of `chunk` slots. */
export function chunked(policy: ScoredPolicy, chunk: number): ScoredPolicy {
  const { parts } = policy;
  return fromScores({
    ...parts,
    name: `${parts.name}, chunks of ${chunk}`,
    score: (view, head, budget) => {
      const scores = parts.score(view, head, budget);
      return scores.map((_, i) => {
        const from = i - (i % chunk);
        const part = scores.subarray(from, from + chunk);
        return part.reduce((a, b) => a + b, 0) / part.length;
      });
    },
  });
}
