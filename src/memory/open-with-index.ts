/** An empty memory with its index in sight, for measurements below `Memory`: recipes without a name, stages, bytes. */

import { createStaticEmbedder } from '../adapters/embedders/static-embedder.ts';
import { createInMemoryStore } from '../adapters/in-memory/in-memory-store.ts';
import { openSqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { systemClock, systemEntropy, systemIds } from '../adapters/system/index.ts';
import type { OpenIndex } from '../bench/open-index.ts';
import { openCube } from '../kernel/cube.ts';
import { defaultTrustRules } from '../plaintext/trust/trust-policy.ts';
import { startEngine } from './engine.ts';
import { observeTurns } from './observe.ts';
import { recallFrom } from './recall.ts';

const embedder = createStaticEmbedder();

/** As `openMemory` over the file, by default in RAM, one level down. */
export async function openWithIndex(file?: string): Promise<OpenIndex> {
  const ports = { clock: systemClock, entropy: systemEntropy };
  const store = file === undefined ? createInMemoryStore(ports) : await openSqliteStore(file, ports);
  const cube = await openCube({ store, clock: systemClock, entropy: systemEntropy });
  const settings = {
    path: undefined,
    readOnly: false,
    clock: systemClock,
    ids: systemIds,
    entropy: systemEntropy,
    embedder,
    chooseEmbedder: async () => embedder,
    admission: {},
    trust: defaultTrustRules,
    zone: 'UTC',
    notify: () => {},
  };
  const engine = await startEngine(cube, settings);
  return {
    observe: async (turns) => void (await observeTurns(engine, turns)),
    recall: (query, options) => recallFrom(engine, query, options),
    index: () => engine.state.index,
    embedQuery: async (text) => embedder.embedSync([text])[0],
    close: () => engine.close(),
  };
}
