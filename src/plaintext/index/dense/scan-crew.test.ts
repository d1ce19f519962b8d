import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Workers } from '../../../ports/index.ts';
import { precisions } from './codec.ts';
import { createDenseIndex, type DenseIndex } from './dense-index.ts';
import { createScanCrew } from './scan-crew.ts';

/** Node's threads, however many processors there are, with a way to wait for their start. */
function nodeWorkers(spare: number): Workers & { online(): Promise<unknown>; ended(): Promise<unknown> } {
  const online: Promise<unknown>[] = [];
  const ended: Promise<unknown>[] = [];
  return {
    spare,
    online: () => Promise.all(online),
    ended: () => Promise.all(ended),
    start(script, given, onFailure) {
      const worker = new Worker(script, { eval: true, workerData: given });
      online.push(new Promise((resolve) => worker.once('online', () => setTimeout(resolve, 50))));
      ended.push(new Promise((resolve) => worker.once('exit', resolve)));
      worker.on('error', (error) => onFailure(error.message));
      return { stop: async () => void (await worker.terminate()) };
    },
  };
}

/** Longest wait for a thread to take part, milliseconds. */
const patienceMs = 30_000;

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32 - 0.5;
};
const vector = (dimensions: number): Float32Array => Float32Array.from({ length: dimensions }, random);

function fill(index: DenseIndex, vectors: readonly Float32Array[]): void {
  for (const [i, row] of vectors.entries()) index.add(i, row);
  for (let i = 5; i < vectors.length; i += 11) index.remove(i);
}

describe('scan crew', () => {
  it.each(precisions)('finds exactly what one thread finds, again and again, at %i bits', async (bits) => {
    const workers = nodeWorkers(2);
    const crew = createScanCrew({ workers, fromBytes: 1 });
    const rows = Array.from({ length: 9_000 }, () => vector(64));
    // A plateau of equal rows, over blocks that different threads take.
    for (let i = 1_000; i < 8_000; i += 3) rows[i] = rows[1] as Float32Array;
    const alone = createDenseIndex({ dimensions: 64, space: 's', bits });
    const together = createDenseIndex({ dimensions: 64, space: 's', bits, crew });
    fill(alone, rows);
    fill(together, rows);
    // On a busy machine the caller is often done before a thread has woken up.
    const until = performance.now() + patienceMs;
    for (let round = 0; round < 60 || (crew.helped === 0 && performance.now() < until); round++) {
      if (round === 1) await workers.online();
      const query = round % 4 === 0 ? (rows[1] as Float32Array) : vector(64);
      const k = [1, 10, 100, 3_000][round % 4] as number;
      expect(together.search(query, k)).toEqual(alone.search(query, k));
      // Growth of the shared memory between searches is seen by all.
      if (round === 30) for (let i = 9_000; i < 20_000; i++) for (const index of [alone, together]) index.add(i, query);
    }
    expect(crew.size).toBe(2);
    expect(crew.helped).toBeGreaterThan(0);
    crew.close();
    expect(crew.size).toBe(0);
    expect(together.search(rows[0] as Float32Array, 5)).toEqual(alone.search(rows[0] as Float32Array, 5));
    await workers.ended();
    alone.close();
    together.close();
  });

  it('divides the work: every thread takes blocks', async () => {
    const workers = nodeWorkers(1);
    const crew = createScanCrew({ workers, fromBytes: 1 });
    const index = createDenseIndex({ dimensions: 256, space: 's', crew });
    const rows = Array.from({ length: 500 }, () => vector(256));
    for (let i = 0; i < 60_000; i++) index.add(i, rows[i % 500] as Float32Array);
    index.search(vector(256), 10, { exhaustive: true });
    await workers.online();
    const before = crew.helped;
    const until = performance.now() + patienceMs;
    while (crew.helped === before && performance.now() < until) {
      index.search(vector(256), 10, { exhaustive: true });
    }
    expect(crew.helped).toBeGreaterThan(before);
    crew.close();
    index.close();
  });

  it('starts nobody for small indexes, for quick searches of large ones, and where there is one processor', () => {
    const rows = Array.from({ length: 2_000 }, () => vector(64));
    for (const options of [{ workers: nodeWorkers(2) }, { workers: nodeWorkers(0), fromBytes: 1 }]) {
      const crew = createScanCrew(options);
      const index = createDenseIndex({ dimensions: 64, space: 's', crew });
      fill(index, rows);
      expect(index.search(rows[0] as Float32Array, 1).ordinals[0]).toBe(0);
      expect(crew.size).toBe(0);
      index.close();
    }
    const crew = createScanCrew({ workers: nodeWorkers(2), fromBytes: 1 });
    const quick = createDenseIndex({ dimensions: 64, space: 's', crew, firstPassFrom: 1 });
    fill(quick, rows);
    quick.search(rows[0] as Float32Array, 1);
    expect(crew.size).toBe(0);
    quick.search(rows[0] as Float32Array, 1, { exhaustive: true });
    expect(crew.size).toBe(2);
    crew.close();
    quick.close();
  });

  it('goes on alone, with one warning, when threads cannot be started, fail, or do not give back what they took', async () => {
    const rows = Array.from({ length: 9_000 }, () => vector(64));
    const alone = createDenseIndex({ dimensions: 64, space: 's' });
    fill(alone, rows);
    const refusing: Workers = {
      spare: 1,
      start: () => {
        throw new Error('no threads here');
      },
    };
    const failing: Workers = {
      spare: 1,
      start: (_script, _given, onFailure) => {
        queueMicrotask(() => onFailure('out of memory'));
        return { stop: async () => {} };
      },
    };
    // Counts itself in and never out.
    const stuck: Workers = {
      spare: 1,
      start: (_script, given) => {
        const { memory, control } = given as { memory: { buffer: SharedArrayBuffer }; control: number };
        Atomics.add(new Int32Array(memory.buffer, control, 8), 2, 1);
        return { stop: async () => {} };
      },
    };
    for (const [workers, reason] of [
      [refusing, /no threads here/],
      [failing, /out of memory/],
      [stuck, /longer than 20 ms/],
    ] as const) {
      const warnings: string[] = [];
      const crew = createScanCrew({ workers, fromBytes: 1, patienceMs: 20, warn: (text) => warnings.push(text) });
      const index = createDenseIndex({ dimensions: 64, space: 's', crew });
      fill(index, rows);
      for (let round = 0; round < 3; round++) {
        const query = vector(64);
        expect(index.search(query, 20)).toEqual(alone.search(query, 20));
        await Promise.resolve();
      }
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(reason);
      expect(crew.size).toBe(0);
      index.close();
    }
    alone.close();
  });
});
