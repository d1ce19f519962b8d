/**
 * LongMem's bank (arXiv 2306.07174): keys and values of past tokens of one layer, per head, first in, first out. Tokens are
 * kept in chunks; a chunk is found by one key and read whole. Keys carry no position.
 */
import { MemoryError } from '../../../errors/index.ts';
import { floatArray, intArray, readSafetensors, writeSafetensors } from '../../../tensor/index.ts';

/** Keys before rotation and values of one layer, [count, kvHeads, headSize]. */
export type SegmentKeyValues = { readonly keys: Float32Array; readonly values: Float32Array };

/**
 * What a chunk is found by. `mean` of its keys, as published: two tokens that say something halve each other.
 * `weighted`: the mean weighted by the squared length of each key, so that tokens with long keys speak for the chunk.
 */
export type ChunkKeys = 'weighted' | 'mean';

/** Sizes of a bank. */
export type BankStats = {
  readonly tokens: number;
  readonly chunks: number;
  /** Numbers that a search compares a query with, over all heads. */
  readonly indexNumbers: number;
  readonly bytes: number;
  /** Tokens that came and went. */
  readonly forgotten: number;
};

type Chunk = {
  readonly source: string | undefined;
  readonly count: number;
  /** What it is found by, keys and values, each [kvHeads, ..]. */
  readonly found: Float32Array;
  readonly keys: Float32Array;
  readonly values: Float32Array;
};

/** A first-in-first-out bank for one layer. */
export class KeyValueBank {
  readonly kvHeads: number;
  readonly headSize: number;
  readonly capacity: number;
  readonly chunk: number;
  readonly chunkKeys: ChunkKeys;
  #chunks: Chunk[] = [];
  #tokens = 0;
  #forgotten = 0;

  /**
   * @param options `capacity` in tokens (default 65,536); `chunk` tokens found and read together (default 4); `chunkKeys`
   *   what they are found by (default `weighted`)
   */
  constructor(options: {
    readonly kvHeads: number;
    readonly headSize: number;
    readonly capacity?: number;
    readonly chunk?: number;
    readonly chunkKeys?: ChunkKeys;
  }) {
    const { kvHeads, headSize, capacity = 65_536, chunk = 4, chunkKeys = 'weighted' } = options;
    if (chunkKeys !== 'weighted' && chunkKeys !== 'mean') {
      throw new MemoryError('invalid_input', `chunks cannot be found by ${String(chunkKeys).slice(0, 40)}`, {
        hint: 'by their weighted key, or by their mean',
      });
    }
    if (!Number.isInteger(chunk) || chunk < 1 || !(capacity >= chunk)) {
      throw new MemoryError('invalid_input', `a bank of ${capacity} tokens cannot have chunks of ${chunk}`);
    }
    this.kvHeads = kvHeads;
    this.headSize = headSize;
    this.capacity = capacity;
    this.chunk = chunk;
    this.chunkKeys = chunkKeys;
  }

  /** Appends a segment; the oldest chunks go when there are too many tokens. */
  write({ keys, values }: SegmentKeyValues, source?: string): void {
    const { kvHeads, headSize, chunk } = this;
    const width = kvHeads * headSize;
    const count = keys.length / width;
    if (!Number.isInteger(count) || values.length !== keys.length) {
      throw new MemoryError('invalid_input', `${keys.length} key and ${values.length} value numbers are no segment`);
    }
    for (let from = 0; from < count; from += chunk) {
      const held = Math.min(chunk, count - from);
      const part = [from * width, (from + held) * width] as const;
      const own = keys.slice(...part);
      const found = this.#foundBy(own, held);
      this.#chunks.push({ source, count: held, found, keys: own, values: values.slice(...part) });
      this.#tokens += held;
    }
    let gone = 0;
    while (this.#tokens > this.capacity) {
      this.#tokens -= this.#chunks[gone]!.count;
      this.#forgotten += this.#chunks[gone++]!.count;
    }
    if (gone > 0) this.#chunks.splice(0, gone);
  }

  /** One key for each head of a chunk. */
  #foundBy(keys: Float32Array, count: number): Float32Array {
    const { kvHeads, headSize, chunkKeys } = this;
    const found = new Float32Array(kvHeads * headSize);
    for (let head = 0; head < kvHeads; head++) {
      const key = (t: number): Float32Array =>
        keys.subarray((t * kvHeads + head) * headSize, (t * kvHeads + head + 1) * headSize);
      const weights = Array.from({ length: count }, (_, t) =>
        chunkKeys === 'mean' ? 1 : key(t).reduce((sum, x) => sum + x * x, 0),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (total === 0) continue;
      weights.forEach((weight, t) => {
        const own = key(t);
        for (let d = 0; d < headSize; d++) found[head * headSize + d]! += (own[d]! * weight) / total;
      });
    }
    return found;
  }

  get size(): number {
    return this.#chunks.length;
  }

  /** Numbers of the `count` chunks whose key has the largest product with the query, best first. */
  search(head: number, query: Float32Array, count: number): number[] {
    const { headSize } = this;
    const best: { chunk: number; score: number }[] = [];
    for (let c = 0; c < this.#chunks.length; c++) {
      const { found } = this.#chunks[c]!;
      let score = 0;
      for (let d = 0; d < headSize; d++) score += query[d]! * found[head * headSize + d]!;
      if (best.length === count && score <= best[count - 1]!.score) continue;
      let at = best.length;
      while (at > 0 && best[at - 1]!.score < score) at--;
      best.splice(at, 0, { chunk: c, score });
      if (best.length > count) best.pop();
    }
    return best.map(({ chunk }) => chunk);
  }

  /** Keys and values of one head of a chunk, token after token. */
  *tokensOf(chunk: number, head: number): Generator<{ readonly key: Float32Array; readonly value: Float32Array }> {
    const { kvHeads, headSize } = this;
    const held = this.#chunks[chunk];
    if (held === undefined) throw new MemoryError('not_found', `the bank has no chunk ${chunk}`);
    for (let t = 0; t < held.count; t++) {
      const from = (t * kvHeads + head) * headSize;
      yield { key: held.keys.subarray(from, from + headSize), value: held.values.subarray(from, from + headSize) };
    }
  }

  /** Removes everything that came from a source, zeroing it; returns the number of tokens. */
  drop(source: string): number {
    let dropped = 0;
    this.#chunks = this.#chunks.filter((chunk) => {
      if (chunk.source !== source) return true;
      for (const array of [chunk.found, chunk.keys, chunk.values]) array.fill(0);
      dropped += chunk.count;
      return false;
    });
    this.#tokens -= dropped;
    return dropped;
  }

  stats(): BankStats {
    const width = this.kvHeads * this.headSize;
    const index = this.#chunks.length * width;
    return {
      tokens: this.#tokens,
      chunks: this.#chunks.length,
      indexNumbers: index,
      bytes: 4 * (index + 2 * this.#tokens * width),
      forgotten: this.#forgotten,
    };
  }

  /** The bank as one file. */
  save(): Uint8Array {
    const width = this.kvHeads * this.headSize;
    const join = (pick: (chunk: Chunk) => Float32Array): Float32Array => {
      const all = new Float32Array(this.#tokens * width);
      let at = 0;
      for (const chunk of this.#chunks) {
        all.set(pick(chunk), at);
        at += chunk.count * width;
      }
      return all;
    };
    const shape = [this.#tokens, this.kvHeads, this.headSize];
    const { capacity, chunk, chunkKeys } = this;
    return writeSafetensors(
      {
        keys: floatArray(
          shape,
          join(({ keys }) => keys),
        ),
        values: floatArray(
          shape,
          join(({ values }) => values),
        ),
        counts: intArray(
          [this.#chunks.length],
          Int32Array.from(this.#chunks, ({ count }) => count),
        ),
      },
      {
        ...{ capacity: String(capacity), chunk: String(chunk), chunkKeys },
        sources: JSON.stringify(this.#chunks.map((c) => c.source)),
      },
    );
  }

  /** Opens what {@link KeyValueBank.save} wrote. Throws `corrupt` when the parts do not fit. */
  static load(bytes: Uint8Array): KeyValueBank {
    const { tensors, metadata } = readSafetensors(bytes);
    const { keys, values, counts } = tensors;
    const sources: unknown = JSON.parse(metadata['sources'] ?? 'null');
    const total = counts && Array.from(counts.data).reduce((sum, count) => sum + count, 0);
    if (
      keys === undefined ||
      values === undefined ||
      counts === undefined ||
      keys.shape.length !== 3 ||
      total !== keys.shape[0] ||
      values.data.length !== keys.data.length ||
      !Array.isArray(sources) ||
      sources.length !== counts.data.length
    ) {
      throw new MemoryError('corrupt', 'the file does not hold a bank of keys and values');
    }
    const [, kvHeads, headSize] = keys.shape as [number, number, number];
    const bank = new KeyValueBank({
      kvHeads,
      headSize,
      capacity: Number(metadata['capacity']),
      chunk: Number(metadata['chunk']),
      // files of earlier versions do not say: they were found by the mean
      chunkKeys: metadata['chunkKeys'] === 'weighted' ? 'weighted' : 'mean',
    });
    const width = kvHeads * headSize;
    let at = 0;
    Array.from(counts.data).forEach((count, n) => {
      const part = [at * width, (at + count) * width] as const;
      const source: unknown = sources[n];
      bank.write(
        { keys: (keys.data as Float32Array).slice(...part), values: (values.data as Float32Array).slice(...part) },
        typeof source === 'string' ? source : undefined,
      );
      at += count;
    });
    return bank;
  }
}
