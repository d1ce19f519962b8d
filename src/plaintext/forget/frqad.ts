/**
 * FRQAD: a distance between memories at different precisions, as geodesics between Gaussians whose variance grows
 * with the loss of precision.
 *
 * SuperLocalMemory V3.3 (arXiv 2604.04514), section 2: variance 2.0 - 1.95 |m_i| / max|m| clipped to [0.05, 2],
 * times (32 / bits)^0.5 clipped to [0.05, 10]; per component the Fisher-Rao geodesic; similarity exp(-d / 15), blended
 * with the cosine. Published code passes the variance where the distance takes a deviation (`spread: 'variance'`) and
 * lets the blend weight grow with use to 1.2. Measured: by itself, or from a weight of about one half on, it never
 * finds a quantized memory among full-precision ones. Deviations, the defaults: the deviation is passed, and the weight
 * stays between 0.02 and 0.15, where it prefers the exact copy of two and finds everything that the cosine finds.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Precision } from '../index/dense/codec.ts';

/** Weights that keep retrieval whole. */
export const safeBlend = { least: 0.02, most: 0.15 } as const;

const temperature = 15;
const kappa = 0.5;

export type FrqadSpread = 'deviation' | 'variance';

/** A unit vector with its spread at a precision. */
export type FrqadPoint = { readonly mean: Float32Array; readonly spread: Float32Array };

/** Makes the Gaussian of a vector (of any length) that is kept at `bits`. */
export function frqadPoint(vector: Float32Array, bits: Precision, spread: FrqadSpread = 'deviation'): FrqadPoint {
  let squares = 0;
  let largest = 0;
  for (const x of vector) {
    squares += x * x;
    largest = Math.max(largest, Math.abs(x));
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  const widening = (32 / bits) ** kappa;
  const mean = new Float32Array(vector.length);
  const spreads = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) {
    const x = vector[i] as number;
    mean[i] = x * scale;
    const own = clip(2 - 1.95 * (largest > 0 ? Math.abs(x) / largest : 0), 0.05, 2);
    const variance = clip(own * widening, 0.05, 10);
    spreads[i] = spread === 'variance' ? variance : Math.sqrt(variance);
  }
  return { mean, spread: spreads };
}

/** Geodesic distance; equal points have 0. */
export function frqadDistance(a: FrqadPoint, b: FrqadPoint): number {
  let sum = 0;
  for (let i = 0; i < a.mean.length; i++) {
    const s = a.spread[i] as number;
    const t = b.spread[i] as number;
    const apart = (a.mean[i] as number) - (b.mean[i] as number);
    const delta = (apart * apart + 2 * (s - t) * (s - t)) / (4 * s * t);
    const arc = delta < 1e-7 ? Math.sqrt(2 * delta) * (1 - delta / 12) : Math.acosh(1 + delta);
    sum += 2 * arc * arc;
  }
  return Math.sqrt(sum);
}

/** Similarity, 0 to 1. */
export function frqadSimilarity(a: FrqadPoint, b: FrqadPoint): number {
  return Math.exp(-frqadDistance(a, b) / temperature);
}

/**
 * Cosine (-1 to 1) and FRQAD similarity as one score from 0 to 1.
 *
 * @throws MemoryError `invalid_input` for a weight outside the safe range.
 */
export function blendFrqad(cosine: number, similarity: number, weight: number): number {
  checkBlend(weight);
  return ((1 - weight) * (cosine + 1)) / 2 + weight * similarity;
}

/** The weight as published: it grows with use, to 1.2 at ten uses, and from 0.5 on breaks retrieval at mixed precision. */
export function publishedBlendWeight(uses: number): number {
  return Math.max(0.15, Math.min(1.2, (1.2 * uses) / 10));
}

/** The blend at any weight, for the published rule and for controls; above 1 it extrapolates. */
export function publishedBlend(cosine: number, similarity: number, weight: number): number {
  return ((1 - weight) * (cosine + 1)) / 2 + weight * similarity;
}

/** @throws MemoryError `invalid_input` for a weight outside the safe range. */
export function checkBlend(weight: number): void {
  if (weight >= safeBlend.least && weight <= safeBlend.most) return;
  throw new MemoryError('invalid_input', `a FRQAD weight of ${weight}`, {
    hint: `use ${safeBlend.least} to ${safeBlend.most}: above, memories at a lower precision are not found any more`,
  });
}

function clip(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
