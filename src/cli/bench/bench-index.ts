/** An empty memory in RAM with its index in sight, for measurements below `Memory`: recipes without a name, stages. */
import { createStaticEmbedder } from '../../adapters/embedders/static-embedder.ts';
import { createInMemoryStore } from '../../adapters/in-memory/in-memory-store.ts';
import { systemClock, systemEntropy, systemIds } from '../../adapters/system/index.ts';
import type { OpenIndex } from '../../bench/ablation/leave-one-out.ts';
import { openCube } from '../../kernel/cube.ts';
import { startEngine } from '../../memory/engine.ts';
import { observeTurns } from '../../memory/observe.ts';

const embedder = createStaticEmbedder();

/** As `openMemory({ path: ':memory:' })`, one level down. */
export async function openBenchIndex(): Promise<OpenIndex> {
  const store = createInMemoryStore({ entropy: systemEntropy });
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
    zone: 'UTC',
    notify: () => {},
  };
  const engine = await startEngine(cube, settings);
  return {
    observe: async (turns) => void (await observeTurns(engine, turns)),
    index: () => engine.state.index,
    embedQuery: async (text) => embedder.embedSync([text])[0],
    close: () => engine.close(),
  };
}
