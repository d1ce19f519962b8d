import { expect, it } from 'vitest';
import { seededRandom, warmupDecay } from '../tensor/index.ts';
import { rowAccuracy, type TrainingRow, trainTransformer } from './train-transformer.ts';
import { initialParameters, transformerConfig } from './transformer-config.ts';

it('learns to recall in a few seconds, and does not without the token shift', async () => {
  const data = seededRandom('recall');
  // pairs of key (1..8) and value (9..16), then a key again: its value is asked for
  const row = (): TrainingRow => {
    const keys = [1, 2, 3, 4, 5, 6, 7, 8].sort(() => data.next() - 0.5).slice(0, 4);
    const pairs = keys.flatMap((key) => [key, 9 + Math.floor(data.next() * 8)]);
    const asked = Math.floor(data.next() * 4);
    const weights = new Float32Array(11);
    weights[9] = 1;
    return { tokens: Int32Array.of(...pairs, 0, pairs[2 * asked]!, pairs[2 * asked + 1]!), weights };
  };
  const learn = async (tokenShift: boolean): Promise<number> => {
    const config = transformerConfig({ layers: 1, hidden: 32, heads: 1, mlp: 32, vocabulary: 17, tokenShift });
    const parameters = initialParameters(config, seededRandom('weights'), 0.08);
    const rate = warmupDecay({ peak: 1e-2, steps: 200, warmupSteps: 20 });
    await trainTransformer({ config, parameters, phases: [{ steps: 200, row }], rate, batch: 32 });
    return rowAccuracy({ config, parameters, rows: Array.from({ length: 64 }, row) });
  };
  expect(await learn(true)).toBeGreaterThan(0.95);
  expect(await learn(false)).toBeLessThan(0.7);
}, 60_000);
