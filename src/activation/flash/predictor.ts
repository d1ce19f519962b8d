/**
 * Says which neurons of a layer a token will fire before their weights are read: a low-rank product of the normed input
 * of the feed-forward layer, with a bias (published: without one, on the attention output alone).
 */
import { MemoryError } from '../../errors/index.ts';
import { linear } from '../../models/matrix.ts';
import type { Transformer } from '../../models/transformer.ts';
import { type ParameterTree, requireFloats, type SeededRandom, sampleDistinct } from '../../tensor/index.ts';

/** Neurons, ascending, that one token needs of a layer. `normed` is its [hidden] input. */
export type NeuronPredictor = (layer: number, normed: Float32Array) => Int32Array;

const indicesAbove = (scores: Float32Array, threshold: number): Int32Array =>
  Int32Array.from(scores.keys()).filter((i) => scores[i]! > threshold);

/** A trained predictor: `layers.N.in` [rank, hidden], `layers.N.out` [neurons, rank], `layers.N.bias` [neurons]. */
export function lowRankPredictor(weights: ParameterTree, hidden: number): NeuronPredictor {
  return (layer, normed) => {
    const bias = requireFloats(weights, `layers.${layer}.bias`);
    const inner = requireFloats(weights, `layers.${layer}.in`);
    const rank = inner.length / hidden;
    const reduced = linear(normed, inner, { rows: 1, inputs: hidden, outputs: rank });
    const outer = requireFloats(weights, `layers.${layer}.out`);
    return indicesAbove(linear(reduced, outer, { rows: 1, inputs: rank, outputs: bias.length }, bias), 0);
  };
}

/** Looks at the weights themselves: exact, and of no use outside of tests, since it has what it is to save reading. */
export function oraclePredictor({ config, parameters }: Transformer): NeuronPredictor {
  return (layer, normed) =>
    indicesAbove(
      linear(normed, requireFloats(parameters, `layers.${layer}.up`), {
        rows: 1,
        inputs: config.hidden,
        outputs: config.mlp,
      }),
      0,
    );
}

/** As many neurons as another predictor names, drawn at random: the negative control. */
export function randomPredictor(like: NeuronPredictor, neurons: number, random: SeededRandom): NeuronPredictor {
  return (layer, normed) => Int32Array.from(sampleDistinct(random, neurons, like(layer, normed).length)).sort();
}

/** Bytes that a trained predictor keeps in memory. */
export function predictorBytes(weights: ParameterTree): number {
  return Object.values(weights).reduce((sum, { data }) => sum + data.byteLength, 0);
}

/** Throws `incompatible` unless the weights fit the model. */
export function checkPredictor(weights: ParameterTree, { config }: Pick<Transformer, 'config'>): void {
  for (let layer = 0; layer < config.layers; layer++) {
    const biases = requireFloats(weights, `layers.${layer}.bias`).length;
    if (biases === config.mlp) continue;
    throw new MemoryError('incompatible', `the predictor names ${biases} neurons, the model has ${config.mlp}`, {
      hint: 'train a predictor for this model',
    });
  }
}
