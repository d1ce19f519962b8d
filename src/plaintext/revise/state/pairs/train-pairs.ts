/** Trains a model over pairs by Adam, always in the same order: the same pairs give the same weights. */
import { pairFeatures } from './pair-features.ts';
import { hiddenWidth, type PairInput, type PairWeights, project, shortWidth } from './pair-model.ts';

export type TrainingPair = PairInput & { readonly holds: boolean; readonly weight: number };

export type PairTraining = {
  /** Default 8. */
  readonly epochs?: number;
  /** Default 2e-3. */
  readonly rate?: number;
  /** Pull of the products of meanings towards zero. Default 2e-3. */
  readonly decay?: number;
  /** Share of the features that one look leaves out. Default 0.1. */
  readonly dropout?: number;
};

const batch = 32;

/** One set of weights with its running means. */
class Block {
  readonly values: Float64Array;
  readonly slope: Float64Array;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;

  constructor(size: number, spread: number, next: () => number) {
    this.values = Float64Array.from({ length: size }, () => (next() * 2 - 1) * spread);
    this.slope = new Float64Array(size);
    this.#mean = new Float64Array(size);
    this.#square = new Float64Array(size);
  }

  step(rate: number, decay: number, count: number): void {
    const [one, two] = [1 - 0.9 ** count, 1 - 0.999 ** count];
    for (let at = 0; at < this.values.length; at += 1) {
      const slope = (this.slope[at] as number) + decay * (this.values[at] as number);
      this.slope[at] = 0;
      this.#mean[at] = 0.9 * (this.#mean[at] as number) + 0.1 * slope;
      this.#square[at] = 0.999 * (this.#square[at] as number) + 0.001 * slope * slope;
      this.values[at] =
        (this.values[at] as number) -
        (rate * (this.#mean[at] as number)) / one / (Math.sqrt((this.#square[at] as number) / two) + 1e-8);
    }
  }
}

function addTo(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] as number) + value;
}

/** Adds the product of two vectors, times a factor, to a matrix of rows. */
function spread(into: Float64Array, rows: ArrayLike<number>, columns: Float64Array, factor: number): void {
  const width = columns.length;
  for (let at = 0; at < rows.length; at += 1) {
    const value = (rows[at] as number) * factor;
    if (value === 0) continue;
    const from = at * width;
    for (let to = 0; to < width; to += 1)
      into[from + to] = (into[from + to] as number) + value * (columns[to] as number);
  }
}

export function trainPairs(pairs: readonly TrainingPair[], options: PairTraining = {}): PairWeights {
  const { epochs = 8, rate = 2e-3, decay = 2e-3, dropout = 0.1 } = options;
  const width = pairs[0]?.older.length ?? 0;
  let seed = 2_024;
  const next = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };
  const hidden = new Block((pairFeatures + 1) * hiddenWidth, 0.2, next);
  const out = new Block(hiddenWidth + 1, 0.3, next);
  const older = new Block(width * shortWidth, 0.1, next);
  const newer = new Block(width * shortWidth, 0.1, next);
  const alone = new Block(2 * width, 0, next);
  const order = pairs.map((_, at) => at);
  const kept = new Float64Array(pairFeatures);
  let steps = 0;

  const look = ({ features, older: a, newer: b, holds, weight }: TrainingPair): void => {
    for (let at = 0; at < pairFeatures; at += 1)
      kept[at] = next() < dropout ? 0 : (features[at] as number) / (1 - dropout);
    const inner = project(kept, hidden.values, hiddenWidth);
    const [x, y] = [project(a, older.values, shortWidth), project(b, newer.values, shortWidth)];
    let score = out.values[hiddenWidth] as number;
    for (let at = 0; at < hiddenWidth; at += 1) {
      inner[at] = Math.tanh((inner[at] as number) + (hidden.values[pairFeatures * hiddenWidth + at] as number));
      score += (inner[at] as number) * (out.values[at] as number);
    }
    for (let at = 0; at < shortWidth; at += 1) score += (x[at] as number) * (y[at] as number);
    for (let at = 0; at < width; at += 1)
      score +=
        (a[at] as number) * (alone.values[at] as number) + (b[at] as number) * (alone.values[width + at] as number);
    const error = (1 / (1 + Math.exp(-score)) - (holds ? 1 : 0)) * weight;
    if (Math.abs(error) < 1e-4) return;
    const share = error / batch;
    addTo(out.slope, hiddenWidth, share);
    for (let to = 0; to < hiddenWidth; to += 1) {
      const value = inner[to] as number;
      addTo(out.slope, to, share * value);
      inner[to] = share * (out.values[to] as number) * (1 - value * value);
      addTo(hidden.slope, pairFeatures * hiddenWidth + to, inner[to] as number);
    }
    spread(hidden.slope, kept, inner, 1);
    for (let at = 0; at < width; at += 1) {
      addTo(alone.slope, at, share * (a[at] as number));
      addTo(alone.slope, width + at, share * (b[at] as number));
    }
    spread(older.slope, a, y, share);
    spread(newer.slope, b, x, share);
  };

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    const now = rate * (1 - epoch / epochs);
    for (let from = 0; from < order.length; from += batch) {
      for (const which of order.slice(from, from + batch)) look(pairs[which] as TrainingPair);
      steps += 1;
      hidden.step(now, 1e-4, steps);
      out.step(now, 1e-4, steps);
      older.step(now, decay, steps);
      newer.step(now, decay, steps);
      alone.step(now, decay, steps);
    }
  }
  const rounded = ({ values }: Block): number[] => [...values].map((one) => Math.round(one * 1e4) / 1e4);
  return {
    hidden: rounded(hidden),
    out: rounded(out).slice(0, hiddenWidth),
    older: rounded(older),
    newer: rounded(newer),
    alone: rounded(alone),
    bias: rounded(out)[hiddenWidth] as number,
  };
}
