/**
 * Seeded, splittable randomness (xoshiro128** over a splitmix-style seeding), with the draws that tensors need.
 * Structurally the same as the `Rng` port, so either can be passed where the other is asked for.
 */

/** A replayable stream of numbers. */
export type SeededRandom = {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** An independent stream; the same seed and label always give the same one. */
  split(label: string): SeededRandom;
};

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** FNV-1a over UTF-16 units; enough to turn labels into seeds. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Makes a stream from a number or a text. */
export function seededRandom(seed: number | string): SeededRandom {
  const key = String(seed);
  const state = new Uint32Array(4);
  let mix = hashText(key);
  for (let i = 0; i < 4; i++) {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    state[i] = (z ^ (z >>> 16)) >>> 0;
  }
  if (state.every((word) => word === 0)) state[0] = 1;
  return {
    next() {
      const s1 = state[1]!;
      const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
      state[2]! ^= state[0]!;
      state[3]! ^= s1;
      state[1]! ^= state[2]!;
      state[0]! ^= state[3]!;
      state[2]! ^= s1 << 9;
      state[3] = rotateLeft(state[3]!, 11);
      return result / 4294967296;
    },
    split: (label) => seededRandom(`${key}/${label}`),
  };
}

/** One draw from the standard normal distribution (Box-Muller, one of the pair). */
export function normal(random: SeededRandom): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** A whole number in [0, limit). */
export function integerBelow(random: SeededRandom, limit: number): number {
  return Math.floor(random.next() * limit);
}

/** `count` different whole numbers in [0, limit), in random order (partial Fisher-Yates). */
export function sampleDistinct(random: SeededRandom, limit: number, count: number): number[] {
  if (count > limit) throw new RangeError(`cannot draw ${count} different numbers below ${limit}`);
  const pool = Int32Array.from({ length: limit }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + integerBelow(random, limit - i);
    const held = pool[i]!;
    pool[i] = pool[j]!;
    pool[j] = held;
  }
  return Array.from(pool.subarray(0, count));
}

/** A float array of independent normal draws with the given standard deviation. */
export function normalArray(random: SeededRandom, count: number, deviation: number): Float32Array {
  return Float32Array.from({ length: count }, () => deviation * normal(random));
}
