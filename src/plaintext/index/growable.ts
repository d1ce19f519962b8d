/** Append-only typed arrays that double when full; the building material of every in-process index. */

type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * A typed array with a length of its own.
 *
 * Readers index `data` directly (entries at and beyond `length` are meaningless). A column made over a snapshot's
 * bytes copies them before the first write, so the snapshot itself is never changed.
 */
export class Column<T extends Numbers> {
  data: T;
  length: number;
  private owned: boolean;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T, initial?: T) {
    this.make = make;
    this.data = initial ?? make(16);
    this.length = initial?.length ?? 0;
    this.owned = initial === undefined;
  }

  push(value: number): void {
    if (this.length === this.data.length || !this.owned) this.grow(this.length + 1);
    this.data[this.length++] = value;
  }

  /** Makes room for `length` entries and copies shared bytes, so that entries may be overwritten. */
  own(length: number = this.length): void {
    if (!this.owned || length > this.data.length) this.grow(length);
  }

  /** Overwrites one entry. */
  set(index: number, value: number): void {
    if (!this.owned) this.grow(this.length);
    this.data[index] = value;
  }

  /** Extends with `value` up to `length` entries. */
  extend(length: number, value: number): void {
    if (length <= this.length) return;
    this.own(length);
    this.data.fill(value, this.length, length);
    this.length = length;
  }

  /** The used part, without copying. */
  view(): T {
    return this.data.subarray(0, this.length) as T;
  }

  private grow(needed: number): void {
    const next = this.make(Math.max(16, needed > this.data.length ? Math.max(needed, this.data.length * 2) : needed));
    next.set(this.data.subarray(0, this.length));
    this.data = next;
    this.owned = true;
  }
}

export const bytesColumn = (initial?: Uint8Array): Column<Uint8Array> => new Column((n) => new Uint8Array(n), initial);
export const shortColumn = (initial?: Uint16Array): Column<Uint16Array> =>
  new Column((n) => new Uint16Array(n), initial);
export const wordColumn = (initial?: Uint32Array): Column<Uint32Array> =>
  new Column((n) => new Uint32Array(n), initial);
export const signedColumn = (initial?: Int32Array): Column<Int32Array> => new Column((n) => new Int32Array(n), initial);
export const doubleColumn = (initial?: Float64Array): Column<Float64Array> =>
  new Column((n) => new Float64Array(n), initial);
