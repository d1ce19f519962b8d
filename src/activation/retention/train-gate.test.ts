import { expect, it } from 'vitest';
import { denseMemory } from '../../models/attention-memory.ts';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { cloneParameters, seededRandom } from '../../tensor/index.ts';
import { initialGate, makeRetentionGate } from './retention-gate.ts';
import { log1mExp, logRetentionScore } from './retention-score.ts';
import { trainGate } from './train-gate.ts';

it('scores horizons like the sum that they stand for', () => {
  for (const [beta, age, horizon] of [
    [0.9, 3, 1],
    [0.9, 3, 5],
    [0.2, 0, 7],
    [0.999, 100, 50],
  ] as const) {
    let sum = 0;
    for (let n = 0; n < horizon; n++) sum += beta ** (age + n);
    expect(logRetentionScore(Math.log(beta), age, horizon)).toBeCloseTo(Math.log(sum), 8);
  }
  expect(log1mExp(-1e-12)).toBeCloseTo(Math.log(1e-12), 6);
  expect(logRetentionScore(0, 10, 4)).toBeCloseTo(Math.log(4), 10);
});

it.each(['per-head', 'shared'] as const)('%s gates learn to forget filler, and leave the model alone', async (kind) => {
  const config = transformerConfig({ layers: 2, hidden: 16, heads: 2, kvHeads: 1, mlp: 16, vocabulary: 12 });
  const model = makeTransformer(config, initialParameters(config, seededRandom('model'), 0.3));
  const before = cloneParameters(model.parameters);
  const random = seededRandom(kind);
  const gate = initialGate(config, { kind, width: 8 }, { random, bias: 4 });
  const losses: number[] = [];
  await trainGate({
    model,
    kind,
    gate,
    steps: 40,
    budget: 4,
    batch: 4,
    rate: 2e-2,
    row: () => {
      const tokens = Int32Array.from({ length: 25 }, () => Math.floor(random.next() * 12));
      return { tokens, weights: new Float32Array(25).fill(1) };
    },
    onStep: ({ loss }) => losses.push(loss),
  });
  expect(losses.at(-1)!).toBeLessThan(0.5 * losses[0]!);
  expect(model.parameters).toEqual(before);
  const retention = makeRetentionGate(config, gate);
  const seen: Float32Array[] = [];
  const memory = denseMemory(model.layout, model.rope);
  model.forward({
    tokens: Int32Array.of(1, 2, 3),
    memory: {
      attend: (request) => {
        seen.push(retention.logRetention(request.layer, request.normed, request.count));
        return memory.attend(request);
      },
    },
  });
  expect(seen.map((s) => s.length)).toEqual([3, 3]);
  expect(seen.every((s) => s.every((x) => x < 0))).toBe(true);
});
