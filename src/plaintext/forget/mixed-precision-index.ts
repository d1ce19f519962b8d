/**
 * Vectors of one space at several precisions: a dense index for each rung of the ladder, searched together.
 *
 * Coarser rows score lower than they are similar (by the codec's mean cosine, 0.94 at 2 bits), so scores are divided
 * by it and a faded memory competes fairly; ranking by age is for the retention weights, not a side effect of storage.
 */
import { MemoryError } from '../../errors/index.ts';
import type { VectorIndex } from '../index/cube-index.ts';
import { decodeVector, encodedBytes, encodeVector, type Precision, precisionOf } from '../index/dense/codec.ts';
import { createDenseIndex, type DenseIndex } from '../index/dense/dense-index.ts';
import type { ScanCrew } from '../index/dense/scan-crew.ts';
import type { SectionArray } from '../index/snapshot-file.ts';
import { blendFrqad, checkBlend, type FrqadPoint, frqadPoint, frqadSimilarity } from './frqad.ts';

export type MixedPrecisionOptions = {
  readonly dimensions: number;
  /** Embedding-space id. */
  readonly space: string;
  /** Precision of new vectors, and the finest that is held in memory. Default 8. */
  readonly top?: Precision;
  /** Threads that help with exhaustive searches of a large index. Default: none. */
  readonly crew?: ScanCrew | undefined;
  /** Blend FRQAD into the scores with this weight (0.02 to 0.15); keeps a second copy of all codes. Default: off. */
  readonly frqadWeight?: number;
};

export type MixedPrecisionIndex = VectorIndex & {
  readonly top: Precision;
  /** Precision of a document's vector; undefined when it has none. */
  bitsOf(document: number): Precision | undefined;
  /**
   * Puts a document's vector on another rung, at most `top`; up or down, from the vector itself. Rungs above `top` mean `top`.
   */
  setPrecision(document: number, bits: Precision, vector: Float32Array): void;
  /** Vectors on each rung that has any. */
  counts(): ReadonlyMap<Precision, number>;
  /** Bytes of all rows, without the room that blocks keep for more. */
  readonly rowBytes: number;
};

/** Mean cosine of the codec to the original. */
const fidelity: Readonly<Record<Precision, number>> = { 32: 1, 8: 1, 4: 0.995, 2: 0.94, 1: 1 };
const rungs: readonly Precision[] = [32, 8, 4, 2];
/** Sections of a dense index, in its own order, named as where it is the only one. */
const sectionNames = ['0', '1', '2'] as const;

export function createMixedPrecisionIndex(
  options: MixedPrecisionOptions,
  saved?: ReadonlyMap<string, SectionArray>,
): MixedPrecisionIndex {
  const { dimensions, space, top = 8, frqadWeight, crew } = options;
  if (frqadWeight !== undefined) checkBlend(frqadWeight);
  const indexes = new Map<Precision, DenseIndex>();
  const codes = new Map<number, Uint8Array>();
  const indexAt = (bits: Precision): DenseIndex => {
    const known = indexes.get(bits);
    if (known !== undefined) return known;
    const made = createDenseIndex({ dimensions, space, bits, crew });
    indexes.set(bits, made);
    return made;
  };
  const filled = (): [Precision, DenseIndex][] => [...indexes].filter(([, index]) => index.size > 0);
  const bitsOf = (document: number): Precision | undefined => {
    for (const [bits, index] of indexes) if (index.has(document)) return bits;
    return undefined;
  };
  const put = (document: number, bits: Precision, vector: Float32Array): void => {
    for (const [other, index] of indexes) if (other !== bits) index.remove(document);
    indexAt(bits).add(document, vector);
    if (frqadWeight !== undefined) codes.set(document, encodeVector(vector, bits));
  };
  // The top rung's sections keep the names that a single dense index gives them.
  const prefixOf = (bits: Precision): string => (bits === top ? '' : `${bits}/`);

  indexAt(top);
  for (const bits of new Set([top, ...rungs])) {
    const sections = sectionNames.map((name) => saved?.get(prefixOf(bits) + name) as Uint8Array | undefined);
    if (sections.every((section) => section !== undefined)) indexAt(bits).load(sections as Uint8Array[]);
    else if (bits === top && saved !== undefined && saved.size > 0) {
      throw new MemoryError('corrupt', 'the saved vectors lack their finest rung', { hint: 'reindex the cube' });
    }
  }

  if (frqadWeight !== undefined && saved !== undefined) loadCodes(codes, saved, dimensions);

  const blend = (document: number, cosine: number, query: FrqadPoint | undefined): number => {
    const bytes = query === undefined ? undefined : codes.get(document);
    if (query === undefined || bytes === undefined || frqadWeight === undefined) return cosine;
    const point = frqadPoint(decodeVector(bytes), bitsOf(document) ?? top);
    return 2 * blendFrqad(cosine, frqadSimilarity(query, point), frqadWeight) - 1;
  };

  return {
    space,
    top,
    get size() {
      let size = 0;
      for (const index of indexes.values()) size += index.size;
      return size;
    },
    get rowBytes() {
      let bytes = 0;
      for (const [bits, index] of indexes) bytes += index.size * encodedBytes(dimensions, bits);
      return bytes;
    },
    counts: () => new Map(filled().map(([bits, index]) => [bits, index.size])),
    bitsOf,
    set: (document, vector) => put(document, top, vector),
    setPrecision: (document, bits, vector) => put(document, Math.min(bits, top) as Precision, vector),
    remove(document) {
      for (const index of indexes.values()) index.remove(document);
      codes.delete(document);
    },
    search(query, limit, allowed, exhaustive = false) {
      const point = frqadWeight === undefined ? undefined : frqadPoint(query, 32);
      const width = point === undefined ? limit : 2 * limit;
      const how = allowed === undefined ? { exhaustive } : { allowed: packBits(allowed) };
      const found: { document: number; score: number }[] = [];
      const parts = filled();
      if (parts.length === 1 && point === undefined) {
        const [bits, index] = parts[0] as [Precision, DenseIndex];
        const { ordinals, scores } = index.search(query, width, how);
        return { documents: ordinals, scores: fidelity[bits] === 1 ? scores : scores.map((x) => x / fidelity[bits]) };
      }
      for (const [bits, index] of parts) {
        const { ordinals, scores } = index.search(query, width, how);
        ordinals.forEach((document, i) => {
          const score = (scores[i] as number) / fidelity[bits];
          found.push({ document, score: blend(document, score, point) });
        });
      }
      found.sort((a, b) => b.score - a.score || b.document - a.document);
      const best = found.slice(0, limit);
      return {
        documents: Uint32Array.from(best, (hit) => hit.document),
        scores: Float32Array.from(best, (hit) => hit.score),
      };
    },
    scores(query, documents, count, out) {
      const wanted = documents.subarray(0, count);
      const point = frqadWeight === undefined ? undefined : frqadPoint(query, 32);
      const parts = filled();
      const part = parts.length === 1 ? out : new Float32Array(count);
      if (parts.length !== 1) out.fill(0, 0, count);
      for (const [bits, index] of parts) {
        index.scoresOf(query, wanted, part);
        // A document is on one rung only: the others give 0.
        if (part !== out)
          for (let i = 0; i < count; i++) out[i] = (out[i] as number) + (part[i] as number) / fidelity[bits];
        else if (fidelity[bits] !== 1) for (let i = 0; i < count; i++) out[i] = (out[i] as number) / fidelity[bits];
      }
      if (point !== undefined) {
        for (let i = 0; i < count; i++) out[i] = blend(wanted[i] as number, out[i] as number, point);
      }
    },
    sections() {
      const sections = new Map<string, SectionArray>();
      for (const [bits, index] of indexes) {
        if (bits !== top && index.size === 0) continue;
        index.snapshot().forEach((bytes, i) => {
          sections.set(prefixOf(bits) + (sectionNames[i] as string), bytes);
        });
      }
      if (frqadWeight !== undefined) {
        sections.set('frqad/documents', Uint32Array.from(codes.keys()));
        sections.set('frqad/codes', joined([...codes.values()]));
      }
      return sections;
    },
  };
}

/** The same index as one of mixed precision, where it is one. */
export function mixedPrecision(index: VectorIndex | undefined): MixedPrecisionIndex | undefined {
  return index !== undefined && 'setPrecision' in index ? (index as MixedPrecisionIndex) : undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** @throws MemoryError `corrupt` for sections that were saved without FRQAD, so that the index is built again. */
function loadCodes(codes: Map<number, Uint8Array>, saved: ReadonlyMap<string, SectionArray>, dimensions: number): void {
  const documents = saved.get('frqad/documents') as Uint32Array | undefined;
  const bytes = saved.get('frqad/codes') as Uint8Array | undefined;
  if (documents === undefined || bytes === undefined) {
    throw new MemoryError('corrupt', 'the saved vectors have no codes for FRQAD', { hint: 'reindex the cube' });
  }
  let at = 0;
  for (const document of documents) {
    const length = encodedBytes(dimensions, precisionOf(bytes.subarray(at)));
    codes.set(document, bytes.slice(at, at + length));
    at += length;
  }
}

/** One bit a document from one byte a document. */
function packBits(allowed: Uint8Array): Uint8Array {
  const out = new Uint8Array((allowed.length + 7) >> 3);
  for (let d = 0; d < allowed.length; d++) {
    if (allowed[d] === 1) out[d >> 3] = (out[d >> 3] as number) | (1 << (d & 7));
  }
  return out;
}
