/** Vectors made before the clock starts, so that no peer is timed for embedding. */
import type { Embedder } from '../../ports/index.ts';
import type { PeerVectors } from './peer.ts';

/** An embedder that can also answer without waiting. */
export type PeerEmbedder = Embedder & { embedSync(texts: readonly string[]): Float32Array[] };

/** Vectors of the given texts; further texts (a peer's own making) are embedded when they are asked for. */
export async function makePeerVectors(embedder: PeerEmbedder, texts: Iterable<string>): Promise<PeerVectors> {
  const known = new Map<string, Float32Array>();
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    const made = await embedder.embed(batch, { as: 'document' });
    for (const [index, text] of batch.entries()) known.set(text, made[index] as Float32Array);
    batch = [];
  };
  for (const text of new Set(texts)) {
    batch.push(text);
    if (batch.length === embedder.maxBatch) await flush();
  }
  await flush();
  return {
    dimensions: embedder.dimensions,
    of(text) {
      const found = known.get(text) ?? (embedder.embedSync([text])[0] as Float32Array);
      known.set(text, found);
      return found;
    },
  };
}
