/**
 * Inference of a decoder-only transformer (Llama and Qwen families, and the small models trained here) on plain typed
 * arrays, with the key-value cache injected and every intermediate observable.
 */
import { floatArray, type HostArray, type ParameterTree, requireFloats } from '../tensor/index.ts';
import type { AttentionMemory, HeadLayout } from './attention-memory.ts';
import { gelu, linear, rmsNorm, silu } from './matrix.ts';
import { makeRope, type Rope } from './rope.ts';
import { checkParameters, type TransformerConfig } from './transformer-config.ts';

/** What a caller may watch. All arrays are the model's own: copy what you keep. */
export type TransformerHooks = {
  /** Before attention: rotated queries, unrotated keys, values, normed input, for all new tokens of a layer. */
  readonly onProjection?: (event: {
    readonly layer: number;
    readonly positions: Int32Array;
    readonly normed: Float32Array;
    readonly queries: Float32Array;
    readonly keys: Float32Array;
    readonly values: Float32Array;
  }) => void;
  /** Attention weights of one new token and query head. */
  readonly onAttention?: (event: {
    readonly layer: number;
    readonly row: number;
    readonly head: number;
    readonly weights: Float32Array;
    readonly count: number;
  }) => void;
  /** Residual stream after a layer; layer -1 is the embedding. */
  readonly onHidden?: (event: { readonly layer: number; readonly states: Float32Array }) => void;
  /** Feed-forward activations [count, mlp] after the nonlinearity. */
  readonly onActivation?: (event: { readonly layer: number; readonly values: Float32Array }) => void;
};

/** Computes a feed-forward layer in the model's place, from weights that are elsewhere: [rows, hidden] to the same. */
export type FeedForward = (layer: number, normed: Float32Array, rows: number) => Float32Array;

/** One forward pass. */
export type ForwardRequest = {
  readonly tokens: Int32Array;
  readonly memory: AttentionMemory;
  /** Position of the first token (default 0) or of each token. */
  readonly positions?: number | Int32Array;
  /** The token before the first one, for models with a token shift; `undefined` at the start of a sequence. */
  readonly previousToken?: number;
  /** Input rows [count, hidden] in place of the embedding of `tokens`, which then only says how many there are. */
  readonly inputs?: Float32Array;
  readonly hooks?: TransformerHooks;
  /** Default: the model's own weights. */
  readonly feedForward?: FeedForward;
  /** Rows of logits to compute (default `last`). */
  readonly logits?: 'all' | 'last' | 'none';
};

/** A model ready to run. */
export type Transformer = {
  readonly config: TransformerConfig;
  readonly layout: HeadLayout;
  readonly rope: Rope;
  readonly parameters: ParameterTree;
  /** Logits [rows, vocabulary], rows by the request (0 rows for `none`). */
  forward(request: ForwardRequest): HostArray;
};

/** Binds parameters to a configuration. Throws `not_found` or `incompatible` when they do not fit. */
export function makeTransformer(config: TransformerConfig, parameters: ParameterTree): Transformer {
  checkParameters(config, parameters);
  const rope = makeRope(config);
  const { layers, heads, kvHeads, headSize } = config;
  return {
    config,
    layout: { layers, heads, kvHeads, headSize },
    rope,
    parameters,
    forward: (request) => forward({ config, parameters, rope, request }),
  };
}

type Pass = {
  readonly config: TransformerConfig;
  readonly parameters: ParameterTree;
  readonly rope: Rope;
  readonly request: ForwardRequest;
};

function forward(pass: Pass): HostArray {
  const { config, parameters, request } = pass;
  const { tokens, hooks } = request;
  const count = tokens.length;
  const positions =
    request.positions instanceof Int32Array
      ? request.positions
      : Int32Array.from({ length: count }, (_, t) => ((request.positions as number | undefined) ?? 0) + t);
  if (positions.length !== count) throw new RangeError(`${count} tokens but ${positions.length} positions`);
  const x = embed(pass);
  hooks?.onHidden?.({ layer: -1, states: x });
  for (let layer = 0; layer < config.layers; layer++) {
    attentionBlock(pass, { layer, positions, x });
    feedForwardBlock(pass, layer, x);
    hooks?.onHidden?.({ layer, states: x });
  }
  const wanted = request.logits ?? 'last';
  const rows = wanted === 'all' ? count : wanted === 'last' ? 1 : 0;
  if (rows === 0) return floatArray([0, config.vocabulary]);
  const tail = rmsNorm(
    x.subarray((count - rows) * config.hidden),
    requireFloats(parameters, 'norm'),
    config.normEpsilon,
  );
  const head = requireFloats(parameters, config.tiedHead ? 'embedding' : 'head');
  const shape = { rows, inputs: config.hidden, outputs: config.vocabulary };
  return floatArray([rows, config.vocabulary], linear(tail, head, shape));
}

function embed({ config, parameters, request }: Pass): Float32Array {
  const { hidden, vocabulary } = config;
  const { inputs } = request;
  if (inputs !== undefined) {
    if (inputs.length !== request.tokens.length * hidden) {
      throw new RangeError(
        `${request.tokens.length} tokens need ${request.tokens.length * hidden} inputs, got ${inputs.length}`,
      );
    }
    return inputs.slice();
  }
  const table = requireFloats(parameters, 'embedding');
  const shifted = config.tokenShift ? requireFloats(parameters, 'previousEmbedding') : undefined;
  const { tokens } = request;
  const x = new Float32Array(tokens.length * hidden);
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t]!;
    if (token < 0 || token >= vocabulary) throw new RangeError(`token ${token} outside vocabulary of ${vocabulary}`);
    x.set(table.subarray(token * hidden, (token + 1) * hidden), t * hidden);
    const previous = t === 0 ? request.previousToken : tokens[t - 1]!;
    if (shifted === undefined || previous === undefined) continue;
    for (let d = 0; d < hidden; d++) x[t * hidden + d]! += shifted[previous * hidden + d]!;
  }
  return x;
}

function attentionBlock(
  { config, parameters, rope, request }: Pass,
  { layer, positions, x }: { readonly layer: number; readonly positions: Int32Array; readonly x: Float32Array },
): void {
  const { hidden, heads, kvHeads, headSize, normEpsilon } = config;
  const count = positions.length;
  const floats = (name: string): Float32Array => requireFloats(parameters, `layers.${layer}.${name}`);
  const normed = rmsNorm(x, floats('attentionNorm'), normEpsilon);
  const project = (name: 'query' | 'key' | 'value', outputs: number): Float32Array => {
    const bias = config.projectionBias ? floats(`${name}Bias`) : undefined;
    const y = linear(normed, floats(name), { rows: count, inputs: hidden, outputs }, bias);
    return config.headNorm && name !== 'value' ? rmsNorm(y, floats(`${name}Norm`), normEpsilon) : y;
  };
  const queries = project('query', heads * headSize);
  const keys = project('key', kvHeads * headSize);
  const values = project('value', kvHeads * headSize);
  for (let t = 0; t < count; t++) {
    for (let h = 0; h < heads; h++) rope.rotate(queries, (t * heads + h) * headSize, positions[t]!);
  }
  const { hooks } = request;
  hooks?.onProjection?.({ layer, positions, normed, queries, keys, values });
  const watch = hooks?.onAttention;
  const mixed = request.memory.attend({
    layer,
    count,
    positions,
    queries,
    keys,
    values,
    normed,
    ...(watch && {
      onWeights: (row: number, head: number, weights: Float32Array, seen: number) =>
        watch({ layer, row, head, weights, count: seen }),
    }),
  });
  const added = linear(mixed, floats('output'), { rows: count, inputs: heads * headSize, outputs: hidden });
  for (let i = 0; i < x.length; i++) x[i] = x[i]! + added[i]!;
}

function feedForwardBlock({ config, parameters, request }: Pass, layer: number, x: Float32Array): void {
  const { hidden, mlp, activation } = config;
  const rows = x.length / hidden;
  const floats = (name: string): Float32Array => requireFloats(parameters, `layers.${layer}.${name}`);
  const normed = rmsNorm(x, floats('mlpNorm'), config.normEpsilon);
  if (request.feedForward !== undefined) {
    const replaced = request.feedForward(layer, normed, rows);
    for (let i = 0; i < x.length; i++) x[i] = x[i]! + replaced[i]!;
    return;
  }
  const inner = linear(normed, floats('up'), { rows, inputs: hidden, outputs: mlp });
  if (activation === 'swiglu') {
    const gate = linear(normed, floats('gate'), { rows, inputs: hidden, outputs: mlp });
    for (let i = 0; i < inner.length; i++) inner[i] = inner[i]! * silu(gate[i]!);
  } else if (activation === 'relu') {
    for (let i = 0; i < inner.length; i++) inner[i] = Math.max(0, inner[i]!);
  } else {
    for (let i = 0; i < inner.length; i++) inner[i] = gelu(inner[i]!);
  }
  request.hooks?.onActivation?.({ layer, values: inner });
  const added = linear(inner, floats('down'), { rows, inputs: mlp, outputs: hidden });
  for (let i = 0; i < x.length; i++) x[i] = x[i]! + added[i]!;
}
