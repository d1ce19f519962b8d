/** The dense index in the words of the cube index: documents for ordinals, sections by name. */
import type { CubeIndexOptions, VectorIndex } from '../plaintext/index/cube-index.ts';
import { createDenseIndex, type DenseIndex } from '../plaintext/index/dense/dense-index.ts';
import type { Embedder } from '../ports/index.ts';

/** Names of a dense index's sections in a snapshot, in its own order. */
const sectionNames = ['header', 'scales', 'rows'] as const;

/** Options for a cube index whose vectors live in the embedder's space; no dense channel without an embedder. */
export function vectorIndexFor(embedder: Embedder | undefined): CubeIndexOptions {
  if (embedder === undefined) return {};
  return {
    vectors: (saved) => {
      const dense = createDenseIndex({ dimensions: embedder.dimensions, space: embedder.id });
      if (saved !== undefined) dense.load(sectionNames.map((name) => saved.get(name) as Uint8Array));
      return wrap(dense, embedder.id);
    },
  };
}

function wrap(dense: DenseIndex, space: string): VectorIndex {
  return {
    space,
    get size() {
      return dense.size;
    },
    set: (document, vector) => dense.add(document, vector),
    remove: (document) => {
      dense.remove(document);
    },
    search(query, limit) {
      const { ordinals, scores } = dense.search(query, limit);
      return { documents: ordinals, scores };
    },
    scores(query, documents, count, out) {
      dense.scoresOf(query, documents.subarray(0, count), out);
    },
    sections: () => new Map(dense.snapshot().map((bytes, index) => [sectionNames[index] as string, bytes])),
  };
}
