/**
 * The precision ladder (SuperLocalMemory V3.3, arXiv 2604.04514, section 4): how true each rung is, what it saves, and
 * what retrieval costs with half of the store lowered by retention and centrality. With the BEAM files the loss is
 * measured on them; without, on clustered vectors.
 */
import { graphParts } from '../../plaintext/forget/centrality.ts';
import { centralityOf, type LadderBits, targetBits } from '../../plaintext/forget/ladder.ts';
import { createMixedPrecisionIndex } from '../../plaintext/forget/mixed-precision-index.ts';
import { lastingRetention, retentionOf } from '../../plaintext/forget/retention.ts';
import { decodeVector, encodeVector } from '../../plaintext/index/dense/codec.ts';
import type { Rng } from '../../ports/index.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { mean } from '../metrics/statistics.ts';
import { type BeamStore, openBeamStores, recallAt10 } from './beam-stores.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { clusteredVectors, cosineOf, noisy } from './clustered-vectors.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';

const dimensions = 256;
const dayMs = 86_400_000;

export const precisionLadderClaim: ClaimDefinition = {
  system: 'precision-ladder',
  tier: 'plaintext',
  claim: 'Half of a store at 2 to 8 bits costs next to no retrieval and much less memory, and comes back in full.',
  relation:
    'cosine 0.9995 / 0.993 / 0.939 and bytes 3.8 / 7.2 / 13 times fewer at 8 / 4 / 2 bits; recall at 10 falls by at most 1 point with at most 60% of the bytes',
  data: "BEAM's folder of chats",
  run: async (run) => {
    const stores = run.data === undefined ? [] : await openBeamStores(run.data, run.quick ? 2 : undefined);
    const onBeam = stores.length > 0;
    return judgeClaim(
      run,
      [
        {
          statement: 'mean cosine at 8 bits',
          atLeast: 0.9995,
          value: (n) => n['cosine, 8 bits'] ?? 0,
          control: { what: '4 bits', value: (n) => n['cosine, 4 bits'] ?? 1 },
        },
        {
          statement: 'mean cosine at 4 bits',
          atLeast: 0.993,
          value: (n) => n['cosine, 4 bits'] ?? 0,
          control: { what: '2 bits', value: (n) => n['cosine, 2 bits'] ?? 1 },
        },
        {
          statement: 'mean cosine at 2 bits',
          atLeast: 0.939,
          value: (n) => n['cosine, 2 bits'] ?? 0,
          control: { what: 'rounding between minimum and maximum', value: (n) => n['min-max: cosine, 2 bits'] ?? 1 },
        },
        ...(
          [
            [8, 3.8, 32],
            [4, 7.2, 8],
            [2, 13, 4],
          ] as const
        ).map(([bits, atLeast, above]) => ({
          statement: `bytes saved at ${bits} bits, times`,
          atLeast,
          value: (n: Numbers) => n[`times smaller, ${bits} bits`] ?? 0,
          control: { what: `${above} bits`, value: (n: Numbers) => n[`times smaller, ${above} bits`] ?? 99 },
        })),
        {
          statement: 'share of the store below 32 bits, percent',
          atLeast: 50,
          value: (n) => n['lowered %'] ?? 0,
          control: { what: 'everything used just now', value: (n) => n['used just now: lowered %'] ?? 100 },
        },
        {
          statement: 'resident bytes of the vectors, percent of full precision',
          atMost: 60,
          value: (n) => n['bytes %'] ?? 100,
          control: { what: 'gone back up', value: (n) => n['bytes after going back up %'] ?? 0 },
        },
        {
          statement: `loss of recall at 10 by vectors alone, points (${onBeam ? 'BEAM' : 'clustered vectors'})`,
          atMost: 1,
          value: (n) => n['loss, vectors alone'] ?? 100,
          control: {
            what: 'the vectors of the lowered half left out',
            value: (n) => n['left out: loss, vectors alone'] ?? 0,
          },
        },
        ...(onBeam
          ? [
              {
                statement: 'loss of recall at 10 of the default recipe, points (BEAM)',
                atMost: 1,
                value: (n: Numbers) => n['loss, default recipe'] ?? 100,
                control: {
                  what: 'the vectors of the lowered half left out',
                  value: (n: Numbers) => n['left out: loss, default recipe'] ?? 0,
                },
              },
            ]
          : []),
        {
          statement: 'loss after going back up from the originals, points',
          atMost: 0,
          value: (n) => Math.abs(n['loss after going back up'] ?? 100),
          control: {
            what: 'not going back up, but leaving the lowered half out',
            value: (n) => Math.abs(n['left out: loss, vectors alone'] ?? 0),
          },
        },
      ],
      async (seed) => {
        const rng = seededRng(seed).split('ladder');
        const codec = measureCodec(clusteredVectors(run.quick ? 200 : 1_000, dimensions, rng));
        const retrieval = onBeam ? await measureBeam(stores, rng) : measureClusters(rng, run.quick ? 600 : 2_000);
        return { measured: { ...codec, ...retrieval }, baselines: {} };
      },
    );
  },
};

function measureCodec(vectors: readonly Float32Array[]): Numbers {
  const numbers: Record<string, number> = {};
  const stored = (bits: LadderBits): number => encodeVector(vectors[0] as Float32Array, bits).length;
  for (const bits of [32, 8, 4, 2] as const) {
    numbers[`cosine, ${bits} bits`] = mean(
      vectors.map((vector) => cosineOf(vector, decodeVector(encodeVector(vector, bits)))),
    );
    numbers[`times smaller, ${bits} bits`] = stored(32) / stored(bits);
  }
  numbers['min-max: cosine, 2 bits'] = mean(vectors.map((vector) => cosineOf(vector, minMaxRounded(vector))));
  return numbers;
}

function minMaxRounded(vector: Float32Array): Float32Array {
  const low = vector.reduce((a, b) => Math.min(a, b));
  const step = (vector.reduce((a, b) => Math.max(a, b)) - low) / 3;
  return vector.map((x) => low + step * Math.round((x - low) / step));
}

/**
 * Rungs by the curve and the graph: memories go unused, in random order, for 2 to `mostDays` days each (0: not at all),
 * until half of the store is below 32 bits; the others were used just now.
 */
function laddered(centrality: readonly number[], rng: Rng, mostDays = 60): readonly LadderBits[] {
  const order = centrality.map((_, index) => ({ index, key: rng.next() })).sort((a, b) => a.key - b.key);
  const bits = centrality.map((): LadderBits => 32);
  let lowered = 0;
  const plain = { uses: 0, importance: 0.5, confirmations: 0, salience: 0, renewed: 0, trust: 1 };
  for (const { index } of order) {
    if (2 * lowered >= centrality.length) break;
    const idleDays = Math.min(mostDays, 2 + (mostDays - 2) * rng.next());
    const left = retentionOf(plain, idleDays * dayMs, lastingRetention);
    bits[index] = targetBits(left, centrality[index] as number);
    if (bits[index] !== 32) lowered += 1;
  }
  return bits;
}

const loweredShare = (bits: readonly LadderBits[]): number =>
  (100 * bits.filter((rung) => rung !== 32).length) / bits.length;

function centralityFrom(mentions: readonly (readonly number[])[]): number[] {
  const { pageRank, degree } = graphParts(mentions);
  return mentions.map((_, i) =>
    centralityOf({ pageRank: pageRank[i] as number, degree: degree[i] as number, frequency: 0 }),
  );
}

/** Random ladders that one seed averages over. */
const draws = 3;

async function measureBeam(stores: readonly BeamStore[], rng: Rng): Promise<Numbers> {
  const recipes = ['dense', 'default'] as const;
  const before: Record<string, number[]> = { dense: [], default: [] };
  const after: Record<string, number[]> = { dense: [], default: [], 'dense, out': [], 'default, out': [], back: [] };
  let bytes = 0;
  let full = 0;
  let backUp = 0;
  let lowered = 0;
  let all = 0;
  for (const store of stores) {
    const { vectors, mixed } = store;
    const bytesBefore = mixed.rowBytes;
    for (const recipe of recipes) before[recipe]?.push(...(await recallAt10(store, recipe)));
    const centrality = centralityFrom(store.mentions);
    for (let draw = 0; draw < draws; draw++) {
      const bits = laddered(centrality, rng);
      bits.forEach((rung, document) => {
        mixed.setPrecision(document, rung, vectors[document] as Float32Array);
        if (rung !== 32) lowered += 1;
      });
      all += bits.length;
      full += bytesBefore;
      bytes += mixed.rowBytes;
      for (const recipe of recipes) after[recipe]?.push(...(await recallAt10(store, recipe)));
      bits.forEach((rung, document) => {
        if (rung !== 32) mixed.remove(document);
      });
      for (const recipe of recipes) after[`${recipe}, out`]?.push(...(await recallAt10(store, recipe)));
    }
    vectors.forEach((vector, document) => {
      mixed.setPrecision(document, 32, vector);
    });
    backUp += mixed.rowBytes;
    after['back']?.push(...(await recallAt10(store, 'dense')));
  }
  const loss = (recipe: string, to: string): number => 100 * (mean(before[recipe] ?? []) - mean(after[to] ?? []));
  return {
    'lowered %': (100 * lowered) / all,
    'used just now: lowered %': loweredShare(
      laddered(
        stores.flatMap(({ mentions }) => centralityFrom(mentions)),
        rng,
        0,
      ),
    ),
    'bytes %': (100 * bytes) / full,
    'bytes after going back up %': (100 * draws * backUp) / full,
    'recall at 10, vectors alone': 100 * mean(before['dense'] ?? []),
    'recall at 10, default recipe': 100 * mean(before['default'] ?? []),
    'loss, vectors alone': loss('dense', 'dense'),
    'loss, default recipe': loss('default', 'default'),
    'left out: loss, vectors alone': loss('dense', 'dense, out'),
    'left out: loss, default recipe': loss('default', 'default, out'),
    'loss after going back up': loss('dense', 'back'),
  };
}

/** Six in ten name nobody; the others name one to three of many, few of which are in many memories. */
function mentionsLikeChat(count: number, rng: Rng): number[] {
  if (rng.next() < 0.6) return [];
  const entities = Array.from({ length: 1 + Math.floor(3 * rng.next()) }, () => Math.floor(count * rng.next() ** 1.5));
  return [...new Set(entities)];
}

/** Queries are noisy copies of memories, which have to be among the ten best. */
function measureClusters(rng: Rng, count: number): Numbers {
  const vectors = clusteredVectors(count, dimensions, rng);
  const queries = vectors.filter((_, i) => i % 10 === 0).map((vector) => noisy(vector, 0.02, rng));
  const mixed = createMixedPrecisionIndex({ dimensions, space: 'clusters', top: 32 });
  vectors.forEach((vector, document) => {
    mixed.set(document, vector);
  });
  const full = mixed.rowBytes;
  const found = (): Set<number>[] => queries.map((query) => new Set(mixed.search(query, 10).documents));
  const sources = (sets: readonly Set<number>[]): number => 100 * mean(sets.map((set, q) => (set.has(10 * q) ? 1 : 0)));
  const before = sources(found());
  const bits = laddered(centralityFrom(vectors.map(() => mentionsLikeChat(count, rng))), rng);
  bits.forEach((rung, document) => {
    mixed.setPrecision(document, rung, vectors[document] as Float32Array);
  });
  const bytes = mixed.rowBytes;
  const after = sources(found());
  bits.forEach((rung, document) => {
    if (rung !== 32) mixed.remove(document);
  });
  const out = sources(found());
  vectors.forEach((vector, document) => {
    mixed.setPrecision(document, 32, vector);
  });
  return {
    'lowered %': loweredShare(bits),
    'used just now: lowered %': loweredShare(
      laddered(
        vectors.map(() => 0),
        rng,
        0,
      ),
    ),
    'bytes %': (100 * bytes) / full,
    'bytes after going back up %': (100 * mixed.rowBytes) / full,
    'recall at 10, vectors alone': before,
    'loss, vectors alone': before - after,
    'left out: loss, vectors alone': before - out,
    'loss after going back up': before - sources(found()),
  };
}
