import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { generate } from '../../models/generate.ts';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { seededRandom } from '../../tensor/index.ts';
import { kivi } from '../policies/kivi.ts';
import { think } from '../policies/think.ts';
import { trimKv } from '../policies/trim-kv.ts';
import { initialGate, makeRetentionGate } from '../retention/retention-gate.ts';
import { atDecode } from '../wrappers/at-decode.ts';
import { applyPolicy } from './apply-policy.ts';
import { loadCache, saveCache } from './cache-file.ts';
import { KvCache } from './kv-cache.ts';
import { type CacheStorage, purgeOffloaded, transferSlots } from './transfer-slots.ts';

const config = transformerConfig({ layers: 2, hidden: 24, heads: 4, kvHeads: 2, mlp: 16, vocabulary: 30, headSize: 8 });
const model = makeTransformer(config, initialParameters(config, seededRandom('files'), 0.3));
const base = { layout: model.layout, rope: model.rope };

function filled(): KvCache {
  const cache = new KvCache({ ...base, trackAttention: true, queryWindow: 8 });
  cache.openSource({ id: 'turn-1', version: 1 });
  model.forward({ tokens: Int32Array.from({ length: 40 }, (_, i) => (i * 11) % 30), memory: cache, logits: 'none' });
  cache.openSource({ id: 'turn-2', version: 3 });
  model.forward({ tokens: Int32Array.of(4, 5, 6), memory: cache, positions: 40, logits: 'none' });
  return cache;
}

function inMemory(): CacheStorage & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: async (key, bytes) => void files.set(key, bytes),
    read: async (key) => files.get(key)!,
    remove: async (key) => void files.delete(key),
  };
}

const next = (cache: KvCache): Float32Array => {
  const mark = cache.mark();
  const { data } = model.forward({ tokens: Int32Array.of(5, 9), memory: cache, positions: cache.nextPosition });
  cache.rewind(mark);
  return data as Float32Array;
};

describe('saving and loading', () => {
  const compressed = filled();
  applyPolicy(compressed, think({ recent: 8, window: 8 }), { model, budget: { entriesPerHead: 99 } });
  applyPolicy(compressed, kivi({ bits: 4, group: 8, residual: 16 }), { model, budget: { entriesPerHead: 99 } });

  it.each(['stored', 'deferred'] as const)(
    'brings back the same cache, bit for bit where keys are stored (%s)',
    (keyRotation) => {
      for (const cache of [filled(), compressed]) {
        const bytes = saveCache(cache);
        const loaded = loadCache(bytes, { ...base, keyRotation });
        expect(loaded.stats()).toEqual(cache.stats());
        const worst = Math.max(...next(loaded).map((x, i) => Math.abs(x - next(cache)[i]!)));
        if (keyRotation === 'stored') expect(worst).toBe(0);
        expect(worst).toBeLessThan(1e-4);
        if (keyRotation === 'stored') expect(saveCache(loaded)).toEqual(bytes);
        expect(loaded.dropSources(({ id }) => id === 'turn-2')).toBe(12);
      }
    },
  );

  it('refuses another layout and survives damage', () => {
    const bytes = saveCache(compressed);
    expect(() => loadCache(bytes, { ...base, layout: { ...base.layout, layers: 3 } })).toThrow(/layers/);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = bytes.slice();
        damaged[at] = value;
        try {
          loadCache(damaged, base);
        } catch (error) {
          if (!isMemoryError(error)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('offload', () => {
  it('moves slots out and back with the same answers, and purges by source', async () => {
    const cache = filled();
    const storage = inMemory();
    const before = next(cache);
    const indices = Int32Array.from({ length: 30 }, (_, i) => i);
    const actions = [0, 1].map((layer) => ({ kind: 'offload' as const, layer, head: 1, indices, ticket: `t${layer}` }));
    await transferSlots(cache, { policy: 'test', revision: cache.revision, actions }, storage);
    expect(cache.stats().headLengths).toEqual([43, 13, 43, 13]);
    expect(Math.max(...next(cache).map((x, i) => Math.abs(x - before[i]!)))).toBeGreaterThan(1e-4);
    const recall = { policy: 'test', revision: cache.revision, actions: [{ kind: 'recall' as const, ticket: 't0' }] };
    await transferSlots(cache, recall, storage);
    expect([...storage.files.keys()]).toEqual(['t1']);
    expect(await purgeOffloaded(cache, storage, ({ id }) => id === 'turn-2')).toEqual([]);
    expect(await purgeOffloaded(cache, storage, ({ id }) => id === 'turn-1')).toEqual(['t1']);
    expect(storage.files.size).toBe(0);
    expect(cache.stats().headLengths).toEqual([43, 43, 43, 13]);
    const whole = filled();
    whole.apply({
      policy: 'test',
      revision: whole.revision,
      actions: [{ kind: 'keep', layer: 1, head: 1, indices: Int32Array.from({ length: 13 }, (_, i) => 30 + i) }],
    });
    expect(Math.max(...next(cache).map((x, i) => Math.abs(x - next(whole)[i]!)))).toBeLessThan(1e-5);
  });

  it('keeps slots in memory when the storage fails', async () => {
    const cache = filled();
    const storage = { ...inMemory(), write: () => Promise.reject(new Error('disk full')) };
    const plan = {
      policy: 'test',
      revision: cache.revision,
      actions: [{ kind: 'offload' as const, layer: 0, head: 0, indices: Int32Array.of(1, 2), ticket: 'x' }],
    };
    await expect(transferSlots(cache, plan, storage)).rejects.toThrow('disk full');
    expect(cache.stats().headLengths).toEqual([43, 43, 43, 43]);
  });
});

it('a policy at decode never lets the cache exceed budget and buffer', () => {
  const gate = makeRetentionGate(
    config,
    initialGate(config, { kind: 'per-head', width: 4 }, { random: seededRandom(1) }),
  );
  const cache = new KvCache({ ...base, gate });
  const policy = atDecode(trimKv(), 5);
  const lengths: number[] = [];
  const tokens = generate({
    model,
    memory: cache,
    prompt: Int32Array.of(1, 2, 3),
    maxTokens: 40,
    random: seededRandom(2),
    temperature: 1,
    afterStep: () => {
      applyPolicy(cache, policy, { model, budget: { entriesPerHead: 10 } });
      lengths.push(Math.max(...cache.stats().headLengths));
    },
  });
  expect([...tokens].length).toBe(40);
  expect(Math.max(...lengths)).toBe(15);
  expect(lengths.at(-1)).toBeGreaterThanOrEqual(10);
});
