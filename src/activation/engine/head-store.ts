/**
 * All slots of one layer and key-value head: compressed segments first, then a block table of hot pages. A slot's
 * location counts through both in that order; what order slots have in time is told by their positions.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Rope } from '../../models/rope.ts';
import {
  type ColdEncoding,
  type ColdSegment,
  makeColdSegment,
  type PlainSlots,
  plainSlots,
  segmentBytes,
  selectSegmentRows,
} from './cold-segment.ts';
import { unpackMatrix } from './packed-matrix.ts';
import type { PageAddress, PagePool } from './page-pool.ts';
import { copySlotFields, floatFields, integerFields, makeSlotFields, type SlotFields } from './slot-fields.ts';

/** Whether pages hold keys as rotated at their position, or before rotation (rotated when read). */
export type KeyRotation = 'stored' | 'deferred';

/** Contiguous slots in the form in which attention reads them. */
export type SlotRun = {
  readonly count: number;
  readonly keys: Float32Array;
  readonly keyOffset: number;
  /** Stored key channels; `undefined` for all. */
  readonly channels: Uint16Array | undefined;
  readonly values: Float32Array;
  readonly valueOffset: number;
  readonly fields: SlotFields;
  readonly fieldOffset: number;
};

/** One slot's fields with the defaults of a fresh token. */
export type NewSlot = {
  readonly position: number;
  readonly source: number;
  readonly span: number;
  readonly logRetention: number;
};

/** The storage of one head. */
export class HeadStore {
  readonly #pool: PagePool;
  readonly #rope: Rope;
  readonly #rotation: KeyRotation;
  #pages: number[] = [];
  #addresses: PageAddress[] = [];
  #hot = 0;
  #serial = 0;
  #cold: ColdSegment[] = [];

  constructor(pool: PagePool, rope: Rope, rotation: KeyRotation) {
    this.#pool = pool;
    this.#rope = rope;
    this.#rotation = rotation;
  }

  /** Slots in all. */
  get length(): number {
    return this.coldLength + this.#hot;
  }

  /** Slots in compressed segments. */
  get coldLength(): number {
    return this.#cold.reduce((sum, segment) => sum + segment.count, 0);
  }

  /** Pages that `count` more tokens would take from the pool. */
  pagesFor(count: number): number {
    return Math.ceil((this.#hot + count) / this.#pool.slotsPerPage) - this.#pages.length;
  }

  /** Bytes of keys and values as stored, without bookkeeping or unused room in pages. */
  get contentBytes(): number {
    return this.#hot * this.#pool.headSize * 8 + this.#cold.reduce((sum, segment) => sum + segmentBytes(segment), 0);
  }

  /** The compressed segments, for accounting and for files. */
  get segments(): readonly ColdSegment[] {
    return this.#cold;
  }

  /** Adds one token; `key` is not rotated yet. */
  append(key: Float32Array, value: Float32Array, slot: NewSlot): void {
    const { headSize, slotsPerPage } = this.#pool;
    if (this.#hot === this.#pages.length * slotsPerPage) {
      const page = this.#pool.acquire();
      this.#pages.push(page);
      this.#addresses.push(this.#pool.address(page));
    }
    const { at, address } = this.#hotSlot(this.#hot++);
    address.keys.set(key, at * headSize);
    if (this.#rotation === 'stored') this.#rope.rotate(address.keys, at * headSize, slot.position);
    address.values.set(value, at * headSize);
    const { fields } = address;
    fields.position[at] = slot.position;
    fields.serial[at] = this.#serial++;
    fields.source[at] = slot.source;
    fields.spanFrom[at] = slot.span;
    fields.spanTo[at] = slot.span + 1;
    fields.bias[at] = 0;
    fields.keyWeight[at] = 1;
    fields.valueWeight[at] = 1;
    fields.mass[at] = 1;
    fields.logRetention[at] = slot.logRetention;
    fields.attention[at] = 0;
    fields.lastAttention[at] = 0;
  }

  /** Runs that attention walks, with keys rotated. */
  runs(): SlotRun[] {
    const { headSize, slotsPerPage } = this.#pool;
    const runs: SlotRun[] = this.#cold.map((segment) => ({
      count: segment.count,
      keys: unpackMatrix(segment.keys),
      keyOffset: 0,
      channels: segment.channels,
      values: unpackMatrix(segment.values),
      valueOffset: 0,
      fields: segment.fields,
      fieldOffset: 0,
    }));
    for (let n = 0, left = this.#hot; left > 0; n++, left -= slotsPerPage) {
      const { keys, values, fields, slot } = this.#addresses[n]!;
      const count = Math.min(left, slotsPerPage);
      const run = { count, channels: undefined, values, valueOffset: slot * headSize, fields, fieldOffset: slot };
      if (this.#rotation === 'stored') {
        runs.push({ ...run, keys, keyOffset: slot * headSize });
      } else {
        const rotated = keys.slice(slot * headSize, (slot + count) * headSize);
        for (let i = 0; i < count; i++) this.#rope.rotate(rotated, i * headSize, fields.position[slot + i]!);
        runs.push({ ...run, keys: rotated, keyOffset: 0 });
      }
    }
    return runs;
  }

  /** Every slot in the order of its position, then of its arrival: maps view index to location. */
  order(): Int32Array {
    const count = this.length;
    const positions = new Int32Array(count);
    const serials = new Int32Array(count);
    for (let location = 0; location < count; location++) {
      const { fields, at } = this.fieldsAt(location);
      positions[location] = fields.position[at]!;
      serials[location] = fields.serial[at]!;
    }
    return Int32Array.from(positions.keys()).sort((a, b) => positions[a]! - positions[b]! || serials[a]! - serials[b]!);
  }

  /** Fields array and index of a slot. */
  fieldsAt(location: number): { readonly fields: SlotFields; readonly at: number } {
    let left = location;
    for (const segment of this.#cold) {
      if (left < segment.count) return { fields: segment.fields, at: left };
      left -= segment.count;
    }
    const { address, at } = this.#hotSlot(left);
    return { fields: address.fields, at };
  }

  /** Full key (rotated) and value of the given slots; dropped channels read as 0. */
  read(locations: Int32Array): { keys: Float32Array; values: Float32Array } {
    const { headSize } = this.#pool;
    const keys = new Float32Array(locations.length * headSize);
    const values = new Float32Array(locations.length * headSize);
    const runs = this.runs();
    const starts: number[] = [];
    let start = 0;
    for (const run of runs) {
      starts.push(start);
      start += run.count;
    }
    locations.forEach((location, n) => {
      let r = runs.length - 1;
      while (starts[r]! > location) r--;
      const run = runs[r]!;
      const i = location - starts[r]!;
      const width = run.channels?.length ?? headSize;
      for (let c = 0; c < width; c++) {
        keys[n * headSize + (run.channels?.[c] ?? c)] = run.keys[run.keyOffset + i * width + c]!;
      }
      const from = run.valueOffset + i * headSize;
      values.set(run.values.subarray(from, from + headSize), n * headSize);
    });
    return { keys, values };
  }

  /** Overwrites key (rotated form) and value of a hot slot; compressed slots are immutable. */
  overwrite(location: number, key: Float32Array, value: Float32Array): void {
    const hot = location - this.coldLength;
    if (hot < 0) {
      throw new MemoryError('unsupported', 'a compressed slot cannot be the target of a merge', {
        hint: 'merge before shrinking channels or quantizing',
      });
    }
    const { headSize } = this.#pool;
    const { address, at } = this.#hotSlot(hot);
    address.keys.set(key, at * headSize);
    if (this.#rotation === 'deferred') this.#rope.rotate(address.keys, at * headSize, -address.fields.position[at]!);
    address.values.set(value, at * headSize);
  }

  /** Gives a hot slot a new position, turning its key by the difference. */
  move(location: number, position: number): void {
    const hot = location - this.coldLength;
    if (hot < 0) throw new MemoryError('unsupported', 'a compressed slot cannot be moved');
    const { address, at } = this.#hotSlot(hot);
    const step = position - address.fields.position[at]!;
    if (this.#rotation === 'stored') this.#rope.rotate(address.keys, at * this.#pool.headSize, step);
    address.fields.position[at] = position;
  }

  /** Keeps the given locations (ascending) and drops the rest; freed memory is zeroed. */
  keep(locations: Int32Array): void {
    const { headSize } = this.#pool;
    let from = 0;
    let next = 0;
    const cold: ColdSegment[] = [];
    for (const segment of this.#cold) {
      const rows: number[] = [];
      while (next < locations.length && locations[next]! < from + segment.count) rows.push(locations[next++]! - from);
      if (rows.length === segment.count) cold.push(segment);
      else if (rows.length > 0) cold.push(selectSegmentRows(segment, Int32Array.from(rows)));
      from += segment.count;
    }
    let write = 0;
    for (; next < locations.length; next++, write++) {
      const read = locations[next]! - from;
      if (read === write) continue;
      const source = this.#hotSlot(read);
      const target = this.#hotSlot(write);
      target.address.keys.set(
        source.address.keys.subarray(source.at * headSize, (source.at + 1) * headSize),
        target.at * headSize,
      );
      target.address.values.set(
        source.address.values.subarray(source.at * headSize, (source.at + 1) * headSize),
        target.at * headSize,
      );
      copySlotFields(source.address.fields, source.at, target.address.fields, target.at);
    }
    this.#cold = cold;
    this.#truncateHot(write);
  }

  /** Drops hot slots appended after the store had `length` slots. */
  truncate(length: number): void {
    this.#truncateHot(length - this.coldLength);
  }

  /** Re-encodes the given slots (ascending) as new segments, one for each place that they come from. */
  compress(locations: Int32Array, encoding: ColdEncoding): void {
    const taken = this.#take(locations);
    for (const part of taken) this.#cold.push(makeColdSegment(part, encoding));
  }

  /** Copies of the given slots (ascending) in stored form. */
  copySlots(locations: Int32Array): ColdSegment[] {
    return this.#read(locations).map((part) => makeColdSegment(part, {}));
  }

  /** All hot slots with rotated keys. */
  hotSlots(): PlainSlots {
    const from = this.coldLength;
    return this.#plainHot(Int32Array.from({ length: this.#hot }, (_, i) => from + i));
  }

  /** Adds slots of a segment with all channels to the pages, fields included, `shift` positions later. */
  appendSlots(segment: ColdSegment, shift = 0): void {
    const { headSize } = this.#pool;
    const keys = unpackMatrix(segment.keys);
    const values = unpackMatrix(segment.values);
    for (let i = 0; i < segment.count; i++) {
      const key = keys.slice(i * headSize, (i + 1) * headSize);
      const position = segment.fields.position[i]!;
      this.#rope.rotate(key, 0, -position);
      this.append(key, values.subarray(i * headSize, (i + 1) * headSize), {
        ...{ position: position + shift, source: -1, span: 0, logRetention: 0 },
      });
      const { address, at } = this.#hotSlot(this.#hot - 1);
      const serial = address.fields.serial[at]!;
      copySlotFields(segment.fields, i, address.fields, at);
      address.fields.position[at] = position + shift;
      if (shift !== 0) {
        address.fields.serial[at] = serial;
        continue;
      }
      // unmoved slots come back bit for bit, without the round trip through the unrotated key
      if (this.#rotation === 'stored') address.keys.set(keys.subarray(i * headSize, (i + 1) * headSize), at * headSize);
      this.#serial = Math.max(this.#serial, segment.fields.serial[i]! + 1);
    }
  }

  /** Drops the given slots (ascending); their memory is zeroed. */
  remove(locations: Int32Array): void {
    this.#take(locations);
  }

  /** Adds segments as they are. */
  insert(segments: readonly ColdSegment[]): void {
    this.#cold.push(...segments);
  }

  /** A copy in the same or another pool. */
  clone(pool: PagePool): HeadStore {
    const copy = new HeadStore(pool, this.#rope, this.#rotation);
    copy.#cold = this.#cold.map((segment) => plainCopy(segment));
    for (const address of this.#addresses) {
      const page = pool.acquire();
      const target = pool.address(page);
      const { headSize, slotsPerPage } = pool;
      target.keys.set(
        address.keys.subarray(address.slot * headSize, (address.slot + slotsPerPage) * headSize),
        target.slot * headSize,
      );
      target.values.set(
        address.values.subarray(address.slot * headSize, (address.slot + slotsPerPage) * headSize),
        target.slot * headSize,
      );
      for (let i = 0; i < slotsPerPage; i++)
        copySlotFields(address.fields, address.slot + i, target.fields, target.slot + i);
      copy.#pages.push(page);
      copy.#addresses.push(target);
    }
    copy.#hot = this.#hot;
    copy.#serial = this.#serial;
    return copy;
  }

  #take(locations: Int32Array): PlainSlots[] {
    const parts = this.#read(locations);
    const chosen = new Set(locations);
    this.keep(Int32Array.from({ length: this.length }, (_, i) => i).filter((i) => !chosen.has(i)));
    return parts;
  }

  #read(locations: Int32Array): PlainSlots[] {
    const parts: PlainSlots[] = [];
    let from = 0;
    let next = 0;
    for (const segment of this.#cold) {
      const rows: number[] = [];
      while (next < locations.length && locations[next]! < from + segment.count) rows.push(locations[next++]! - from);
      if (rows.length > 0) parts.push(plainSlots(segment, Int32Array.from(rows)));
      from += segment.count;
    }
    const hot = locations.slice(next);
    if (hot.length > 0) parts.push(this.#plainHot(hot));
    return parts;
  }

  #plainHot(locations: Int32Array): PlainSlots {
    const fields = makeSlotFields(locations.length);
    locations.forEach((location, n) => {
      const found = this.fieldsAt(location);
      copySlotFields(found.fields, found.at, fields, n);
    });
    return { fields, channels: undefined, headSize: this.#pool.headSize, ...this.read(locations) };
  }

  #truncateHot(count: number): void {
    const { headSize, slotsPerPage } = this.#pool;
    const pages = Math.ceil(count / slotsPerPage);
    for (const page of this.#pages.splice(pages)) this.#pool.release(page);
    this.#addresses.length = pages;
    // what is left of the last page must not keep what was dropped
    for (let i = count; i < Math.min(this.#hot, pages * slotsPerPage); i++) {
      const { address, at } = this.#hotSlot(i);
      address.keys.fill(0, at * headSize, (at + 1) * headSize);
      address.values.fill(0, at * headSize, (at + 1) * headSize);
      for (const name of integerFields) address.fields[name][at] = 0;
      for (const name of floatFields) address.fields[name][at] = 0;
    }
    this.#hot = count;
  }

  #hotSlot(index: number): { address: PageAddress; at: number } {
    const { slotsPerPage } = this.#pool;
    const page = Math.floor(index / slotsPerPage);
    const address = this.#addresses[page]!;
    return { address, at: address.slot + (index - page * slotsPerPage) };
  }
}

/** Segments share their immutable matrices; only the attention statistics in the fields change over time. */
function plainCopy(segment: ColdSegment): ColdSegment {
  const fields = makeSlotFields(segment.count);
  for (let i = 0; i < segment.count; i++) copySlotFields(segment.fields, i, fields, i);
  return { ...segment, fields };
}
