/** Where the rows of one dense index lie: fixed blocks of a shared memory, each with codes, scales and sign bits. */
import { type Arena, blockBytes, chooseArena } from './arena.ts';
import type { RowFormat } from './row-format.ts';

/** One block: `rowsPerBlock` rows from ordinal `number * rowsPerBlock` on. */
export type Block = {
  readonly number: number;
  /** Address of the codes. */
  readonly at: number;
  /** Address of the scales (f32); NaN marks an empty row. */
  readonly scalesAt: number;
  /** Address of the sign bits. */
  readonly signsAt: number;
  live: number;
};

const abandoned = new FinalizationRegistry<{ readonly arena: Arena; readonly blocks: Map<number, Block> }>(
  ({ arena, blocks }) => {
    for (const block of blocks.values()) arena.give(block.at);
    blocks.clear();
  },
);

/** Rows by ordinal. Rows never move; a block whose last row goes is given back. */
export class RowBlocks {
  readonly arena: Arena;
  readonly rowsPerBlock: number;
  /** Bytes of sign bits a row; 0 without a sign pass. */
  readonly signBytes: number;
  readonly format: RowFormat;
  readonly #blocks: Map<number, Block> = new Map();
  #order: readonly Block[] | undefined;
  #size = 0;

  constructor(format: RowFormat) {
    this.format = format;
    this.signBytes = format.bits === 8 ? format.stride / 8 : 0;
    const fitting = Math.floor(blockBytes / (format.stride + 4 + this.signBytes));
    this.rowsPerBlock = fitting >= 32 ? fitting - (fitting % 32) : 4;
    this.arena = chooseArena();
    abandoned.register(this, { arena: this.arena, blocks: this.#blocks }, this.#blocks);
  }

  /** Rows that are filled. */
  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#blocks.size * blockBytes;
  }

  /** Blocks by ascending ordinal. */
  inOrder(): readonly Block[] {
    this.#order ??= [...this.#blocks.values()].sort((a, b) => a.number - b.number);
    return this.#order;
  }

  blockOf(ordinal: number): Block | undefined {
    return this.#blocks.get(Math.floor(ordinal / this.rowsPerBlock));
  }

  /** Scales of a block. */
  scalesOf(block: Block): Float32Array {
    return new Float32Array(this.arena.bytes.buffer, block.scalesAt, this.rowsPerBlock);
  }

  /** Address of a row's codes. */
  rowAt(block: Block, ordinal: number): number {
    return block.at + (ordinal % this.rowsPerBlock) * this.format.stride;
  }

  has(ordinal: number): boolean {
    const block = this.blockOf(ordinal);
    return block !== undefined && !Number.isNaN(this.scalesOf(block)[ordinal % this.rowsPerBlock] ?? Number.NaN);
  }

  /** Fills or replaces a row by a rotated unit vector. */
  write(ordinal: number, unit: Float32Array): void {
    const block = this.blockOf(ordinal) ?? this.addBlock(Math.floor(ordinal / this.rowsPerBlock));
    const slot = ordinal % this.rowsPerBlock;
    const scales = this.scalesOf(block);
    if (Number.isNaN(scales[slot]!)) {
      block.live++;
      this.#size++;
    }
    const at = this.rowAt(block, ordinal);
    scales[slot] = this.format.writeRow(this.arena.bytes, at, unit);
    if (this.signBytes > 0) {
      // From the codes, not from the vector, so that a loaded index has the same bits as the one that was saved.
      this.arena.kernel.signBits(at, 1, this.format.stride, block.signsAt + slot * this.signBytes);
    }
  }

  /** Empties a row, codes included: what is erased leaves no vector behind. True when it was filled. */
  erase(ordinal: number): boolean {
    const block = this.blockOf(ordinal);
    if (!block || !this.has(ordinal)) return false;
    const slot = ordinal % this.rowsPerBlock;
    const bytes = this.arena.bytes;
    this.scalesOf(block)[slot] = Number.NaN;
    const at = this.rowAt(block, ordinal);
    bytes.fill(0, at, at + this.format.stride);
    this.#turn(at, this.format.stride);
    const signs = block.signsAt + slot * this.signBytes;
    bytes.fill(0, signs, signs + this.signBytes);
    block.live--;
    this.#size--;
    if (block.live === 0) {
      this.#blocks.delete(block.number);
      this.#order = undefined;
      this.arena.give(block.at);
    }
    return true;
  }

  /** Makes an empty block. */
  addBlock(number: number): Block {
    const at = this.arena.take();
    const scalesAt = at + this.rowsPerBlock * this.format.stride;
    const block: Block = { number, at, scalesAt, signsAt: scalesAt + this.rowsPerBlock * 4, live: 0 };
    this.scalesOf(block).fill(Number.NaN);
    this.#turn(at, this.rowsPerBlock * this.format.stride);
    this.#blocks.set(number, block);
    this.#order = undefined;
    return block;
  }

  /** The codes of a block as they are saved: 8-bit ones without what the kernel adds to them. */
  copyCodes(block: Block): Uint8Array {
    const bytes = this.rowsPerBlock * this.format.stride;
    this.#turn(block.at, bytes);
    const codes = this.arena.bytes.slice(block.at, block.at + bytes);
    this.#turn(block.at, bytes);
    return codes;
  }

  /** Fills a new block with saved codes and scales. */
  restoreBlock(number: number, codes: Uint8Array, scales: Uint8Array): void {
    const block = this.addBlock(number);
    this.arena.bytes.set(codes, block.at);
    this.arena.bytes.set(scales, block.scalesAt);
    for (const scale of this.scalesOf(block)) if (!Number.isNaN(scale)) block.live++;
    this.#size += block.live;
    this.#turn(block.at, codes.length);
    if (this.signBytes > 0) {
      this.arena.kernel.signBits(block.at, this.rowsPerBlock, this.format.stride, block.signsAt);
    }
  }

  /** Between 8-bit codes as they are saved and as the kernel wants them, both ways; other codes are the same. */
  #turn(at: number, bytes: number): void {
    if (this.format.bits === 8) this.arena.kernel.turnEven(at, bytes);
  }

  /** Empties everything. */
  clear(): void {
    for (const block of this.#blocks.values()) this.arena.give(block.at);
    this.#blocks.clear();
    this.#order = undefined;
    this.#size = 0;
  }

  /** Empties everything, for good. */
  close(): void {
    this.clear();
    abandoned.unregister(this.#blocks);
  }
}
