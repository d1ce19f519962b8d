import { describe, expect, it } from 'vitest';
import { checkGradients, compileFunction, compileLoss, seededRandom, startTensors } from '../tensor/index.ts';
import { denseMemory } from './attention-memory.ts';
import { crossEntropy, differentiableLogits } from './differentiable-transformer.ts';
import { generate, sampleToken } from './generate.ts';
import { trainingBatch } from './train-transformer.ts';
import { makeTransformer } from './transformer.ts';
import { initialParameters, type TransformerConfig, transformerConfig } from './transformer-config.ts';

const tiny = (options: Partial<TransformerConfig> = {}): TransformerConfig =>
  transformerConfig({ layers: 2, hidden: 16, heads: 4, kvHeads: 2, mlp: 24, vocabulary: 19, ...options });

const variants: Record<string, TransformerConfig> = {
  'gelu, token shift, untied': tiny({ tokenShift: true }),
  'swiglu, biases, tied (Qwen 2)': tiny({ activation: 'swiglu', projectionBias: true, tiedHead: true }),
  'swiglu, head norm (Qwen 3), wide heads': tiny({ activation: 'swiglu', headNorm: true, headSize: 8 }),
  'relu, rope scaling (Llama 3)': tiny({
    activation: 'relu',
    ropeScaling: { factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalPositions: 64 },
  }),
};

const tokens = Int32Array.of(3, 7, 7, 1, 18, 0, 4, 9);

describe.each(Object.entries(variants))('transformer: %s', (name, config) => {
  const parameters = initialParameters(config, seededRandom(name), 0.3);
  const model = makeTransformer(config, parameters);

  it('agrees with its differentiable twin', async () => {
    await startTensors();
    const run = compileFunction((inputs) => ({ logits: differentiableLogits(config, inputs, inputs) }));
    const row = { tokens: Int32Array.of(...tokens, 0), weights: new Float32Array(9).fill(1) };
    const expected = (await run({ ...parameters, ...trainingBatch([row]) }))['logits']!;
    const memory = denseMemory(model.layout, model.rope);
    const { data } = model.forward({ tokens, memory, logits: 'all' });
    const worst = Math.max(...Array.from(data, (x, i) => Math.abs(x - expected.data[i]!)));
    expect(worst).toBeLessThan(2e-4);
  });

  it('gives the same answer token by token as in one pass', () => {
    const whole = model.forward({ tokens, memory: denseMemory(model.layout, model.rope), logits: 'last' });
    const memory = denseMemory(model.layout, model.rope);
    let last = whole;
    for (let t = 0; t < tokens.length; t++) {
      const previous = t === 0 ? {} : { previousToken: tokens[t - 1]! };
      last = model.forward({ tokens: tokens.slice(t, t + 1), memory, positions: t, ...previous });
    }
    expect(Math.max(...Array.from(last.data, (x, i) => Math.abs(x - whole.data[i]!)))).toBeLessThan(1e-5);
  });

  it('has gradients that finite differences confirm', async () => {
    await startTensors();
    const loss = compileLoss((p, b) => crossEntropy(differentiableLogits(config, p, b), b));
    const rows = [tokens, Int32Array.from(tokens).reverse()].map((t) => ({
      tokens: t,
      weights: Float32Array.from(t, () => 1),
    }));
    const batch = trainingBatch(rows);
    const { gradients } = await loss.differentiate(parameters, batch);
    const random = seededRandom('probe');
    const evaluate = (p: typeof parameters): Promise<number> => loss.evaluate(p, batch);
    // relu has kinks that a finite step can cross, so its bound is looser
    const bound = config.activation === 'relu' ? 0.15 : 0.03;
    const { worst, where } = await checkGradients({ parameters, gradients, loss: evaluate, random, perArray: 2 });
    expect(worst, where).toBeLessThan(bound);
    loss.dispose();
  });
});

describe('observation and generation', () => {
  const config = tiny({ tokenShift: true });
  const model = makeTransformer(config, initialParameters(config, seededRandom(5), 0.3));

  it('shows queries, keys, values, attention and hidden states', () => {
    const seen: string[] = [];
    let sum = 0;
    model.forward({
      tokens,
      memory: denseMemory(model.layout, model.rope),
      hooks: {
        onProjection: ({ layer, queries, keys, values }) =>
          seen.push(`${layer}:${queries.length}/${keys.length}/${values.length}`),
        onAttention: ({ weights, count }) => {
          sum += weights.subarray(0, count).reduce((a, b) => a + b, 0);
        },
        onHidden: ({ layer, states }) => seen.push(`h${layer}:${states.length}`),
      },
    });
    expect(seen).toEqual(['h-1:128', '0:128/64/64', 'h0:128', '1:128/64/64', 'h1:128']);
    expect(sum).toBeCloseTo(2 * 8 * 4, 4);
  });

  it('samples reproducibly, within top-k and top-p', () => {
    const draw = (seed: number): number[] => [
      ...generate({
        model,
        memory: denseMemory(model.layout, model.rope),
        prompt: tokens,
        maxTokens: 6,
        random: seededRandom(seed),
        temperature: 1,
      }),
    ];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const logits = Float32Array.of(0, 5, 4, -3);
    const random = seededRandom(3);
    const kept = new Set(Array.from({ length: 300 }, () => sampleToken(logits, { temperature: 1, topK: 2 }, random)));
    expect([...kept].sort()).toEqual([1, 2]);
    const nucleus = Array.from({ length: 50 }, () => sampleToken(logits, { temperature: 1, topP: 0.5 }, random));
    expect(new Set(nucleus)).toEqual(new Set([1]));
  });
});
