/**
 * Recognizes texts that say the same again with a few words changed: min-hashes of words and word pairs in bands
 * (Broder 1997; Indyk and Motwani 1998), so that a thousand copies of one page count as one page. The signature of a
 * text is a few numbers that say nothing about it.
 */
import { plainForm } from './disguise.ts';

/** Three hashes a band: two texts that share 60% of their pieces meet in one of sixteen bands in 98% of cases, 30% in 35%. */
const bands = 16;
const rows = 3;
/** Pieces looked at; what follows is not needed to tell pages apart. */
const mostPieces = 600;
/** Ids kept of one band: more copies need not be known one by one. */
const mostOfBand = 64;

const wordPattern = /[\p{L}\p{N}]+/gu;

/** Words and pairs of neighboring words of the plain form; `numbers: false` leaves out words with digits. */
export function piecesOf(text: string, options: { readonly numbers: boolean }): ReadonlySet<string> {
  const pieces = new Set<string>();
  let last = '';
  for (const [found] of plainForm(text).toLowerCase().matchAll(wordPattern)) {
    if (!options.numbers && /\d/.test(found)) continue;
    pieces.add(found);
    if (last !== '') pieces.add(`${last} ${found}`);
    last = found;
    if (pieces.size >= mostPieces) break;
  }
  return pieces;
}

/** Share of pieces that two texts have in common, 0 to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const piece of a) if (b.has(piece)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 1 : both / all;
}

/** One number a band. */
export function signatureOf(pieces: ReadonlySet<string>): readonly number[] {
  const least = new Array<number>(bands * rows).fill(0xffffffff);
  for (const piece of pieces) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < piece.length; i++) hash = Math.imul(hash ^ piece.charCodeAt(i), 0x01000193);
    for (let k = 0; k < least.length; k++) {
      // One well mixed value a hash function, from one pass over the text.
      let mixed = Math.imul(hash ^ Math.imul(k + 1, 0x9e3779b1), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      mixed = (mixed ^ (mixed >>> 16)) >>> 0;
      if (mixed < (least[k] as number)) least[k] = mixed;
    }
  }
  return Array.from({ length: bands }, (_, band) => {
    let key = band + 1;
    for (let row = 0; row < rows; row++) key = Math.imul(key ^ (least[band * rows + row] as number), 0x01000193);
    return key >>> 0;
  });
}

/** Signatures by id: which texts may be near copies of one. */
export type CopyIndex = {
  add(id: string, signature: readonly number[]): void;
  remove(id: string): void;
  /** Ids that share a band, newest first. */
  like(signature: readonly number[]): readonly string[];
  readonly size: number;
  /** Plain JSON, for {@link createCopyIndex}. */
  saved(): SavedCopies;
};

export type SavedCopies = readonly (readonly [string, readonly number[]])[];

export function createCopyIndex(saved: SavedCopies = []): CopyIndex {
  const signatures = new Map<string, readonly number[]>();
  const byBand = new Map<string, string[]>();
  const keyOf = (value: number, band: number): string => `${band} ${value}`;
  const index: CopyIndex = {
    add(id, signature) {
      index.remove(id);
      signatures.set(id, signature);
      signature.forEach((value, band) => {
        const key = keyOf(value, band);
        const ids = byBand.get(key) ?? [];
        if (ids.length < mostOfBand) ids.push(id);
        byBand.set(key, ids);
      });
    },
    remove(id) {
      const signature = signatures.get(id);
      if (signature === undefined) return;
      signatures.delete(id);
      signature.forEach((value, band) => {
        const key = keyOf(value, band);
        const ids = (byBand.get(key) ?? []).filter((one) => one !== id);
        if (ids.length === 0) byBand.delete(key);
        else byBand.set(key, ids);
      });
    },
    like(signature) {
      const found = new Set<string>();
      signature.forEach((value, band) => {
        for (const id of byBand.get(keyOf(value, band)) ?? []) found.add(id);
      });
      return [...found].reverse();
    },
    get size() {
      return signatures.size;
    },
    saved: () => [...signatures],
  };
  for (const [id, signature] of saved) index.add(id, signature);
  return index;
}
