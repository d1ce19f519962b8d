/**
 * Trains retention gates beside a frozen model. Attention logits are multiplied by beta_i^(t - i), a soft stand-in for
 * eviction; the loss is the divergence from the frozen model's answers plus a hinge on the effective cache size.
 * Adding log beta to the logits instead trains to a lower loss and ranks tokens badly, so it is not offered.
 */
import { differentiableLogits, type LogitHook } from '../../models/differentiable-transformer.ts';
import { type TrainingRow, trainingBatch } from '../../models/train-transformer.ts';
import type { Transformer } from '../../models/transformer.ts';
import type { TransformerConfig } from '../../models/transformer-config.ts';
import {
  adamW,
  type Borrowed,
  compileLoss,
  type DeviceArray,
  nn,
  np,
  type Optimizer,
  type ParameterTree,
  type Schedule,
  startTensors,
} from '../../tensor/index.ts';
import type { GateKind } from './retention-gate.ts';

/** Settings of gate training; the defaults are for models of two layers and contexts of about 130 tokens. */
export type GateTraining = {
  readonly model: Transformer;
  readonly kind: GateKind;
  /** Gate parameters, changed in place. */
  readonly gate: ParameterTree;
  readonly row: () => TrainingRow;
  readonly steps: number;
  /** Effective slots per head above which the hinge pays (M, default 16). */
  readonly budget?: number;
  /** Weight of the hinge (default 3; the paper's 1 is for large models). */
  readonly capWeight?: number;
  /** Rows a step (default 8). */
  readonly batch?: number;
  /** Learning rate (default 5e-3) of a fresh AdamW with clip 1, unless an optimizer is passed. */
  readonly rate?: number | Schedule;
  /** Continues with this optimizer and its moments, so that training can be cut into stretches. */
  readonly optimizer?: Optimizer;
  readonly onStep?: (step: { readonly step: number; readonly loss: number }) => void;
};

/** Runs the training; the model's own parameters never change. */
export async function trainGate(options: GateTraining): Promise<void> {
  const { model, kind, gate, row, steps, budget = 16, capWeight = 3, batch = 8, rate = 5e-3, onStep } = options;
  await startTensors();
  const { config } = model;
  const compiled = compileLoss((gates, inputs) => {
    const sizes: DeviceArray[] = [];
    const hook = retentionHook(config, kind, { gates, sizes });
    const student = nn.logSoftmax(differentiableLogits(config, inputs, inputs, hook), -1);
    const teacher = nn.logSoftmax(differentiableLogits(config, inputs, inputs), -1);
    const divergence = np.sum(np.exp(teacher.ref).mul(teacher.sub(student)), -1);
    const quality = np.sum(divergence.mul(inputs('weights')));
    return quality.add(capacity(sizes, kind, budget).mul(capWeight));
  });
  const optimizer = options.optimizer ?? adamW({ rate, clip: 1 });
  for (let step = 0; step < steps; step++) {
    const rows = Array.from({ length: batch }, () => row());
    const { loss, gradients } = await compiled.differentiate(gate, { ...model.parameters, ...trainingBatch(rows) });
    optimizer.update(gate, gradients);
    onStep?.({ step, loss });
  }
  compiled.dispose();
}

/**
 * Mean over time of how far the summed retention exceeds the budget, relative to it. Per-head gates pay for every head
 * of every layer (a sum: with a mean the hinge is too weak and gates rank 5 points worse); shared gates pay once, for
 * the mean over layers and heads.
 */
function capacity(sizes: DeviceArray[], kind: GateKind, budget: number): DeviceArray {
  const all = np.stack(sizes, 0);
  const [layers, , heads] = all.shape as [number, number, number, number];
  const constrained = kind === 'shared' ? np.mean(all, [0, 2]) : all;
  const payers = kind === 'shared' ? 1 : layers * heads;
  return np.mean(np.maximum(constrained.sub(budget), 0)).mul(payers / budget);
}

/** Multiplies logits by the retention and collects its sum per time step, [batch, kvHeads, length] a layer. */
function retentionHook(
  config: TransformerConfig,
  kind: GateKind,
  state: { readonly gates: Borrowed; readonly sizes: DeviceArray[] },
): LogitHook {
  const { heads, kvHeads } = config;
  const { gates, sizes } = state;
  return (layer, normed, logits) => {
    const [rows, length] = normed.shape as [number, number];
    const inner = nn.silu(
      np.matmul(normed, np.matrixTranspose(gates(`layers.${layer}.in`))).add(gates(`layers.${layer}.inBias`)),
    );
    let z: DeviceArray;
    if (kind === 'shared') {
      const width = inner.shape[2]! / kvHeads;
      const split = inner.reshape([rows, length, kvHeads, width]);
      z = np
        .matmul(split, np.matrixTranspose(gates('out')))
        .reshape([rows, length, kvHeads])
        .add(gates('bias'));
    } else {
      z = np.matmul(inner, np.matrixTranspose(gates(`layers.${layer}.out`))).add(gates(`layers.${layer}.bias`));
    }
    const logBeta = np.transpose(nn.logSigmoid(z), [0, 2, 1]).reshape([rows, kvHeads, 1, length]);
    const { age, seen } = ages(length);
    const retention = np.exp(logBeta.mul(age));
    sizes.push(np.sum(retention.ref.mul(seen), -1));
    const spread = kvHeads === heads ? retention : np.repeat(retention, heads / kvHeads, 1);
    return logits.mul(spread);
  };
}

function ages(length: number): { age: DeviceArray; seen: DeviceArray } {
  const age = new Float32Array(length * length);
  const seen = new Float32Array(length * length);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i <= t; i++) {
      age[t * length + i] = t - i;
      seen[t * length + i] = 1;
    }
  }
  return { age: np.array(age).reshape([length, length]), seen: np.array(seen).reshape([length, length]) };
}
