/** The dense index as the vector index of a cube: ordinals are document numbers. */

import type { VectorIndex } from './cube-index.ts';
import { createDenseIndex, type DenseIndexOptions } from './dense/dense-index.ts';
import type { SectionArray } from './snapshot-file.ts';

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
        index.scoresOf(query, documents.subarray(0, count), out);
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
