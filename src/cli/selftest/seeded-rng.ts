/** Randomness from a seed, so that a selftest can be run again (SplitMix64 over a hash of the seed). */
import { createHash } from 'node:crypto';
import type { Rng } from '../../ports/index.ts';

const mask = (1n << 64n) - 1n;

/** The same seed always gives the same stream. */
export function seededRng(seed: string): Rng {
  let state = createHash('sha256').update(seed).digest().readBigUInt64LE(0);
  return {
    next: () => {
      state = (state + 0x9e3779b97f4a7c15n) & mask;
      let mixed = state;
      mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
      mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask;
      mixed ^= mixed >> 31n;
      return Number(mixed >> 11n) / 0x20000000000000;
    },
    split: (label) => seededRng(`${seed}/${label}`),
  };
}

/** A whole number from `min` to `max`, both included. */
export function between(rng: Rng, min: number, max: number): number {
  return min + Math.floor(rng.next() * (max - min + 1));
}
