/** Unit vectors in clusters: the stand-in for a store of embeddings, seeded. */
import type { Rng } from '../../ports/index.ts';

/** One standard normal number. */
export function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

/** Scales to length 1, in place. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length;
  return vector;
}

/** `count` unit vectors around one center for every 20, at a distance of about 0.8 of a center's length. */
export function clusteredVectors(count: number, dimensions: number, rng: Rng): Float32Array[] {
  const center = (): Float32Array => unit(Float32Array.from({ length: dimensions }, () => normal(rng)));
  const centers = Array.from({ length: Math.ceil(count / 20) }, center);
  const spread = 0.8 / Math.sqrt(dimensions);
  return Array.from({ length: count }, (_, index) => {
    const near = centers[index % centers.length] as Float32Array;
    return unit(near.map((x) => x + spread * normal(rng)));
  });
}

/** The vector with noise of this size on every component, as a unit vector. */
export function noisy(vector: Float32Array, size: number, rng: Rng): Float32Array {
  return unit(vector.map((x) => x + size * normal(rng)));
}

export function cosineOf(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += (a[i] as number) * (b[i] as number);
    aa += (a[i] as number) ** 2;
    bb += (b[i] as number) ** 2;
  }
  return dot / Math.sqrt(aa * bb);
}
