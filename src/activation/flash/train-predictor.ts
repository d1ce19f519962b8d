/** Trains a low-rank predictor of firing neurons for every layer of a ReLU model. */
import { denseMemory } from '../../models/attention-memory.ts';
import { linear } from '../../models/matrix.ts';
import type { Transformer } from '../../models/transformer.ts';
import {
  adamW,
  compileLoss,
  floatArray,
  type HostArray,
  integerBelow,
  nn,
  normalArray,
  np,
  type ParameterTree,
  requireFloats,
  type SeededRandom,
  startTensors,
} from '../../tensor/index.ts';

/** What to train on. */
export type PredictorTraining = {
  readonly model: Transformer;
  /** Token streams; the last eighth of them sets the bias. */
  readonly streams: readonly Int32Array[];
  readonly random: SeededRandom;
  /** Width of the bottleneck (default 16). */
  readonly rank?: number;
  /** Default 300. */
  readonly steps?: number;
  /** Share of firing neurons that may be missed (default 0.02). */
  readonly missed?: number;
  readonly onLayer?: (line: string) => void;
};

type Examples = { readonly inputs: Float32Array; readonly fires: Uint8Array; readonly count: number };

/** Logistic regression through a bottleneck; firing neurons weigh as much as all silent ones together. */
export async function trainPredictors(training: PredictorTraining): Promise<Record<string, HostArray>> {
  const { model, streams, random, rank = 16, steps = 300, missed = 0.02, onLayer } = training;
  await startTensors();
  const { hidden, mlp, layers } = model.config;
  const held = Math.max(1, Math.floor(streams.length / 8));
  const seen = examplesOf(model, streams.slice(0, -held));
  const kept = examplesOf(model, streams.slice(-held));
  const all: Record<string, HostArray> = {};
  const rows = 256;
  const compiled = compileLoss((p, b) => {
    const inner = np.matmul(b('inputs'), np.matrixTranspose(p('in')));
    const scores = np.matmul(inner, np.matrixTranspose(p('out'))).add(p('bias'));
    const right = nn.logSigmoid(scores.mul(b('signs')));
    return np.sum(right.mul(b('weights'))).neg();
  });
  for (let layer = 0; layer < layers; layer++) {
    const { inputs, fires, count } = seen[layer]!;
    const draw = random.split(`layer ${layer}`);
    const weights: Record<string, HostArray> = {
      in: { shape: [rank, hidden], data: normalArray(draw, rank * hidden, 1 / Math.sqrt(hidden)) },
      out: { shape: [mlp, rank], data: normalArray(draw, mlp * rank, 0.1) },
      bias: { shape: [mlp], data: new Float32Array(mlp).fill(-2) },
    };
    const optimizer = adamW({ rate: 1e-2, clip: 1 });
    let loss = 0;
    for (let step = 0; step < steps; step++) {
      const picked = Array.from({ length: rows }, () => integerBelow(draw, count));
      const result = await compiled.differentiate(weights, batchOf(picked, { inputs, fires, hidden, mlp }));
      loss = result.loss;
      optimizer.update(weights, result.gradients);
    }
    for (const [name, array] of Object.entries(weights)) all[`layers.${layer}.${name}`] = array;
    const rates = raiseBias(all, { layer, examples: kept[layer]!, hidden, mlp, missed });
    onLayer?.(
      `layer ${layer}: loss ${loss.toFixed(3)}, missed ${(100 * rates.missed).toFixed(1)}% of those that fire, ` +
        `named ${(100 * rates.named).toFixed(1)}% of all where ${(100 * rates.fire).toFixed(1)}% fire`,
    );
  }
  compiled.dispose();
  return all;
}

function batchOf(
  picked: readonly number[],
  of: { readonly inputs: Float32Array; readonly fires: Uint8Array; readonly hidden: number; readonly mlp: number },
): ParameterTree {
  const { hidden, mlp } = of;
  const inputs = new Float32Array(picked.length * hidden);
  const signs = new Float32Array(picked.length * mlp);
  const weights = new Float32Array(signs.length);
  picked.forEach((row, n) => {
    inputs.set(of.inputs.subarray(row * hidden, (row + 1) * hidden), n * hidden);
    for (let i = 0; i < mlp; i++) signs[n * mlp + i] = of.fires[row * mlp + i] === 1 ? 1 : -1;
  });
  const firing = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0);
  const silent = signs.length - firing;
  for (let i = 0; i < signs.length; i++) weights[i] = signs[i]! > 0 ? 1 / Math.max(1, firing) : 1 / silent;
  return {
    inputs: floatArray([picked.length, hidden], inputs),
    signs: floatArray([picked.length, mlp], signs),
    weights: floatArray([picked.length, mlp], weights),
  };
}

/** Shifts every score of a layer by one number, so that no more than the allowed share of firing neurons is missed. */
function raiseBias(
  weights: Record<string, HostArray>,
  of: {
    readonly layer: number;
    readonly examples: Examples;
    readonly hidden: number;
    readonly mlp: number;
    readonly missed: number;
  },
): { readonly missed: number; readonly named: number; readonly fire: number } {
  const { layer, examples, hidden, mlp, missed } = of;
  const bias = requireFloats(weights, `layers.${layer}.bias`);
  const { inputs, fires, count } = examples;
  const inner = requireFloats(weights, `layers.${layer}.in`);
  const rank = inner.length / hidden;
  const reduced = linear(inputs, inner, { rows: count, inputs: hidden, outputs: rank });
  const outer = requireFloats(weights, `layers.${layer}.out`);
  const scores = linear(reduced, outer, { rows: count, inputs: rank, outputs: mlp }, bias);
  const firing = scores.filter((_, i) => fires[i] === 1).sort();
  const threshold = firing[Math.floor(missed * firing.length)] ?? 0;
  for (let i = 0; i < mlp; i++) bias[i] = bias[i]! - threshold + 1e-6;
  const named = scores.reduce((sum, score) => sum + (score >= threshold ? 1 : 0), 0);
  return {
    missed: firing.filter((score) => score < threshold).length / Math.max(1, firing.length),
    named: named / scores.length,
    fire: firing.length / scores.length,
  };
}

/** Inputs of every feed-forward layer and which of its neurons fired, over all tokens. */
function examplesOf(model: Transformer, streams: readonly Int32Array[]): Examples[] {
  const { layers, hidden, mlp } = model.config;
  const count = streams.reduce((sum, { length }) => sum + length, 0);
  const all = Array.from({ length: layers }, () => ({
    inputs: new Float32Array(count * hidden),
    fires: new Uint8Array(count * mlp),
    count,
  }));
  let from = 0;
  for (const tokens of streams) {
    model.forward({
      tokens,
      memory: denseMemory(model.layout, model.rope),
      logits: 'none',
      feedForward: (layer, normed, rows) => {
        const { inputs, fires } = all[layer]!;
        inputs.set(normed, from * hidden);
        return ownFeedForward(model, layer, { normed, rows, fires: fires.subarray(from * mlp) });
      },
    });
    from += tokens.length;
  }
  return all;
}

function ownFeedForward(
  { config, parameters }: Transformer,
  layer: number,
  of: { readonly normed: Float32Array; readonly rows: number; readonly fires: Uint8Array },
): Float32Array {
  const { hidden, mlp } = config;
  const up = requireFloats(parameters, `layers.${layer}.up`);
  const down = requireFloats(parameters, `layers.${layer}.down`);
  const out = new Float32Array(of.rows * hidden);
  for (let row = 0; row < of.rows; row++) {
    for (let i = 0; i < mlp; i++) {
      let sum = 0;
      for (let d = 0; d < hidden; d++) sum += of.normed[row * hidden + d]! * up[i * hidden + d]!;
      if (sum <= 0) continue;
      of.fires[row * mlp + i] = 1;
      for (let d = 0; d < hidden; d++) out[row * hidden + d]! += sum * down[d * mlp + i]!;
    }
  }
  return out;
}
