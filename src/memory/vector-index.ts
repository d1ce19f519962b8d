/** The vector side of a cube index, in the embedder's space. */
import type { CubeIndexOptions } from '../plaintext/index/cube-index.ts';
import { denseVectors } from '../plaintext/index/dense-vectors.ts';
import type { Embedder } from '../ports/index.ts';

/** No dense channel without an embedder. */
export function vectorIndexFor(embedder: Embedder | undefined): CubeIndexOptions {
  if (embedder === undefined) return {};
  const { id: space, dimensions } = embedder;
  return { space, vectors: denseVectors({ space, dimensions }) };
}
