/** Whole numbers drawn from a range. */
import type { Rng } from '../../ports/index.ts';

/** From `min` to `max`, both included. */
export function between(rng: Rng, min: number, max: number): number {
  return min + Math.floor(rng.next() * (max - min + 1));
}
