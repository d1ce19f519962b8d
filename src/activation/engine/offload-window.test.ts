import { expect, it } from 'vitest';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { integerBelow, seededRandom } from '../../tensor/index.ts';
import { KvCache } from './kv-cache.ts';
import { countedStorage, likelyBlocks, offloadBeyond, recallBlocks } from './offload-window.ts';

const config = transformerConfig({ layers: 2, hidden: 16, heads: 4, kvHeads: 2, mlp: 16, vocabulary: 30 });
const model = makeTransformer(config, initialParameters(config, seededRandom('offload'), 0.4));
const draw = seededRandom('offload tokens');
const tokens = Int32Array.from({ length: 60 }, () => integerBelow(draw, 30));

function filled(): KvCache {
  const cache = new KvCache({ layout: model.layout, rope: model.rope });
  cache.openSource({ id: 'turn', version: 1 });
  model.forward({ tokens, memory: cache, logits: 'none' });
  return cache;
}

function inMemory() {
  const files = new Map<string, Uint8Array>();
  return countedStorage({
    write: async (key, bytes) => void files.set(key, bytes),
    read: async (key) => files.get(key)!,
    remove: async (key) => void files.delete(key),
  });
}

function next(cache: KvCache): Float32Array {
  const mark = cache.mark();
  const { data } = model.forward({ tokens: Int32Array.of(7), memory: cache, positions: cache.nextPosition });
  cache.rewind(mark);
  return data as Float32Array;
}

const distance = (a: Float32Array, b: Float32Array): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

it('keeps a window in memory, and everything again after one read a block', async () => {
  const cache = filled();
  const whole = next(cache);
  const storage = inMemory();
  const blocks = await offloadBeyond(cache, storage, { window: 20, block: 8, name: 'a' });
  expect(blocks).toHaveLength(4 * 5);
  expect(cache.stats().headLengths).toEqual([20, 20, 20, 20]);
  expect(storage.counts).toMatchObject({ reads: 0, writes: 20 });
  expect(distance(next(cache), whole)).toBeGreaterThan(1e-3);
  expect(await offloadBeyond(cache, storage, { window: 20, block: 8, name: 'a' })).toEqual([]);
  await recallBlocks(cache, storage, blocks);
  expect(storage.counts.reads).toBe(20);
  expect(distance(next(cache), whole)).toBeLessThan(1e-5);
});

it('brings back first what a query could like best', async () => {
  const queries: Float32Array[] = [];
  model.forward({
    tokens: Int32Array.of(7),
    memory: filled(),
    positions: 60,
    hooks: {
      onProjection: ({ layer, queries: rows }) => {
        queries[layer] = rows.slice();
      },
    },
  });
  const whole = next(filled());
  const errors: number[] = [];
  for (const best of [true, false]) {
    const cache = filled();
    const storage = inMemory();
    const blocks = await offloadBeyond(cache, storage, { window: 12, block: 8, name: 'b' });
    const likely = likelyBlocks(cache, blocks, { queries, count: 3 });
    expect(likely).toHaveLength(4 * 3);
    await recallBlocks(cache, storage, best ? likely : blocks.filter((block) => !likely.includes(block)));
    errors.push(distance(next(cache), whole));
    expect(storage.counts.reads).toBe(12);
  }
  expect(errors[0]).toBeLessThan(errors[1]!);
});
