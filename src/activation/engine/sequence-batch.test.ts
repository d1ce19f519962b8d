import fc from 'fast-check';
import { expect, it } from 'vitest';
import { denseMemory } from '../../models/attention-memory.ts';
import { generate } from '../../models/generate.ts';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { seededRandom } from '../../tensor/index.ts';
import { streamingLlm } from '../policies/streaming-llm.ts';
import { PagePool } from './page-pool.ts';
import { SequenceBatch, type SequenceEvent } from './sequence-batch.ts';

const config = transformerConfig({
  ...{ layers: 2, hidden: 16, heads: 2, kvHeads: 1, mlp: 16, vocabulary: 20, headSize: 8 },
  tokenShift: true,
});
const model = makeTransformer(config, initialParameters(config, seededRandom('batch'), 0.4));

type Ask = { readonly prompt: number[]; readonly maxTokens: number };

const alone = ({ prompt, maxTokens }: Ask, n: number): number[] => [
  ...generate({
    model,
    memory: denseMemory(model.layout, model.rope),
    prompt: Int32Array.from(prompt),
    maxTokens,
    random: seededRandom(n),
    temperature: 1,
  }),
];

function together(
  asks: readonly Ask[],
  pool: PagePool,
): { outputs: number[][]; events: SequenceEvent[]; peak: number } {
  const batch = new SequenceBatch({ model, pool });
  asks.forEach(({ prompt, maxTokens }, n) => {
    batch.submit({ id: `${n}`, prompt: Int32Array.from(prompt), maxTokens, random: seededRandom(n), temperature: 1 });
  });
  const events: SequenceEvent[] = [];
  let peak = 0;
  for (let steps = 0; batch.unfinished > 0; steps++) {
    expect(steps).toBeLessThan(2000);
    events.push(...batch.step());
    peak = Math.max(peak, pool.usedPages);
  }
  const outputs = asks.map((_, n) => events.flatMap((e) => (e.kind === 'token' && e.id === `${n}` ? [e.token] : [])));
  return { outputs, events, peak };
}

it('gives every sequence what it would get alone, within any pool, and hands all pages back', () => {
  const ask = fc.record({
    prompt: fc.array(fc.nat(19), { minLength: 1, maxLength: 12 }),
    maxTokens: fc.integer({ min: 1, max: 12 }),
  });
  let preempted = 0;
  fc.assert(
    fc.property(fc.array(ask, { minLength: 1, maxLength: 6 }), fc.integer({ min: 12, max: 40 }), (asks, maxPages) => {
      const pool = new PagePool({ headSize: 8, slotsPerPage: 4, maxPages });
      const { outputs, events, peak } = together(asks, pool);
      expect(outputs).toEqual(asks.map(alone));
      expect(peak).toBeLessThanOrEqual(maxPages);
      expect(pool.usedPages).toBe(0);
      expect(events.filter(({ kind }) => kind === 'finished').length).toBe(asks.length);
      preempted += events.filter(({ kind }) => kind === 'preempted').length;
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(preempted).toBeGreaterThan(0);
});

it('runs sequences side by side, and refuses what could never fit', () => {
  const asks = Array.from({ length: 3 }, (_, n) => ({ prompt: [n, 1, 2], maxTokens: 4 }));
  const order = together(asks, new PagePool({ headSize: 8, slotsPerPage: 4, maxPages: 30 }))
    .events.filter(({ kind }) => kind === 'token')
    .map(({ id }) => id);
  expect(order.slice(0, 6)).toEqual(['0', '1', '2', '0', '1', '2']);
  const batch = new SequenceBatch({ model, pool: new PagePool({ headSize: 8, slotsPerPage: 4, maxPages: 4 }) });
  const request = { id: 'long', prompt: new Int32Array(8), maxTokens: 10, random: seededRandom(1) };
  expect(() => batch.submit(request)).toThrow(/may need 10 pages/);
});

it('keeps every sequence within a policy’s budget', () => {
  const pool = new PagePool({ headSize: 8, slotsPerPage: 4 });
  const policy = { policy: streamingLlm({ sinks: 1 }), budget: { entriesPerHead: 8 } };
  const batch = new SequenceBatch({ model, pool, policy });
  for (const n of [0, 1]) {
    batch.submit({ id: `${n}`, prompt: Int32Array.of(1, 2), maxTokens: 20, random: seededRandom(n), temperature: 1 });
  }
  let peak = 0;
  while (batch.unfinished > 0) {
    batch.step();
    peak = Math.max(peak, pool.usedPages);
  }
  // two sequences, two heads, 8 slots
  expect(peak).toBe(8);
});
