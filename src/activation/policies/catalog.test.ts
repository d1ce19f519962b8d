import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { seededRandom } from '../../tensor/index.ts';
import type { CachePolicy } from '../cache-policy.ts';
import { KvCache, trackingFor } from '../engine/kv-cache.ts';
import { pseudoQueries } from '../engine/pseudo-queries.ts';
import { initialGate, makeRetentionGate } from '../retention/retention-gate.ts';
import { atDecode } from '../wrappers/at-decode.ts';
import { chunked } from '../wrappers/chunked.ts';
import { mergeOnEvict } from '../wrappers/merge-on-evict.ts';
import { perHead } from '../wrappers/per-head.ts';
import { perLayer } from '../wrappers/per-layer.ts';
import { sharedInLayer } from '../wrappers/shared-in-layer.ts';
import { type CatalogEntry, policyCatalog } from './catalog.ts';
import { h2o } from './h2o.ts';
import { keyNorm } from './key-norm.ts';
import { kivi } from './kivi.ts';
import { random } from './random.ts';
import { snapkv } from './snapkv.ts';
import { streamingLlm } from './streaming-llm.ts';

const config = transformerConfig({ layers: 3, hidden: 24, heads: 4, kvHeads: 2, mlp: 16, vocabulary: 40, headSize: 8 });
const model = makeTransformer(config, initialParameters(config, seededRandom('contract'), 0.3));
const gateParameters = initialGate(config, { kind: 'shared', width: 6 }, { random: seededRandom('gate'), bias: 2 });
for (const { data } of Object.values(gateParameters))
  for (let i = 0; data.length > 1 && i < data.length; i++) data[i]! *= 40;
const gate = makeRetentionGate(config, gateParameters);

const wrapped: Record<string, CatalogEntry> = {
  'streaming-llm, renumbered': { make: () => streamingLlm({ renumber: true }), saves: 'entries', source: 'option' },
  'snapkv in chunks': { make: () => chunked(snapkv(), 4), saves: 'entries', source: 'wrapper' },
  'h2o per head': { make: () => perHead(h2o()), saves: 'entries', source: 'wrapper' },
  'key norm per layer': { make: () => perLayer(keyNorm(), [1, 2, 3]), saves: 'entries', source: 'wrapper' },
  'random, shared': { make: () => sharedInLayer(random()), saves: 'entries', source: 'wrapper' },
  'h2o, merging': { make: () => mergeOnEvict(h2o(), { similarity: 0.2 }), saves: 'entries', source: 'wrapper' },
  'tova-like at decode': { make: () => atDecode(h2o(), 0), saves: 'entries', source: 'wrapper' },
  'kivi, short residual': { make: () => kivi({ residual: 32, group: 8 }), saves: 'bits', source: 'option' },
};

const length = 97;

function prepared(policy: CachePolicy, seed: number): KvCache {
  const draw = seededRandom(`tokens ${seed}`);
  const tokens = Int32Array.from({ length }, () => Math.floor(draw.next() * 40));
  const cache = new KvCache({
    layout: model.layout,
    rope: model.rope,
    ...trackingFor(policy.needs),
    ...(policy.needs.retention && { gate }),
  });
  model.forward({ tokens, memory: cache, logits: 'none' });
  return cache;
}

function planned(policy: CachePolicy, cache: KvCache, entriesPerHead: number): ReturnType<CachePolicy['plan']> {
  const count = policy.needs.futureQueries;
  const tokens = Int32Array.from({ length: count }, (_, i) => i % 40);
  const view = cache.view({
    random: seededRandom('policy'),
    ...(count > 0 && { futureQueries: pseudoQueries(model, cache, { tokens }) }),
  });
  return policy.plan(view, { entriesPerHead });
}

describe.each(Object.entries({ ...policyCatalog, ...wrapped }))('policy %s', (_, { make, saves }) => {
  const policy = make();

  it('plans are pure, applicable, within budget, and leave a cache that works', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 220 }), fc.nat(3), (budget, seed) => {
        const cache = prepared(policy, seed);
        const full = cache.stats();
        const plan = planned(policy, cache, budget);
        expect(planned(make(), cache, budget)).toEqual(plan);
        cache.apply(plan);
        const { entries, contentBytes, headLengths } = cache.stats();
        if (saves === 'entries') expect(entries).toBeLessThanOrEqual(budget * headLengths.length);
        if (saves === 'entries' && budget >= 2 * length) expect(entries).toBe(full.entries);
        if (saves === 'nothing') expect(contentBytes).toBe(full.contentBytes);
        if (saves !== 'nothing' && budget < length / 2 && policy.name !== 'kivi') {
          expect(contentBytes).toBeLessThan(full.contentBytes);
        }
        const { data } = model.forward({ tokens: Int32Array.of(1), memory: cache, positions: cache.nextPosition });
        expect(data.every((x) => Number.isFinite(x))).toBe(true);
      }),
      { numRuns: 4 },
    );
  });

  it('can act again on what it left', () => {
    const cache = prepared(policy, 9);
    for (const budget of [60, 30, 12]) {
      cache.apply(planned(policy, cache, budget));
      model.forward({ tokens: Int32Array.of(3, 4), memory: cache, positions: cache.nextPosition, logits: 'none' });
    }
    expect(cache.stats().entries).toBeGreaterThan(0);
    if (saves === 'entries') expect(cache.stats().entries).toBeLessThanOrEqual(6 * 14);
  });
});
