/**
 * A small model over two statements: one hidden layer over the features of the pair, beside it what their meanings say
 * of each other (a product of two short projections) and what each says by itself.
 */
import { pairFeatures } from './pair-features.ts';

/** Plain JSON. */
export type PairWeights = {
  /** Feature -> hidden, row by row; the last row is the bias. */
  readonly hidden: readonly number[];
  /** Hidden -> score. */
  readonly out: readonly number[];
  /** Meaning -> short, of the older and of the newer statement, row by row. */
  readonly older: readonly number[];
  readonly newer: readonly number[];
  /** Meaning -> score, of the older and then the newer statement. */
  readonly alone: readonly number[];
  readonly bias: number;
};

/** By relation: another value of the same thing, and a change that takes the basis away. */
export type PairModels = Readonly<Record<'replaces' | 'unsettles', PairWeights>>;

export const hiddenWidth = 16;
export const shortWidth = 12;

/** What a model looks at. */
export type PairInput = {
  readonly features: Float64Array;
  readonly older: Float32Array;
  readonly newer: Float32Array;
};

/** A vector through a matrix of rows of `width`. */
export function project(from: ArrayLike<number>, rows: ArrayLike<number>, width: number): Float64Array {
  const into = new Float64Array(width);
  for (let at = 0; at < from.length; at += 1) {
    const value = from[at] as number;
    if (value === 0) continue;
    for (let to = 0; to < width; to += 1) into[to] = (into[to] as number) + value * (rows[at * width + to] as number);
  }
  return into;
}

/** How likely the relation holds, 0 to 1. */
export function scorePair(weights: PairWeights, { features, older, newer }: PairInput): number {
  const inner = project(features, weights.hidden, hiddenWidth);
  let score = weights.bias;
  for (let at = 0; at < hiddenWidth; at += 1)
    score +=
      Math.tanh((inner[at] as number) + (weights.hidden[pairFeatures * hiddenWidth + at] as number)) *
      (weights.out[at] as number);
  const [x, y] = [project(older, weights.older, shortWidth), project(newer, weights.newer, shortWidth)];
  for (let at = 0; at < shortWidth; at += 1) score += (x[at] as number) * (y[at] as number);
  for (let at = 0; at < older.length; at += 1)
    score +=
      (older[at] as number) * (weights.alone[at] as number) +
      (newer[at] as number) * (weights.alone[older.length + at] as number);
  return 1 / (1 + Math.exp(-score));
}
