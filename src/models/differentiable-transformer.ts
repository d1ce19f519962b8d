/**
 * The training twin of `transformer.ts`: the same arithmetic written with the tensor library, for whole batches of
 * equal length, differentiable in every parameter.
 */
import { type Borrowed, type DeviceArray, nn, np } from '../tensor/index.ts';
import {
  causalMask,
  feedForward,
  joinHeads,
  linear,
  rmsNorm,
  ropeTables,
  rotate,
  splitHeads,
} from './differentiable-blocks.ts';
import type { TransformerConfig } from './transformer-config.ts';

/** Lets a caller change attention logits inside the forward pass (learned retention gates, for instance). */
export type LogitHook = (
  layer: number,
  /** Normed layer input, [batch, length, hidden]; owned by the hook. */
  normed: DeviceArray,
  /** Scaled logits before the mask, [batch, heads, length, length]; owned by the hook. */
  logits: DeviceArray,
) => DeviceArray;

/** What a caller may change or watch inside the forward pass. */
export type TrainingHooks = {
  readonly logits?: LogitHook;
  /** Feed-forward activations after the nonlinearity, [batch, length, mlp]; owned by the hook (sparsity penalties). */
  readonly activation?: (layer: number, values: DeviceArray) => void;
};

/**
 * Logits [batch, length, vocabulary] from `tokens` [batch, length]; with a token shift `previous` holds the token
 * before each one (0 before the first, whose contribution `firstMask` [1, length, 1] removes).
 */
export function differentiableLogits(
  config: TransformerConfig,
  parameters: Borrowed,
  batch: Borrowed,
  hooks: LogitHook | TrainingHooks = {},
): DeviceArray {
  const tokens = batch('tokens');
  const length = tokens.shape[1]!;
  const { heads, kvHeads, headSize } = config;
  const { logits: hook, activation }: TrainingHooks = typeof hooks === 'function' ? { logits: hooks } : hooks;
  let x = np.take(parameters('embedding'), tokens, 0);
  if (config.tokenShift) {
    x = x.add(np.take(parameters('previousEmbedding'), batch('previous'), 0).mul(batch('firstMask')));
  }
  const { cos, sin } = ropeTables(config, length);
  const mask = config.causal ? causalMask(length) : undefined;
  const spread = (y: DeviceArray): DeviceArray => (kvHeads === heads ? y : np.repeat(y, heads / kvHeads, 1));
  for (let l = 0; l < config.layers; l++) {
    const of = (name: string): DeviceArray => parameters(`layers.${l}.${name}`);
    const normed = rmsNorm(x.ref, of('attentionNorm'), config.normEpsilon);
    const project = (name: 'query' | 'key' | 'value', count: number): DeviceArray => {
      let y = linear(normed.ref, of(name));
      if (config.projectionBias) y = y.add(of(`${name}Bias`));
      y = splitHeads(y, count);
      if (config.headNorm && name !== 'value') y = rmsNorm(y, of(`${name}Norm`), config.normEpsilon);
      return y;
    };
    const query = rotate(project('query', heads), cos.ref, sin.ref);
    const key = spread(rotate(project('key', kvHeads), cos.ref, sin.ref));
    const value = spread(project('value', kvHeads));
    let logits = np.matmul(query, np.matrixTranspose(key)).mul(1 / Math.sqrt(headSize));
    if (hook === undefined) normed.dispose();
    else logits = hook(l, normed, logits);
    if (mask !== undefined) logits = logits.add(mask.ref);
    const mixed = joinHeads(np.matmul(nn.softmax(logits, -1), value));
    x = x.add(linear(mixed, of('output')));
    const inner = rmsNorm(x.ref, of('mlpNorm'), config.normEpsilon);
    const activated = feedForward(config, inner, of);
    activation?.(l, activated.ref);
    x = x.add(linear(activated, of('down')));
  }
  cos.dispose();
  sin.dispose();
  mask?.dispose();
  return linear(rmsNorm(x, parameters('norm'), config.normEpsilon), parameters(config.tiedHead ? 'embedding' : 'head'));
}

/**
 * Mean cross entropy of `targets` [batch, length] where `weights` [batch, length] is above 0; the weights are divided
 * by their sum by whoever makes the batch.
 */
export function crossEntropy(logits: DeviceArray, batch: Borrowed): DeviceArray {
  const vocabulary = logits.shape[2]!;
  const logProbabilities = nn.logSoftmax(logits, -1);
  const picked = np.sum(logProbabilities.mul(nn.oneHot(batch('targets'), vocabulary)), -1);
  return np.sum(picked.mul(batch('weights'))).neg();
}
