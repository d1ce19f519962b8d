/**
 * The training twin of `transformer.ts`: the same arithmetic written with the tensor library, for whole batches of
 * equal length, differentiable in every parameter.
 */
import { type Borrowed, type DeviceArray, nn, np } from '../tensor/index.ts';
import { ropeFrequencies } from './rope.ts';
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

const rmsNorm = (x: DeviceArray, weight: DeviceArray, epsilon: number): DeviceArray => {
  const meanSquare = np.mean(np.square(x.ref), -1, { keepdims: true });
  return x.mul(np.reciprocal(np.sqrt(meanSquare.add(epsilon)))).mul(weight);
};

const linear = (x: DeviceArray, weight: DeviceArray): DeviceArray => np.matmul(x, np.matrixTranspose(weight));

function ropeTables(config: TransformerConfig, length: number): { cos: DeviceArray; sin: DeviceArray } {
  const frequencies = ropeFrequencies(config);
  const half = frequencies.length;
  const cos = new Float32Array(length * half);
  const sin = new Float32Array(length * half);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < half; i++) {
      cos[t * half + i] = Math.cos(t * frequencies[i]!);
      sin[t * half + i] = Math.sin(t * frequencies[i]!);
    }
  }
  return { cos: np.array(cos).reshape([length, half]), sin: np.array(sin).reshape([length, half]) };
}

function rotate(x: DeviceArray, cos: DeviceArray, sin: DeviceArray): DeviceArray {
  const [a, b] = np.split(x, 2, -1) as [DeviceArray, DeviceArray];
  const first = a.ref.mul(cos.ref).sub(b.ref.mul(sin.ref));
  return np.concatenate([first, b.mul(cos).add(a.mul(sin))], -1);
}

function causalMask(length: number): DeviceArray {
  const mask = new Float32Array(length * length);
  for (let i = 0; i < length; i++) for (let j = i + 1; j < length; j++) mask[i * length + j] = -1e9;
  return np.array(mask).reshape([length, length]);
}

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
  const [rows, length] = tokens.shape as [number, number];
  const { heads, kvHeads, headSize } = config;
  const { logits: hook, activation }: TrainingHooks = typeof hooks === 'function' ? { logits: hooks } : hooks;
  let x = np.take(parameters('embedding'), tokens, 0);
  if (config.tokenShift) {
    x = x.add(np.take(parameters('previousEmbedding'), batch('previous'), 0).mul(batch('firstMask')));
  }
  const { cos, sin } = ropeTables(config, length);
  const mask = config.causal ? causalMask(length) : undefined;
  const split = (y: DeviceArray, count: number): DeviceArray =>
    np.transpose(y.reshape([rows, length, count, headSize]), [0, 2, 1, 3]);
  const spread = (y: DeviceArray): DeviceArray => (kvHeads === heads ? y : np.repeat(y, heads / kvHeads, 1));
  for (let l = 0; l < config.layers; l++) {
    const of = (name: string): DeviceArray => parameters(`layers.${l}.${name}`);
    const normed = rmsNorm(x.ref, of('attentionNorm'), config.normEpsilon);
    const project = (name: 'query' | 'key' | 'value', count: number): DeviceArray => {
      let y = linear(normed.ref, of(name));
      if (config.projectionBias) y = y.add(of(`${name}Bias`));
      y = split(y, count);
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
    const mixed = np.transpose(np.matmul(nn.softmax(logits, -1), value), [0, 2, 1, 3]);
    x = x.add(linear(mixed.reshape([rows, length, heads * headSize]), of('output')));
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

function feedForward(config: TransformerConfig, inner: DeviceArray, of: (name: string) => DeviceArray): DeviceArray {
  switch (config.activation) {
    case 'swiglu':
      return nn.silu(linear(inner.ref, of('gate'))).mul(linear(inner, of('up')));
    case 'relu':
      return nn.relu(linear(inner, of('up')));
    default:
      return nn.gelu(linear(inner, of('up')));
  }
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
