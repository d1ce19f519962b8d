/** What a query attends to: its own tokens in every layer, and in the memory layers the routed documents as well. */
import type { AttentionMemory, AttentionRequest } from '../../../models/attention-memory.ts';
import { softmaxInPlace } from '../../../models/matrix.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { routerQueries } from './encode-document.ts';
import type { ScannedDocument } from './router-index.ts';

/** A document chosen for a query. */
export type RoutedDocument = {
  readonly id: string;
  /** Best score over the layers that chose it, a mean cosine; not a number where documents were given by id. */
  readonly score: number;
  /** Score by memory layer; `undefined` where another layer chose it. */
  readonly perLayer: readonly (number | undefined)[];
  /** Number of the chunk, counted from 0, that gave the score; `undefined` where documents were given by id. */
  readonly chunk: number | undefined;
};

/** What the bank lends to one query. */
export type MemoryAttentionOptions = {
  readonly model: Transformer;
  readonly firstMemoryLayer: number;
  readonly offset: number;
  readonly routingTokens?: number;
  readonly route: (layer: number, queries: Float32Array) => readonly ScannedDocument[];
  /** The best chunk of a document for the same queries. */
  readonly bestChunk: (layer: number, slot: number, queries: Float32Array) => number;
  readonly fetch: (layer: number, slot: number) => { readonly keys: Float32Array; readonly values: Float32Array };
  readonly idOf: (slot: number) => string;
};

type LayerState = {
  /** Pooled entries of the routed documents, undefined before routing. */
  far: { keys: Float32Array; values: Float32Array } | undefined;
  chosen: readonly ScannedDocument[];
  /** What was routed with. */
  queries: Float32Array;
  readonly keys: Float32Array[];
  readonly values: Float32Array[];
};

/** One query's memory; made by `MemoryBank.attach`. */
export class MemoryAttention implements AttentionMemory {
  /** Position of the query's first token: the documents count as one position each. */
  readonly offset: number;
  readonly #options: MemoryAttentionOptions;
  readonly #layers: LayerState[];
  readonly #ids = new Map<number, string>();

  constructor(options: MemoryAttentionOptions) {
    this.#options = options;
    this.offset = options.offset;
    this.#layers = Array.from({ length: options.model.config.layers }, () => ({
      far: undefined,
      chosen: [],
      queries: new Float32Array(),
      keys: [],
      values: [],
    }));
  }

  /** Documents read so far, best first. */
  routed(): RoutedDocument[] {
    const memoryLayers = this.#layers.slice(this.#options.firstMemoryLayer);
    const slots = [...new Set(memoryLayers.flatMap(({ chosen }) => chosen.map(({ slot }) => slot)))];
    return slots
      .map((slot) => {
        const perLayer = memoryLayers.map(({ chosen }) => chosen.find((one) => one.slot === slot)?.score);
        const score = Math.max(...perLayer.filter((one) => one !== undefined));
        const l = perLayer.indexOf(score);
        const layer = this.#options.firstMemoryLayer + l;
        // Not a number, and so found nowhere, where the document was given by id.
        const chunk = l < 0 ? undefined : this.#options.bestChunk(layer, slot, memoryLayers[l]!.queries);
        return { id: this.#ids.get(slot)!, score, perLayer, chunk };
      })
      .sort((a, b) => b.score - a.score);
  }

  attend(request: AttentionRequest): Float32Array {
    const { model, firstMemoryLayer } = this.#options;
    const { heads, kvHeads, headSize } = model.config;
    const { layer, count, positions, queries } = request;
    const width = kvHeads * headSize;
    const state = this.#layers[layer]!;
    if (layer >= firstMemoryLayer) state.far ??= this.#read(request, state);
    const before = state.keys.length;
    for (let r = 0; r < count; r++) {
      const key = request.keys.slice(r * width, (r + 1) * width);
      for (let h = 0; h < kvHeads; h++) model.rope.rotate(key, h * headSize, positions[r]!);
      state.keys.push(key);
      state.values.push(request.values.slice(r * width, (r + 1) * width));
    }
    const { far } = state;
    const entries = far === undefined ? 0 : far.keys.length / width;
    const weights = new Float32Array(entries + state.keys.length);
    const out = new Float32Array(count * heads * headSize);
    const scale = 1 / Math.sqrt(headSize);
    for (let r = 0; r < count; r++) {
      const seen = entries + before + r + 1;
      for (let h = 0; h < heads; h++) {
        const at = (r * heads + h) * headSize;
        const kv = Math.floor((h * kvHeads) / heads) * headSize;
        for (let j = 0; j < seen; j++) {
          const keys = j < entries ? far!.keys : state.keys[j - entries]!;
          const from = j < entries ? j * width + kv : kv;
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += queries[at + d]! * keys[from + d]!;
          weights[j] = dot * scale;
        }
        softmaxInPlace(weights, seen);
        request.onWeights?.(r, h, weights, seen);
        for (let j = 0; j < seen; j++) {
          const values = j < entries ? far!.values : state.values[j - entries]!;
          const from = j < entries ? j * width + kv : kv;
          const weight = weights[j]!;
          for (let d = 0; d < headSize; d++) out[at + d]! += weight * values[from + d]!;
        }
      }
    }
    return out;
  }

  /** Routes with the request's last tokens and fetches what was chosen. */
  #read({ layer, normed, count }: AttentionRequest, state: LayerState): { keys: Float32Array; values: Float32Array } {
    const { model, route, fetch, idOf, routingTokens = count } = this.#options;
    const { hidden } = model.config;
    const tail = normed.subarray(Math.max(0, count - routingTokens) * hidden, count * hidden);
    state.queries = routerQueries(model, layer, tail);
    state.chosen = route(layer, state.queries);
    const blocks = state.chosen.map(({ slot }) => {
      this.#ids.set(slot, idOf(slot));
      return fetch(layer, slot);
    });
    const join = (pick: (block: (typeof blocks)[number]) => Float32Array): Float32Array => {
      const parts = blocks.map(pick);
      const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      return all;
    };
    return { keys: join(({ keys }) => keys), values: join(({ values }) => values) };
  }
}
