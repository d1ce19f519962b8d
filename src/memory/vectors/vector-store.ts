/**
 * Vectors of an embedder that is not free, kept in the cube, so that a model is asked once for each text.
 *
 * One blob a commit (later merged into larger ones), in a folder of its own for each embedding space, named by the
 * first log position in it. A vector belongs to a log position: to one version of one text. Damaged blobs count as
 * absent: what they held is derived again.
 */
import { createHash } from 'node:crypto';
import type { Cube } from '../../kernel/cube.ts';

/** Vectors by log position. */
export type VectorsBySeq = ReadonlyMap<number, Float32Array>;

export type VectorStore = {
  /** The kept vectors of these positions; those that are not kept are not in the result. */
  read(space: string, seqs: readonly number[]): Promise<Map<number, Float32Array>>;
  /** Blobs that hold these vectors, in place of what the same blobs held; to be written by the caller, atomically. */
  blobsFor(space: string, vectors: VectorsBySeq): Promise<Map<string, Uint8Array | null>>;
  /** Blobs that merge many small ones at the end of a space; `undefined` when there is nothing to gain. */
  merged(space: string): Promise<Map<string, Uint8Array | null> | undefined>;
  /** Blobs of all spaces without the vectors of these positions. */
  without(seqs: readonly number[]): Promise<Map<string, Uint8Array | null>>;
  /** Removals of all spaces but these. */
  allBut(spaces: readonly string[]): Promise<Map<string, Uint8Array | null>>;
};

const prefix = 'vectors/';
/** Merged blobs grow up to this size. */
const mergedBytes = 1 << 20;
/** So many small blobs are merged at a time. */
const mergeFrom = 32;

/** Where the vectors of a space are. */
export function spaceFolder(space: string): string {
  return `${prefix}${createHash('sha256').update(space).digest('hex').slice(0, 16)}/`;
}

/** A blob of a space whose first vector is that of `seq`; names sort like positions. */
export function vectorBlobName(space: string, seq: number): string {
  return spaceFolder(space) + String(seq).padStart(15, '0');
}

export function createVectorStore(cube: Cube, warn: (message: string) => void): VectorStore {
  const { store } = cube;
  const listed = new Map<string, string[]>();
  const load = async (name: string): Promise<VectorsBySeq | undefined> => {
    const bytes = await store.blob(name);
    if (bytes === undefined) return undefined;
    const vectors = decodeVectors(bytes);
    if (vectors === undefined) warn(`kept vectors are damaged and will be derived again: ${name}`);
    return vectors;
  };
  const list = async (space: string): Promise<string[]> => {
    const names = (await store.blobNames(spaceFolder(space))).sort();
    listed.set(space, names);
    return names;
  };

  const readFrom = async (names: readonly string[], seqs: readonly number[], found: Map<number, Float32Array>) => {
    let name: string | undefined;
    let vectors: VectorsBySeq | undefined;
    for (const seq of seqs) {
      if (found.has(seq)) continue;
      const holder = nameBefore(names, seq);
      if (holder === undefined) continue;
      if (holder !== name) {
        name = holder;
        vectors = await load(holder);
      }
      const vector = vectors?.get(seq);
      if (vector !== undefined) found.set(seq, vector);
    }
  };

  return {
    async read(space, seqs) {
      const found = new Map<number, Float32Array>();
      const sorted = [...seqs].sort((a, b) => a - b);
      const known = listed.get(space);
      if (known !== undefined) await readFrom(known, sorted, found);
      // Others write and merge blobs too: a miss is one only after a fresh look.
      if (found.size < new Set(sorted).size) await readFrom(await list(space), sorted, found);
      return found;
    },

    async blobsFor(space, vectors) {
      const blobs = new Map<string, Uint8Array | null>();
      if (vectors.size === 0) return blobs;
      const names = await list(space);
      /** New vectors by the blob before them, in order. */
      const groups = new Map<string | undefined, [number, Float32Array][]>();
      for (const entry of [...vectors].sort(([x], [y]) => x - y)) {
        const holder = nameBefore(names, entry[0]);
        const group = groups.get(holder);
        if (group === undefined) groups.set(holder, [entry]);
        else group.push(entry);
      }
      for (const [holder, entries] of groups) {
        const there = holder === undefined ? undefined : await load(holder);
        const end = there === undefined ? 0 : Math.max(...there.keys());
        // Look-ups go to the nearest blob before a position: what lies inside a blob's range must be in that blob.
        const inside = entries.filter(([seq]) => seq <= end);
        const beyond = entries.filter(([seq]) => seq > end);
        if (holder !== undefined && inside.length > 0) {
          blobs.set(holder, encodeVectors(new Map([...(there ?? []), ...inside])));
        }
        const [first] = beyond;
        if (first !== undefined) blobs.set(vectorBlobName(space, first[0]), encodeVectors(new Map(beyond)));
      }
      return blobs;
    },

    async merged(space) {
      const names = await list(space);
      const small: { name: string; vectors: VectorsBySeq; bytes: number }[] = [];
      for (const name of names.toReversed()) {
        const bytes = await store.blob(name);
        if (bytes === undefined || bytes.length > mergedBytes / 4) break;
        const vectors = decodeVectors(bytes);
        if (vectors === undefined) break;
        small.unshift({ name, vectors, bytes: bytes.length });
      }
      if (small.length < mergeFrom) return undefined;
      const blobs = new Map<string, Uint8Array | null>();
      let into: { name: string; vectors: Map<number, Float32Array>; bytes: number } | undefined;
      const put = (): void => {
        if (into !== undefined) blobs.set(into.name, encodeVectors(into.vectors));
      };
      for (const { name, vectors, bytes } of small) {
        if (into !== undefined && into.bytes + bytes <= mergedBytes) {
          for (const [seq, vector] of vectors) into.vectors.set(seq, vector);
          into.bytes += bytes;
          blobs.set(name, null);
        } else {
          put();
          into = { name, vectors: new Map(vectors), bytes };
        }
      }
      put();
      return blobs;
    },

    async without(seqs) {
      const gone = new Set(seqs);
      const blobs = new Map<string, Uint8Array | null>();
      // Every blob is read: which one holds a position is not left to the order of names here.
      for (const name of await store.blobNames(prefix)) {
        const vectors = await load(name);
        if (vectors === undefined) {
          blobs.set(name, null);
          continue;
        }
        const kept = [...vectors].filter(([seq]) => !gone.has(seq));
        if (kept.length < vectors.size) blobs.set(name, kept.length === 0 ? null : encodeVectors(new Map(kept)));
      }
      return blobs;
    },

    async allBut(spaces) {
      const folders = spaces.map(spaceFolder);
      const names = await store.blobNames(prefix);
      return new Map(
        names.filter((name) => !folders.some((folder) => name.startsWith(folder))).map((name) => [name, null]),
      );
    },
  };
}

/** The last name whose first position is at or before `seq`. */
function nameBefore(names: readonly string[], seq: number): string | undefined {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number((names[middle] as string).slice(-15)) <= seq) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : names[low - 1];
}

/** `PVEC`, number of vectors, width, 0 (32-bit each); positions (64-bit floats); components (32-bit floats). */
const magic = 0x43455650;
const headBytes = 16;
const checkBytes = 16;

const checksum = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest().subarray(0, checkBytes);

/** All vectors must have the same width. */
export function encodeVectors(vectors: VectorsBySeq): Uint8Array {
  const sorted = [...vectors].sort(([a], [b]) => a - b);
  const width = sorted[0]?.[1].length ?? 0;
  const content = headBytes + sorted.length * (8 + 4 * width);
  const bytes = new Uint8Array(content + checkBytes);
  new Uint32Array(bytes.buffer, 0, 4).set([magic, sorted.length, width, 0]);
  const seqs = new Float64Array(bytes.buffer, headBytes, sorted.length);
  const rows = new Float32Array(bytes.buffer, headBytes + 8 * sorted.length, sorted.length * width);
  sorted.forEach(([seq, vector], index) => {
    seqs[index] = seq;
    rows.set(vector, index * width);
  });
  bytes.set(checksum(bytes.subarray(0, content)), content);
  return bytes;
}

/** `undefined` when the bytes are not what was written. */
export function decodeVectors(stored: Uint8Array): VectorsBySeq | undefined {
  if (stored.length < headBytes + checkBytes) return undefined;
  const bytes = stored.slice();
  const content = bytes.length - checkBytes;
  if (Buffer.compare(checksum(bytes.subarray(0, content)), bytes.subarray(content)) !== 0) return undefined;
  const [mark, count = 0, width = 0] = new Uint32Array(bytes.buffer, 0, 4);
  if (mark !== magic || headBytes + count * (8 + 4 * width) !== content) return undefined;
  const seqs = new Float64Array(bytes.buffer, headBytes, count);
  const rows = new Float32Array(bytes.buffer, headBytes + 8 * count, count * width);
  return new Map(Array.from(seqs, (seq, index) => [seq, rows.subarray(index * width, (index + 1) * width)]));
}
