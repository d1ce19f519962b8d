import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../errors/index.ts';
import {
  adamW,
  checkGradients,
  cloneParameters,
  compileLoss,
  floatArray,
  floatFromHalf,
  halfFromFloat,
  intArray,
  nn,
  normalArray,
  np,
  readSafetensors,
  sampleDistinct,
  seededRandom,
  sgd,
  startTensors,
  warmupDecay,
  writeSafetensors,
} from './index.ts';

describe('seeded randomness', () => {
  it('replays, and splits into independent streams by label', () => {
    const draw = (seed: number | string, n = 5): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: n }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const parent = seededRandom(7);
    const before = parent.split('a').next();
    parent.next();
    expect(parent.split('a').next()).toBe(before);
    expect(parent.split('b').next()).not.toBe(before);
  });

  it('is uniform and normal enough', () => {
    const random = seededRandom(1);
    const draws = Array.from({ length: 20_000 }, () => random.next());
    expect(Math.abs(draws.reduce((a, b) => a + b) / draws.length - 0.5)).toBeLessThan(0.01);
    const gauss = normalArray(random, 20_000, 2);
    const variance = gauss.reduce((sum, x) => sum + x * x, 0) / gauss.length;
    expect(Math.abs(variance - 4)).toBeLessThan(0.15);
    expect(new Set(sampleDistinct(random, 50, 50)).size).toBe(50);
  });
});

describe('safetensors', () => {
  it('round-trips arrays and metadata, whatever the order', () => {
    const tree = {
      b: floatArray([2, 3], Float32Array.of(1, -2, 3.5, 0, 1e-30, 7)),
      a: intArray([2], Int32Array.of(-5, 9)),
      empty: floatArray([0]),
    };
    const bytes = writeSafetensors(tree, { made: 'here' });
    const read = readSafetensors(bytes);
    expect(read.tensors['b']).toEqual(tree.b);
    expect(read.tensors['a']).toEqual(tree.a);
    expect(read.metadata).toEqual({ made: 'here' });
    expect(writeSafetensors({ empty: tree.empty, a: tree.a, b: tree.b }, { made: 'here' })).toEqual(bytes);
  });

  it('refuses damaged files with a code, never a crash', () => {
    const bytes = writeSafetensors({ a: floatArray([4]) });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
        const damaged = bytes.slice(0, length);
        if (at < length) damaged[at] = value;
        try {
          readSafetensors(damaged);
        } catch (error) {
          if (!isMemoryError(error)) throw error;
        }
      }),
      { numRuns: 300 },
    );
    expect(() => readSafetensors(bytes.slice(0, -1))).toThrow(/does not fit/);
  });

  it('converts half precision both ways', () => {
    for (const x of [0, 1, -1, 0.5, 65504, 6.1035e-5, 5.96e-8, 1025]) {
      expect(floatFromHalf(halfFromFloat(x))).toBeCloseTo(x, x > 1000 ? 0 : 7);
    }
    fc.assert(
      fc.property(fc.double({ min: -60000, max: 60000, noNaN: true }), (x) => {
        const back = floatFromHalf(halfFromFloat(x));
        return Math.abs(back - x) <= Math.max(2 ** -25, Math.abs(x) * 2 ** -11 * 1.001);
      }),
    );
  });
});

describe('optimizers', () => {
  const descend = (make: () => ReturnType<typeof adamW>, steps: number): number => {
    const parameters = { w: floatArray([1, 2], Float32Array.of(3, -4)) };
    const optimizer = make();
    for (let i = 0; i < steps; i++) {
      optimizer.update(parameters, { w: floatArray([1, 2], parameters.w.data.map((x) => 2 * x) as Float32Array) });
    }
    return Math.hypot(...(parameters.w.data as Float32Array));
  };

  it('reach the minimum of a bowl', () => {
    expect(descend(() => adamW({ rate: 0.1 }), 300)).toBeLessThan(1e-2);
    expect(descend(() => sgd({ rate: 0.05, momentum: 0.9, clip: 1 }), 300)).toBeLessThan(1e-2);
  });

  it('continue from a saved state as if nothing had happened', () => {
    const gradient = { w: floatArray([2, 2], Float32Array.of(1, 2, -3, 4)) };
    const one = { w: floatArray([2, 2], Float32Array.of(1, 1, 1, 1)) };
    const first = adamW({ rate: 0.1, decay: 0.1 });
    first.update(one, gradient);
    const two = cloneParameters(one);
    const second = adamW({ rate: 0.1, decay: 0.1 });
    second.restore(first.state());
    first.update(one, gradient);
    second.update(two, gradient);
    expect(two['w']!.data).toEqual(one.w.data);
  });

  it('follow warm-up, plateau and decay', () => {
    const rate = warmupDecay({ peak: 1, steps: 100, warmupSteps: 10 });
    expect([rate(0), rate(9), rate(50), rate(99)].map((x) => Number(x.toFixed(3)))).toEqual([0.1, 1, 1, 0.082]);
  });
});

describe('device', () => {
  it('differentiates a small network like finite differences do', async () => {
    expect(['wasm', 'webgpu']).toContain(await startTensors());
    const random = seededRandom('network');
    const parameters = {
      w1: floatArray([3, 5], normalArray(random, 15, 0.5)),
      w2: floatArray([5, 2], normalArray(random, 10, 0.5)),
    };
    const batch = { x: floatArray([4, 3], normalArray(random, 12, 1)), y: intArray([4], Int32Array.of(0, 1, 1, 0)) };
    const loss = compileLoss((p, b) => {
      const logits = np.matmul(nn.gelu(np.matmul(b('x'), p('w1'))), p('w2'));
      return np.sum(nn.logSoftmax(logits, -1).mul(nn.oneHot(b('y'), 2))).neg();
    });
    const { gradients, loss: value } = await loss.differentiate(parameters, batch);
    expect(value).toBeCloseTo(await loss.evaluate(parameters, batch), 5);
    const check = async (tree: typeof gradients): Promise<number> =>
      (
        await checkGradients({
          parameters,
          gradients: tree,
          loss: (p) => loss.evaluate(p, batch),
          random: seededRandom(1),
          perArray: 6,
        })
      ).worst;
    expect(await check(gradients)).toBeLessThan(0.02);
    const wrong = {
      ...gradients,
      w1: floatArray(
        [3, 5],
        (gradients['w1']!.data as Float32Array).map((g) => -g),
      ),
    };
    expect(await check(wrong)).toBeGreaterThan(0.2);
    loss.dispose();
  });
});
