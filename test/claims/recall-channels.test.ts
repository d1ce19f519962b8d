/** What each channel finds that words alone do not, on generated memories, with controls that must fail the same. */
import { describe, expect, it } from 'vitest';
import { seededRng } from '../../src/bench/seeded-rng.ts';
import { type CubeIndex, createCubeIndex } from '../../src/plaintext/index/cube-index.ts';
import { denseVectors } from '../../src/plaintext/index/dense-vectors.ts';
import type { Unit } from '../../src/plaintext/index/unit.ts';
import { completedPattern } from '../../src/plaintext/recall/channels/hopfield.ts';
import { parseQuery } from '../../src/plaintext/recall/parse-query.ts';
import { queryContext } from '../../src/plaintext/recall/query-context.ts';
import { type RecallUnitsOptions, recallUnits } from '../../src/plaintext/recall/recall.ts';

const day = 86_400_000;
const start = Date.UTC(2024, 0, 1);
const width = 64;
const seeds = [11, 12, 13];

function unit(id: string, text: string, rest: Partial<Unit> = {}): Unit {
  return {
    id,
    type: 'turn',
    kind: 'turn',
    seq: 1,
    at: start,
    text,
    scope: { user: 'u', session: id },
    role: 'user',
    sources: [id],
    entities: [],
    times: [],
    valid: {},
    status: 'activated',
    trust: 1,
    ...rest,
  };
}

async function found(
  index: CubeIndex,
  text: string,
  recipe: string,
  options: RecallUnitsOptions = {},
  vector?: Float32Array,
) {
  const recalled = await recallUnits(
    index,
    text,
    { limit: 10, recipe, deliberate: 'never', ...options },
    { embedQuery: async () => vector, now: start + 365 * day },
  );
  return recalled.ranked.map(({ id }) => id);
}

function unitVector(random: () => number): Float32Array {
  const out = Float32Array.from({ length: width }, () => random() + random() + random() - 1.5);
  const length = Math.hypot(...out);
  return out.map((x) => x / length);
}

const near = (center: Float32Array, random: () => number, share: number): Float32Array => {
  const noise = unitVector(random);
  const out = center.map((x, i) => x + share * (noise[i] as number));
  const length = Math.hypot(...out);
  return out.map((x) => x / length);
};

/** Names that share no letters in a row with anything said below. */
const name = (seed: number, i: number): string => `zq${seed}x${i}`;

describe('spreading activation and walks over entities', () => {
  /** A chain: the question's words meet the first unit, which shares a name with the second, and so on. */
  const chain = (seed: number): CubeIndex => {
    const index = createCubeIndex();
    const units = [
      unit('first', 'the ferry timetable was changed', { entities: [name(seed, 1)] }),
      unit('second', 'nothing of note', { entities: [name(seed, 1), name(seed, 2)] }),
      unit('third', 'all as before', { entities: [name(seed, 2)] }),
    ];
    for (let i = 0; i < 300; i++)
      units.push(unit(`f${i}`, `entry ${i} on gardens`, { entities: [name(seed, 10 + i)] }));
    index.add(units);
    return index;
  };

  it.each(seeds)('reach what lies two steps away, which words do not (seed %i)', async (seed) => {
    const index = chain(seed);
    const question = 'who changed the ferry timetable';
    expect(await found(index, question, 'spreading')).toEqual(expect.arrayContaining(['first', 'second', 'third']));
    expect(await found(index, question, 'lexical')).toEqual(['first']);
    const walked = await found(index, `what about ${name(seed, 1)}`, 'entity-graph');
    expect(walked.slice(0, 2).sort()).toEqual(['first', 'second']);
    expect(walked[2]).toBe('third');
    // Control: the plain entity channel stays with the name itself.
    expect(await found(index, `what about ${name(seed, 1)}`, 'entity')).not.toContain('third');
  });
});

describe('Hopfield completion', () => {
  /** Twelve clusters of forty; the questions are noisy members of different clusters. */
  const clusters = (seed: number) => {
    const rng = seededRng(seed);
    const random = (): number => rng.next();
    const index = createCubeIndex({ vectors: denseVectors({ dimensions: width, space: 'made' }) });
    const centers = Array.from({ length: 12 }, () => unitVector(random));
    const units: Unit[] = [];
    const vectors: Float32Array[] = [];
    centers.forEach((center, c) => {
      for (let i = 0; i < 40; i++) {
        units.push(unit(`c${c}u${i}`, `entry ${c} ${i}`));
        vectors.push(near(center, random, 0.7));
      }
    });
    index.add(units, vectors);
    return { index, questions: centers.map((center) => near(center, random, 1.2)), centers };
  };
  const patternOf = (index: CubeIndex, queryVector: Float32Array, beta?: number): Float32Array => {
    const parsed = parseQuery('entry', index);
    const context = queryContext({ index, parsed, options: {}, now: start, queryVector, bm25: { k1: 1.2, b: 0.75 } });
    return completedPattern(context, beta) as Float32Array;
  };
  const cosine = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, x, i) => sum + x * (b[i] as number), 0) / (Math.hypot(...a) * Math.hypot(...b));

  it.each(seeds)(
    'completes different questions to different patterns, nearer to their clusters (seed %i)',
    async (seed) => {
      const { index, questions, centers } = clusters(seed);
      const completed = questions.map((question) => patternOf(index, question));
      const gained = completed.map(
        (pattern, i) =>
          cosine(pattern, centers[i] as Float32Array) -
          cosine(questions[i] as Float32Array, centers[i] as Float32Array),
      );
      expect(gained.reduce((a, b) => a + b, 0) / gained.length).toBeGreaterThan(0.05);
      const alike: number[] = [];
      for (let i = 1; i < completed.length; i++) {
        alike.push(cosine(completed[i] as Float32Array, completed[i - 1] as Float32Array));
      }
      expect(alike.reduce((a, b) => a + b, 0) / alike.length).toBeLessThan(0.9);
      const [first] = await Promise.all([found(index, 'entry', 'hopfield', {}, questions[0])]);
      expect(first?.filter((id) => id.startsWith('c0u')).length).toBeGreaterThanOrEqual(8);
      // Control: with beta 1 / sqrt(d) the neighbors count nearly alike, and less of the cluster comes out.
      const flat = questions.map((question) => patternOf(index, question, 1 / Math.sqrt(width)));
      const sharper = completed.map(
        (pattern, i) =>
          cosine(pattern, centers[i] as Float32Array) - cosine(flat[i] as Float32Array, centers[i] as Float32Array),
      );
      expect(sharper.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    },
  );
});

describe('facts, gists and timelines', () => {
  const fact = (id: string, subject: string, slot: string, value: string, source: string): Unit =>
    unit(id, `${subject} ${value}`, {
      type: 'record',
      kind: 'fact',
      sources: [source],
      data: { subject, slot, value },
    });

  it('a question that asks for a slot finds the turn whose words it does not share', async () => {
    const index = createCubeIndex();
    const units: Unit[] = [
      unit('said', 'Since June I teach chemistry to tenth graders', { speaker: 'Ona' }),
      fact('fact', 'Ona', 'work.role', 'teacher', 'said'),
      unit('other', 'My aunt sells carpets', { speaker: 'Bela' }),
      fact('fact2', 'Bela', 'relation.aunt', 'carpets', 'other'),
    ];
    for (let i = 0; i < 60; i++) units.push(unit(`f${i}`, `Ona told me of garden ${i}`, { speaker: 'Bela' }));
    index.add(units);
    expect((await found(index, 'What does Ona do for a living?', 'facts'))[0]).toBe('said');
    // Control: the words lead to the garden talk.
    expect((await found(index, 'What does Ona do for a living?', 'lexical')).slice(0, 3)).not.toContain('other');
    expect(await found(index, 'What is the weather like?', 'facts')).toEqual([]);
  });

  it('a summary that matches leads to the turns that went into it', async () => {
    const index = createCubeIndex();
    const units = Array.from({ length: 40 }, (_, i) => unit(`t${i}`, `note ${i} without much in it`));
    const made = ['t3', 't9', 't21', 't33'];
    units.push(
      unit('gist', 'renovation of the kitchen: tiles, sink, paint', { type: 'record', kind: 'summary', sources: made }),
    );
    index.add(units);
    const hits = await found(index, 'kitchen renovation', 'consolidation');
    expect(hits).toEqual(expect.arrayContaining(made));
    expect(hits.filter((id) => id.startsWith('t')).every((id) => made.includes(id))).toBe(true);
    expect(await found(index, 'kitchen renovation', 'lexical')).toEqual(['gist']);
  });

  it('a timeline takes the best text of many sittings before the second best of one', async () => {
    const index = createCubeIndex();
    const units: Unit[] = [];
    for (let s = 0; s < 6; s++) {
      const scope = { user: 'u', session: `s${s}` };
      const texts = s === 0 ? 8 : 1;
      for (let i = 0; i < texts; i++) {
        units.push(
          unit(
            `s${s}t${i}`,
            s === 0
              ? 'garden fence repair, garden fence paint'
              : 'garden fence seen again, and some other things besides',
            { scope, at: start + s * day },
          ),
        );
      }
      units.push(unit(`s${s}x`, 'the weather was fine', { scope, at: start + s * day }));
    }
    index.add(units);
    const sittings = async (recipe: string): Promise<number> =>
      new Set((await found(index, 'garden fence', recipe, { limit: 6 })).map((id) => id.slice(0, 2))).size;
    expect(await sittings('timeline')).toBe(6);
    expect(await sittings('lexical')).toBe(1);
  });
});

describe('strategy', () => {
  it('is chosen by size, may be asked for, and is explained', async () => {
    const index = createCubeIndex();
    index.add(
      Array.from({ length: 1_600 }, (_, i) =>
        unit(`t${i}`, `entry ${i} about the ${i % 2 === 0 ? 'harbor' : 'market'}`),
      ),
    );
    const ask = (strategy: NonNullable<RecallUnitsOptions['strategy']>, limit = 10) =>
      recallUnits(
        index,
        'entry 77 about the market',
        { strategy, limit },
        { embedQuery: async () => undefined, now: start },
      );
    const [auto, exhaustive, full, fitting] = await Promise.all([
      ask('auto'),
      ask('exhaustive'),
      ask('full'),
      ask('full', 2_000),
    ]);
    expect(auto.strategy).toBe('indexed');
    expect(exhaustive.strategy).toBe('exhaustive');
    expect(full.strategy).toBe('exhaustive');
    expect(full.strategyReason).toContain('exceed');
    expect(fitting.strategy).toBe('full');
    expect(fitting.ranked).toHaveLength(1_600);
    for (const { ranked } of [auto, exhaustive, full, fitting]) expect(ranked[0]?.id).toBe('t77');
  });
});
