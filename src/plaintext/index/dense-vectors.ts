/** The dense index as the vector index of a cube: ordinals are document numbers. */

import type { VectorIndex } from './cube-index.ts';
import { createDenseIndex, type DenseIndexOptions } from './dense/dense-index.ts';
import type { SectionArray } from './snapshot-file.ts';

/** Rows asked for in one search; the scan keeps them in a heap. */
const mostRows = 4096;

/** What `createCubeIndex` takes as `vectors`, for one embedding space. */
export function denseVectors(
  options: DenseIndexOptions,
): (sections?: ReadonlyMap<string, SectionArray>) => VectorIndex {
  return (sections) => {
    const index = createDenseIndex(options);
    if (sections !== undefined && sections.size > 0) {
      index.load(Array.from({ length: sections.size }, (_, i) => sections.get(String(i)) as Uint8Array));
    }
    return {
      space: options.space,
      get size() {
        return index.size;
      },
      set: (document, vector) => index.add(document, vector),
      remove: (document) => {
        index.remove(document);
      },
      search: (query, limit, allowed) => {
        const hits = index.search(query, limit, allowed === undefined ? {} : { allowed: bits(allowed) });
        return { documents: hits.ordinals, scores: hits.scores };
      },
      scores: (query, documents, count, out) => {
        const places = new Map<number, number>();
        for (let i = 0; i < count; i++) places.set(documents[i] as number, i);
        out.fill(Number.NaN, 0, count);
        for (let from = 0; from < count; from += mostRows) {
          const part = documents.subarray(from, Math.min(count, from + mostRows));
          const hits = index.search(query, part.length, { allowed: bitsOf(part) });
          hits.ordinals.forEach((document, i) => {
            out[places.get(document) as number] = hits.scores[i] as number;
          });
        }
      },
      sections: () => new Map(index.snapshot().map((section, i): [string, SectionArray] => [String(i), section])),
    };
  };
}

/** One bit a document from one byte a document. */
function bits(allowed: Uint8Array): Uint8Array {
  const out = new Uint8Array((allowed.length + 7) >> 3);
  for (let d = 0; d < allowed.length; d++) {
    if (allowed[d] === 1) out[d >> 3] = (out[d >> 3] as number) | (1 << (d & 7));
  }
  return out;
}

function bitsOf(documents: Uint32Array): Uint8Array {
  let last = 0;
  for (const document of documents) last = Math.max(last, document);
  const out = new Uint8Array((last >> 3) + 1);
  for (const document of documents) out[document >> 3] = (out[document >> 3] as number) | (1 << (document & 7));
  return out;
}
