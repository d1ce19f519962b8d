import { describe, expect, it } from 'vitest';
import { seededRng } from '../../testing/seeded-rng.ts';
import { blendFrqad, frqadDistance, frqadPoint, frqadSimilarity, publishedBlendWeight } from './frqad.ts';
import { createMixedPrecisionIndex, mixedPrecision } from './mixed-precision-index.ts';

const dimensions = 64;
const space = 'test:64';

function vectors(count: number, seed: number): Float32Array[] {
  const rng = seededRng(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
  return Array.from({ length: count }, () => Float32Array.from({ length: dimensions }, normal));
}

describe('an index of mixed precision', () => {
  it('finds every row on every rung, moves rows up and down, and counts their bytes', () => {
    const all = vectors(40, 1);
    const index = createMixedPrecisionIndex({ dimensions, space, top: 32 });
    all.forEach((vector, document) => {
      index.set(document, vector);
    });
    const full = index.rowBytes;
    all.forEach((vector, document) => {
      index.setPrecision(document, ([32, 8, 4, 2] as const)[document % 4] ?? 32, vector);
    });
    expect([...index.counts()].sort()).toEqual([
      [2, 10],
      [32, 10],
      [4, 10],
      [8, 10],
    ]);
    expect(index.size).toBe(40);
    expect(index.rowBytes).toBeLessThan(0.5 * full);
    all.forEach((vector, document) => {
      const { documents, scores } = index.search(vector, 3);
      expect(documents[0]).toBe(document);
      expect(scores[0]).toBeGreaterThan(0.95);
      const out = new Float32Array(2);
      index.scores(vector, Uint32Array.of(document, 999), 2, out);
      expect(out[0]).toBeCloseTo(scores[0] ?? 0, 5);
      expect(out[1]).toBe(0);
    });
    const allowed = new Uint8Array(40);
    allowed[7] = 1;
    expect([...index.search(all[0] as Float32Array, 5, allowed).documents]).toEqual([7]);
    index.setPrecision(3, 32, all[3] as Float32Array);
    expect(index.bitsOf(3)).toBe(32);
    index.remove(3);
    expect(index.bitsOf(3)).toBeUndefined();
    expect(index.size).toBe(39);
  });

  it('comes back from its sections, those of a plain index included, and refuses others', () => {
    const all = vectors(8, 2);
    const index = createMixedPrecisionIndex({ dimensions, space });
    all.forEach((vector, document) => {
      index.set(document, vector);
    });
    const plain = createMixedPrecisionIndex({ dimensions, space }, index.sections());
    expect(plain.size).toBe(8);
    index.setPrecision(0, 2, all[0] as Float32Array);
    index.setPrecision(1, 4, all[1] as Float32Array);
    const again = createMixedPrecisionIndex({ dimensions, space }, index.sections());
    expect([0, 1, 2].map((document) => again.bitsOf(document))).toEqual([2, 4, 8]);
    expect(again.search(all[0] as Float32Array, 2)).toEqual(index.search(all[0] as Float32Array, 2));
    expect(() => createMixedPrecisionIndex({ dimensions, space }, new Map([['x', new Uint8Array(1)]]))).toThrow(
      /finest rung/,
    );
    expect(mixedPrecision(again)).toBe(again);
    expect(mixedPrecision(undefined)).toBeUndefined();
  });

  it('blends FRQAD in, over a restart too, and only in the safe range', () => {
    const [vector, other] = vectors(2, 3) as [Float32Array, Float32Array];
    const index = createMixedPrecisionIndex({ dimensions, space, top: 32, frqadWeight: 0.1 });
    index.set(0, vector);
    index.set(1, vector);
    index.set(2, other);
    index.setPrecision(1, 8, vector);
    expect([...index.search(vector, 3).documents]).toEqual([0, 1, 2]);
    const saved = index.sections();
    const again = createMixedPrecisionIndex({ dimensions, space, top: 32, frqadWeight: 0.1 }, saved);
    expect(again.search(vector, 3)).toEqual(index.search(vector, 3));
    expect(() => createMixedPrecisionIndex({ dimensions, space, frqadWeight: 0.5 })).toThrow(/FRQAD weight/);
    expect(() => blendFrqad(1, 1, 0)).toThrow(/FRQAD weight/);
    expect(publishedBlendWeight(0)).toBe(0.15);
    expect(publishedBlendWeight(50)).toBe(1.2);
  });
});

describe('FRQAD', () => {
  it('is a distance that grows as precision falls', () => {
    const [a, b] = vectors(2, 4) as [Float32Array, Float32Array];
    const at = (bits: 32 | 8 | 4 | 2) => frqadPoint(a, bits);
    expect(frqadDistance(at(32), at(32))).toBe(0);
    expect(frqadSimilarity(at(32), at(32))).toBe(1);
    const grows = ([8, 4, 2] as const).map((bits) => frqadDistance(at(32), at(bits)));
    expect(grows.toSorted((x, y) => x - y)).toEqual(grows);
    expect(frqadDistance(at(32), frqadPoint(b, 32))).toBeCloseTo(frqadDistance(frqadPoint(b, 32), at(32)), 4);
    expect(frqadDistance(frqadPoint(a, 32, 'variance'), frqadPoint(b, 32, 'variance'))).toBeGreaterThan(0);
  });
});
