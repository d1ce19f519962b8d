import { describe, expect, it } from 'vitest';
import { bm25Turns } from './baselines/bm25-turns.ts';
import type { MemoryLike } from './memory-subject.ts';
import { measureSpeed, runSpeed, type SpeedPlace } from './speed.ts';
import { speedCorpus } from './speed-corpus.ts';

describe('speedCorpus', () => {
  it('repeats exactly, with distinct texts of 30 to 40 words and distinct questions', () => {
    const corpus = speedCorpus(3_000, 200, 7);
    expect(speedCorpus(3_000, 200, 7)).toEqual(corpus);
    expect(speedCorpus(3_000, 200, 8).turns[0]?.text).not.toBe(corpus.turns[0]?.text);
    expect(new Set(corpus.turns.map(({ text }) => text)).size).toBe(3_000);
    expect(new Set(corpus.questions).size).toBe(200);
    const lengths = corpus.turns.map(({ text }) => text.split(' ').length);
    // A day of the month counts as a word of its own.
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(46);
  });

  it('has the frequencies of language: a few words make up a third, many come once', () => {
    const counts = new Map<string, number>();
    let total = 0;
    for (const { text } of speedCorpus(2_000, 1, 1).turns) {
      for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
        total += 1;
      }
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    const top = sorted.slice(0, 20).reduce((sum, count) => sum + count, 0) / total;
    expect(top).toBeGreaterThan(0.25);
    expect(top).toBeLessThan(0.5);
    expect(sorted.filter((count) => count === 1).length / sorted.length).toBeGreaterThan(0.1);
  });
});

/** A memory in RAM that keeps its turns between openings. */
function place(log: string[]): SpeedPlace {
  const inner = bm25Turns();
  const memory: MemoryLike = {
    observe: async (turns) => {
      await inner.ingest(turns);
      return { ids: turns.map(({ id }) => id), refused: [] };
    },
    recall: async (query) => {
      const { confidence } = await inner.recall(query, 10, {});
      return { hits: [], confidence, abstain: false, strategy: 'full', ms: 0, warnings: [] };
    },
    close: async () => void log.push('close'),
  };
  return {
    open: async () => {
      log.push('open');
      return memory;
    },
    bytes: async () => 30_000,
    remove: async () => void log.push('remove'),
  };
}

describe('runSpeed', () => {
  it('gives one row a size with all keys, and leaves nothing open', async () => {
    const log: string[] = [];
    const request = { records: [300, 100], questions: 20, dimensions: 32 };
    const rows = await runSpeed(request, async () => place(log));
    expect(rows.map(({ records }) => records)).toEqual([100, 300]);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      [
        ...[
          'records',
          'ingestPerS',
          'recallMs',
          'stopWords',
          'openMs',
          'openAndRecallMs',
          'bytesPerRecord',
          'peakRssMiB',
        ],
        ...['isolated', 'denseScanMs', 'yardstick'],
      ].sort(),
    );
    expect(rows[0]).toMatchObject({ bytesPerRecord: 300, isolated: false });
    expect(rows[1]?.ingestPerS).toBeGreaterThan(0);
    expect(rows[1]?.yardstick.denseScanPlainJsMs).toBeGreaterThan(0);
    expect(log.filter((step) => step === 'open').length).toBe(log.filter((step) => step === 'close').length);
    expect(log.filter((step) => step === 'remove').length).toBe(2);
  });

  it('removes the place when the memory fails', async () => {
    const log: string[] = [];
    const broken = async (): Promise<SpeedPlace> => ({
      ...place(log),
      bytes: () => Promise.reject(new Error('no disk')),
    });
    await expect(measureSpeed({ records: [10] }, broken)).rejects.toThrow('no disk');
    expect(log.at(-1)).toBe('remove');
  });

  it('refuses sizes that are none, stops when told, and does not fork from source', async () => {
    const make = async (): Promise<SpeedPlace> => place([]);
    await expect(runSpeed({ records: [0] }, make)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(runSpeed({ records: [10] }, make, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    const memoryModule = new URL('file:///nowhere.js');
    await expect(runSpeed({ records: [10] }, { memoryModule })).rejects.toMatchObject({ code: 'unsupported' });
  });
});
