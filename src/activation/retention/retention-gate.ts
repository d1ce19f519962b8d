/**
 * Retention gates (TRIM-KV, arXiv 2512.03324; shared form, arXiv 2605.09649): a small net per layer reads the normed
 * input of a token and predicts for every key-value head how fast its cache entry will lose its use:
 * log beta = logsigmoid(w2 . SiLU(W1 x + b1) + b). The shared form ties w2 and b over all heads and layers, which
 * makes the scores comparable everywhere.
 */
import { linear, silu } from '../../models/matrix.ts';
import type { TransformerConfig } from '../../models/transformer-config.ts';
import {
  type HostArray,
  normalArray,
  type ParameterTree,
  requireFloats,
  type SeededRandom,
} from '../../tensor/index.ts';
import type { RetentionGate } from '../engine/kv-cache.ts';

/** `per-head`: every head has its own output weights; `shared`: one output vector and bias for the whole model. */
export type GateKind = 'per-head' | 'shared';

/** Width of the hidden layer: in all (`per-head`) or for each head (`shared`). */
export type GateShape = { readonly kind: GateKind; readonly width: number };

/**
 * Fresh gate parameters.
 *
 * @param bias start of the output bias (the paper's +10 keeps everything at first; small models train faster from +4)
 */
export function initialGate(
  config: Pick<TransformerConfig, 'layers' | 'kvHeads' | 'hidden'>,
  shape: GateShape,
  start: { readonly random: SeededRandom; readonly bias?: number },
): Record<string, HostArray> {
  const { random, bias = 4 } = start;
  const { layers, kvHeads, hidden } = config;
  const width = shape.kind === 'shared' ? kvHeads * shape.width : shape.width;
  const parameters: Record<string, HostArray> = {};
  const matrix = (name: string, rows: number, columns: number): void => {
    const data = normalArray(random.split(name), rows * columns, 0.02);
    parameters[name] = { shape: [rows, columns], data };
  };
  for (let l = 0; l < layers; l++) {
    matrix(`layers.${l}.in`, width, hidden);
    parameters[`layers.${l}.inBias`] = { shape: [width], data: new Float32Array(width) };
    if (shape.kind === 'per-head') {
      matrix(`layers.${l}.out`, kvHeads, width);
      parameters[`layers.${l}.bias`] = { shape: [kvHeads], data: new Float32Array(kvHeads).fill(bias) };
    }
  }
  if (shape.kind === 'shared') {
    matrix('out', 1, shape.width);
    parameters['bias'] = { shape: [1], data: Float32Array.of(bias) };
  }
  return parameters;
}

const logSigmoid = (z: number): number => (z >= 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z)));

/** A gate that the cache can use. The kind is recognized by the parameters. */
export function makeRetentionGate(
  config: Pick<TransformerConfig, 'kvHeads' | 'hidden'>,
  parameters: ParameterTree,
): RetentionGate {
  const shared = parameters['out'] !== undefined;
  const { kvHeads, hidden } = config;
  return {
    logRetention(layer, normed, count) {
      const width = parameters[`layers.${layer}.inBias`]?.shape[0] ?? 0;
      const inner = linear(
        normed,
        requireFloats(parameters, `layers.${layer}.in`),
        { rows: count, inputs: hidden, outputs: width },
        requireFloats(parameters, `layers.${layer}.inBias`),
      ).map(silu);
      const z = shared
        ? linear(
            inner,
            requireFloats(parameters, 'out'),
            { rows: count * kvHeads, inputs: width / kvHeads, outputs: 1 },
            requireFloats(parameters, 'bias'),
          )
        : linear(
            inner,
            requireFloats(parameters, `layers.${layer}.out`),
            { rows: count, inputs: width, outputs: kvHeads },
            requireFloats(parameters, `layers.${layer}.bias`),
          );
      return z.map(logSigmoid);
    },
  };
}
