import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTransformer } from '../../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../../models/transformer-config.ts';
import {
  checkGradients,
  cloneParameters,
  compileFunction,
  compileLoss,
  floatArray,
  intArray,
  normalArray,
  seededRandom,
  startTensors,
} from '../../../tensor/index.ts';
import { sideLogits } from './differentiable-longmem.ts';
import { KeyValueBank } from './key-value-bank.ts';
import { longTerm } from './long-term.ts';
import { initialSide, trainSide } from './train-side.ts';

const config = transformerConfig({
  layers: 4,
  hidden: 16,
  heads: 2,
  kvHeads: 1,
  headSize: 8,
  mlp: 16,
  vocabulary: 163,
  tokenShift: true,
});
const memoryLayer = 2;
const backbone = makeTransformer(config, initialParameters(config, seededRandom('backbone'), 0.2));
const side = initialSide(config, backbone.parameters, memoryLayer);
for (const [name, { data }] of Object.entries(side)) {
  const noise = normalArray(seededRandom(name), data.length, 0.1);
  for (let i = 0; i < data.length; i++) data[i]! += noise[i]!;
}
const segmentOf = (seed: number, count: number): { keys: Float32Array; values: Float32Array } => ({
  keys: normalArray(seededRandom(`keys ${seed}`), count * 8, 1),
  values: normalArray(seededRandom(`values ${seed}`), count * 8, 1),
});

describe('bank of keys and values', () => {
  it('keeps the newest tokens, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 11 }), { maxLength: 12 }),
        fc.integer({ min: 4, max: 30 }),
        (sizes, capacity) => {
          const bank = new KeyValueBank({ kvHeads: 1, headSize: 8, capacity, chunk: 4 });
          for (const [n, count] of sizes.entries()) bank.write(segmentOf(n, count), `s${n}`);
          const all = sizes.flatMap((count, n) =>
            Array.from({ length: count }, (_, t) => segmentOf(n, count).keys[t * 8]),
          );
          const kept = Array.from({ length: bank.size }, (_, c) =>
            [...bank.tokensOf(c, 0)].map(({ key }) => key[0]),
          ).flat();
          const { tokens, forgotten } = bank.stats();
          return (
            tokens <= capacity &&
            tokens + forgotten === all.length &&
            kept.join() === all.slice(all.length - tokens).join()
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['weighted', 'mean'] as const)(
    'finds chunks by one key (%s), drops sources, and survives a file',
    (chunkKeys) => {
      const bank = new KeyValueBank({ kvHeads: 1, headSize: 8, chunk: 4, chunkKeys });
      for (let n = 0; n < 6; n++) bank.write(segmentOf(n, 9), `s${n}`);
      const query = normalArray(seededRandom('query'), 8, 1);
      const scores = Array.from({ length: bank.size }, (_, c) => {
        const keys = [...bank.tokensOf(c, 0)].map(({ key }) => ({
          product: key.reduce((sum, x, i) => sum + x * query[i]!, 0),
          weight: chunkKeys === 'mean' ? 1 : key.reduce((sum, x) => sum + x * x, 0),
        }));
        const total = keys.reduce((sum, { weight }) => sum + weight, 0);
        return { c, score: keys.reduce((sum, { product, weight }) => sum + product * weight, 0) / total };
      });
      scores.sort((a, b) => b.score - a.score);
      expect(bank.search(0, query, 5)).toEqual(scores.slice(0, 5).map(({ c }) => c));
      expect(bank.drop('s2')).toBe(9);
      expect(bank.drop('s2')).toBe(0);
      const copy = KeyValueBank.load(bank.save());
      expect(copy.stats()).toEqual(bank.stats());
      expect(copy.search(0, query, 7)).toEqual(bank.search(0, query, 7));
      expect(copy.drop('s4')).toBe(9);
      expect(() => KeyValueBank.load(bank.save().slice(0, -4))).toThrow();
      expect(() => bank.write({ keys: new Float32Array(3), values: new Float32Array(3) })).toThrow(/no segment/);
      expect(() => new KeyValueBank({ kvHeads: 1, headSize: 8, capacity: 2 })).toThrow(/cannot have chunks/);
      const wrong = 'most' as typeof chunkKeys;
      expect(() => new KeyValueBank({ kvHeads: 1, headSize: 8, chunkKeys: wrong })).toThrow(/cannot be found by most/);
      // keys of nothing are found by nothing, not by what is no number
      const empty = new KeyValueBank({ kvHeads: 1, headSize: 8, chunkKeys });
      empty.write({ keys: new Float32Array(8), values: new Float32Array(8) });
      expect(empty.search(0, query, 1)).toEqual([0]);
    },
  );
});

describe('memory beyond the window', () => {
  const segment = Int32Array.from({ length: 12 }, (_, i) => (i * 37) % 160);
  const tokens = Int32Array.of(0, 5, 90, 2, 44);

  it('computes what its training twin computes, with gradients that finite differences confirm', async () => {
    await startTensors();
    const memory = longTerm({ backbone, side, memoryLayer, k: 1024, chunk: 1 });
    memory.read(segment);
    const [keys, values] = [new Float32Array(12 * 8), new Float32Array(12 * 8)];
    for (let c = 0; c < 12; c++) {
      for (const { key, value } of memory.bank.tokensOf(c, 0)) {
        keys.set(key, c * 8);
        values.set(value, c * 8);
      }
    }
    const previous = Int32Array.of(0, ...tokens.slice(0, -1));
    const batch = {
      tokens: intArray([1, 5], tokens),
      previous: intArray([1, 5], previous),
      firstMask: floatArray([1, 5, 1], Float32Array.of(0, 1, 1, 1, 1)),
      'memory.keys': floatArray([1, 1, 12, 8], keys),
      'memory.values': floatArray([1, 1, 12, 8], values),
    };
    const inputs = { ...side, ...backbone.parameters, ...batch };
    const run = compileFunction((all) => ({
      logits: sideLogits(config, { side: all, backbone: all, batch: all }, memoryLayer),
    }));
    const logits = (await run(inputs))['logits']!.data;
    memory.ask(tokens).data.forEach((x, v) => {
      expect(x).toBeCloseTo(logits[4 * 163 + v]!, 3);
    });
    const loss = compileLoss((p, b) =>
      sideLogits(config, { side: p, backbone: b, batch: b }, memoryLayer).mul(b('signs')).sum(),
    );
    const signs = floatArray([1, 5, 163], normalArray(seededRandom('signs'), 5 * 163, 0.05));
    const frozen = { ...backbone.parameters, ...batch, signs };
    const { gradients } = await loss.differentiate(side, frozen);
    const random = seededRandom('probe');
    const evaluate = (p: typeof side): Promise<number> => loss.evaluate(p, frozen);
    const { worst, where } = await checkGradients({ parameters: side, gradients, loss: evaluate, random, perArray: 2 });
    expect(worst, where).toBeLessThan(0.05);
    loss.dispose();
  }, 60_000);

  it('raises what lies in a well matched chunk, while it trains to find chunks', async () => {
    await startTensors();
    const count = 8;
    const { keys, values } = segmentOf(1, count);
    const shape = [1, 1, count, 8];
    const previous = Int32Array.of(0, ...tokens.slice(0, -1));
    const logits = async (memory: typeof keys, chunk: number | undefined, gain: number): Promise<Float32Array> => {
      const run = compileFunction((all) => ({
        logits: sideLogits(config, { side: all, backbone: all, batch: all }, memoryLayer, chunk),
      }));
      const made = await run({
        ...side,
        ...backbone.parameters,
        tokens: intArray([1, 5], tokens),
        previous: intArray([1, 5], previous),
        firstMask: floatArray([1, 5, 1], Float32Array.of(0, 1, 1, 1, 1)),
        'memory.keys': floatArray(shape, memory),
        'memory.values': floatArray(shape, values),
        ...(chunk !== undefined && { 'memory.chunkGain': floatArray([1, 1, 1, 1], Float32Array.of(gain)) }),
      });
      return made['logits']!.data as Float32Array;
    };
    const close = (a: Float32Array, b: Float32Array): void => {
      a.forEach((x, i) => {
        expect(x).toBeCloseTo(b[i]!, 4);
      });
    };
    const plain = await logits(keys, undefined, 0);
    close(await logits(keys, 4, 0), plain);
    // Chunks of one token that add their own logit once double it, as keys of twice the length do.
    const doubled = await logits(
      keys.map((x) => 2 * x),
      undefined,
      0,
    );
    close(await logits(keys, 1, 1), doubled);
    expect(Math.max(...plain.map((x, i) => Math.abs(x - doubled[i]!)))).toBeGreaterThan(1e-3);
  }, 60_000);

  it('asks without writing, reads without seeing itself, and is plain attention while the bank is empty', () => {
    const memory = longTerm({ backbone, side, memoryLayer });
    const empty = memory.ask(tokens).data.slice();
    memory.read(segment, 'one');
    expect(memory.bank.stats().tokens).toBe(12);
    const filled = memory.ask(tokens).data.slice();
    expect(filled).not.toEqual(empty);
    expect(memory.ask(tokens).data).toEqual(filled);
    expect(memory.bank.stats().tokens).toBe(12);
    memory.bank.drop('one');
    expect(memory.ask(tokens).data).toEqual(empty);
  });

  it('starts the reading layer from the layer that fills the bank, and refuses what does not fit', () => {
    const fresh = initialSide(config, backbone.parameters, memoryLayer);
    expect(fresh['side.1.query']).toEqual(backbone.parameters['layers.2.query']);
    expect(fresh['side.0.query']).toEqual(backbone.parameters['layers.1.query']);
    expect(fresh['side.1.memoryGate']!.data).toEqual(new Float32Array(2));
    expect(() => longTerm({ backbone, side, memoryLayer: 4 })).toThrow(/cannot fill a bank/);
    expect(() => longTerm({ backbone, side, memoryLayer: 0 })).toThrow(/memoryGate/);
    const bank = new KeyValueBank({ kvHeads: 2, headSize: 8 });
    expect(() => longTerm({ backbone, side, memoryLayer, bank })).toThrow(/heads of/);
  });

  it.each([1, 4])(
    'trains the side network and leaves the backbone alone (chunks of %i)',
    async (chunk) => {
      const before = cloneParameters(backbone.parameters);
      const losses: number[] = [];
      await trainSide({
        config,
        backbone: backbone.parameters,
        side: initialSide(config, backbone.parameters, memoryLayer),
        memoryLayer,
        segments: 1,
        chunk,
        steps: [0, 30],
        batch: 4,
        questions: 4,
        data: seededRandom('data'),
        onStep: ({ loss }) => losses.push(loss),
      });
      const sum = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0);
      expect(sum(losses.slice(-5))).toBeLessThan(0.95 * sum(losses.slice(0, 5)));
      expect(backbone.parameters).toEqual(before);
    },
    60_000,
  );
});
