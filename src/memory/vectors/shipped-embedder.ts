/** The embedder over the table that ships with the package, for code that may not import adapters. */
import type { Embedder } from '../../ports/index.ts';

/** Loads the table; a few megabytes. */
export async function shippedEmbedder(): Promise<Embedder> {
  const { createStaticEmbedder } = await import('../../adapters/embedders/static-embedder.ts');
  return createStaticEmbedder();
}
