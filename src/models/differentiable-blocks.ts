/**
 * The blocks that differentiable models are made of, over [batch, length, hidden] arrays. Every function takes
 * ownership of its array arguments, as the tensor library does: pass `x.ref` to keep x.
 */
import { type DeviceArray, nn, np } from '../tensor/index.ts';
import { ropeFrequencies } from './rope.ts';
import type { TransformerConfig } from './transformer-config.ts';

/** Root-mean-square norm over the last axis. */
export function rmsNorm(x: DeviceArray, weight: DeviceArray, epsilon: number): DeviceArray {
  const meanSquare = np.mean(np.square(x.ref), -1, { keepdims: true });
  return x.mul(np.reciprocal(np.sqrt(meanSquare.add(epsilon)))).mul(weight);
}

/** x times the transposed weight [outputs, inputs]. */
export function linear(x: DeviceArray, weight: DeviceArray): DeviceArray {
  return np.matmul(x, np.matrixTranspose(weight));
}

/** Cosines and sines [length, headSize / 2] of the positions from `first` on. */
export type RopeTables = { readonly cos: DeviceArray; readonly sin: DeviceArray };

/** Tables for `length` positions, the first of them at `first` (default 0). */
export function ropeTables(config: TransformerConfig, length: number, first = 0): RopeTables {
  const frequencies = ropeFrequencies(config);
  const half = frequencies.length;
  const cos = new Float32Array(length * half);
  const sin = new Float32Array(length * half);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < half; i++) {
      cos[t * half + i] = Math.cos((first + t) * frequencies[i]!);
      sin[t * half + i] = Math.sin((first + t) * frequencies[i]!);
    }
  }
  return { cos: np.array(cos).reshape([length, half]), sin: np.array(sin).reshape([length, half]) };
}

/** Rotates [.., length, headSize] by position, channels paired with those half a head away. */
export function rotate(x: DeviceArray, cos: DeviceArray, sin: DeviceArray): DeviceArray {
  const [a, b] = np.split(x, 2, -1) as [DeviceArray, DeviceArray];
  const first = a.ref.mul(cos.ref).sub(b.ref.mul(sin.ref));
  return np.concatenate([first, b.mul(cos).add(a.mul(sin))], -1);
}

/** [length, length] with a large negative number above the diagonal. */
export function causalMask(length: number): DeviceArray {
  const mask = new Float32Array(length * length);
  for (let i = 0; i < length; i++) for (let j = i + 1; j < length; j++) mask[i * length + j] = -1e9;
  return np.array(mask).reshape([length, length]);
}

/** Splits [rows, length, count * headSize] into heads: [rows, count, length, headSize]. */
export function splitHeads(y: DeviceArray, count: number): DeviceArray {
  const [rows, length, width] = y.shape as [number, number, number];
  return np.transpose(y.reshape([rows, length, count, width / count]), [0, 2, 1, 3]);
}

/** The inverse of {@link splitHeads}. */
export function joinHeads(y: DeviceArray): DeviceArray {
  const [rows, count, length, size] = y.shape as [number, number, number, number];
  return np.transpose(y, [0, 2, 1, 3]).reshape([rows, length, count * size]);
}

/** The feed-forward layer up to its last matrix; `of` names the layer's parameters. */
export function feedForward(
  config: Pick<TransformerConfig, 'activation'>,
  inner: DeviceArray,
  of: (name: string) => DeviceArray,
): DeviceArray {
  switch (config.activation) {
    case 'swiglu':
      return nn.silu(linear(inner.ref, of('gate'))).mul(linear(inner, of('up')));
    case 'relu':
      return nn.relu(linear(inner, of('up')));
    default:
      return nn.gelu(linear(inner, of('up')));
  }
}

/** What a block computes on its way, for those who store or watch it; owned by the receiver. */
export type BlockProjection = { readonly keys: DeviceArray; readonly values: DeviceArray };

/**
 * One decoder block over [rows, length, hidden] with attention inside every row.
 *
 * @param onProjection receives keys before rotation and values, [rows, kvHeads, length, headSize]
 */
export function decoderBlock(
  config: TransformerConfig,
  layer: (name: string) => DeviceArray,
  stream: { readonly x: DeviceArray; readonly rope: RopeTables; readonly mask: DeviceArray },
  onProjection?: (projection: BlockProjection) => void,
): DeviceArray {
  const { heads, kvHeads, headSize, normEpsilon } = config;
  const { x, rope, mask } = stream;
  const spread = (y: DeviceArray): DeviceArray => (kvHeads === heads ? y : np.repeat(y, heads / kvHeads, 1));
  const normed = rmsNorm(x.ref, layer('attentionNorm'), normEpsilon);
  const query = rotate(splitHeads(linear(normed.ref, layer('query')), heads), rope.cos.ref, rope.sin.ref);
  const keys = splitHeads(linear(normed.ref, layer('key')), kvHeads);
  const values = splitHeads(linear(normed, layer('value')), kvHeads);
  onProjection?.({ keys: keys.ref, values: values.ref });
  const key = spread(rotate(keys, rope.cos.ref, rope.sin.ref));
  const logits = np
    .matmul(query, np.matrixTranspose(key))
    .mul(1 / Math.sqrt(headSize))
    .add(mask.ref);
  const mixed = joinHeads(np.matmul(nn.softmax(logits, -1), spread(values)));
  const after = x.add(linear(mixed, layer('output')));
  const inner = rmsNorm(after.ref, layer('mlpNorm'), normEpsilon);
  return after.add(linear(feedForward(config, inner, layer), layer('down')));
}
