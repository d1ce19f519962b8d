/** Trains linear classifiers over texts: softmax where one label holds, one sigmoid a label where several may. */
import type { FeatureSpace } from './text-features.ts';

export type TrainingExample = {
  readonly text: string;
  /** Empty: none of them. */
  readonly labels: readonly string[];
  /** Default 1. */
  readonly weight?: number;
};

export type LinearWeights = {
  readonly labels: readonly string[];
  /** One row a label: features, then the bias. */
  readonly rows: readonly Float32Array[];
};

export type TrainOptions = {
  readonly several?: boolean;
  /** Default 6. */
  readonly epochs?: number;
  /** Default 0.05. */
  readonly rate?: number;
  /** Pull towards zero. Default 5e-4. */
  readonly decay?: number;
  /** Share of features that one look at an example leaves out. Default 0.3. */
  readonly dropout?: number;
  /** Weight of examples of no label. Default 0.4. */
  readonly noneWeight?: number;
};

/** Label of what belongs to none, in a softmax. */
export const noLabel = 'none';

/** Trains by Adagrad, always in the same order: the same examples give the same weights. */
export function trainLinear(
  examples: readonly TrainingExample[],
  space: FeatureSpace,
  options: TrainOptions = {},
): LinearWeights {
  const { several = false, epochs = 6, rate = 0.05, decay = 5e-4, dropout = 0.3, noneWeight = 0.4 } = options;
  const own = [...new Set(examples.flatMap(({ labels }) => labels))].sort();
  const labels = several ? own : [noLabel, ...own];
  const index = new Map(labels.map((label, at) => [label, at]));
  const width = space.size + 1;
  const rows = labels.map(() => new Float32Array(width));
  const squares = labels.map(() => new Float32Array(width).fill(0.01));
  const items = examples.map(({ text, labels: given, weight = 1 }) => {
    const { ids, values } = space.of(text);
    const wanted = given.length > 0 || several ? given : [noLabel];
    return {
      ids: [...ids, space.size],
      values: [...values, 1],
      wanted: new Set(wanted.map((label) => index.get(label) as number)),
      weight,
    };
  });
  const order = items.map((_, at) => at);
  let seed = 12_345;
  const next = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };
  const scores = new Float64Array(labels.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    for (const which of order) {
      const item = items[which] as (typeof items)[number];
      const { wanted } = item;
      const weight = item.weight * (!several && wanted.has(0) ? noneWeight : 1);
      const ids: number[] = [];
      const values: number[] = [];
      for (let at = 0; at < item.ids.length; at += 1) {
        const bias = at === item.ids.length - 1;
        if (!bias && next() < dropout) continue;
        ids.push(item.ids[at] as number);
        values.push(bias ? 1 : (item.values[at] as number) / (1 - dropout));
      }
      for (let label = 0; label < labels.length; label += 1) {
        const row = rows[label] as Float32Array;
        let sum = 0;
        for (let at = 0; at < ids.length; at += 1) sum += (row[ids[at] as number] as number) * (values[at] as number);
        scores[label] = sum;
      }
      squash(scores, several);
      for (let label = 0; label < labels.length; label += 1) {
        const target = wanted.has(label) ? (several ? 1 : 1 / wanted.size) : 0;
        const error = ((scores[label] as number) - target) * weight;
        if (Math.abs(error) < 1e-3) continue;
        const row = rows[label] as Float32Array;
        const square = squares[label] as Float32Array;
        for (let at = 0; at < ids.length; at += 1) {
          const id = ids[at] as number;
          const slope = error * (values[at] as number) + decay * (row[id] as number);
          square[id] = (square[id] as number) + slope * slope;
          row[id] = (row[id] as number) - (rate * slope) / Math.sqrt(square[id] as number);
        }
      }
    }
  }
  return { labels, rows };
}

/** Scores to shares, in place. */
export function squash(scores: Float64Array, several: boolean): void {
  if (several) {
    for (let at = 0; at < scores.length; at += 1) scores[at] = 1 / (1 + Math.exp(-(scores[at] as number)));
    return;
  }
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = Math.exp((scores[at] as number) - most);
    sum += scores[at] as number;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] as number) / sum;
}
