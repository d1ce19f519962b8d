import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../../errors/index.ts';
import type { Precision } from './codec.ts';
import { decodeVector, encodeVector, precisions } from './codec.ts';
import { createDenseIndex, type DenseIndex } from './dense-index.ts';
import { createScanBench } from './yardstick.ts';

function createNormal(seed: number): () => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => next() + next() + next() + next() - 2;
}

function unitVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  const normal = createNormal(seed);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, normal);
    const length = Math.hypot(...vector);
    return vector.map((x) => x / length);
  });
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** Cosines that rows of that precision should have, through the codec, best first, newer first among equals. */
function reference(rows: Map<number, Float32Array>, query: Float32Array, bits: Precision): [number, number][] {
  const scored = [...rows].map(([ordinal, vector]): [number, number] => {
    const decoded = bits === 32 ? vector : decodeVector(encodeVector(vector, bits));
    return [ordinal, dot(decoded, query) / Math.hypot(...decoded)];
  });
  return scored.sort((a, b) => b[1] - a[1] || b[0] - a[0]);
}

function fill(index: DenseIndex, vectors: readonly Float32Array[]): void {
  for (const [i, vector] of vectors.entries()) index.add(i, vector);
}

describe('dense index', () => {
  it.each([32, 8, 4, 2] as const)('agrees with a plain reference at %i bits, any width, any history', (bits) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (dimensions, count, k, seed) => {
          const vectors = unitVectors(count + 1, dimensions, seed);
          const query = vectors.pop()!;
          const index = createDenseIndex({ dimensions, space: 's', bits });
          const rows = new Map<number, Float32Array>();
          for (const [i, vector] of vectors.entries()) {
            const ordinal = (i * 7919 + seed) % 5_000;
            index.add(ordinal, vector);
            rows.set(ordinal, vector);
          }
          for (const ordinal of [...rows.keys()].filter((_, i) => i % 5 === 1)) {
            expect(index.remove(ordinal)).toBe(true);
            rows.delete(ordinal);
          }
          expect(index.size).toBe(rows.size);
          const expected = reference(rows, query, bits);
          const found = index.search(query, k);
          expect(found.ordinals.length).toBe(Math.min(k, rows.size));
          const truth = new Map(expected);
          for (const [rank, ordinal] of found.ordinals.entries()) {
            expect(Math.abs(found.scores[rank]! - truth.get(ordinal)!)).toBeLessThan(0.02);
            expect(Math.abs(found.scores[rank]! - expected[rank]![1])).toBeLessThan(0.02);
          }
          index.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('ranks 1-bit rows by agreement of signs and gives angles back', () => {
    const vectors = unitVectors(3_000, 256, 3);
    const index = createDenseIndex({ dimensions: 256, space: 's', bits: 1 });
    fill(index, vectors);
    const query = vectors[1234]!.map((x, i) => x + 0.7 * vectors[7]![i]!);
    const found = index.search(query, 2);
    expect([...found.ordinals]).toEqual([1234, 7]);
    const truth = dot(query, vectors[1234]!) / Math.hypot(...query);
    expect(Math.abs(found.scores[0]! - truth)).toBeLessThan(0.1);
    index.close();
  });

  it.each(precisions)('gives exactly the same rows with and without a filter at %i bits', (bits) => {
    const vectors = unitVectors(2_500, 100, 11);
    const index = createDenseIndex({ dimensions: 100, space: 's', bits });
    fill(index, vectors);
    const everything = new Uint8Array(400).fill(255);
    const [query] = unitVectors(1, 100, 5);
    expect(index.search(query!, 50, { allowed: everything })).toEqual(index.search(query!, 50));
    const allowed = new Uint8Array(400);
    for (let i = 0; i < 2_500; i += 3) allowed[i >> 3] = allowed[i >> 3]! | (1 << (i & 7));
    const all = index.search(query!, 2_500);
    const expected = [...all.ordinals].filter((ordinal) => ordinal % 3 === 0).slice(0, 50);
    expect([...index.search(query!, 50, { allowed }).ordinals]).toEqual(expected);
    expect(index.search(query!, 50, { allowed: new Uint8Array(0) }).ordinals).toHaveLength(0);
    index.close();
  });

  it.each(precisions)('puts the newer of equal rows first at %i bits', (bits) => {
    const [a, b, query] = unitVectors(3, 64, 9) as [Float32Array, Float32Array, Float32Array];
    const index = createDenseIndex({ dimensions: 64, space: 's', bits });
    for (let i = 0; i < 3_000; i++) index.add(i, i % 2 === 0 ? a : b);
    const best = dot(a, query) > dot(b, query) ? 0 : 1;
    const found = index.search(query, 600);
    expect([...found.ordinals]).toEqual(Array.from({ length: 600 }, (_, i) => 2_998 + best - 2 * i));
    index.close();
  });

  it.each(precisions)('scores given rows as the search does at %i bits', (bits) => {
    const vectors = unitVectors(1_500, 100, 71);
    const index = createDenseIndex({ dimensions: 100, space: 's', bits });
    fill(index, vectors);
    index.remove(10);
    const [query] = unitVectors(1, 100, 72);
    const found = index.search(query!, 1_000);
    const out = new Float32Array(1_002);
    index.scoresOf(query!, Uint32Array.of(...found.ordinals, 10, 4_000_000), out);
    expect(out.subarray(0, 1_000)).toEqual(found.scores);
    expect([...out.subarray(1_000)]).toEqual([0, 0]);
    index.close();
  });

  it('survives growth of the shared memory, in several indexes at once', () => {
    const vectors = unitVectors(6_000, 256, 21);
    const one = createDenseIndex({ dimensions: 256, space: 's' });
    const two = createDenseIndex({ dimensions: 256, space: 's', bits: 32 });
    for (const [i, vector] of vectors.entries()) {
      one.add(i, vector);
      two.add(i, vector);
      if (i % 977 === 0) expect(one.search(vector, 1).ordinals[0]).toBe(i);
    }
    for (const i of [0, 1, 2_999, 5_999]) {
      expect(one.search(vectors[i]!, 1).ordinals[0]).toBe(i);
      expect(two.search(vectors[i]!, 1).scores[0]).toBeCloseTo(1, 5);
    }
    one.close();
    two.close();
  });

  it('finds nearly the same with the sign pass as without', () => {
    const normal = createNormal(5);
    const topics = unitVectors(300, 128, 1);
    const vectors = Array.from({ length: 20_000 }, (_, i) => topics[i % 300]!.map((x) => x + 0.12 * normal()));
    const passes = createDenseIndex({ dimensions: 128, space: 's', firstPassFrom: 1 });
    const exhaustive = createDenseIndex({ dimensions: 128, space: 's', firstPassFrom: Number.POSITIVE_INFINITY });
    fill(passes, vectors);
    fill(exhaustive, vectors);
    let shared = 0;
    for (let q = 0; q < 20; q++) {
      const query = topics[q]!.map((x) => x + 0.05 * normal());
      const truth = new Set(exhaustive.search(query, 50).ordinals);
      for (const ordinal of passes.search(query, 50).ordinals) if (truth.has(ordinal)) shared++;
    }
    expect(shared / 1_000).toBeGreaterThan(0.99);
    passes.close();
    exhaustive.close();
  });

  it('finds the same with the sign pass wherever rows were taken out', () => {
    const vectors = unitVectors(51_000, 64, 9);
    const plain = createDenseIndex({ dimensions: 64, space: 's' });
    const holed = createDenseIndex({ dimensions: 64, space: 's' });
    for (const [i, vector] of vectors.entries()) {
      plain.add(i, vector);
      // Two rows of three come and go.
      for (const ordinal of [3 * i, 3 * i + 1, 3 * i + 2]) if (i % 50 === 0) holed.add(ordinal, vector);
      if (i % 50 === 0) for (const ordinal of [3 * i, 3 * i + 2]) holed.remove(ordinal);
      holed.add(3 * i + 1, vector);
    }
    for (const query of unitVectors(12, 64, 77)) {
      const [a, b] = [plain.search(query, 60), holed.search(query, 60)];
      expect(b.ordinals.map((ordinal) => (ordinal - 1) / 3)).toEqual(a.ordinals);
      expect(b.scores).toEqual(a.scores);
    }
    plain.close();
    holed.close();
  });

  it('rescores by the exact vectors that the caller provides', () => {
    const vectors = unitVectors(2_000, 128, 31);
    const index = createDenseIndex({ dimensions: 128, space: 's', bits: 2 });
    fill(index, vectors);
    const [query] = unitVectors(1, 128, 77);
    const found = index.search(query!, 5, { exact: (ordinal) => vectors[ordinal] });
    for (const [rank, ordinal] of found.ordinals.entries()) {
      expect(found.scores[rank]!).toBeCloseTo(dot(query!, vectors[ordinal]!), 5);
      if (rank > 0) expect(found.scores[rank - 1]!).toBeGreaterThanOrEqual(found.scores[rank]!);
    }
    index.close();
  });

  it.each([32, 8, 4, 2, 1] as const)('comes back from a snapshot bit for bit at %i bits', (bits) => {
    const vectors = unitVectors(2_000, 100, 41);
    const index = createDenseIndex({ dimensions: 100, space: 's', bits, firstPassFrom: 1 });
    fill(index, vectors);
    for (let i = 0; i < 2_000; i += 9) index.remove(i);
    const again = createDenseIndex({ dimensions: 100, space: 's', bits, firstPassFrom: 1 });
    again.add(77_777, vectors[0]!);
    again.load(index.snapshot());
    expect(again.size).toBe(index.size);
    for (const query of unitVectors(10, 100, 4)) expect(again.search(query, 30)).toEqual(index.search(query, 30));
    again.add(9_999, vectors[5]!);
    expect(again.search(vectors[5]!, 1).ordinals[0]).toBe(9_999);
    index.close();
    again.close();
  });

  it('keeps nothing of a removed row in its snapshot', () => {
    const vectors = unitVectors(40, 64, 51);
    const index = createDenseIndex({ dimensions: 64, space: 's' });
    fill(index, vectors);
    index.remove(7);
    const codes = index.snapshot()[2]!;
    expect(codes.subarray(7 * 64, 8 * 64).every((byte) => byte === 0)).toBe(true);
    expect(codes.subarray(6 * 64, 7 * 64).some((byte) => byte !== 0)).toBe(true);
    index.close();
  });

  it('refuses what does not fit', () => {
    const index = createDenseIndex({ dimensions: 64, space: 'a' });
    const [vector] = unitVectors(1, 64, 1);
    const code = (act: () => unknown): string => {
      try {
        act();
      } catch (error) {
        return isMemoryError(error) ? error.code : String(error);
      }
      return 'nothing thrown';
    };
    expect(code(() => index.add(0, new Float32Array(65)))).toBe('incompatible');
    expect(code(() => index.add(0, vector!, 'b'))).toBe('incompatible');
    expect(code(() => index.search(vector!, 1, { space: 'b' }))).toBe('incompatible');
    expect(code(() => index.search(vector!, 0))).toBe('invalid_input');
    expect(code(() => index.add(-1, vector!))).toBe('invalid_input');
    expect(
      code(() =>
        index.add(
          0,
          vector!.map(() => Number.NaN),
        ),
      ),
    ).toBe('invalid_input');
    expect(code(() => createDenseIndex({ dimensions: 0, space: 'a' }))).toBe('invalid_input');
    index.add(3, vector!);
    const sections = index.snapshot();
    expect(code(() => createDenseIndex({ dimensions: 64, space: 'b' }).load(sections))).toBe('incompatible');
    expect(code(() => createDenseIndex({ dimensions: 64, space: 'a', bits: 4 }).load(sections))).toBe('incompatible');
    expect(code(() => index.load([sections[0]!, sections[1]!, sections[2]!.subarray(1)]))).toBe('corrupt');
    expect(code(() => index.load([]))).toBe('corrupt');
    expect(index.search(vector!, 1).ordinals[0]).toBe(3);
    index.add(3, new Float32Array(64));
    expect(index.size).toBe(0);
    expect(index.search(new Float32Array(64), 5).ordinals).toHaveLength(0);
    index.close();
    expect(code(() => index.search(vector!, 1))).toBe('closed');
  });
});

describe('yardstick', () => {
  it.each(precisions)('gives the kernel and plain JavaScript the same best rows at %i bits', (bits) => {
    const vectors = unitVectors(3_001, 256, 61);
    const bench = createScanBench(vectors.length, 256, bits, (row) => vectors[row]!);
    for (const query of unitVectors(5, 256, 62)) {
      const kernel = bench.scan(query, 20);
      if (bits === 32) expect([...bench.plainScan(query, 20)].sort()).toEqual([...kernel].sort());
      else expect(bench.plainScan(query, 20)).toEqual(kernel);
    }
    bench.plainRead();
    bench.close();
  });
});
