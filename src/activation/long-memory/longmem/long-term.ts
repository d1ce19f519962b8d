/**
 * Memory beyond the window (LongMem, arXiv 2306.07174): a frozen model reads segments and its keys and values go to a bank;
 * a small side network, trained once beside it, retrieves from the bank and mixes what it finds into its own attention
 * under a gate. The encoder never changes, so the bank never goes stale.
 */
import { MemoryError } from '../../../errors/index.ts';
import { type AttentionMemory, type AttentionRequest, denseMemory } from '../../../models/attention-memory.ts';
import { softmaxInPlace } from '../../../models/matrix.ts';
import { makeTransformer, type Transformer } from '../../../models/transformer.ts';
import { floatArray, type HostArray, type ParameterTree, requireFloats } from '../../../tensor/index.ts';
import { type ChunkKeys, KeyValueBank, type SegmentKeyValues } from './key-value-bank.ts';

/** How a memory beyond the window is made. */
export type LongTermOptions = {
  /** The frozen model. */
  readonly backbone: Transformer;
  /** The side network's parameters (`side.N.*`, `side.N.memoryGate`, `side.norm`). */
  readonly side: ParameterTree;
  /** Backbone layer, counted from 0, whose keys and values fill the bank. */
  readonly memoryLayer: number;
  /** Tokens in the bank (default 65,536). */
  readonly bankTokens?: number;
  /** Tokens found and read together (default 4). */
  readonly chunk?: number;
  /** What they are found by (default `weighted`; `mean` as published). */
  readonly chunkKeys?: ChunkKeys;
  /** Tokens read for a query and head (default 64). */
  readonly k?: number;
  /** Continues with a bank that exists; its own sizes hold then. */
  readonly bank?: KeyValueBank;
  /** Chooses chunks in place of the search (for comparisons); gets the bank's size and the number wanted. */
  readonly pick?: (size: number, count: number) => readonly number[];
};

/** A model with a memory beyond its window. */
export type LongTerm = {
  readonly bank: KeyValueBank;
  /** What {@link LongTerm.read} would write: compute it once to fill several banks. */
  encode(tokens: Int32Array): SegmentKeyValues;
  /** Reads a segment and then writes it to the bank, so that no segment finds itself. */
  read(tokens: Int32Array, source?: string): void;
  /** Logits [1, vocabulary] after `tokens`, which attend to themselves and to the bank; nothing is written. */
  ask(tokens: Int32Array): HostArray;
};

/** Makes one. Throws `not_found` or `incompatible` when the side network does not fit the model. */
export function longTerm(options: LongTermOptions): LongTerm {
  const { backbone, memoryLayer, k = 64 } = options;
  const { config } = backbone;
  if (config.layers % 2 !== 0 || memoryLayer < 0 || memoryLayer >= config.layers) {
    throw new MemoryError('invalid_input', `layer ${memoryLayer} of ${config.layers} cannot fill a bank`, {
      hint: 'the model needs an even number of layers',
    });
  }
  const reader = Math.floor(memoryLayer / 2);
  const side = sideTransformer(backbone, options.side);
  const gates = requireFloats(options.side, `side.${reader}.memoryGate`, [config.heads]);
  const { bankTokens: capacity, chunk, chunkKeys } = options;
  const bank =
    options.bank ??
    new KeyValueBank({
      kvHeads: config.kvHeads,
      headSize: config.headSize,
      ...(capacity !== undefined && { capacity }),
      ...(chunk !== undefined && { chunk }),
      ...(chunkKeys !== undefined && { chunkKeys }),
    });
  if (bank.kvHeads !== config.kvHeads || bank.headSize !== config.headSize) {
    throw new MemoryError('incompatible', `the bank has heads of ${bank.headSize}, the model of ${config.headSize}`);
  }
  const wanted = Math.max(1, Math.floor(k / bank.chunk));
  const { pick } = options;
  const choose = (head: number, query: Float32Array): readonly number[] =>
    pick === undefined ? bank.search(head, query, wanted) : pick(bank.size, wanted);
  return {
    bank,
    encode: (tokens) => runBackbone(backbone, tokens, memoryLayer).written,
    read(tokens, source) {
      bank.write(runBackbone(backbone, tokens, memoryLayer).written, source);
    },
    ask(tokens) {
      const { even } = runBackbone(backbone, tokens, memoryLayer);
      return side.forward({
        tokens,
        inputs: even[0]!,
        memory: jointMemory(side, { reader, gates, bank, choose }),
        hooks: {
          // The ladder: what the backbone's two layers added is added here as well. The states are the pass's own array.
          onHidden({ layer, states }) {
            if (layer < 0) return;
            for (let i = 0; i < states.length; i++) {
              states[i] = states[i]! + even[layer + 1]![i]! - even[layer]![i]!;
            }
          },
        },
      });
    },
  };
}

/** The side network as a transformer of half the layers with the backbone's head. */
function sideTransformer(backbone: Transformer, side: ParameterTree): Transformer {
  const { config, parameters } = backbone;
  const own: Record<string, HostArray> = {};
  for (const name of ['embedding', 'previousEmbedding', 'head']) {
    const held = parameters[name];
    if (held !== undefined) own[name] = held;
  }
  own['norm'] = floatArray([config.hidden], requireFloats(side, 'side.norm', [config.hidden]));
  for (const [name, array] of Object.entries(side)) {
    const match = /^side\.(\d+\..*)$/.exec(name);
    if (match !== null && !name.endsWith('.memoryGate')) own[`layers.${match[1]}`] = array;
  }
  return makeTransformer({ ...config, layers: config.layers / 2 }, own);
}

/** Hidden states after 0, 2, 4, .. layers, and the memory layer's keys before rotation and values. */
function runBackbone(
  backbone: Transformer,
  tokens: Int32Array,
  memoryLayer: number,
): { even: Float32Array[]; written: SegmentKeyValues } {
  const even: Float32Array[] = [];
  let written: SegmentKeyValues | undefined;
  backbone.forward({
    tokens,
    memory: denseMemory(backbone.layout, backbone.rope),
    logits: 'none',
    hooks: {
      onHidden({ layer, states }) {
        if (layer % 2 !== 0) even.push(states.slice());
      },
      onProjection({ layer, keys, values }) {
        if (layer === memoryLayer) written = { keys: keys.slice(), values: values.slice() };
      },
    },
  });
  return { even, written: written! };
}

/** Local attention everywhere; in the reading layer mixed with attention over the chunks found, each with its softmax. */
function jointMemory(
  side: Transformer,
  of: {
    readonly reader: number;
    readonly gates: Float32Array;
    readonly bank: KeyValueBank;
    readonly choose: (head: number, query: Float32Array) => readonly number[];
  },
): AttentionMemory {
  const { reader, gates, bank, choose } = of;
  const { heads, kvHeads, headSize } = side.config;
  const local = denseMemory(side.layout, side.rope);
  const scale = 1 / Math.sqrt(headSize);
  return {
    attend(request: AttentionRequest) {
      const out = local.attend(request);
      if (request.layer !== reader || bank.size === 0) return out;
      for (let r = 0; r < request.count; r++) {
        for (let h = 0; h < heads; h++) {
          const at = (r * heads + h) * headSize;
          const query = request.queries.slice(at, at + headSize);
          side.rope.rotate(query, 0, -request.positions[r]!);
          const kv = Math.floor((h * kvHeads) / heads);
          const found = choose(kv, query).flatMap((chunk) => [...bank.tokensOf(chunk, kv)]);
          const weights = Float64Array.from(found, ({ key }) => {
            let dot = 0;
            for (let d = 0; d < headSize; d++) dot += query[d]! * key[d]!;
            return dot * scale;
          });
          softmaxInPlace(weights, weights.length);
          const gate = 1 / (1 + Math.exp(-gates[h]!));
          for (let d = 0; d < headSize; d++) {
            let read = 0;
            for (let j = 0; j < found.length; j++) read += weights[j]! * found[j]!.value[d]!;
            out[at + d] = (1 - gate) * out[at + d]! + gate * read;
          }
        }
      }
      return out;
    },
  };
}
