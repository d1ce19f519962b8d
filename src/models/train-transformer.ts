/** Supervised training of a transformer on rows of tokens with per-position loss weights. */
import {
  adamW,
  compileFunction,
  compileLoss,
  type DeviceArray,
  floatArray,
  type HostArray,
  intArray,
  np,
  type Optimizer,
  type ParameterTree,
  type Schedule,
  startTensors,
} from '../tensor/index.ts';
import { crossEntropy, differentiableLogits } from './differentiable-transformer.ts';
import type { TransformerConfig } from './transformer-config.ts';

/**
 * One training sequence. `weights[t]` counts the prediction of `tokens[t + 1]` made at position t; with `targets`
 * (masked diffusion) it counts the prediction of `targets[t]` at position t instead.
 */
export type TrainingRow = {
  readonly tokens: Int32Array;
  readonly weights: Float32Array;
  readonly targets?: Int32Array;
};

/** Rows of equal length as the named arrays that the loss reads; weights are normalized to sum 1. */
export function trainingBatch(rows: readonly TrainingRow[]): Record<string, HostArray> {
  const count = rows.length;
  const shift = rows[0]!.targets === undefined ? 1 : 0;
  const length = rows[0]!.tokens.length - shift;
  const tokens = new Int32Array(count * length);
  const previous = new Int32Array(count * length);
  const targets = new Int32Array(count * length);
  const weights = new Float32Array(count * length);
  let total = 0;
  rows.forEach((row, r) => {
    if (row.tokens.length !== length + shift) throw new RangeError('rows of one batch must have one length');
    for (let t = 0; t < length; t++) {
      const at = r * length + t;
      tokens[at] = row.tokens[t]!;
      previous[at] = t === 0 ? 0 : row.tokens[t - 1]!;
      targets[at] = (row.targets ?? row.tokens)[t + shift]!;
      weights[at] = row.weights[t]!;
      total += row.weights[t]!;
    }
  });
  for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! / total;
  const firstMask = new Float32Array(length).fill(1);
  firstMask[0] = 0;
  return {
    tokens: intArray([count, length], tokens),
    previous: intArray([count, length], previous),
    targets: intArray([count, length], targets),
    weights: floatArray([count, length], weights),
    firstMask: floatArray([1, length, 1], firstMask),
  };
}

/** A stretch of training on one kind of rows. */
export type TrainingPhase = { readonly steps: number; readonly row: () => TrainingRow };

/** What one step reported. */
export type TrainingStep = { readonly step: number; readonly loss: number; readonly norm: number };

/**
 * Trains `parameters` in place.
 *
 * @param options `batch` rows a step (default 16); `optimizer` or a learning-rate schedule for AdamW with betas
 *   (0.9, 0.98), decay 0.01 and clip 1; `activationPenalty` times the summed mean of the feed-forward activations is
 *   added to the loss, which makes a ReLU model sparse (default 0)
 */
export async function trainTransformer(options: {
  readonly config: TransformerConfig;
  readonly parameters: ParameterTree;
  readonly phases: readonly TrainingPhase[];
  readonly rate: number | Schedule;
  readonly batch?: number;
  readonly optimizer?: Optimizer;
  readonly activationPenalty?: number;
  readonly onStep?: (step: TrainingStep) => void;
}): Promise<TrainingStep[]> {
  const { config, parameters, phases, rate, batch = 16, activationPenalty = 0, onStep } = options;
  await startTensors();
  const optimizer = options.optimizer ?? adamW({ rate, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
  const compiled = compileLoss((p, b) => {
    if (activationPenalty === 0) return crossEntropy(differentiableLogits(config, p, b), b);
    const means: DeviceArray[] = [];
    const watched = differentiableLogits(config, p, b, {
      activation: (_, values) => void means.push(np.mean(np.abs(values))),
    });
    const sum = means.reduce((total, mean) => total.add(mean));
    return crossEntropy(watched, b).add(sum.mul(activationPenalty));
  });
  const history: TrainingStep[] = [];
  let step = 0;
  for (const phase of phases) {
    for (let n = 0; n < phase.steps; n++, step++) {
      const rows = Array.from({ length: batch }, () => phase.row());
      const { loss, gradients } = await compiled.differentiate(parameters, trainingBatch(rows));
      const { norm } = optimizer.update(parameters, gradients);
      const report = { step, loss, norm };
      history.push(report);
      onStep?.(report);
    }
  }
  compiled.dispose();
  return history;
}

/** Share of weighted positions whose most likely token is the target, over rows of equal length. */
export async function rowAccuracy(options: {
  readonly config: TransformerConfig;
  readonly parameters: ParameterTree;
  readonly rows: readonly TrainingRow[];
}): Promise<number> {
  const { config, parameters, rows } = options;
  await startTensors();
  const run = compileFunction((inputs) => ({ logits: differentiableLogits(config, inputs, inputs) }));
  let right = 0;
  let asked = 0;
  for (let from = 0; from < rows.length; from += 16) {
    const batch = trainingBatch(rows.slice(from, from + 16));
    const logits = (await run({ ...parameters, ...batch }))['logits']!;
    const width = config.vocabulary;
    const { targets, weights } = batch;
    for (let i = 0; i < weights!.data.length; i++) {
      if (weights!.data[i]! <= 0) continue;
      asked++;
      let best = 0;
      for (let v = 1; v < width; v++) if (logits.data[i * width + v]! > logits.data[i * width + best]!) best = v;
      if (best === targets!.data[i]!) right++;
    }
  }
  return right / asked;
}
