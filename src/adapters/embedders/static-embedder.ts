/**
 * The default embedder: a weighted sum over the tokens of a text, from a shipped table, in microseconds a text and
 * without a model.
 *
 * The first components are meaning: word vectors whose weights and common-component removal follow SIF (Arora, Liang,
 * Ma, ICLR 2017), tuned further when the table is built (see data/embedder/PROVENANCE.md), all folded into the table.
 * The other components are spelling: a sparse random projection of the word stem (Achlioptas 2003), so that names,
 * numbers and rare words are told apart and match themselves. A word that the table does not have gets the spelling
 * of its stem and of its runs of letters (in the manner of fastText, arXiv 1607.04606), so that misspellings match a
 * little.
 */
import { stemmer } from 'stemmer';
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { Embedder } from '../../ports/index.ts';
import { addSpelling } from './spelling.ts';
import { hashToken, hashWord, scanTokens, type TokenHash, type TokenVisitor } from './token-scan.ts';
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
  readonly #place: { readonly offset: number; readonly components: number };
  readonly #ownPlace: { readonly offset: number; readonly components: number };
  readonly #hash: TokenHash = { a: 0, b: 0 };
  #scratch: Uint16Array = new Uint16Array(64);

  constructor(table: TokenTable) {
    this.#table = table;
    this.#sum = new Float64Array(table.meaning + table.spelling);
    this.#letters = new Float64Array(table.spelling);
    this.#place = { offset: table.meaning, components: table.spelling };
    this.#ownPlace = { offset: 0, components: table.spelling };
  }

  word(codes: Uint16Array, start: number, end: number): void {
    hashToken(codes, start, end, this.#hash);
    let row = findToken(this.#table, this.#hash);
    if (row < 0) row = this.#inflected(codes, start, end);
    if (row < 0) this.#addUnknown(codes, start, end);
    else this.#addRow(row);
  }

  pair(first: number, second: number): void {
    const seed = Math.imul(first + 0x9e37, 0x85ebca6b) ^ Math.imul(second, 0xc2b2ae35);
    addSpelling(this.#sum, this.#place, seed, this.#table.unknownWeight);
  }

  /** The normalized sum; starts the next text. */
  take(): Float32Array {
    const sum = this.#sum;
    let squares = 0;
    for (let i = 0; i < sum.length; i++) squares += sum[i]! * sum[i]!;
    const vector = new Float32Array(sum.length);
    if (squares > 1e-18) {
      const factor = 1 / Math.sqrt(squares);
      for (let i = 0; i < vector.length; i++) vector[i] = sum[i]! * factor;
    }
    sum.fill(0);
    return vector;
  }

  #addRow(row: number): void {
    const sum = this.#sum;
    const { codes, scales, meaning, spellingSeeds, spellingWeights } = this.#table;
    const scale = scales[row]!;
    for (let i = 0, at = row * meaning; i < meaning; i++, at++) sum[i] = sum[i]! + scale * codes[at]!;
    addSpelling(sum, this.#place, spellingSeeds[row]!, spellingWeights[row]!);
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

  /** Adds a word without a row: half its stem, half its runs of three and four letters (numbers: the number only). */
  #addUnknown(codes: Uint16Array, start: number, end: number): void {
    const { meaning, unknownWeight } = this.#table;
    let plain = true;
    let digits = false;
    for (let i = start; i < end; i++) {
      const c = codes[i]!;
      if (c > 127) plain = false;
      else if (c <= 0x39) digits = true;
    }
    let seed: number;
    if (plain && !digits)
      seed = hashWord(stemmer(String.fromCharCode(...codes.subarray(start, Math.min(end, start + 64))))).a;
    else {
      hashToken(codes, start, end, this.#hash);
      seed = this.#hash.a;
    }
    const parts = digits ? 0 : this.#addRuns(codes, start, end);
    const share = parts > 0 ? Math.SQRT1_2 : 1;
    addSpelling(this.#sum, this.#place, seed, unknownWeight * share);
    if (parts === 0) return;
    const letters = this.#letters;
    let squares = 0;
    for (let i = 0; i < letters.length; i++) squares += letters[i]! * letters[i]!;
    const factor = squares > 0 ? (unknownWeight * share) / Math.sqrt(squares) : 0;
    for (let i = 0; i < letters.length; i++) this.#sum[meaning + i] = this.#sum[meaning + i]! + factor * letters[i]!;
  }

  /** Sums the spellings of all runs of three and four letters, word boundaries included; returns their number. */
  #addRuns(codes: Uint16Array, start: number, end: number): number {
    this.#letters.fill(0);
    const length = Math.min(end - start, 40);
    const at = (i: number): number => (i < 0 || i >= length ? 1 : codes[start + i]!);
    let parts = 0;
    for (let i = -1; i + 3 <= length + 1; i++) {
      const two = Math.imul(Math.imul(at(i) + 0x51, 0x01000193) ^ at(i + 1), 0x85ebca6b);
      const three = Math.imul(two ^ at(i + 2), 0xc2b2ae35);
      addSpelling(this.#letters, this.#ownPlace, three, 1);
      parts++;
      if (i + 4 > length + 1) continue;
      addSpelling(this.#letters, this.#ownPlace, Math.imul(three ^ at(i + 3), 0x27d4eb2f), 1);
      parts++;
    }
    return parts;
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
  const dimensions = table.meaning + table.spelling;
  return {
    id: `palimpsest-static-en-${dimensions}-${table.digest}`,
    dimensions,
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
