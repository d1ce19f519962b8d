import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { denseMemory } from '../../models/attention-memory.ts';
import { makeTransformer, type Transformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { seededRandom } from '../../tensor/index.ts';
import type { CacheAction, CachePlan } from '../cache-policy.ts';
import { KvCache, type KvCacheOptions } from './kv-cache.ts';
import { PagePool } from './page-pool.ts';
import { pseudoQueries } from './pseudo-queries.ts';

const config = transformerConfig({ layers: 2, hidden: 24, heads: 4, kvHeads: 2, mlp: 16, vocabulary: 30, headSize: 8 });
const model: Transformer = makeTransformer(config, initialParameters(config, seededRandom('engine'), 0.3));
const text = Int32Array.from({ length: 45 }, (_, i) => (i * 7 + 3) % 30);

function filled(options: Partial<KvCacheOptions> = {}, tokens: Int32Array = text): KvCache {
  const cache = new KvCache({ layout: model.layout, rope: model.rope, ...options });
  model.forward({ tokens, memory: cache, logits: 'none' });
  return cache;
}

const next = (cache: KvCache, position: number = cache.nextPosition): Float32Array => {
  const mark = cache.mark();
  const { data } = model.forward({ tokens: Int32Array.of(5, 9), memory: cache, positions: position });
  cache.rewind(mark);
  return data as Float32Array;
};

const distance = (a: Float32Array, b: Float32Array): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

const planOf = (cache: KvCache, actions: readonly CacheAction[]): CachePlan => ({
  policy: 'test',
  revision: cache.revision,
  actions,
});

const everyHead = (make: (layer: number, head: number) => CacheAction[]): CacheAction[] =>
  [0, 1].flatMap((layer) => [0, 1].flatMap((head) => make(layer, head)));

const code = (body: () => void): string => {
  try {
    body();
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
  return 'no error';
};

describe('attention', () => {
  const reference = denseMemory(model.layout, model.rope);
  const whole = model.forward({ tokens: text, memory: reference, logits: 'all' }).data as Float32Array;

  it.each(['stored', 'deferred'] as const)(
    'equals the reference memory with %s rotation, however it is split',
    (keyRotation) => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (pieces) => {
          const cache = new KvCache({ layout: model.layout, rope: model.rope, keyRotation });
          let from = 0;
          for (const piece of [...pieces, text.length]) {
            const tokens = text.slice(from, from + piece);
            if (tokens.length === 0) break;
            const { data } = model.forward({ tokens, memory: cache, positions: from, logits: 'all' });
            expect(distance(data as Float32Array, whole.slice(from * 30, (from + tokens.length) * 30))).toBeLessThan(
              1e-4,
            );
            from += tokens.length;
          }
          expect(cache.stats().headLengths).toEqual([45, 45, 45, 45]);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('accumulates exactly the attention that the model paid', () => {
    const expected = new Map<string, number[]>();
    const cache = new KvCache({ layout: model.layout, rope: model.rope, trackAttention: true });
    model.forward({
      tokens: text,
      memory: cache,
      hooks: {
        onAttention: ({ layer, head, weights, count }) => {
          const key = `${layer}/${Math.floor(head / 2)}`;
          const sums = expected.get(key) ?? [];
          for (let j = 0; j < count; j++) sums[j] = (sums[j] ?? 0) + weights[j]! / 2;
          expected.set(key, sums);
        },
      },
    });
    for (const head of cache.view().heads) {
      expect(distance(head.attention, Float32Array.from(expected.get(`${head.layer}/${head.head}`)!))).toBeLessThan(
        1e-4,
      );
      expect(head.lastAttention.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
    }
  });
});

describe('plans', () => {
  it('keep: eviction equals masking the dropped slots', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(44), { minLength: 1, maxLength: 44 }), (chosen) => {
        const indices = Int32Array.from(chosen).sort();
        const cache = filled();
        cache.apply(
          planOf(
            cache,
            everyHead((layer, head) => [{ kind: 'keep', layer, head, indices }]),
          ),
        );
        const masked = filled();
        for (const layer of [0, 1]) {
          for (const head of [0, 1]) {
            const store = masked.headStore(layer, head);
            for (let i = 0; i < 45; i++) {
              const { fields, at } = store.fieldsAt(i);
              if (!chosen.includes(i)) fields.bias[at] = Number.NEGATIVE_INFINITY;
            }
          }
        }
        expect(distance(next(cache, 45), next(masked, 45))).toBeLessThan(1e-5);
        expect(cache.view().heads[0]!.positions).toEqual(indices);
      }),
      { numRuns: 25 },
    );
  });

  it('merge: joining identical slots with ln 2 changes nothing, without it something changes', () => {
    const build = (): KvCache => {
      const cache = filled();
      // slot 11 becomes a twin of slot 10
      const twin = {
        target: 11,
        members: Int32Array.of(10),
        keyWeights: Float32Array.of(1),
        valueWeights: Float32Array.of(1),
      };
      const merges = [{ ...twin, logitBias: 0, absorbs: false }];
      cache.apply(
        planOf(
          cache,
          everyHead((layer, head) => [{ kind: 'merge', layer, head, merges }]),
        ),
      );
      return cache;
    };
    const before = next(build());
    const joined = (logitBias: number): Float32Array => {
      const cache = build();
      const half = Float32Array.of(0.5, 0.5);
      const merges = [
        { target: 10, members: Int32Array.of(10, 11), keyWeights: half, valueWeights: half, logitBias, absorbs: true },
      ];
      const indices = Int32Array.from({ length: 45 }, (_, i) => i).filter((i) => i !== 11);
      const plan = everyHead((layer, head) => [
        { kind: 'merge', layer, head, merges },
        { kind: 'keep', layer, head, indices },
      ]);
      cache.apply(planOf(cache, plan));
      expect(cache.view().heads[0]!.mass[10]).toBe(2);
      return next(cache, 45);
    };
    expect(distance(joined(Math.LN2), before)).toBeLessThan(1e-5);
    expect(distance(joined(0), before)).toBeGreaterThan(1e-4);
  });

  it('shrink and quantize: close at 8 bits, exact with all channels, bytes as counted by hand', () => {
    const indices = Int32Array.from({ length: 32 }, (_, i) => i);
    const full = filled();
    const before = next(full);
    const run = (action: (layer: number, head: number) => CacheAction[]): { error: number; bytes: number } => {
      const cache = filled();
      cache.apply(planOf(cache, everyHead(action)));
      return { error: distance(next(cache), before), bytes: cache.stats().contentBytes };
    };
    const all = Uint16Array.from({ length: 8 }, (_, i) => i);
    expect(run((layer, head) => [{ kind: 'shrink-channels', layer, head, indices, channels: all }]).error).toBe(0);
    const half = run((layer, head) => [{ kind: 'shrink-channels', layer, head, indices, channels: all.slice(4) }]);
    expect(half.error).toBeGreaterThan(0);
    expect(half.bytes).toBe(4 * (13 * 64 + 32 * (16 + 32) + 1));
    const bits = (keyBits: 2 | 8 | 16): { error: number; bytes: number } =>
      run((layer, head) => [{ kind: 'quantize', layer, head, indices, keyBits, valueBits: keyBits, group: 32 }]);
    expect(bits(16).error).toBeLessThan(5e-3);
    expect(bits(8).error).toBeLessThan(0.03);
    expect(bits(2).error).toBeGreaterThan(bits(8).error);
    // 2 bits: 2 bytes of codes a row each, key scales for 8 channels, value scales for 32 rows, 4 bytes a pair
    expect(bits(2).bytes).toBe(4 * (13 * 64 + 32 * (2 + 2) + 8 * 4 + 32 * 4));
    const both = run((layer, head) => [
      { kind: 'shrink-channels', layer, head, indices, channels: all.slice(0, 6) },
      { kind: 'quantize', layer, head, indices, keyBits: 8, valueBits: 8, group: 32 },
    ]);
    expect(both.bytes).toBe(4 * (13 * 64 + 32 * (6 + 8) + 6 * 4 + 32 * 4 + 1));
  });

  it('keep after quantize drops rows without touching the codes of the others', () => {
    const cache = filled();
    const indices = Int32Array.from({ length: 40 }, (_, i) => i);
    cache.apply(
      planOf(
        cache,
        everyHead((layer, head) => [{ kind: 'quantize', layer, head, indices, keyBits: 4, valueBits: 4, group: 8 }]),
      ),
    );
    const before = cache.view().heads[1]!;
    const kept = Int32Array.of(0, 7, 8, 21, 39, 44);
    cache.apply(
      planOf(
        cache,
        everyHead((layer, head) => [{ kind: 'keep', layer, head, indices: kept }]),
      ),
    );
    const after = cache.view().heads[1]!;
    expect(after.positions).toEqual(kept);
    kept.forEach((from, to) => {
      expect(after.keys.slice(to * 8, to * 8 + 8)).toEqual(before.keys.slice(from * 8, from * 8 + 8));
      expect(after.values.slice(to * 8, to * 8 + 8)).toEqual(before.values.slice(from * 8, from * 8 + 8));
    });
  });

  it.each(['stored', 'deferred'] as const)(
    'move: a segment shifted as a whole answers the same (%s)',
    (keyRotation) => {
      const cache = filled({ keyRotation });
      const before = next(cache, 45);
      const indices = Int32Array.from({ length: 45 }, (_, i) => i);
      const positions = indices.map((i) => i + 1000);
      cache.apply(
        planOf(
          cache,
          everyHead((layer, head) => [{ kind: 'move', layer, head, indices, positions }]),
        ),
      );
      expect(cache.nextPosition).toBe(1045);
      expect(distance(next(cache, 1045), before)).toBeLessThan(1e-3);
      expect(distance(next(cache, 45), before)).toBeGreaterThan(1e-3);
    },
  );

  it('are refused when stale or malformed, and change nothing then', () => {
    const cache = filled();
    const before = next(cache);
    const keep = (indices: Int32Array): CacheAction => ({ kind: 'keep', layer: 0, head: 0, indices });
    expect(code(() => cache.apply({ ...planOf(cache, []), revision: 99 }))).toBe('conflict');
    expect(code(() => cache.apply(planOf(cache, [keep(Int32Array.of(3, 2))])))).toBe('invalid_input');
    expect(code(() => cache.apply(planOf(cache, [keep(Int32Array.of(2, 2))])))).toBe('invalid_input');
    expect(code(() => cache.apply(planOf(cache, [keep(Int32Array.of(45))])))).toBe('invalid_input');
    expect(distance(next(cache), before)).toBe(0);
  });
});

describe('life of a cache', () => {
  it('leaves no trace of pseudo tokens', () => {
    const cache = filled({ trackAttention: true, queryWindow: 4 });
    const before = next(cache);
    const view = cache.view();
    const held = { attention: view.heads[0]!.attention, queries: view.queries!.layer(1) };
    const window = pseudoQueries(model, cache, { tokens: Int32Array.of(1, 2, 3) });
    expect(Array.from(window.positions)).toEqual([45, 46, 47]);
    expect(window.layer(1).length).toBe(3 * 4 * 8);
    expect(cache.stats().headLengths).toEqual([45, 45, 45, 45]);
    expect(cache.view().heads[0]!.attention).toEqual(held.attention);
    expect(cache.view().queries!.layer(1)).toEqual(held.queries);
    expect(distance(next(cache), before)).toBe(0);
  });

  it('drops exactly the slots of a source, wipes their memory, and follows merges', () => {
    const pool = new PagePool({ headSize: 8, slotsPerPage: 4 });
    const cache = new KvCache({ layout: model.layout, rope: model.rope, pool });
    const part = (id: string | undefined, from: number, to: number): void => {
      cache.openSource(id === undefined ? undefined : { id, version: 1 });
      model.forward({ tokens: text.slice(from, to), memory: cache, positions: from, logits: 'none' });
    };
    part('a', 0, 10);
    part('b', 10, 20);
    part(undefined, 20, 30);
    const { fields, at } = cache.headStore(1, 0).fieldsAt(13);
    expect([fields.spanFrom[at], fields.spanTo[at]]).toEqual([3, 4]);
    const merges = [
      {
        target: 25,
        members: Int32Array.of(12, 25),
        keyWeights: Float32Array.of(0.5, 0.5),
        valueWeights: Float32Array.of(0.5, 0.5),
        logitBias: 0,
        absorbs: true,
      },
    ];
    cache.apply(planOf(cache, [{ kind: 'merge', layer: 0, head: 0, merges }]));
    expect(cache.dropSources(({ id }) => id === 'b')).toBe(41);
    expect(cache.stats().headLengths).toEqual([19, 20, 20, 20]);
    expect(Array.from(cache.view().heads[3]!.positions)).toEqual(
      [...text.keys()].filter((i) => i < 10 || (i >= 20 && i < 30)),
    );
    // what pages hold beyond the live slots must be zero
    let live = 0;
    for (let page = 0; page < 64; page++) {
      const { keys, slot } = pool.address(page);
      for (let s = 0; s < 4; s++) if (keys.subarray((slot + s) * 8, (slot + s + 1) * 8).some((x) => x !== 0)) live++;
    }
    expect(live).toBe(79);
    expect(pool.usedPages).toBe(20);
    cache.clear();
    expect(pool.usedPages).toBe(0);
  });

  it('shares one pool between sequences under one limit', () => {
    const pool = new PagePool({ headSize: 8, slotsPerPage: 16, maxPages: 16 });
    const first = filled({ pool });
    expect(pool.usedPages).toBe(12);
    expect(code(() => filled({ pool }))).toBe('budget_exceeded');
    first.clear();
  });

  it('clones into an independent copy', () => {
    const cache = filled();
    const copy = cache.clone();
    const before = next(cache);
    copy.apply(planOf(copy, [{ kind: 'keep', layer: 0, head: 0, indices: Int32Array.of(1) }]));
    expect(distance(next(cache), before)).toBe(0);
    expect(distance(next(copy, 45), before)).toBeGreaterThan(0);
  });
});
