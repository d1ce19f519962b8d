import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../../errors/index.ts';
import {
  decodeVector,
  encodedBytes,
  encodeVector,
  lloydMaxLevels,
  lowerPrecision,
  precisionOf,
  precisions,
} from './codec.ts';
import { rotationFor } from './rotation.ts';

function vectors(count: number, dimensions: number, spiky: boolean): Float32Array[] {
  let state = 7;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () =>
    Float32Array.from({ length: dimensions }, (_, i) => {
      const x = next() + next() + next() - 1.5;
      return spiky && i > 3 ? 0.02 * x : x;
    }),
  );
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  for (let i = 0; i < a.length; i++) dot += a[i]! * b[i]!;
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

describe('codec', () => {
  it.each([
    [8, 0.9995],
    [4, 0.993],
    [2, 0.939],
    [1, 0.79],
  ] as const)('keeps the direction at %i bits (mean cosine at least %f), also of spiky vectors', (bits, least) => {
    for (const spiky of [false, true]) {
      const set = vectors(200, 384, spiky);
      const mean = set.reduce((sum, v) => sum + cosine(v, decodeVector(encodeVector(v, bits))), 0) / set.length;
      expect(mean).toBeGreaterThan(least);
    }
  });

  it('beats rounding without the rotation and the codebook at 2 bits', () => {
    const set = vectors(100, 384, true);
    const rounded = (v: Float32Array): Float32Array => {
      const low = Math.min(...v);
      const step = (Math.max(...v) - low) / 3;
      return v.map((x) => low + step * Math.round((x - low) / step));
    };
    const naive = set.reduce((sum, v) => sum + cosine(v, rounded(v)), 0) / set.length;
    const ours = set.reduce((sum, v) => sum + cosine(v, decodeVector(encodeVector(v, 2))), 0) / set.length;
    expect(ours).toBeGreaterThan(naive + 0.05);
  });

  it('uses levels that are the centers of their cells under the normal distribution', () => {
    for (const bits of [4, 2] as const) {
      const levels = lloydMaxLevels[bits];
      for (let i = 0; i < levels.length; i++) {
        const from = i === 0 ? -8 : (levels[i - 1]! + levels[i]!) / 2;
        const to = i === levels.length - 1 ? 8 : (levels[i]! + levels[i + 1]!) / 2;
        let mass = 0;
        let moment = 0;
        for (let x = from; x < to; x += 1e-4) {
          const density = Math.exp((-x * x) / 2);
          mass += density;
          moment += x * density;
        }
        expect(Math.abs(moment / mass - levels[i]!)).toBeLessThan(2e-3);
      }
    }
  });

  it('is exact at 32 bits, as long as promised, and keeps the length', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ minLength: 1, maxLength: 90, noNaN: true, min: -100, max: 100 }),
        fc.constantFrom(...precisions),
        (vector, bits) => {
          const bytes = encodeVector(vector, bits);
          expect(bytes.length).toBe(encodedBytes(vector.length, bits));
          expect(precisionOf(bytes)).toBe(bits);
          const decoded = decodeVector(bytes);
          expect(decoded.length).toBe(vector.length);
          if (bits === 32) expect(decoded).toEqual(vector);
          else
            expect(Math.abs(Math.hypot(...decoded) - Math.hypot(...vector))).toBeLessThan(
              0.02 * Math.hypot(...vector) + 1e-3,
            );
        },
      ),
    );
  });

  it('goes down the ladder only', () => {
    const [v] = vectors(1, 256, false);
    const four = lowerPrecision(encodeVector(v!, 8), 4);
    expect(precisionOf(four)).toBe(4);
    expect(lowerPrecision(four, 8)).toBe(four);
    expect(cosine(decodeVector(four), v!)).toBeGreaterThan(0.99);
  });

  it('refuses broken bytes', () => {
    const bytes = encodeVector(vectors(1, 64, false)[0]!, 4);
    for (const broken of [
      bytes.subarray(0, 5),
      bytes.subarray(0, 20),
      Uint8Array.from(bytes, (b, i) => (i === 0 ? 3 : b)),
    ]) {
      expect(() => decodeVector(broken)).toThrow(expect.objectContaining({ code: 'corrupt' }));
    }
    let caught: unknown;
    try {
      encodeVector(Float32Array.of(1, Number.POSITIVE_INFINITY), 8);
    } catch (error) {
      caught = error;
    }
    expect(isMemoryError(caught, 'invalid_input')).toBe(true);
  });
});

describe('rotation', () => {
  it('keeps dot products and can be undone, at any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (dimensions) => {
        const [a, b] = vectors(2, dimensions, true) as [Float32Array, Float32Array];
        const rotation = rotationFor(dimensions);
        const ra = new Float32Array(dimensions);
        const rb = new Float32Array(dimensions);
        rotation.rotate(a, ra);
        rotation.rotate(b, rb);
        const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
        expect(dot(ra, rb)).toBeCloseTo(dot(a, b), 3);
        rotation.unrotate(ra, ra);
        for (let i = 0; i < dimensions; i++) expect(ra[i]!).toBeCloseTo(a[i]!, 4);
      }),
    );
  });
});
