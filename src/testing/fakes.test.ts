import { describe, expect, it } from 'vitest';
import { countingIds, fixedClock, seededEntropy, seededRng } from './index.ts';

const take = (seed: number | string, count: number): number[] => {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => rng.next());
};

describe('fakes of ports', () => {
  it('has a clock that moves by hand', () => {
    const clock = fixedClock(100);
    expect(clock.now()).toBe(100);
    clock.advance(-30);
    expect(clock.now()).toBe(70);
    clock.set(5);
    expect(clock.now()).toBe(5);
  });

  it('counts ids by kind', () => {
    const ids = countingIds();
    expect([ids.next('a'), ids.next('b'), ids.next('a')]).toEqual(['a_000001', 'b_000001', 'a_000002']);
  });

  it('repeats a stream for the same seed only', () => {
    expect(take(1, 50)).toEqual(take(1, 50));
    expect(take(1, 50)).not.toEqual(take(2, 50));
    expect(take(1, 50)).not.toEqual(take('1', 50));
  });

  it('splits by label, wherever the parent stands', () => {
    const rng = seededRng('x');
    const before = rng.split('child').next();
    rng.next();
    expect(rng.split('child').next()).toBe(before);
    expect(rng.split('other').next()).not.toBe(before);
    expect(rng.split('a').split('b').next()).not.toBe(rng.split('b').split('a').next());
  });

  it('is uniform: 16 bins, chi-squared below the 99.99 % point, and serial correlation near zero', () => {
    for (const seed of [0, 1, 2, 'three']) {
      const numbers = take(seed, 64_000);
      const bins = new Array<number>(16).fill(0);
      for (const x of numbers) {
        expect(x >= 0 && x < 1).toBe(true);
        const bin = Math.floor(x * 16);
        bins[bin] = (bins[bin] ?? 0) + 1;
      }
      const chi = bins.reduce((sum, count) => sum + (count - 4000) ** 2 / 4000, 0);
      expect(chi).toBeLessThan(44.3);
      const products = numbers.slice(1).reduce((sum, x, i) => sum + (x - 0.5) * ((numbers[i] ?? 0) - 0.5), 0);
      expect(Math.abs(products / numbers.length / (1 / 12))).toBeLessThan(0.02);
    }
  });

  it('gives repeatable bytes', () => {
    expect(seededEntropy(1).bytes(16)).toEqual(seededEntropy(1).bytes(16));
    expect(seededEntropy(1).bytes(16)).not.toEqual(seededEntropy(2).bytes(16));
    expect(seededEntropy(1).bytes(0).length).toBe(0);
  });
});
