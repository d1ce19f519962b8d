/**
 * A fixed random rotation of vectors, so that no component carries more than its share before quantization.
 *
 * Randomized Hadamard transform (signs, then a fast Walsh-Hadamard transform), the fast stand-in for the random
 * orthogonal matrix of TurboQuant (arXiv 2504.19874, section 3). Widths that are no power of two are cut into
 * power-of-two blocks, with one more round and a permutation between rounds to mix the blocks. Deterministic: the
 * same width always gives the same rotation.
 */

/** An orthogonal map of one width. */
export type Rotation = {
  readonly dimensions: number;
  /** `out` = R `vector`; the two may be the same array. */
  rotate(vector: Float32Array, out: Float32Array): void;
  /** `out` = transposed R `vector`; the two may be the same array. */
  unrotate(vector: Float32Array, out: Float32Array): void;
};

const seed = 0x9e3779b9;

/** Deterministic 32-bit generator (a Weyl sequence through an integer mixer). */
function createBits(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

function blocksOf(dimensions: number): readonly number[] {
  const blocks: number[] = [];
  for (let left = dimensions; left > 0; ) {
    const size = 2 ** Math.floor(Math.log2(left));
    blocks.push(size);
    left -= size;
  }
  return blocks;
}

/** Unscaled Walsh-Hadamard transform of one block. */
function transform(values: Float32Array, start: number, size: number): void {
  const end = start + size;
  let half = 1;
  if (size >= 4) {
    // The first two stages in one pass: the short inner loops of the general form cost more than their arithmetic.
    for (let i = start; i < end; i += 4) {
      const a = values[i]! + values[i + 1]!;
      const b = values[i]! - values[i + 1]!;
      const c = values[i + 2]! + values[i + 3]!;
      const d = values[i + 2]! - values[i + 3]!;
      values[i] = a + c;
      values[i + 1] = b + d;
      values[i + 2] = a - c;
      values[i + 3] = b - d;
    }
    half = 4;
  }
  for (; half < size; half *= 2) {
    for (let base = start; base < end; base += 2 * half) {
      for (let i = base, j = base + half; i < base + half; i++, j++) {
        const a = values[i]!;
        const b = values[j]!;
        values[i] = a + b;
        values[j] = a - b;
      }
    }
  }
}

const known = new Map<number, Rotation>();

/** The rotation for vectors of `dimensions` components. */
export function rotationFor(dimensions: number): Rotation {
  const cached = known.get(dimensions);
  if (cached) return cached;
  const blocks = blocksOf(dimensions);
  const rounds = blocks.length === 1 ? 2 : 3;
  const next = createBits(seed ^ dimensions);
  const signs = Array.from({ length: rounds }, () => {
    const round = new Float32Array(dimensions);
    // The transform's own factor, 1 / sqrt(block size), is folded into the signs.
    let i = 0;
    for (const size of blocks) {
      const factor = 1 / Math.sqrt(size);
      for (const end = i + size; i < end; i++) round[i] = next() & 1 ? factor : -factor;
    }
    return round;
  });
  const order = Uint32Array.from({ length: dimensions }, (_, i) => i);
  if (blocks.length > 1) {
    for (let i = dimensions - 1; i > 0; i--) {
      const j = next() % (i + 1);
      const swap = order[i]!;
      order[i] = order[j]!;
      order[j] = swap;
    }
  }
  const spare = new Float32Array(dimensions);
  const eachBlock = (values: Float32Array): void => {
    let start = 0;
    for (const size of blocks) {
      transform(values, start, size);
      start += size;
    }
  };
  const rotation: Rotation = {
    dimensions,
    rotate(vector, out) {
      if (out !== vector) out.set(vector);
      for (const round of signs) {
        for (let i = 0; i < dimensions; i++) out[i] = out[i]! * round[i]!;
        eachBlock(out);
        if (blocks.length > 1) {
          spare.set(out);
          for (let i = 0; i < dimensions; i++) out[i] = spare[order[i]!]!;
        }
      }
    },
    unrotate(vector, out) {
      if (out !== vector) out.set(vector);
      for (let r = rounds - 1; r >= 0; r--) {
        if (blocks.length > 1) {
          spare.set(out);
          for (let i = 0; i < dimensions; i++) out[order[i]!] = spare[i]!;
        }
        eachBlock(out);
        const round = signs[r]!;
        for (let i = 0; i < dimensions; i++) out[i] = out[i]! * round[i]!;
      }
    },
  };
  known.set(dimensions, rotation);
  return rotation;
}
