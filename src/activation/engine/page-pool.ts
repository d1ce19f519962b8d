/**
 * Physical memory of caches: fixed pages of slots, handed to any layer and head of any cache, so heads of very
 * different lengths waste at most one page each. Freed pages are zeroed at once and reused last-in first-out.
 */
import { MemoryError } from '../../errors/index.ts';
import { makeSlotFields, type SlotFields, slotFieldBytes, wipeSlotFields } from './slot-fields.ts';

/** Pages are allocated in chunks of this many, so that growing copies nothing. */
const pagesPerChunk = 64;

/** Where a page lives: `slot` is its first slot within the chunk's arrays. */
export type PageAddress = {
  readonly keys: Float32Array;
  readonly values: Float32Array;
  readonly fields: SlotFields;
  readonly slot: number;
};

/** A pool of pages for one head size. Several caches may share one, under one limit. */
export class PagePool {
  readonly headSize: number;
  readonly slotsPerPage: number;
  readonly maxPages: number;
  readonly #chunks: { keys: Float32Array; values: Float32Array; fields: SlotFields }[] = [];
  readonly #free: number[] = [];
  #used = 0;

  /** @param options `slotsPerPage` (default 16); `maxPages` over all caches that share the pool (default no limit) */
  constructor(options: { readonly headSize: number; readonly slotsPerPage?: number; readonly maxPages?: number }) {
    this.headSize = options.headSize;
    this.slotsPerPage = options.slotsPerPage ?? 16;
    this.maxPages = options.maxPages ?? Number.POSITIVE_INFINITY;
  }

  /** Pages handed out. */
  get usedPages(): number {
    return this.#used;
  }

  /** Pages that can still be handed out. */
  get freePages(): number {
    return this.maxPages - this.#used;
  }

  /** Bytes of all chunks, bookkeeping included. */
  get allocatedBytes(): number {
    return this.#chunks.length * pagesPerChunk * this.slotsPerPage * (8 * this.headSize + slotFieldBytes);
  }

  /** Takes a page. Throws `budget_exceeded` at the limit. */
  acquire(): number {
    if (this.#used >= this.maxPages) {
      throw new MemoryError('budget_exceeded', `all ${this.maxPages} cache pages are in use`, {
        hint: 'evict entries, close a sequence, or raise maxPages',
      });
    }
    if (this.#free.length === 0) {
      const first = this.#chunks.length * pagesPerChunk;
      const slots = pagesPerChunk * this.slotsPerPage;
      this.#chunks.push({
        keys: new Float32Array(slots * this.headSize),
        values: new Float32Array(slots * this.headSize),
        fields: makeSlotFields(slots),
      });
      for (let page = first + pagesPerChunk - 1; page >= first; page--) this.#free.push(page);
    }
    this.#used++;
    return this.#free.pop()!;
  }

  /** Zeroes a page and takes it back. */
  release(page: number): void {
    const { keys, values, fields, slot } = this.address(page);
    keys.fill(0, slot * this.headSize, (slot + this.slotsPerPage) * this.headSize);
    values.fill(0, slot * this.headSize, (slot + this.slotsPerPage) * this.headSize);
    wipeSlotFields(fields, slot, this.slotsPerPage);
    this.#free.push(page);
    this.#used--;
  }

  /** The arrays of a page. */
  address(page: number): PageAddress {
    const chunk = this.#chunks[Math.floor(page / pagesPerChunk)]!;
    return { ...chunk, slot: (page % pagesPerChunk) * this.slotsPerPage };
  }
}
