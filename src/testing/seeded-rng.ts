/**
 * Repeatable randomness: sfc32 (Chris Doty-Humphrey, PractRand: 128 bits of state, period at least 2^32), seeded and
 * split through SHA-256, so that neighboring seeds and labels give unrelated streams.
 */
import { createHash } from 'node:crypto';
import type { Entropy, Rng } from '../ports/index.ts';

function stream(key: Buffer): () => number {
  let a = key.readInt32LE(0);
  let b = key.readInt32LE(4);
  let c = key.readInt32LE(8);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The author's own number of rounds until every bit of the seed has reached every bit of the state.
  for (let i = 0; i < 12; i++) next();
  return next;
}

function fromKey(key: Buffer): Rng {
  const word = stream(key);
  return {
    next: () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000,
    // From the key, not from the stream's position: a label means the same stream whenever it is asked for.
    split: (label) => fromKey(createHash('sha256').update(key).update(label, 'utf8').digest()),
  };
}

function keyOf(seed: number | string): Buffer {
  return createHash('sha256')
    .update(`${typeof seed} ${seed}`, 'utf8')
    .digest();
}

/** A stream of uniform numbers in [0, 1), 53 bits each; the same seed always gives the same stream. */
export function seededRng(seed: number | string): Rng {
  return fromKey(keyOf(seed));
}

/** Bytes that look random and are the same for the same seed. For tests only: anybody can predict them. */
export function seededEntropy(seed: number | string): Entropy {
  const word = stream(keyOf(seed));
  return {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i++) bytes[i] = word() >>> 24;
      return bytes;
    },
  };
}
