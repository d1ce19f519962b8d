import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { denseMemory } from '../../models/attention-memory.ts';
import { makeTransformer, type Transformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { integerBelow, seededRandom } from '../../tensor/index.ts';
import { flashCost, laptopFlash, worthReadingOver } from './cost-model.ts';
import { FlashModel, type FlashOptions } from './flash-model.ts';
import { type NeuronLayout, neuronBytes, type ReadAt, readNeuronShape, writeNeuronFile } from './neuron-file.ts';
import { NeuronStore } from './neuron-store.ts';
import { oraclePredictor } from './predictor.ts';
import { keepNothing, leastRecentlyUsed, type Residency, slidingWindow } from './residency.ts';
import { splitBudget, tracing, windowGrowth, windowPeaks } from './window-growth.ts';

const config = transformerConfig({ layers: 2, hidden: 16, heads: 2, mlp: 48, vocabulary: 30, activation: 'relu' });
const model = makeTransformer(config, initialParameters(config, seededRandom('flash'), 0.3));
const draw = seededRandom('flash tokens');
const tokens = Int32Array.from({ length: 40 }, () => integerBelow(draw, 30));

function fileOf(layout: NeuronLayout, of: Transformer = model): ReadAt {
  const bytes = writeNeuronFile(of.config, of.parameters, layout);
  return (position, into) => {
    into.set(bytes.subarray(position, position + into.length));
  };
}

const flashOf = (more: Partial<FlashOptions> = {}): FlashModel =>
  new FlashModel({
    ...{ model, read: fileOf('bundled'), predictor: oraclePredictor(model) },
    ...{ residency: () => slidingWindow(5), capacities: [48, 48] },
    ...more,
  });

const logitsOf = (flash?: FlashModel): Float32Array =>
  model.forward({
    ...{ tokens, memory: denseMemory(model.layout, model.rope), logits: 'all' },
    ...(flash && { feedForward: flash.feedForward }),
  }).data as Float32Array;

const distance = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
};

describe('a model with its feed-forward weights elsewhere', () => {
  it.each(['bundled', 'apart'] as const)('gives the logits of the whole model (%s)', (layout) => {
    for (const residency of [keepNothing, () => slidingWindow(5), () => leastRecentlyUsed(30)]) {
      const flash = flashOf({ read: fileOf(layout), residency });
      expect(distance(logitsOf(flash), logitsOf())).toBeLessThan(1e-5);
    }
    // one neuron less than fires shows
    const oracle = oraclePredictor(model);
    const flash = flashOf({ predictor: (layer, normed) => oracle(layer, normed).slice(1) });
    expect(distance(logitsOf(flash), logitsOf())).toBeGreaterThan(1e-3);
  });

  it('stays exact when the window has to give way to the memory', () => {
    const { predictor, trace } = tracing(oraclePredictor(model), 2);
    logitsOf(flashOf({ predictor }));
    const flash = flashOf({ capacities: windowPeaks(trace, 1) });
    expect(distance(logitsOf(flash), logitsOf())).toBeLessThan(1e-5);
    expect(flash.counts.squeezed).toBeGreaterThan(0);
    expect(flash.counts.peakBytes).toBeLessThanOrEqual(flash.counts.budgetBytes);
    // what a single token needs is more than there is room for
    const small = flashOf({ capacities: [3, 5] });
    expect(distance(logitsOf(small), logitsOf())).toBeLessThan(1e-5);
    expect(small.counts.overflowed).toBeGreaterThan(0);
    expect(small.counts.peakBytes).toBeLessThanOrEqual(small.counts.budgetBytes);
  });

  it('counts every read: a window saves them, bundling halves them, reading over gaps joins them', () => {
    const { predictor, trace } = tracing(oraclePredictor(model), 2);
    const nothing = flashOf({ residency: keepNothing, predictor });
    logitsOf(nothing);
    const needed = trace.flat().reduce((sum, need) => sum + need.length, 0);
    expect(nothing.counts).toMatchObject({ tokens: 40, bytes: needed * 2 * 16 * 4, loaded: needed, needed });
    const [window, apart, joined] = [
      flashOf(),
      flashOf({ read: fileOf('apart') }),
      flashOf({ readOverBytes: 10 * 2 * 16 * 4 }),
    ];
    for (const flash of [window, apart, joined]) logitsOf(flash);
    expect(window.counts.bytes).toBeLessThan(nothing.counts.bytes);
    expect(apart.counts.bytes).toBe(window.counts.bytes);
    expect(apart.counts.reads).toBe(2 * window.counts.reads);
    expect(joined.counts.reads).toBeLessThan(window.counts.reads);
    expect(joined.counts.bytes).toBeGreaterThan(window.counts.bytes);
    // what is read after the window is full is what the unions grow by
    const late = trace.map((layer) => layer.slice(5));
    expect(windowGrowth(late, 5)).toBeGreaterThan(0);
    expect(windowGrowth(late, 5)).toBeLessThan(needed / 40);
  });

  it('refuses what does not fit', () => {
    expect(codeOf(() => flashOf({ capacities: [48] }))).toBe('invalid_input');
    expect(codeOf(() => flashOf({ read: (_, into) => into.fill(7) }))).toBe('corrupt');
    const other = transformerConfig({ ...config, mlp: 32, headSize: 8 });
    const read = fileOf('bundled', makeTransformer(other, initialParameters(other, seededRandom('other'))));
    expect(codeOf(() => flashOf({ read }))).toBe('incompatible');
    const gelu = transformerConfig({ ...config, activation: 'gelu' });
    expect(codeOf(() => writeNeuronFile(gelu, model.parameters, 'bundled'))).toBe('unsupported');
    expect(codeOf(() => splitBudget([10, 1], 100, 64))).toBe('budget_exceeded');
    expect(splitBudget([10, 30], 4096, 64)).toEqual([16, 48]);
  });
});

it('the file says what it holds', () => {
  const shape = readNeuronShape(fileOf('apart'));
  expect(shape).toEqual({ layout: 'apart', layers: 2, neurons: 48, hidden: 16, vectors: 2 });
  expect(neuronBytes(shape)).toBe(128);
});

it('resident rows stay dense in any order of inserts and removals', () => {
  const random = seededRandom('rows');
  const store = new NeuronStore({ width: 2, capacity: 20 });
  const held = new Set<number>();
  for (let n = 0; n < 2_000; n++) {
    const neuron = integerBelow(random, 40);
    if (held.has(neuron)) {
      store.remove(neuron);
      held.delete(neuron);
    } else if (held.size < 20) {
      store.rows.fill(neuron, store.insert(neuron), store.used * 2);
      held.add(neuron);
    }
    const rows = Array.from({ length: store.used }, (_, row) => [store.rows[2 * row], store.rows[2 * row + 1]]);
    expect(new Set(rows.map(([a]) => a))).toEqual(held);
    expect(rows.every(([a, b]) => a === b)).toBe(true);
  }
  expect(store.movedBytes).toBeGreaterThan(0);
});

it('rules of residency load exactly what is needed and not there', () => {
  const rules: [string, () => Residency][] = [
    ['window', () => slidingWindow(3)],
    ['least recently used', () => leastRecentlyUsed(12)],
    ['nothing', keepNothing],
  ];
  for (const [, make] of rules) {
    const random = seededRandom('residency');
    const rule = make();
    const there = new Set<number>();
    const history: Int32Array[] = [];
    for (let n = 0; n < 500; n++) {
      const need = Int32Array.from(new Set(Array.from({ length: 6 }, () => integerBelow(random, 30)))).sort();
      const { drop, load } = rule.next(need);
      for (const neuron of drop) expect(there.delete(neuron)).toBe(true);
      for (const neuron of load) expect(there.has(neuron)).toBe(false);
      for (const neuron of load) there.add(neuron);
      for (const neuron of need) expect(there.has(neuron)).toBe(true);
      history.push(need);
      if (make === rules[0]![1]) expect(there).toEqual(new Set(history.slice(-3).flatMap((one) => [...one])));
      if (n % 50 !== 49) continue;
      for (const neuron of rule.squeeze() ?? []) {
        expect(need.includes(neuron)).toBe(false);
        there.delete(neuron);
      }
      if (make === rules[0]![1]) history.splice(0, history.length - 2);
    }
  }
});

it('a small read pays for its first byte', () => {
  const one = flashCost({ reads: 1, bytes: 32_768, movedBytes: 0, flops: 0 }, laptopFlash);
  const many = flashCost({ reads: 64, bytes: 32_768, movedBytes: 0, flops: 0 }, laptopFlash);
  expect(many.total).toBeGreaterThan(1.5 * one.total);
  expect(worthReadingOver(laptopFlash)).toBe(15_000);
});
