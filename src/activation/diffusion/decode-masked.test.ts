import { expect, it } from 'vitest';
import { denseMemory } from '../../models/attention-memory.ts';
import { differentiableLogits } from '../../models/differentiable-transformer.ts';
import { trainingBatch } from '../../models/train-transformer.ts';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { compileFunction, seededRandom, startTensors } from '../../tensor/index.ts';
import { type DiffusionCacheMode, decodeMasked } from './decode-masked.ts';
import { PositionCache } from './position-cache.ts';

const config = transformerConfig({
  layers: 2,
  hidden: 16,
  heads: 2,
  kvHeads: 1,
  mlp: 16,
  vocabulary: 9,
  causal: false,
});
const model = makeTransformer(config, initialParameters(config, seededRandom('masked'), 0.3));
const prompt = Int32Array.of(1, 2, 3);
const decode = (mode: DiffusionCacheMode, seed = 1): ReturnType<typeof decodeMasked> =>
  decodeMasked({ model, prompt, length: 10, maskToken: 0, mode, random: seededRandom(seed) });

it('the position cache is bidirectional attention, in whatever order positions come', async () => {
  const tokens = Int32Array.of(4, 5, 6, 7, 8, 1);
  const memory = denseMemory(model.layout, model.rope, false);
  const expected = model.forward({ tokens, memory, logits: 'all' }).data;
  await startTensors();
  const twin = compileFunction((inputs) => ({ logits: differentiableLogits(config, inputs, inputs) }));
  const row = { tokens, targets: tokens, weights: new Float32Array(6).fill(1) };
  const logits = (await twin({ ...model.parameters, ...trainingBatch([row]) }))['logits']!.data;
  const order = Int32Array.of(3, 0, 5, 1, 4, 2);
  const cache = new PositionCache(model.layout, model.rope, 6);
  const shuffled = tokens.map((_, n) => tokens[order[n]!]!);
  const { data } = model.forward({ tokens: shuffled, positions: order, memory: cache, logits: 'all' });
  order.forEach((position, row_) => {
    for (let v = 0; v < 9; v++) {
      expect(data[row_ * 9 + v]!).toBeCloseTo(expected[position * 9 + v]!, 4);
      expect(logits[position * 9 + v]!).toBeCloseTo(expected[position * 9 + v]!, 3);
    }
  });
});

it('fills every slot once, never with a mask, and counts what it computes', () => {
  const modes: [DiffusionCacheMode, number][] = [
    [{ kind: 'none' }, 1],
    [{ kind: 'prompt' }, (13 + 9 * 10) / 130],
    // step 0 everything, then what was not known before the previous commit: 10, 9, ... 2
    [{ kind: 'decode' }, (13 + 10 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2) / 130],
    [{ kind: 'immediate' }, (13 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1) / 130],
    [{ kind: 'greedy', window: 0 }, (13 + 9 * 2) / 130],
  ];
  for (const [mode, cost] of modes) {
    const { sequence, decodedAt, cost: counted } = decode(mode);
    expect(sequence.slice(0, 3)).toEqual(prompt);
    expect(sequence.slice(3).includes(0)).toBe(false);
    expect([...decodedAt.slice(3)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(counted).toBeCloseTo(cost, 10);
  }
});

it('a refresh every step changes nothing, and seeds replay', () => {
  for (const seed of [1, 2, 3]) {
    expect(decode({ kind: 'decode', refreshEvery: 1 }, seed).sequence).toEqual(decode({ kind: 'none' }, seed).sequence);
    expect(decode({ kind: 'greedy' }, seed)).toEqual(decode({ kind: 'greedy' }, seed));
  }
});
