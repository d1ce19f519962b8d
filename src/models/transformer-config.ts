/** The shape of a decoder-only transformer, its parameter names, and how fresh parameters are drawn. */
import { MemoryError } from '../errors/index.ts';
import { type HostArray, normalArray, type ParameterTree, type SeededRandom } from '../tensor/index.ts';

/** Linear re-scaling of rotary frequencies as in Llama 3.1 and later (`rope_type: llama3`). */
export type RopeScaling = {
  readonly factor: number;
  readonly lowFrequencyFactor: number;
  readonly highFrequencyFactor: number;
  readonly originalPositions: number;
};

/** Everything that decides the arithmetic of a model. */
export type TransformerConfig = {
  readonly layers: number;
  /** Width of the residual stream. */
  readonly hidden: number;
  /** Query heads. */
  readonly heads: number;
  /** Key and value heads; divides `heads` (grouped-query attention). */
  readonly kvHeads: number;
  readonly headSize: number;
  /** Width of the feed-forward layer. */
  readonly mlp: number;
  readonly vocabulary: number;
  /** `swiglu` has a gate matrix; `gelu` is the tanh form; `relu` serves the sparse-activation experiments. */
  readonly activation: 'gelu' | 'swiglu' | 'relu';
  readonly normEpsilon: number;
  readonly ropeBase: number;
  readonly ropeScaling?: RopeScaling;
  /** Adds a second embedding of the previous token to each input. */
  readonly tokenShift: boolean;
  /** The output matrix is the embedding matrix. */
  readonly tiedHead: boolean;
  /** Query, key and value projections have biases (Qwen 2). */
  readonly projectionBias: boolean;
  /** RMS norm on each query and key head before rotation (Qwen 3). */
  readonly headNorm: boolean;
  /** `false` makes attention bidirectional (masked diffusion). */
  readonly causal: boolean;
};

/** Fills in the usual values: causal, untied, no shift, no biases, epsilon 1e-5, RoPE base 10,000. */
export function transformerConfig(
  options: Pick<TransformerConfig, 'layers' | 'hidden' | 'heads' | 'mlp' | 'vocabulary'> & Partial<TransformerConfig>,
): TransformerConfig {
  const config: TransformerConfig = {
    kvHeads: options.heads,
    headSize: options.hidden / options.heads,
    activation: 'gelu',
    normEpsilon: 1e-5,
    ropeBase: 10_000,
    tokenShift: false,
    tiedHead: false,
    projectionBias: false,
    headNorm: false,
    causal: true,
    ...options,
  };
  if (config.heads % config.kvHeads !== 0) {
    throw new MemoryError('invalid_input', `${config.heads} query heads do not divide over ${config.kvHeads} kv heads`);
  }
  if (!Number.isInteger(config.headSize) || config.headSize % 2 !== 0) {
    throw new MemoryError('invalid_input', `head size ${config.headSize} is not an even whole number`);
  }
  return config;
}

/** Shape of every parameter, by name. Matrices are [outputs, inputs], as in published checkpoints. */
export function parameterShapes(config: TransformerConfig): Record<string, readonly number[]> {
  const { hidden, heads, kvHeads, headSize, mlp, vocabulary } = config;
  const shapes: Record<string, readonly number[]> = { embedding: [vocabulary, hidden], norm: [hidden] };
  if (config.tokenShift) shapes['previousEmbedding'] = [vocabulary, hidden];
  if (!config.tiedHead) shapes['head'] = [vocabulary, hidden];
  for (let l = 0; l < config.layers; l++) {
    const at = `layers.${l}.`;
    shapes[`${at}attentionNorm`] = [hidden];
    shapes[`${at}query`] = [heads * headSize, hidden];
    shapes[`${at}key`] = [kvHeads * headSize, hidden];
    shapes[`${at}value`] = [kvHeads * headSize, hidden];
    shapes[`${at}output`] = [hidden, heads * headSize];
    if (config.projectionBias) {
      shapes[`${at}queryBias`] = [heads * headSize];
      shapes[`${at}keyBias`] = [kvHeads * headSize];
      shapes[`${at}valueBias`] = [kvHeads * headSize];
    }
    if (config.headNorm) {
      shapes[`${at}queryNorm`] = [headSize];
      shapes[`${at}keyNorm`] = [headSize];
    }
    shapes[`${at}mlpNorm`] = [hidden];
    if (config.activation === 'swiglu') shapes[`${at}gate`] = [mlp, hidden];
    shapes[`${at}up`] = [mlp, hidden];
    shapes[`${at}down`] = [hidden, mlp];
  }
  return shapes;
}

/** Fresh parameters: norms 1, biases 0, matrices normal with `deviation` (default 0.05). */
export function initialParameters(
  config: TransformerConfig,
  random: SeededRandom,
  deviation = 0.05,
): Record<string, HostArray> {
  const parameters: Record<string, HostArray> = {};
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    const count = shape.reduce((a, b) => a * b, 1);
    const data = /norm$/i.test(name)
      ? new Float32Array(count).fill(1)
      : /Bias$/.test(name)
        ? new Float32Array(count)
        : normalArray(random.split(name), count, deviation);
    parameters[name] = { shape, data };
  }
  return parameters;
}

/** Throws `incompatible` or `not_found` unless the tree holds exactly the parameters of the configuration. */
export function checkParameters(config: TransformerConfig, parameters: ParameterTree): void {
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    const found = parameters[name];
    if (found === undefined) throw new MemoryError('not_found', `the weights have no parameter ${name}`);
    if (found.shape.length !== shape.length || found.shape.some((size, i) => size !== shape[i])) {
      throw new MemoryError('incompatible', `parameter ${name} has shape [${found.shape}], expected [${shape}]`);
    }
  }
}
