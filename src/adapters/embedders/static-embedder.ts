/**
 * The default embedder: the weighted sum of a shipped table of token vectors, in microseconds a text and without a
 * model.
 *
 * Weights and common-component removal follow SIF (Arora, Liang, Ma, ICLR 2017); they are folded into the table, so
 * that embedding is a sum and a normalization. Deviations: weights and vectors are tuned further when the table is
 * built (see data/embedder/PROVENANCE.md), and unknown words get a vector made from their letters (in the manner of
 * fastText, arXiv 1607.04606, with fixed random vectors), so that names and misspellings still match themselves.
 */
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { Embedder } from '../../ports/index.ts';
import { hashToken, scanTokens, type TokenHash, type TokenVisitor } from './token-scan.ts';
import { findToken, readTokenTable, shippedTokenTable, type TokenTable } from './token-table.ts';

/** An embedder that needs no waiting. */
export type SyncEmbedder = Embedder & {
  /** One L2-normalized vector a text, in order; the zero vector for a text without a token. */
  embedSync(texts: readonly string[]): Float32Array[];
};

export type StaticEmbedderOptions = {
  /** A table built by `scripts/build-embedder.mjs`. Default: the one that ships with the package. */
  readonly path?: string;
};

const maxBatch = 4_096;

/** Word endings tried on a word that the table does not have: ending to cut, ending to put in its place. */
const endings: readonly (readonly [string, string])[] = [
  ['s', ''],
  ['ies', 'y'],
  ['es', ''],
  ['ed', ''],
  ['ed', 'e'],
  ['ing', ''],
  ['ing', 'e'],
  ['ly', ''],
  ['er', ''],
];
const shortestStem = 3;

function endsWith(codes: Uint16Array, start: number, end: number, ending: string): boolean {
  if (end - start - ending.length < shortestStem) return false;
  for (let i = 0; i < ending.length; i++) if (codes[end - ending.length + i] !== ending.charCodeAt(i)) return false;
  return true;
}

/** The sums of one text; one instance serves all texts of an embedder. */
class Accumulator implements TokenVisitor {
  readonly #table: TokenTable;
  readonly #sum: Float64Array;
  readonly #letters: Float64Array;
  readonly #hash: TokenHash = { a: 0, b: 0 };
  #scratch: Uint16Array = new Uint16Array(64);

  constructor(table: TokenTable) {
    this.#table = table;
    this.#sum = new Float64Array(table.dimensions);
    this.#letters = new Float64Array(table.dimensions);
  }

  word(codes: Uint16Array, start: number, end: number): void {
    hashToken(codes, start, end, this.#hash);
    let row = findToken(this.#table, this.#hash);
    if (row < 0) row = this.#inflected(codes, start, end);
    if (row < 0) this.#spell(codes, start, end);
    else this.#addRow(row);
  }

  pair(first: number, second: number): void {
    const weight = this.#table.fallbackWeight / Math.sqrt(this.#sum.length);
    this.#addSigns(this.#sum, Math.imul(first + 0x9e37, 0x85ebca6b) ^ Math.imul(second, 0xc2b2ae35), weight);
  }

  /** The normalized sum; starts the next text. */
  take(): Float32Array {
    let squares = 0;
    for (const x of this.#sum) squares += x * x;
    const vector = new Float32Array(this.#sum.length);
    if (squares > 1e-18) {
      const factor = 1 / Math.sqrt(squares);
      for (let i = 0; i < vector.length; i++) vector[i] = this.#sum[i]! * factor;
    }
    this.#sum.fill(0);
    return vector;
  }

  #addRow(row: number): void {
    const sum = this.#sum;
    const { codes, scales } = this.#table;
    const scale = scales[row]!;
    for (let i = 0, at = row * sum.length; i < sum.length; i++, at++) sum[i] = sum[i]! + scale * codes[at]!;
  }

  /** Row of the word without its ending, or -1. */
  #inflected(codes: Uint16Array, start: number, end: number): number {
    for (const [cut, put] of endings) {
      if (!endsWith(codes, start, end, cut)) continue;
      const length = end - start - cut.length + put.length;
      if (this.#scratch.length < length) this.#scratch = new Uint16Array(2 * length);
      this.#scratch.set(codes.subarray(start, end - cut.length));
      for (let i = 0; i < put.length; i++) this.#scratch[length - put.length + i] = put.charCodeAt(i);
      hashToken(this.#scratch, 0, length, this.#hash);
      const row = findToken(this.#table, this.#hash);
      if (row >= 0) return row;
    }
    return -1;
  }

  /** Adds the vector of an unknown word: of the whole word and of its runs of three and four letters. */
  #spell(codes: Uint16Array, start: number, end: number): void {
    const length = end - start;
    const letters = this.#letters;
    letters.fill(0);
    const at = (i: number): number => (i < 0 || i >= length ? 1 : codes[start + i]!);
    let whole = 0x811c9dc5;
    for (let i = 0; i < length; i++) whole = Math.imul(whole ^ codes[start + i]!, 0x01000193);
    let parts = 0;
    for (let i = -1; i + 3 <= length + 1 && parts < 60; i++) {
      const three = Math.imul(
        Math.imul(Math.imul(at(i) + 0x51, 0x01000193) ^ at(i + 1), 0x85ebca6b) ^ at(i + 2),
        0xc2b2ae35,
      );
      this.#addSigns(letters, three, 1);
      parts++;
      if (i + 4 <= length + 1) {
        this.#addSigns(letters, Math.imul(three ^ at(i + 3), 0x27d4eb2f), 1);
        parts++;
      }
    }
    this.#addSigns(letters, whole ^ 0x5bd1e995, 1 + Math.sqrt(parts));
    let squares = 0;
    for (const x of letters) squares += x * x;
    if (squares === 0) return;
    const factor = this.#table.fallbackWeight / Math.sqrt(squares);
    for (let i = 0; i < letters.length; i++) this.#sum[i] = this.#sum[i]! + factor * letters[i]!;
  }

  /** Adds `weight` or `-weight` to every component, by the bits that follow from `seed`. */
  #addSigns(target: Float64Array, seed: number, weight: number): void {
    let state = seed | 0;
    for (let base = 0; base < target.length; base += 32) {
      state = (state + 0x6d2b79f5) | 0;
      let bits = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
      bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
      bits ^= bits >>> 15;
      const end = Math.min(target.length, base + 32);
      for (let i = base; i < end; i++, bits >>>= 1) target[i] = target[i]! + (bits & 1 ? weight : -weight);
    }
  }
}

/**
 * The embedder over the shipped token table. Deterministic, the same on every platform; reads the table (one file)
 * when it is made.
 */
export function createStaticEmbedder(options: StaticEmbedderOptions = {}): SyncEmbedder {
  const table = readTokenTable(options.path ?? shippedTokenTable());
  const accumulator = new Accumulator(table);
  const embedSync = (texts: readonly string[]): Float32Array[] =>
    texts.map((text) => {
      scanTokens(text, accumulator);
      return accumulator.take();
    });
  return {
    id: `palimpsest-static-en-${table.dimensions}-${table.digest}`,
    dimensions: table.dimensions,
    maxBatch,
    embedSync,
    async embed(texts, { signal }) {
      throwIfAborted(signal);
      if (texts.length > maxBatch) {
        throw new MemoryError('invalid_input', `${texts.length} texts in one call`, {
          hint: `pass at most ${maxBatch} texts a call`,
        });
      }
      return embedSync(texts);
    },
  };
}
