/** The one embedder and the memory, as the peers' benchmark uses them: the child process of each step loads this module. */
import { createStaticEmbedder } from '../../adapters/embedders/static-embedder.ts';
import { packageVersion } from '../../adapters/system/index.ts';
import type { PeerResources } from '../../bench/peers/run-step.ts';
import { openMemory } from '../../memory/open-memory.ts';

/** A fresh embedder over the shipped table; memories are opened with the embedder that the bench hands in. */
export async function makePeerResources(): Promise<PeerResources> {
  return {
    embedder: createStaticEmbedder(),
    openFile: (path, embedder) => openMemory({ path, embedder }),
    version: packageVersion(),
  };
}
