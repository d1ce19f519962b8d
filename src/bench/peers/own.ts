/** Our own rows: the memory with its default recipe, and the plain BM25 baseline that is the anchor of every table. */
import { join } from 'node:path';
import type { Embedder } from '../../ports/index.ts';
import { bm25Turns } from '../baselines/bm25-turns.ts';
import { type MemoryLike, memorySubject } from '../memory-subject.ts';
import type { Peer, PeerVectors } from './peer.ts';

/** Name of the row that the ratios compare with. */
export const ownName = 'palimpsest default';

/** Opens a memory over a file with the given embedder. */
export type OpenMemoryFile = (file: string, embedder: Embedder) => Promise<MemoryLike>;

/** The memory as a peer, in a file, with the looked-up vectors. */
export function palimpsest(openFile: OpenMemoryFile, embedder: Embedder, version: string): Peer {
  return {
    name: ownName,
    kind: 'hybrid',
    package: 'palimpsest',
    settings: 'defaults, in a file (every write durable)',
    turnsPerCall: 1_000,
    embedsBareText: true,
    takesAll: true,
    version: () => version,
    async open({ folder, vectors }) {
      const memory = await openFile(join(folder, 'bench.palimpsest'), lookedUp(embedder, vectors));
      return { ...memorySubject(memory, 'default'), persistent: true };
    },
  };
}

/** The same embedding space, with vectors that were made before. */
function lookedUp(embedder: Embedder, vectors: PeerVectors): Embedder {
  return {
    id: embedder.id,
    dimensions: embedder.dimensions,
    maxBatch: embedder.maxBatch,
    embed: async (texts) => texts.map((text) => vectors.of(text)),
  };
}

/** Plain BM25 over turns, in memory. */
export function bm25Anchor(version: string): Peer {
  return {
    name: 'bm25-turns',
    kind: 'lexical',
    package: 'palimpsest',
    settings: 'the 40-word stop list and the suffix stemmer; k1 1.2, b 0.75',
    turnsPerCall: 1_000,
    version: () => version,
    open: async () => ({ ...bm25Turns(), persistent: false }),
  };
}
