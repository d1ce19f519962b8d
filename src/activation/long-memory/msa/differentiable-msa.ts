/**
 * The training twin of the memory bank: documents encoded on their own, pooled by chunks, and read by queries through
 * sparse-attention layers, with the router's contrastive loss beside the language loss (arXiv 2603.23516). Selection is
 * not differentiable and not needed here: queries attend to all documents of their sample, which is harder than to the
 * few that a router leaves.
 */
import {
  causalMask,
  feedForward,
  joinHeads,
  linear,
  type RopeTables,
  rmsNorm,
  ropeTables,
  rotate,
  splitHeads,
} from '../../../models/differentiable-blocks.ts';
import type { TransformerConfig } from '../../../models/transformer-config.ts';
import { type Borrowed, type DeviceArray, nn, np } from '../../../tensor/index.ts';

/** How a sample is laid out; all sizes are fixed by the shapes of its arrays. */
export type MsaLayout = {
  readonly config: TransformerConfig;
  /** Layers from here on read the memory (default: the latter half). */
  readonly firstMemoryLayer: number;
  /** Tokens pooled into one entry. */
  readonly chunk: number;
  /** Position of a query's first token: the number of documents it will be given. */
  readonly offset: number;
};

/**
 * Named arrays of a batch of `samples`:
 * - `documents.tokens`, `documents.previous` [samples * count, length], `documents.codes`, `documents.previousCodes`
 *   [.., codeWidth] (zero for closed tokens), `documents.open`, `documents.previousOpen` [.., 1] (1 for open tokens)
 * - the same under `NAME.` for every kind of query, [samples * queries, length]
 * - `NAME.hidden` [samples, 1, queries, count]: a large negative number for documents that the query may not attend to
 * - `NAME.target` [samples * queries, vocabulary]: the weight of each query at its answer, 0 elsewhere
 * - `NAME.gold` [samples, queries, count]: the weight of each query at the document to be routed to, 0 elsewhere
 */
export type MsaQueries = {
  readonly name: string;
  /** Tokens at the end of a query that route; text before them does not. */
  readonly routing: number;
};

type Stream = { x: DeviceArray; readonly rope: RopeTables; readonly mask: DeviceArray; readonly rows: number };
type Pooled = { readonly keys: DeviceArray; readonly values: DeviceArray; readonly router: DeviceArray };

/** Divides by the Euclidean length of the last axis. */
function unit(x: DeviceArray): DeviceArray {
  return x.ref.mul(np.reciprocal(np.sqrt(np.sum(np.square(x), -1, { keepdims: true }).add(1e-8))));
}

/** Means over chunks of `chunk` tokens: [rows, heads, length, size] -> [samples, heads, documents * chunks, size]. */
function pool(y: DeviceArray, samples: number, chunk: number): DeviceArray {
  const [rows, heads, length, size] = y.shape as [number, number, number, number];
  const count = rows / samples;
  const chunks = length / chunk;
  if (!Number.isInteger(chunks)) throw new RangeError(`documents of ${length} tokens do not divide by ${chunk}`);
  const means = chunk === 1 ? y : np.mean(y.reshape([rows, heads, chunks, chunk, size]), 3);
  return np
    .transpose(means.reshape([samples, count, heads, chunks, size]), [0, 2, 1, 3, 4])
    .reshape([samples, heads, count * chunks, size]);
}

/** Losses of one batch, to be weighed by the caller: cross entropy of the answers, and of the routed documents. */
export function msaLosses(
  layout: MsaLayout,
  arrays: { readonly parameters: Borrowed; readonly batch: Borrowed },
  of: { readonly samples: number; readonly queries: readonly MsaQueries[]; readonly temperature: number },
): { readonly language: DeviceArray; readonly routing: DeviceArray } {
  const { config, firstMemoryLayer } = layout;
  const { parameters, batch } = arrays;
  const documents = open(layout, arrays, 'documents', 0);
  const queries = of.queries.map((kind) => ({ ...kind, stream: open(layout, arrays, kind.name, layout.offset) }));
  const routing: DeviceArray[] = [];
  for (let l = 0; l < config.layers; l++) {
    const layer = (name: string): DeviceArray => parameters(`layers.${l}.${name}`);
    const memory = l >= firstMemoryLayer ? memoryOf(layout, layer, documents, of.samples) : undefined;
    for (const { name, routing: tokens, stream } of queries) {
      if (memory !== undefined) {
        const shape = { samples: of.samples, tokens, temperature: of.temperature };
        routing.push(routingLoss(layout, layer, { stream, memory, batch, name, ...shape }));
      }
      block(layout, layer, stream, memory && { ...memory, hidden: batch(`${name}.hidden`), samples: of.samples });
    }
    if (l + 1 < config.layers) block(layout, layer, documents);
    if (memory !== undefined) for (const held of [memory.keys, memory.values, memory.router]) held.dispose();
  }
  const language = queries.map(({ name, stream }) => answerLoss(layout, arrays, name, stream.x));
  for (const { rope, mask } of [documents, ...queries.map(({ stream }) => stream)]) {
    rope.cos.dispose();
    rope.sin.dispose();
    mask.dispose();
  }
  documents.x.dispose();
  const sum = (all: DeviceArray[]): DeviceArray => all.reduce((a, b) => a.add(b));
  return { language: sum(language), routing: sum(routing).mul(1 / (config.layers - firstMemoryLayer)) };
}

/** Embeds a kind of rows: closed tokens from tables, open ones from their codes. */
function open(
  { config }: MsaLayout,
  { parameters, batch }: { readonly parameters: Borrowed; readonly batch: Borrowed },
  name: string,
  first: number,
): Stream {
  const rows = (part: string, table: string, matrix: string): DeviceArray => {
    const capital = part === '' ? ['tokens', 'codes', 'open'] : ['previous', 'previousCodes', 'previousOpen'];
    const [tokens, codes, isOpen] = capital.map((field) => batch(`${name}.${field}`)) as [
      DeviceArray,
      DeviceArray,
      DeviceArray,
    ];
    const closed = np.take(parameters(table), tokens, 0).mul(isOpen.neg().add(1));
    return closed.add(linear(codes, parameters(matrix)));
  };
  let x = rows('', 'embedding', 'open.embedding');
  const length = x.shape[1]!;
  if (config.tokenShift) {
    const firstMask = np.array(Float32Array.from({ length }, (_, t) => (t === 0 ? 0 : 1))).reshape([1, length, 1]);
    x = x.add(rows('previous', 'previousEmbedding', 'open.previous').mul(firstMask));
  }
  return { x, rope: ropeTables(config, length, first), mask: causalMask(length), rows: x.shape[0]! };
}

/** The last `count` of the tokens of [rows, length, ..]. */
function lastTokens(x: DeviceArray, count: number): DeviceArray {
  const length = x.shape[1]!;
  if (length === count) return x;
  const [before, tail] = np.split(x, [length - count], 1) as [DeviceArray, DeviceArray];
  before.dispose();
  return tail;
}

const spread = (config: TransformerConfig, y: DeviceArray): DeviceArray =>
  config.kvHeads === config.heads ? y : np.repeat(y, config.heads / config.kvHeads, 1);

/** Pooled keys (rotated by position in the document first), values and router keys (not rotated) of one layer. */
function memoryOf(
  { config, chunk }: MsaLayout,
  layer: (name: string) => DeviceArray,
  documents: Stream,
  samples: number,
): Pooled {
  const normed = rmsNorm(documents.x.ref, layer('attentionNorm'), config.normEpsilon);
  const project = (name: string): DeviceArray => splitHeads(linear(normed.ref, layer(name)), config.kvHeads);
  const { cos, sin } = documents.rope;
  const keys = pool(rotate(project('key'), cos.ref, sin.ref), samples, chunk);
  const values = pool(project('value'), samples, chunk);
  const router = unit(pool(project('routerKey'), samples, chunk));
  normed.dispose();
  return { keys: spread(config, keys), values: spread(config, values), router: spread(config, router) };
}

/** One transformer block over a stream; with a memory, one softmax over its entries and the stream's own tokens. */
function block(
  { config }: MsaLayout,
  layer: (name: string) => DeviceArray,
  stream: Stream,
  memory?: Pooled & { readonly hidden: DeviceArray; readonly samples: number },
): void {
  const { heads, kvHeads, headSize, normEpsilon } = config;
  const normed = rmsNorm(stream.x.ref, layer('attentionNorm'), normEpsilon);
  const { cos, sin } = stream.rope;
  const query = rotate(splitHeads(linear(normed.ref, layer('query')), heads), cos.ref, sin.ref);
  const key = spread(config, rotate(splitHeads(linear(normed.ref, layer('key')), kvHeads), cos.ref, sin.ref));
  const value = spread(config, splitHeads(linear(normed, layer('value')), kvHeads));
  const length = query.shape[2]!;
  const scale = 1 / Math.sqrt(headSize);
  const local = np.matmul(query.ref, np.matrixTranspose(key)).mul(scale).add(stream.mask.ref);
  let mixed: DeviceArray;
  if (memory === undefined) {
    query.dispose();
    mixed = np.matmul(nn.softmax(local, -1), value);
  } else {
    const { samples, hidden } = memory;
    const perSample = stream.rows / samples;
    const entries = memory.keys.shape[2]!;
    const count = hidden.shape[3]!;
    // [rows, heads, length, size] -> [samples, heads, rows a sample * length, size], and back
    const gather = (y: DeviceArray, width: number): DeviceArray =>
      np
        .transpose(y.reshape([samples, perSample, heads, length, width]), [0, 2, 1, 3, 4])
        .reshape([samples, heads, perSample * length, width]);
    const scatter = (y: DeviceArray, width: number): DeviceArray =>
      np
        .transpose(y.reshape([samples, heads, perSample, length, width]), [0, 2, 1, 3, 4])
        .reshape([stream.rows, heads, length, width]);
    const far = np.matmul(gather(query, headSize), np.matrixTranspose(memory.keys.ref)).mul(scale);
    const masked = far
      .reshape([samples, heads, perSample, length, count, entries / count])
      .add(hidden.reshape([samples, 1, perSample, 1, count, 1]))
      .reshape([samples, heads, perSample * length, entries]);
    const weights = nn.softmax(np.concatenate([scatter(masked, entries), local], -1), -1);
    const [onMemory, onLocal] = np.split(weights, [entries], -1) as [DeviceArray, DeviceArray];
    const read = scatter(np.matmul(gather(onMemory, entries), memory.values.ref), headSize);
    mixed = read.add(np.matmul(onLocal, value));
  }
  const x = stream.x.add(linear(joinHeads(mixed), layer('output')));
  const inner = rmsNorm(x.ref, layer('mlpNorm'), normEpsilon);
  stream.x = x.add(linear(feedForward(config, inner, layer), layer('down')));
}

/** Cross entropy of the gold document among all, by its best chunk's mean cosine over heads. */
function routingLoss(
  { config }: MsaLayout,
  layer: (name: string) => DeviceArray,
  of: {
    readonly stream: Stream;
    readonly memory: Pooled;
    readonly batch: Borrowed;
    readonly name: string;
    readonly samples: number;
    readonly tokens: number;
    readonly temperature: number;
  },
): DeviceArray {
  const { stream, memory, batch, name, samples, tokens, temperature } = of;
  const { heads, headSize } = config;
  const perSample = stream.rows / samples;
  const entries = memory.router.shape[2]!;
  const normed = rmsNorm(lastTokens(stream.x.ref, tokens), layer('attentionNorm'), config.normEpsilon);
  const query = unit(splitHeads(linear(normed, layer('routerQuery')), heads));
  const gathered = np
    .transpose(query.reshape([samples, perSample, heads, tokens, headSize]), [0, 2, 1, 3, 4])
    .reshape([samples, heads, perSample * tokens, headSize]);
  const cosines = np.mean(np.matmul(gathered, np.matrixTranspose(memory.router.ref)), 1);
  const target = batch(`${name}.gold`);
  const count = target.shape[2]!;
  const byToken = np.max(cosines.reshape([samples, perSample, tokens, count, entries / count]), 4);
  // What may not be attended to, since its text was read, is not routed to either.
  const byDocument = np.max(byToken, 2).add(batch(`${name}.hidden`).reshape([samples, perSample, count]));
  const logProbability = nn.logSoftmax(byDocument.mul(1 / temperature), -1);
  return np.sum(logProbability.mul(target)).neg();
}

/** Weighted cross entropy at the last token of every query. */
function answerLoss(
  { config }: MsaLayout,
  { parameters, batch }: { readonly parameters: Borrowed; readonly batch: Borrowed },
  name: string,
  x: DeviceArray,
): DeviceArray {
  const normed = rmsNorm(lastTokens(x, 1), parameters('norm'), config.normEpsilon);
  const logits = linear(normed, parameters(config.tiedHead ? 'embedding' : 'head'));
  const logProbability = nn.logSoftmax(logits.reshape([logits.shape[0]!, config.vocabulary]), -1);
  return np.sum(logProbability.mul(batch(`${name}.target`))).neg();
}
