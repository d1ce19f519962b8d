/**
 * The dense index: the vectors of one embedding space in the process, searched exhaustively by the WebAssembly scan.
 *
 * Rows are rotated unit vectors at one precision (8 bits by default), in blocks that never move, each with a scale a
 * row and, at 8 bits, a sign bit a component for a cheap first pass over large indexes. Equal scores: the higher
 * ordinal, that is the newer thing, comes first.
 */
import { MemoryError } from '../../../errors/index.ts';
import { largestK, listRoom, scratch } from './arena.ts';
import type { Precision } from './codec.ts';
import { loadRows, saveRows } from './dense-snapshot.ts';
import { type Rotation, rotationFor } from './rotation.ts';
import { type Block, RowBlocks } from './row-blocks.ts';
import { rowFormat, writeSigns } from './row-format.ts';
import type { ScanCrew } from './scan-crew.ts';
import { scoreBytes } from './score-bytes.ts';

export type DenseIndexOptions = {
  /** Components of every vector. */
  readonly dimensions: number;
  /** Embedding space, as `Embedder.id`. */
  readonly space: string;
  /** Bits a component of the rows in memory. Default 8. */
  readonly bits?: Precision;
  /**
   * Live rows from which a search without `allowed` first ranks all rows by sign bits (8-bit rows only).
   * Default 50,000; `Infinity` never does.
   */
  readonly firstPassFrom?: number;
  /** Threads that help where every row of a large index is scored. Default: none. */
  readonly crew?: ScanCrew | undefined;
};

export type DenseSearchOptions = {
  /** One bit an ordinal, lowest bit first; ordinals past its end are not allowed. Default: all. */
  readonly allowed?: Uint8Array;
  /** Full-precision vector of an ordinal, for exact rescoring of the best; undefined keeps the index's own score. */
  readonly exact?: (ordinal: number) => Float32Array | undefined;
  /** Score every row, however many there are: exact, and slower than the search by sign bits. Default false. */
  readonly exhaustive?: boolean;
  /** Space of the query vector, checked when given. */
  readonly space?: string;
};

export type DenseHits = {
  /** Best first. */
  readonly ordinals: Uint32Array;
  /** Cosines (at 1 bit: estimated from sign agreement). */
  readonly scores: Float32Array;
};

/** See `#scanWidth`. */
const scanMargin = 16;
const rescoreFactor = 4;
const largestOrdinal = 2 ** 32 - 2;

/** How much wider than `k` the sign-bit pass casts its net. */
function firstPassWidth(k: number): number {
  return Math.min(largestK, Math.max(2_000, 15 * k));
}

/** See {@link createDenseIndex}. */
export class DenseIndex {
  readonly dimensions: number;
  readonly space: string;
  readonly bits: Precision;
  readonly #firstPassFrom: number;
  readonly #crew: ScanCrew | undefined;
  readonly #rotation: Rotation;
  readonly #rows: RowBlocks;
  readonly #unit: Float32Array;
  #closed = false;

  constructor(options: DenseIndexOptions) {
    this.dimensions = options.dimensions;
    this.space = options.space;
    this.bits = options.bits ?? 8;
    this.#firstPassFrom = options.firstPassFrom ?? 50_000;
    this.#crew = options.crew;
    this.#rows = new RowBlocks(rowFormat(options.dimensions, this.bits));
    this.#rotation = rotationFor(options.dimensions);
    this.#unit = new Float32Array(options.dimensions);
  }

  /** Rows that can be found. */
  get size(): number {
    return this.#rows.size;
  }

  /** Bytes of memory held. */
  get bytes(): number {
    return this.#rows.bytes;
  }

  /** True when the ordinal has a vector. */
  has(ordinal: number): boolean {
    return this.#rows.has(ordinal);
  }

  /**
   * Puts a vector at an ordinal, in place of any that was there; its length does not matter.
   * The zero vector says nothing and leaves the ordinal empty.
   */
  add(ordinal: number, vector: Float32Array, space?: string): void {
    this.#checkOpen();
    this.#checkVector(vector, space);
    if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal > largestOrdinal) {
      throw new MemoryError('invalid_input', `ordinal ${ordinal} is not an integer from 0 to ${largestOrdinal}`, {
        hint: 'number the rows 0, 1, 2 and so on',
      });
    }
    if (this.#prepare(vector)) this.#rows.write(ordinal, this.#unit);
    else this.#rows.erase(ordinal);
  }

  /** Takes a row out. True when there was one. */
  remove(ordinal: number): boolean {
    this.#checkOpen();
    return this.#rows.erase(ordinal);
  }

  /** The best `k` rows by cosine to `vector`, best first. The zero vector finds nothing. */
  search(vector: Float32Array, k: number, options: DenseSearchOptions = {}): DenseHits {
    this.#checkOpen();
    this.#checkVector(vector, options.space);
    if (!Number.isInteger(k) || k < 1 || k > largestK) {
      throw new MemoryError('invalid_input', `k is ${k}`, { hint: `ask for 1 to ${largestK} rows` });
    }
    if (this.size === 0 || !this.#prepare(vector)) return { ordinals: new Uint32Array(0), scores: new Float32Array(0) };
    const wanted = Math.min(k, this.size);
    const width = options.exact ? Math.min(this.size, largestK, rescoreFactor * wanted) : this.#scanWidth(wanted);
    const quick = !options.allowed && options.exhaustive !== true;
    const signsFirst = this.#rows.signBytes > 0 && quick && this.size >= this.#firstPassFrom;
    const found = signsFirst ? this.#searchSignsFirst(width) : this.#searchAll(width, options.allowed);
    return options.exact ? this.#rescore(found, vector, wanted, options.exact) : cut(found, wanted);
  }

  /** What the scan keeps for `wanted` hits: of 8-bit rows some more, since it ranks by a query of 7 bits. */
  #scanWidth(wanted: number): number {
    return this.bits === 8 ? Math.min(this.size, largestK, wanted + scanMargin + (wanted >> 4)) : wanted;
  }

  /**
   * Cosines of `vector` to given ordinals, as `search` would score them (without rescoring), into `out`;
   * 0 for an ordinal without a vector.
   */
  scoresOf(vector: Float32Array, ordinals: Uint32Array, out: Float32Array): void {
    this.#checkOpen();
    this.#checkVector(vector, undefined);
    if (out.length < ordinals.length) {
      throw new MemoryError('invalid_input', `room for ${out.length} of ${ordinals.length} scores`, {
        hint: 'pass an output at least as long as the list of ordinals',
      });
    }
    if (!this.#prepare(vector)) {
      out.fill(0, 0, ordinals.length);
      return;
    }
    if (this.bits === 8) {
      scoreBytes(this.#rows, this.#unit, ordinals, out);
      return;
    }
    const { arena, format, rowsPerBlock } = this.#rows;
    const factor = format.writeQuery(arena.bytes, this.#unit);
    for (let i = 0; i < ordinals.length; i++) {
      const ordinal = ordinals[i]!;
      const block = this.#rows.blockOf(ordinal);
      const scale = block ? this.#rows.scalesOf(block)[ordinal % rowsPerBlock]! : Number.NaN;
      if (!block || Number.isNaN(scale)) {
        out[i] = 0;
        continue;
      }
      const row = this.#rows.rowAt(block, ordinal);
      const dot = arena.kernel.dotRow(this.bits, row, format.stride, scratch.query, scratch.levels);
      out[i] = format.cosine(Math.fround(dot * scale) * factor);
    }
  }

  /** The index as byte sections, to be stored as they are and given back to `load`. */
  snapshot(): Uint8Array[] {
    this.#checkOpen();
    return saveRows(this.#rows, this.space);
  }

  /** Replaces the content by a snapshot of the same space, width and precision. */
  load(sections: readonly Uint8Array[]): void {
    this.#checkOpen();
    loadRows(this.#rows, this.space, sections);
  }

  /** Gives the memory back. Any later call throws `closed`. */
  close(): void {
    if (!this.#closed) this.#rows.close();
    this.#closed = true;
  }

  #checkOpen(): void {
    if (this.#closed) throw new MemoryError('closed', 'the dense index was closed', { hint: 'open the cube again' });
  }

  #checkVector(vector: Float32Array, space: string | undefined): void {
    if (vector.length === this.dimensions && (space === undefined || space === this.space)) return;
    const from = space === undefined ? '' : ` of ${space}`;
    throw new MemoryError(
      'incompatible',
      `vector of ${vector.length} components${from}, index of ${this.dimensions} of ${this.space}`,
      { hint: 'derive the vectors again with the configured embedder' },
    );
  }

  /** Puts the rotated unit vector into `#unit`; false for the zero vector. */
  #prepare(vector: Float32Array): boolean {
    let squares = 0;
    for (let i = 0; i < vector.length; i++) squares += vector[i]! * vector[i]!;
    if (!Number.isFinite(squares)) {
      throw new MemoryError('invalid_input', 'vector with a component that is not finite', {
        hint: 'check the embedder that made it',
      });
    }
    if (squares < 1e-24) return false;
    const factor = 1 / Math.sqrt(squares);
    for (let i = 0; i < vector.length; i++) this.#unit[i] = vector[i]! * factor;
    this.#rotation.rotate(this.#unit, this.#unit);
    return true;
  }

  #searchAll(k: number, allowed: Uint8Array | undefined): DenseHits {
    const { arena, format, rowsPerBlock } = this.#rows;
    const { kernel, bytes } = arena;
    const factor = format.writeQuery(bytes, this.#unit);
    const blocks = this.#rows.inOrder();
    const { bits, stride } = format;
    if (allowed === undefined && this.#crew?.scan({ arena, bits, stride, rowsPerBlock, blocks, k }) === true) {
      return this.#collect(factor);
    }
    kernel.begin(scratch.scores, scratch.ordinals, k);
    for (const block of blocks.toReversed()) {
      const first = block.number * rowsPerBlock;
      if (allowed === undefined) {
        format.scan(kernel, block.at, rowsPerBlock, block.scalesAt, first);
      } else if (copyBits(allowed, first, rowsPerBlock, bytes)) {
        this.#scanAllowed(block, first);
      }
    }
    return this.#collect(factor);
  }

  /** All rows by agreement of signs, then the most agreeing ones by their codes. */
  #searchSignsFirst(k: number): DenseHits {
    const { arena, format, rowsPerBlock } = this.#rows;
    const { kernel, bytes } = arena;
    const { query, queryBits, histogram, list } = scratch;
    const { stride } = format;
    writeSigns(bytes, queryBits, this.#unit, stride);
    bytes.fill(0, histogram, histogram + 4 * (stride + 1));
    const blocks = this.#rows.inOrder();
    for (const { signsAt, scalesAt } of blocks) {
      kernel.countBits(signsAt, rowsPerBlock, stride / 64, scalesAt, queryBits, histogram);
    }
    kernel.takeNearest(histogram, stride + 1, firstPassWidth(k));
    const factor = format.writeQuery(bytes, this.#unit);
    kernel.begin(scratch.scores, scratch.ordinals, k);
    let length = 0;
    for (let b = blocks.length - 1; b >= 0; b--) {
      const { at, scalesAt, signsAt, number } = blocks[b]!;
      const first = number * rowsPerBlock;
      length = kernel.listNear(at, rowsPerBlock, stride, scalesAt, signsAt, queryBits, first, list, listRoom, length);
    }
    kernel.scoreList(list, listRoom, length, stride, query);
    kernel.offerList(list, listRoom, length);
    return this.#collect(factor);
  }

  /** Scans the rows of one block whose bits are set in the scratch area. */
  #scanAllowed(block: Block, first: number): void {
    const { arena, format, rowsPerBlock } = this.#rows;
    const { kernel } = arena;
    const { query, levels, bitmap, list } = scratch;
    const { at, scalesAt } = block;
    const { stride } = format;
    if (this.bits !== 8) {
      kernel.scanAllowed(this.bits, at, rowsPerBlock, stride, scalesAt, query, levels, bitmap, first);
      return;
    }
    const length = kernel.listAllowed(at, rowsPerBlock, stride, scalesAt, bitmap, first, list, listRoom);
    kernel.scoreList(list, listRoom, length, stride, query);
    kernel.offerList(list, listRoom, length);
  }

  #collect(factor: number): DenseHits {
    const { arena, format } = this.#rows;
    const count = arena.kernel.finish();
    const ordinals = new Uint32Array(arena.bytes.buffer, scratch.ordinals, count).slice();
    const scores = new Float32Array(arena.bytes.buffer, scratch.scores, count).slice();
    if (this.bits === 8) return this.#finer(ordinals, scores);
    for (let i = 0; i < count; i++) scores[i] = format.cosine(scores[i]! * factor);
    return { ordinals, scores };
  }

  /** 8-bit rows again with the whole query: the scan's order is right but for near ties. */
  #finer(ordinals: Uint32Array, scores: Float32Array): DenseHits {
    scoreBytes(this.#rows, this.#unit, ordinals, scores);
    for (let i = 1; i < ordinals.length; i++) {
      const score = scores[i]!;
      const ordinal = ordinals[i]!;
      let to = i;
      for (; to > 0; to--) {
        const before = scores[to - 1]!;
        if (before > score || (before === score && ordinals[to - 1]! > ordinal)) break;
        scores[to] = before;
        ordinals[to] = ordinals[to - 1]!;
      }
      scores[to] = score;
      ordinals[to] = ordinal;
    }
    return { ordinals, scores };
  }

  #rescore(
    found: DenseHits,
    query: Float32Array,
    k: number,
    exact: NonNullable<DenseSearchOptions['exact']>,
  ): DenseHits {
    const rescored = Array.from(found.ordinals, (ordinal, i) => {
      const vector = exact(ordinal);
      if (vector) this.#checkVector(vector, undefined);
      return { ordinal, score: vector ? cosine(query, vector) : found.scores[i]! };
    });
    rescored.sort((a, b) => b.score - a.score || b.ordinal - a.ordinal);
    const best = rescored.slice(0, k);
    return {
      ordinals: Uint32Array.from(best, (hit) => hit.ordinal),
      scores: Float32Array.from(best, (hit) => hit.score),
    };
  }
}

function cut({ ordinals, scores }: DenseHits, most: number): DenseHits {
  return { ordinals: ordinals.subarray(0, most), scores: scores.subarray(0, most) };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : 0;
}

/** Copies bits `first` to `first + count` of the caller's bitmap into the scratch area; false when none is set. */
function copyBits(source: Uint8Array, first: number, count: number, target: Uint8Array): boolean {
  const words = Math.ceil(count / 32);
  target.fill(0, scratch.bitmap, scratch.bitmap + 4 * words);
  const shift = first % 8;
  const from = Math.floor(first / 8);
  let any = 0;
  for (let i = 0; 8 * i < count; i++) {
    const low = (source[from + i] ?? 0) >> shift;
    const high = shift === 0 ? 0 : (source[from + i + 1] ?? 0) << (8 - shift);
    const bits = (low | high) & (2 ** Math.min(8, count - 8 * i) - 1);
    target[scratch.bitmap + i] = bits;
    any |= bits;
  }
  return any !== 0;
}

/** An empty index for the vectors of one embedding space. */
export function createDenseIndex(options: DenseIndexOptions): DenseIndex {
  return new DenseIndex(options);
}
