/** Uniformly random slots: expected recall is the budget's share. The control that every scored policy must beat. */
import { noNeeds } from '../cache-policy.ts';
import { fromScores, type ScoredPolicy } from './from-scores.ts';

/** Keeps random slots, drawn from the view's stream. */
export function random(): ScoredPolicy {
  return fromScores({
    name: 'random',
    needs: noNeeds,
    score: (view, head) => {
      const draws = view.random.split(`${head.layer}/${head.head}`);
      return Float32Array.from({ length: head.length }, () => draws.next());
    },
  });
}
