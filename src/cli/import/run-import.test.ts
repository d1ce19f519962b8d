import { describe, expect, it } from 'vitest';
import type { Memory, ObserveResult } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import type { Importer, ImportItem, ImportSource } from '../../plaintext/import/importer.ts';
import type { ImportState } from './import-state.ts';
import { runImport } from './run-import.ts';

const source: ImportSource = {
  name: 'list',
  kind: 'file',
  size: 0,
  stream: async function* () {},
  entries: async () => [],
};

/** Records of `turnsEach` turns; `failAfter` stands for a process that dies there. */
function importer(records: number, turnsEach: number, failAfter = Number.POSITIVE_INFINITY): Importer {
  return {
    name: 'list',
    description: 'made for this test',
    detect: () => 1,
    read: async function* (_source, options = {}): AsyncGenerator<ImportItem> {
      for (let record = 1; record <= records; record++) {
        if (record <= (options.resume?.record ?? 0)) continue;
        for (let index = 0; index < turnsEach; index++) {
          if (record > failAfter && index === turnsEach - 1) throw new Error('the power went out');
          yield {
            kind: 'turn',
            turn: { id: `r${record}-${index}`, text: `Record ${record}, part ${index}` },
            position: { record },
          };
        }
      }
    },
  };
}

type Run = {
  readonly memory: Memory;
  readonly with: Importer;
  readonly state?: ImportState;
  readonly stopAfterBatches?: number;
};

async function importing({
  memory,
  with: reader,
  state,
  stopAfterBatches,
}: Run): Promise<{ states: ImportState[]; failed?: unknown; stopped?: boolean }> {
  const states: ImportState[] = [];
  const stop = new AbortController();
  try {
    const { stopped } = await runImport({
      memory,
      source,
      importer: reader,
      key: 'k',
      zone: 'UTC',
      signal: stop.signal,
      ...(state === undefined ? {} : { state }),
      onDurable: (now) => {
        states.push(now);
        if (states.length === stopAfterBatches) stop.abort();
      },
    });
    return { states, stopped };
  } catch (failed) {
    return { states, failed };
  }
}

describe('runImport', () => {
  it('goes on after a failure without losing or repeating a turn', async () => {
    const memory = await openMemory({ path: ':memory:', embedder: false });
    const first = await importing({ memory, with: importer(400, 3, 250) });
    expect(first.failed).toBeInstanceOf(Error);
    const kept = first.states.at(-1) as ImportState;
    expect(kept.done).toBe(false);
    // A record counts as done only when its last turn is durable.
    expect(kept.record).toBeLessThanOrEqual(250);
    const second = await importing({ memory, with: importer(400, 3), state: kept });
    const end = second.states.at(-1) as ImportState;
    expect(end).toMatchObject({ done: true, record: 400, turns: 1_200 });
    expect((await memory.stats()).turns).toBe(1_200);
    await memory.close();
  });

  it('stops between batches and keeps what was read', async () => {
    const memory = await openMemory({ path: ':memory:', embedder: false });
    const { states, stopped } = await importing({ memory, with: importer(2_000, 1), stopAfterBatches: 1 });
    expect(stopped).toBe(true);
    const kept = states.at(-1) as ImportState;
    expect(kept.done).toBe(false);
    expect((await memory.stats()).turns).toBe(kept.turns);
    await memory.close();
  });

  it('reports refused turns as problems', async () => {
    const refusing = {
      observe: async (): Promise<ObserveResult> => ({
        ids: [undefined],
        added: 0,
        known: 0,
        refused: [{ index: 0, reason: 'too long' }],
        derived: 0,
        warnings: [],
        seq: 0,
      }),
      work: async () => 0,
    } as unknown as Memory;
    const { states } = await importing({ memory: refusing, with: importer(1, 1) });
    expect(states.at(-1)).toMatchObject({
      problemCount: 1,
      problems: [{ message: expect.stringContaining('too long'), record: 1 }],
    });
  });
});
