/**
 * Strings as numbers: UTF-8 in one blob, offsets, and an open-addressing hash table, all typed arrays, so that a
 * dictionary of 100,000 words loads from a snapshot without creating 100,000 JavaScript strings.
 */
import { bytesColumn, type Column, wordColumn } from './growable.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Interning the same words again and again is the hot path of indexing: remember the last ones as strings. */
const memoLimit = 60_000;

export type StringTableSections = {
  readonly blob: Uint8Array;
  readonly ends: Uint32Array;
  readonly slots: Uint32Array;
};

/** Numbers are given from 0 in order of first sight and never change. */
export class StringTable {
  private readonly blob: Column<Uint8Array>;
  private readonly ends: Column<Uint32Array>;
  /** Number + 1, or 0 for free; the size is a power of two. */
  private slots: Uint32Array;
  private ownsSlots: boolean;
  private memo: Map<string, number> = new Map();
  private scratch: Uint8Array = new Uint8Array(256);

  constructor(sections?: StringTableSections) {
    this.blob = bytesColumn(sections?.blob);
    this.ends = wordColumn(sections?.ends);
    this.slots = sections?.slots ?? new Uint32Array(64);
    this.ownsSlots = sections === undefined;
  }

  get size(): number {
    return this.ends.length;
  }

  /** The number of `text`, adding it when new. */
  intern(text: string): number {
    const known = this.memo.get(text);
    if (known !== undefined) return known;
    const length = this.encode(text);
    const hash = hashBytes(this.scratch, 0, length);
    const slot = this.probe(hash, length);
    let number = (this.slots[slot] as number) - 1;
    if (number < 0) {
      number = this.ends.length;
      const start = this.blob.length;
      this.blob.extend(start + length, 0);
      this.blob.data.set(this.scratch.subarray(0, length), start);
      this.ends.push(start + length);
      if (!this.ownsSlots) {
        this.slots = this.slots.slice();
        this.ownsSlots = true;
      }
      if (this.ends.length * 2 > this.slots.length) this.rehash();
      else this.slots[slot] = number + 1;
    }
    if (this.memo.size >= memoLimit) this.memo = new Map();
    this.memo.set(text, number);
    return number;
  }

  /** The number of `text`, or -1. */
  find(text: string): number {
    const known = this.memo.get(text);
    if (known !== undefined) return known;
    const length = this.encode(text);
    return (this.slots[this.probe(hashBytes(this.scratch, 0, length), length)] as number) - 1;
  }

  /** The string with that number. */
  text(number: number): string {
    return decoder.decode(this.blob.data.subarray(this.startOf(number), this.ends.data[number] as number));
  }

  /** Numbers of the strings in which `part` stands, in order; much quicker than reading them all. */
  containing(part: string): number[] {
    const found: number[] = [];
    const { data } = this.blob;
    const bytes = Buffer.from(data.buffer, data.byteOffset, this.size === 0 ? 0 : this.ends.data[this.size - 1]);
    const wanted = Buffer.from(part);
    if (wanted.length === 0) return found;
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
      const number = this.numberAt(at);
      const isWithin = at + wanted.length <= (this.ends.data[number] as number);
      if (isWithin && found.at(-1) !== number) found.push(number);
    }
    return found;
  }

  /** The string to which this byte belongs. */
  private numberAt(byte: number): number {
    let low = 0;
    let high = this.size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends.data[middle] as number) <= byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * A table of those strings whose entry in `kept` is 1, numbered in the same order, and for each old number the new
   * one, or -1. Bytes are copied as they are, so this is much quicker than interning them again.
   */
  subset(kept: Uint8Array): { readonly table: StringTable; readonly numbers: Int32Array } {
    const numbers = new Int32Array(this.size).fill(-1);
    const from = this.ends.data;
    let count = 0;
    let bytes = 0;
    for (let number = 0; number < this.size; number++) {
      if (kept[number] !== 1) continue;
      bytes += (from[number] as number) - this.startOf(number);
      numbers[number] = count++;
    }
    const blob = new Uint8Array(bytes);
    const ends = new Uint32Array(count);
    let filled = 0;
    // Neighbours that stay are copied in one piece.
    for (let first = 0; first < this.size; ) {
      if (kept[first] !== 1) {
        first++;
        continue;
      }
      let next = first;
      const start = this.startOf(first);
      for (; next < this.size && kept[next] === 1; next++) {
        ends[numbers[next] as number] = filled + (from[next] as number) - start;
      }
      const end = from[next - 1] as number;
      blob.set(this.blob.data.subarray(start, end), filled);
      filled += end - start;
      first = next;
    }
    let slots = 64;
    while (slots < ends.length * 2) slots *= 2;
    const table = new StringTable({ blob, ends, slots: new Uint32Array(slots) });
    table.rehash(slots);
    return { table, numbers };
  }

  private startOf(number: number): number {
    return number === 0 ? 0 : (this.ends.data[number - 1] as number);
  }

  sections(): StringTableSections {
    return { blob: this.blob.view(), ends: this.ends.view(), slots: this.slots };
  }

  private encode(text: string): number {
    if (this.scratch.length < text.length * 3) this.scratch = new Uint8Array(text.length * 4);
    return encoder.encodeInto(text, this.scratch).written;
  }

  /** Slot of the string in `scratch`, or the free slot where it belongs. */
  private probe(hash: number, length: number): number {
    const mask = this.slots.length - 1;
    const ends = this.ends.data;
    const blob = this.blob.data;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (this.slots[slot] as number) - 1;
      if (number < 0) return slot;
      const start = number === 0 ? 0 : (ends[number - 1] as number);
      if ((ends[number] as number) - start !== length) continue;
      let same = true;
      for (let i = 0; i < length; i++) {
        if (blob[start + i] !== this.scratch[i]) {
          same = false;
          break;
        }
      }
      if (same) return slot;
    }
  }

  private rehash(size: number = this.slots.length * 4): void {
    const slots = new Uint32Array(size);
    const mask = slots.length - 1;
    const blob = this.blob.data;
    let start = 0;
    for (let number = 0; number < this.ends.length; number++) {
      const end = this.ends.data[number] as number;
      let slot = hashBytes(blob, start, end) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
      start = end;
    }
    this.slots = slots;
    this.ownsSlots = true;
  }
}

/** FNV-1a, 32 bits, with a final mix because only the low bits choose the slot. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
