/** A small seeded generator (mulberry32) for corpora and samples that must repeat exactly. */
import type { Rng } from '../ports/rng.ts';

/** Uniform numbers in [0, 1); `split` gives an independent stream by label. */
export function seededRng(seed: number): Rng {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
    split(label) {
      let hashed = seed ^ 0x811c9dc5;
      for (let index = 0; index < label.length; index += 1)
        hashed = Math.imul(hashed ^ label.charCodeAt(index), 0x01000193);
      return seededRng(hashed);
    },
  };
}
