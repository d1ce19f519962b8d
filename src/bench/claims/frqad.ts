/**
 * FRQAD (SuperLocalMemory V3.3, arXiv 2604.04514, section 2): prefers the exact copy of two, and finds everything that
 * the cosine finds while its weight stays small. As published, by itself, it never finds a quantized memory.
 */
import {
  blendFrqad,
  frqadPoint,
  frqadSimilarity,
  publishedBlend,
  publishedBlendWeight,
  safeBlend,
} from '../../plaintext/forget/frqad.ts';
import { decodeVector, encodeVector } from '../../plaintext/index/dense/codec.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { clusteredVectors, cosineOf, noisy } from './clustered-vectors.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';

const dimensions = 256;
const noise = 0.04;
const rungs = [8, 4, 2] as const;

export const frqadClaim: ClaimDefinition = {
  system: 'frqad',
  tier: 'plaintext',
  claim: 'Blended lightly into the cosine, FRQAD prefers the full-precision copy of a memory and costs no retrieval.',
  relation:
    'preference for the 32-bit copy 100% at weights 0.02 and 0.15, at 8 bits 20 points above the cosine; top 1 in a half-quantized store within 1 point of the cosine',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'preference for the 32-bit copy over the 8-bit one, percent, smallest of both weights',
          atLeast: 99.5,
          value: (n) => Math.min(n['0.02: preference, 8 bits'] ?? 0, n['0.15: preference, 8 bits'] ?? 0),
          control: { what: 'cosine alone', value: (n) => n['cosine: preference, 8 bits'] ?? 100 },
        },
        {
          statement: 'its lead over the cosine at 8 bits, points',
          atLeast: 20,
          value: (n) => (n['0.15: preference, 8 bits'] ?? 0) - (n['cosine: preference, 8 bits'] ?? 0),
          control: {
            what: 'a number drawn at random in place of FRQAD',
            value: (n) => (n['drawn: preference, 8 bits'] ?? 100) - (n['cosine: preference, 8 bits'] ?? 0),
          },
        },
        {
          statement: 'preference at 4 and 2 bits, percent, smallest',
          atLeast: 99.5,
          value: (n) =>
            Math.min(...[0.02, 0.15].flatMap((w) => [4, 2].map((bits) => n[`${w}: preference, ${bits} bits`] ?? 0))),
          control: {
            what: 'a number drawn at random in place of FRQAD',
            value: (n) => Math.min(...[4, 2].map((bits) => n[`drawn: preference, ${bits} bits`] ?? 100)),
          },
        },
        {
          statement: 'loss of top 1 in a half-quantized store, points, larger of both weights',
          atMost: 1,
          value: (n) => (n['cosine: top 1'] ?? 100) - Math.min(n['0.02: top 1'] ?? 0, n['0.15: top 1'] ?? 0),
          control: {
            what: 'FRQAD alone',
            value: (n) => (n['cosine: top 1'] ?? 0) - (n['alone: top 1'] ?? 0),
          },
        },
        {
          statement: 'the same loss for quantized memories only',
          atMost: 1,
          value: (n) =>
            (n['cosine: top 1, quantized'] ?? 100) -
            Math.min(n['0.02: top 1, quantized'] ?? 0, n['0.15: top 1, quantized'] ?? 0),
          control: {
            what: 'the published weight after ten uses (1.2)',
            value: (n) => (n['cosine: top 1, quantized'] ?? 0) - (n['published weight: top 1, quantized'] ?? 0),
          },
        },
      ],
      (seed) => {
        const count = run.quick ? 120 : 600;
        return { measured: measure(seed, count), baselines: {} };
      },
    ),
};

type Score = (cosine: number, similarity: number) => number;

const scores: Readonly<Record<string, Score>> = {
  cosine: (cosine) => cosine,
  '0.02': (cosine, similarity) => blendFrqad(cosine, similarity, safeBlend.least),
  '0.15': (cosine, similarity) => blendFrqad(cosine, similarity, safeBlend.most),
  'published weight': (cosine, similarity) => publishedBlend(cosine, similarity, publishedBlendWeight(10)),
  alone: (_cosine, similarity) => similarity,
};

function measure(seed: number, count: number): Numbers {
  const rng = seededRng(seed).split('frqad');
  const vectors = clusteredVectors(count, dimensions, rng);
  const queries = vectors.map((vector) => noisy(vector, noise, rng));
  const points = queries.map((query) => frqadPoint(query, 32));
  const full = vectors.map((vector) => frqadPoint(vector, 32));
  const lower = rungs.map((bits) => vectors.map((vector) => decodeVector(encodeVector(vector, bits))));
  const lowerPoints = rungs.map((bits, r) => (lower[r] as Float32Array[]).map((vector) => frqadPoint(vector, bits)));
  const numbers: Record<string, number> = {};

  // Every second memory is quantized, on the three rungs in turn.
  const rungOf = (index: number): number => (index % 2 === 0 ? -1 : Math.floor(index / 2) % rungs.length);
  const stored = vectors.map((vector, i) => (rungOf(i) < 0 ? vector : (lower[rungOf(i)]?.[i] as Float32Array)));
  const storedPoints = full.map((point, i) => (rungOf(i) < 0 ? point : (lowerPoints[rungOf(i)]?.[i] as typeof point)));
  const cosines = queries.map((query) => stored.map((vector) => cosineOf(query, vector)));
  const sample = queries.map((_, i) => i).filter((i) => i % 3 === 0);
  const similarities = new Map(
    sample.map((q) => [q, storedPoints.map((point) => frqadSimilarity(points[q] as typeof point, point))]),
  );

  const dice = rng.split('drawn');
  const drawn: Score = (cosine) => blendFrqad(cosine, dice.next(), safeBlend.most);
  for (const [name, score] of Object.entries({ ...scores, drawn })) {
    rungs.forEach((bits, r) => {
      let preferred = 0;
      queries.forEach((query, i) => {
        const point = points[i] as (typeof points)[number];
        const exact = score(
          cosineOf(query, vectors[i] as Float32Array),
          frqadSimilarity(point, full[i] as typeof point),
        );
        const coarse = score(
          cosineOf(query, lower[r]?.[i] as Float32Array),
          frqadSimilarity(point, lowerPoints[r]?.[i] as typeof point),
        );
        if (exact > coarse) preferred += 1;
      });
      numbers[`${name}: preference, ${bits} bits`] = (100 * preferred) / count;
    });
    let right = 0;
    let rightQuantized = 0;
    let quantized = 0;
    for (const q of sample) {
      const row = cosines[q] as number[];
      const near = similarities.get(q) as number[];
      let best = 0;
      let bestScore = Number.NEGATIVE_INFINITY;
      row.forEach((cosine, i) => {
        const value = score(cosine, near[i] as number);
        if (value > bestScore) {
          best = i;
          bestScore = value;
        }
      });
      const hit = best === q ? 1 : 0;
      right += hit;
      if (rungOf(q) >= 0) {
        quantized += 1;
        rightQuantized += hit;
      }
    }
    numbers[`${name}: top 1`] = (100 * right) / sample.length;
    numbers[`${name}: top 1, quantized`] = (100 * rightQuantized) / quantized;
  }
  return numbers;
}
