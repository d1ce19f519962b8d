/**
 * Memory Sparse Attention (arXiv 2603.23516): a bank of documents, each encoded once and on its own, that the upper
 * layers of a transformer search with a learned router and read through ordinary attention. Positions restart in every
 * document, so the bank may hold any number of them; adding or removing one touches no other.
 *
 * Two tiers: the router's unit vectors stay in memory, keys and values lie in a content tier as half-precision blocks
 * and only those of the routed documents are fetched.
 */
import { MemoryError } from '../../../errors/index.ts';
import type { Transformer } from '../../../models/transformer.ts';
import type { ContentTier, StartThreads, Threads } from '../../../ports/index.ts';
import { requireFloats } from '../../../tensor/index.ts';
import { memoryContentTier, packContent, unpackContent } from './content.ts';
import { encodeDocument } from './encode-document.ts';
import { MemoryAttention, type RoutedDocument } from './memory-attention.ts';
import { RouterIndex, scanDocuments } from './router-index.ts';
import { searchRouter } from './search-router.ts';

/** How a bank is made. */
export type MemoryBankOptions = {
  /** A model whose parameters hold `layers.N.routerQuery` and `layers.N.routerKey` for the memory layers. */
  readonly model: Transformer;
  /** Tokens averaged into one entry (default 64; as many as one fact takes for small documents). */
  readonly chunk?: number;
  /** Documents that a query reads (default 16); also the position of the query's first token. */
  readonly topK?: number;
  /**
   * Reads only documents whose score is within this of the best one's, a difference of mean cosines (default: all `topK`,
   * as published). With many documents the runners-up are near misses that reading would average in.
   */
  readonly margin?: number;
  /** Layers from here on read the bank (default: the latter half). */
  readonly firstMemoryLayer?: number;
  /** Where keys and values go (default: this process's memory). */
  readonly content?: ContentTier;
  /** Divides the router's scan over threads; close the bank afterwards. */
  readonly threads?: { readonly start: StartThreads; readonly count: number };
};

/** A document to remember. */
export type BankDocument = {
  readonly id: string;
  readonly tokens: Int32Array;
  /** Position of its first token (default 0; anything else is for comparison with running positions). */
  readonly firstPosition?: number;
};

/** Sizes and work of a bank. */
export type MemoryBankStats = {
  readonly documents: number;
  readonly tokens: number;
  /** Chunks over all memory layers. */
  readonly chunks: number;
  readonly routerBytes: number;
  readonly contentBytes: number;
  /** Router rows compared with queries, bytes of content fetched, and scans, since the bank was made. */
  readonly rowsScanned: number;
  readonly bytesFetched: number;
  readonly scans: number;
};

/** How a query is attached. */
export type AttachOptions = {
  /** Read exactly these documents instead of routing. Throws `not_found` for an unknown one. */
  readonly ids?: readonly string[];
  /** Documents that are not read, those whose text stands in the prompt for instance. */
  readonly exclude?: readonly string[];
  /** Last tokens of the prompt that route (default: all). */
  readonly routingTokens?: number;
  /** Documents to read (default the bank's `topK`). */
  readonly topK?: number;
  /** How far below the best one a document may score (default the bank's `margin`). */
  readonly margin?: number;
};

type Held = { readonly slot: number; readonly tokens: Int32Array };

/** A bank of documents for one model. */
export class MemoryBank {
  readonly model: Transformer;
  readonly chunk: number;
  readonly topK: number;
  readonly margin: number;
  readonly firstMemoryLayer: number;
  readonly #content: ContentTier;
  readonly #layers: RouterIndex[];
  readonly #documents = new Map<string, Held>();
  #idOfSlot: (string | undefined)[] = [];
  readonly #threads: Threads | undefined;
  #tokens = 0;
  #rowsScanned = 0;
  #bytesFetched = 0;
  #scans = 0;

  constructor(options: MemoryBankOptions) {
    const { model, chunk = 64, topK = 16, margin = Number.POSITIVE_INFINITY, threads } = options;
    const { layers, kvHeads, heads, headSize, hidden } = model.config;
    this.model = model;
    this.firstMemoryLayer = options.firstMemoryLayer ?? Math.floor(layers / 2);
    if (!Number.isInteger(chunk) || chunk < 1 || !Number.isInteger(topK) || topK < 1) {
      throw new MemoryError('invalid_input', `chunk ${chunk} and topK ${topK} must be whole numbers above 0`);
    }
    if (!(margin >= 0)) throw new MemoryError('invalid_input', `margin ${margin} must be a number from 0 up`);
    for (let l = this.firstMemoryLayer; l < layers; l++) {
      if (model.parameters[`layers.${l}.routerQuery`] === undefined) {
        throw new MemoryError('not_found', `the model has no router for layer ${l}`, {
          hint: 'train one (see scripts/train/tiny-msa.mjs) or open a fixture that has routers, such as tiny-msa',
        });
      }
      requireFloats(model.parameters, `layers.${l}.routerQuery`, [heads * headSize, hidden]);
      requireFloats(model.parameters, `layers.${l}.routerKey`, [kvHeads * headSize, hidden]);
    }
    this.chunk = chunk;
    this.topK = topK;
    this.margin = margin;
    this.#content = options.content ?? memoryContentTier();
    this.#threads = threads?.start(scanDocuments, threads.count);
    const share = this.#threads !== undefined;
    this.#layers = Array.from(
      { length: layers - this.firstMemoryLayer },
      () => new RouterIndex(kvHeads * headSize, share),
    );
  }

  get size(): number {
    return this.#documents.size;
  }

  /** Ids of the documents, in the order in which they were added. */
  ids(): string[] {
    return [...this.#documents.keys()];
  }

  /** Encodes a document and stores it. Throws `conflict` for a known id, `invalid_input` for an empty document. */
  add(document: BankDocument): void {
    const { id, tokens, firstPosition = 0 } = document;
    if (this.#documents.has(id)) {
      throw new MemoryError('conflict', `the bank has a document ${id} already`, { hint: 'remove it first' });
    }
    if (tokens.length === 0) throw new MemoryError('invalid_input', `document ${id} has no tokens`);
    const { firstMemoryLayer, chunk } = this;
    const encoded = encodeDocument(this.model, tokens, { firstMemoryLayer, chunk, firstPosition });
    // The slow tier first: a document that could not be stored must not be found.
    const slot = this.#idOfSlot.length;
    encoded.forEach((layer, l) => {
      this.#content.write(slot * encoded.length + l, packContent(layer));
    });
    encoded.forEach((layer, l) => {
      this.#layers[l]!.append(layer.router);
    });
    this.#idOfSlot.push(id);
    this.#documents.set(id, { slot, tokens: tokens.slice() });
    this.#tokens += tokens.length;
  }

  /** Forgets a document: vectors zeroed, content removed. Other documents keep every bit. Throws `not_found`. */
  remove(id: string): void {
    const held = this.#held(id);
    this.#layers.forEach((layer, l) => {
      layer.remove(held.slot);
      this.#content.remove(held.slot * this.#layers.length + l);
    });
    this.#idOfSlot[held.slot] = undefined;
    this.#documents.delete(id);
    this.#tokens -= held.tokens.length;
    held.tokens.fill(0);
  }

  /** The original tokens of a document. Throws `not_found`. */
  textOf(id: string): Int32Array {
    return this.#held(id).tokens.slice();
  }

  /** The original tokens that one of its entries averages. Throws `not_found`. */
  chunkOf(id: string, chunk: number): Int32Array {
    const tokens = this.#held(id).tokens.slice(chunk * this.chunk, (chunk + 1) * this.chunk);
    if (chunk < 0 || tokens.length === 0) throw new MemoryError('not_found', `document ${id} has no chunk ${chunk}`);
    return tokens;
  }

  /**
   * A memory for one query or conversation: pass it to `forward` or `generate` with positions from `offset` on. The first
   * request routes, layer by layer; later tokens go on reading the same documents.
   */
  attach(options: AttachOptions = {}): MemoryAttention {
    const fixed = options.ids?.map((id) => this.#held(id).slot);
    const excluded = new Set((options.exclude ?? []).map((id) => this.#held(id).slot));
    const { topK = this.topK, margin = this.margin } = options;
    return new MemoryAttention({
      model: this.model,
      firstMemoryLayer: this.firstMemoryLayer,
      offset: this.topK,
      ...(options.routingTokens !== undefined && { routingTokens: options.routingTokens }),
      route: (layer, queries) =>
        fixed === undefined
          ? this.#search(layer, queries, { topK, margin, excluded })
          : fixed.map((slot) => ({ slot, score: Number.NaN })),
      bestChunk: (layer, slot, queries) => this.#layers[layer - this.firstMemoryLayer]!.bestChunk(slot, queries),
      fetch: (layer, slot) => this.#fetch(layer, slot),
      idOf: (slot) => this.#idOfSlot[slot]!,
    });
  }

  /**
   * Documents for a query without reading them, best first: every memory layer's own choice (later layers see what the
   * earlier ones read), and all of them by their best score.
   */
  route(tokens: Int32Array, options: Omit<AttachOptions, 'ids'> = {}): RoutedDocument[] {
    const memory = this.attach(options);
    this.model.forward({ tokens, memory, positions: memory.offset, logits: 'none' });
    return memory.routed();
  }

  /** Sizes, and counters of the work done. */
  stats(): MemoryBankStats {
    const sum = (of: (index: RouterIndex) => number): number => this.#layers.reduce((a, layer) => a + of(layer), 0);
    return {
      documents: this.#documents.size,
      tokens: this.#tokens,
      chunks: sum((layer) => layer.rowCount),
      routerBytes: sum((layer) => layer.bytes),
      contentBytes: this.#content.bytes,
      rowsScanned: this.#rowsScanned,
      bytesFetched: this.#bytesFetched,
      scans: this.#scans,
    };
  }

  /** Ends the threads, if there are any. */
  async close(): Promise<void> {
    await this.#threads?.close();
  }

  #held(id: string): Held {
    const held = this.#documents.get(id);
    if (held === undefined) throw new MemoryError('not_found', `the bank has no document ${id}`);
    return held;
  }

  #search(
    layer: number,
    queries: Float32Array,
    of: { readonly topK: number; readonly margin: number; readonly excluded: ReadonlySet<number> },
  ): { slot: number; score: number }[] {
    const index = this.#layers[layer - this.firstMemoryLayer]!;
    const found = searchRouter(index, queries, { count: of.topK + of.excluded.size, threads: this.#threads });
    this.#rowsScanned += found.rowsRead;
    this.#scans++;
    const best = found.documents.filter(({ slot }) => !of.excluded.has(slot)).slice(0, of.topK);
    return best.filter(({ score }) => score >= best[0]!.score - of.margin);
  }

  #fetch(layer: number, slot: number): { keys: Float32Array; values: Float32Array } {
    const { kvHeads, headSize } = this.model.config;
    const block = this.#content.read(slot * this.#layers.length + layer - this.firstMemoryLayer);
    this.#bytesFetched += block.length;
    return unpackContent(block, kvHeads * headSize);
  }
}
