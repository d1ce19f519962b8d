/**
 * The resident part of a memory bank: for every memory layer one unit vector a chunk, grouped by document, and the scan
 * that finds the best documents. A document's score is its best chunk's mean cosine over heads, for the best query token.
 */

/** A document found by a scan. */
export type ScannedDocument = { readonly slot: number; readonly score: number };

/** What one scan reads and where it leaves its result; arrays may lie in shared memory. */
export type ScanTask = {
  /** Unit vectors [rows, width]. */
  readonly rows: Float32Array;
  /** First row and number of rows by document slot; a removed document has none. */
  readonly spans: Int32Array;
  /** Query vectors [tokens, width]. */
  readonly queries: Float32Array;
  /** Slots of the best documents, best first, -1 where there are fewer. */
  readonly bestSlots: Int32Array;
  readonly bestScores: Float32Array;
  /** width, first slot, slots' end, rows read (written by the scan). */
  readonly numbers: Int32Array;
};

/**
 * Scans a range of slots. Equal scores keep the lower slot, so that any division into ranges gives the same result.
 * Uses nothing from outside its body: threads run its source text.
 */
export function scanDocuments(task: ScanTask): void {
  const { rows, spans, queries, bestSlots, bestScores, numbers } = task;
  const width = numbers[0]!;
  const count = bestSlots.length;
  const tokens = queries.length / width;
  bestSlots.fill(-1);
  bestScores.fill(-Infinity);
  let read = 0;
  for (let slot = numbers[1]!; slot < numbers[2]!; slot++) {
    const first = spans[2 * slot]!;
    const end = first + spans[2 * slot + 1]!;
    let best = -Infinity;
    for (let row = first; row < end; row++) {
      const from = row * width;
      for (let t = 0; t < tokens; t++) {
        const q = t * width;
        let a = 0;
        let b = 0;
        for (let i = 0; i < width; i += 2) {
          a += queries[q + i]! * rows[from + i]!;
          b += queries[q + i + 1]! * rows[from + i + 1]!;
        }
        // Rounded here, so that comparing and reporting agree whatever the engine keeps in registers.
        const dot = Math.fround(a + b);
        if (dot > best) best = dot;
      }
    }
    read += end - first;
    if (best === -Infinity || best <= bestScores[count - 1]!) continue;
    let at = count - 1;
    while (at > 0 && bestScores[at - 1]! < best) {
      bestScores[at] = bestScores[at - 1]!;
      bestSlots[at] = bestSlots[at - 1]!;
      at--;
    }
    bestScores[at] = best;
    bestSlots[at] = slot;
  }
  numbers[3] = read;
}

/** Merges results of scans over disjoint ranges. */
export function mergeScans(
  parts: readonly Pick<ScanTask, 'bestSlots' | 'bestScores'>[],
  count: number,
): ScannedDocument[] {
  return parts
    .flatMap(({ bestSlots, bestScores }) => Array.from(bestSlots, (slot, i) => ({ slot, score: bestScores[i]! })))
    .filter(({ slot }) => slot >= 0)
    .sort((a, b) => b.score - a.score || a.slot - b.slot)
    .slice(0, count);
}

/** Growing arrays of one memory layer. */
export class RouterIndex {
  readonly width: number;
  rows: Float32Array;
  spans: Int32Array;
  #rowCount = 0;
  #slots = 0;
  #deadRows = 0;
  readonly #share: boolean;

  /** @param share keeps the arrays in shared memory, for scans by threads */
  constructor(width: number, share: boolean) {
    this.width = width;
    this.#share = share;
    this.rows = this.#floats(64 * width);
    this.spans = this.#integers(64);
  }

  get slots(): number {
    return this.#slots;
  }

  get rowCount(): number {
    return this.#rowCount - this.#deadRows;
  }

  get bytes(): number {
    return 4 * (this.rowCount * this.width + 2 * this.#slots);
  }

  #floats(length: number): Float32Array {
    return new Float32Array(this.#share ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length));
  }

  #integers(length: number): Int32Array {
    return new Int32Array(this.#share ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length));
  }

  /** Appends a document's chunk vectors [chunks, width] and returns its slot. */
  append(vectors: Float32Array): number {
    const count = vectors.length / this.width;
    if ((this.#rowCount + count) * this.width > this.rows.length) {
      const grown = this.#floats(Math.max(2 * this.rows.length, (this.#rowCount + count) * this.width));
      grown.set(this.rows.subarray(0, this.#rowCount * this.width));
      this.rows = grown;
    }
    if (2 * this.#slots + 2 > this.spans.length) {
      const grown = this.#integers(2 * this.spans.length);
      grown.set(this.spans);
      this.spans = grown;
    }
    this.rows.set(vectors, this.#rowCount * this.width);
    this.spans[2 * this.#slots] = this.#rowCount;
    this.spans[2 * this.#slots + 1] = count;
    this.#rowCount += count;
    return this.#slots++;
  }

  /** Number of a document's chunk with the largest cosine to any of the query vectors, the first of equals. */
  bestChunk(slot: number, queries: Float32Array): number {
    const { width, rows, spans } = this;
    const first = spans[2 * slot]!;
    let found = { chunk: 0, dot: Number.NEGATIVE_INFINITY };
    for (let chunk = 0; chunk < spans[2 * slot + 1]!; chunk++) {
      for (let q = 0; q < queries.length; q += width) {
        let dot = 0;
        for (let i = 0; i < width; i++) dot += queries[q + i]! * rows[(first + chunk) * width + i]!;
        if (dot > found.dot) found = { chunk, dot };
      }
    }
    return found.chunk;
  }

  /** Zeroes a document's vectors; its slot is not used again. Rows move together once half of them are dead. */
  remove(slot: number): void {
    const first = this.spans[2 * slot]!;
    const count = this.spans[2 * slot + 1]!;
    this.rows.fill(0, first * this.width, (first + count) * this.width);
    this.spans[2 * slot + 1] = 0;
    this.#deadRows += count;
    if (2 * this.#deadRows > this.#rowCount) this.#compact();
  }

  #compact(): void {
    let to = 0;
    for (let slot = 0; slot < this.#slots; slot++) {
      const first = this.spans[2 * slot]!;
      const count = this.spans[2 * slot + 1]!;
      this.rows.copyWithin(to * this.width, first * this.width, (first + count) * this.width);
      this.spans[2 * slot] = to;
      to += count;
    }
    this.rows.fill(0, to * this.width);
    this.#rowCount = to;
    this.#deadRows = 0;
  }
}
