import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { type CubeIndex, createCubeIndex, loadCubeIndex } from '../index/cube-index.ts';
import type { Unit } from '../index/unit.ts';
import { recipes } from '../recipes/catalog.ts';
import { type RecallUnitsOptions, recallUnits } from './recall.ts';

const day = 86_400_000;
const start = Date.UTC(2024, 2, 4, 9);

function turn(id: string, text: string, rest: Partial<Unit> = {}): Unit {
  return {
    id,
    type: 'turn',
    kind: 'turn',
    seq: Number(id.replace(/\D/g, '')) + 1,
    at: start,
    text,
    scope: { user: 'u', session: 's1' },
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

async function ask(index: CubeIndex, text: string, options: RecallUnitsOptions = {}) {
  return recallUnits(
    index,
    text,
    { explain: true, ...options },
    {
      embedQuery: async () => undefined,
      now: start + 30 * day,
    },
  );
}

async function ids(index: CubeIndex, text: string, options: RecallUnitsOptions = {}): Promise<string[]> {
  return (await ask(index, text, options)).ranked.map((hit) => hit.id);
}

/** Small talk that no question below is about. */
function filler(count: number): Unit[] {
  const words = ['weather', 'traffic', 'lunch', 'meeting', 'garden', 'music', 'window', 'coffee', 'train', 'phone'];
  return Array.from({ length: count }, (_, i) =>
    turn(`f${i}`, `Some ${words[i % 10]} and ${words[(i * 7 + 3) % 10]} today, number ${i}`, {
      scope: { user: 'u', session: `f${i % 9}` },
      at: start + (i % 20) * day,
    }),
  );
}

describe('recallUnits', () => {
  it('finds the answer by its words, and through the turn before it', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(60),
      turn('q1', 'What is the name of your dog?', { role: 'assistant' }),
      turn('a1', 'She is called Biscuit.'),
      turn('x1', 'I adopted a cat in May.'),
    ]);
    expect((await ids(index, 'What is the name of my dog?')).slice(0, 2).sort()).toEqual(['a1', 'q1']);
    expect((await ids(index, 'When did I adopt the cat?'))[0]).toBe('x1');
  });

  it('prefers the named speaker', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(40),
      turn('a', 'I started painting last spring', { speaker: 'Anna' }),
      turn('b', 'I started painting last spring', { speaker: 'Boris', scope: { session: 's2' } }),
    ]);
    expect((await ids(index, 'When did Boris start painting?'))[0]).toBe('b');
    expect((await ids(index, 'When did Anna start painting?'))[0]).toBe('a');
    expect((await ask(index, 'When did Boris start painting?')).parsed.speakers).toEqual(['Boris']);
  });

  it('prefers the time asked about', async () => {
    const index = createCubeIndex();
    const monday = (week: number): number => Date.UTC(2024, 0, 1 + 7 * week, 12);
    index.add(
      Array.from({ length: 12 }, (_, week) =>
        turn(`w${week}`, 'Ran in the park with the team', { at: monday(week), scope: { session: `w${week}` } }),
      ),
    );
    const found = await ids(index, 'Who did I run with on 12 February 2024?', { limit: 3 });
    expect(found[0]).toBe('w6');
  });

  it('brings standing orders for requests, where an assistant is there, and not for questions about oneself', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(50),
      turn('o1', 'Always answer in bullet points when I ask about cooking.'),
      turn('o2', 'Sure, I will.', { role: 'assistant' }),
      turn('c1', 'My oven is from 1998.'),
    ]);
    expect((await ids(index, 'How do I make a risotto?')).slice(0, 3)).toContain('o1');
    expect((await ids(index, 'How old is my oven?'))[0]).toBe('c1');
    const pair = createCubeIndex();
    pair.add([...filler(50), turn('o1', 'Always answer in bullet points when I ask about cooking.')]);
    const votes = (await ask(pair, 'How do I make a risotto?')).ranked.flatMap((hit) => hit.channels);
    expect(votes.some((vote) => vote.channel === 'standing')).toBe(false);
  });

  it('shows both sides of a contradiction', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(80),
      turn('yes', 'I used the Redis cache for the login page', { scope: { session: 'one' } }),
      turn('no', 'I have never used a Redis cache', { scope: { session: 'two' } }),
    ]);
    expect((await ids(index, 'Have I used a Redis cache?')).slice(0, 2).sort()).toEqual(['no', 'yes']);
  });

  it('searches Chinese, Japanese and mixed scripts', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(30),
      turn('zh', '我去年三月搬到了上海，现在在一家医院工作。'),
      turn('ja', '週末は京都で友達と寿司を食べました。'),
      turn('mix', '我最近在学Rust语言'),
    ]);
    expect((await ids(index, '我什么时候搬到上海的？'))[0]).toBe('zh');
    expect((await ids(index, '京都で何を食べた？'))[0]).toBe('ja');
    expect((await ids(index, 'Rust 学得怎么样'))[0]).toBe('mix');
  });

  it('obeys scope, kinds, range and archive', async () => {
    const index = createCubeIndex();
    const fact = turn('r1', 'the user drinks tea', {
      type: 'record',
      kind: 'fact',
      sources: ['t1'],
      scope: { user: 'u' },
    });
    index.add([
      turn('t1', 'I drink tea every morning'),
      turn('t2', 'I drink tea too', { scope: { user: 'v', session: 's9' } }),
      turn('t3', 'tea was archived', { status: 'archived' }),
      turn('t4', 'tea a month later', { at: start + 31 * day }),
      fact,
    ]);
    expect(await ids(index, 'tea', { scope: { user: 'v' } })).toEqual(['t2']);
    expect(await ids(index, 'tea', { kinds: ['fact'] })).toEqual(['r1']);
    expect(await ids(index, 'tea', { range: { from: start + 30 * day } })).toEqual(['t4']);
    expect(await ids(index, 'tea')).not.toContain('t3');
    expect(await ids(index, 'tea', { archived: true })).toContain('t3');
    expect(await ids(index, 'tea')).not.toContain('r1');
  });

  it('lets a record vote for the turn that it came from', async () => {
    const index = createCubeIndex();
    index.add([...filler(30), turn('t1', 'Moved there last week, finally!'), turn('t2', 'Berlin is far')]);
    const before = await ids(index, 'Which city do I live in?');
    index.add([turn('r1', 'lives in the city of Berlin', { type: 'record', kind: 'fact', sources: ['t1'] })]);
    const after = await ids(index, 'Which city do I live in?');
    expect(before).not.toContain('t1');
    expect(after[0]).toBe('t1');
    const hit = (await ask(index, 'Which city do I live in?')).ranked[0];
    expect(hit?.channels.find((vote) => vote.channel === 'records')).toMatchObject({ rank: 1 });
  });

  it('is surer of what it knows than of what was never said', async () => {
    const index = createCubeIndex();
    index.add([...filler(60), turn('a', 'My sister Clara plays the cello in an orchestra')]);
    const known = await ask(index, 'What instrument does my sister Clara play in the orchestra?');
    const unknown = await ask(index, 'Which mountain did Zacharias climb in Peru?');
    expect(known.confidence).toBeGreaterThan(unknown.confidence);
    expect(known.abstain).toBe(false);
    expect(unknown.abstain).toBe(true);
    expect((await ask(createCubeIndex(), 'anything?')).confidence).toBe(0);
  });

  it('gives the same ranking from a snapshot, with falling scores, whatever the question', async () => {
    const index = createCubeIndex();
    index.add(filler(200));
    const loaded = loadCubeIndex(index.snapshot()).index as CubeIndex;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.constantFrom(1, 5, 300),
        async (text, limit) => {
          const [a, b] = [await ask(index, text, { limit }), await ask(loaded, text, { limit })];
          expect(b.ranked).toEqual(a.ranked);
          expect(a.ranked.length).toBeLessThanOrEqual(limit);
          for (let i = 1; i < a.ranked.length; i++) {
            expect(a.ranked[i]?.score).toBeLessThanOrEqual(a.ranked[i - 1]?.score as number);
          }
          expect(new Set(a.ranked.map((hit) => hit.id)).size).toBe(a.ranked.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds the same top hits with the index as by scoring everything', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(2200),
      turn('a', 'The secret garden key is under the blue stone'),
      turn('b', 'under the bridge'),
    ]);
    const result = await ask(index, 'Where is the key of the garden, under what?');
    expect(result.strategy).toBe('indexed');
    expect(result.ranked[0]?.id).toBe('a');
  });

  it('covers the sides of a counting question, and the whole history where the order is asked', async () => {
    const index = createCubeIndex();
    index.add([
      ...filler(120),
      turn('r1', 'I planted roses and more roses in the roses bed', { scope: { session: 'a' } }),
      turn('r2', 'The roses and roses bloom', { scope: { session: 'b' } }),
      turn('r3', 'Roses, roses everywhere', { scope: { session: 'c' } }),
      turn('t1', 'I also bought one tulip', { scope: { session: 'd' } }),
    ]);
    expect((await ids(index, 'How many roses and tulips did I plant?')).slice(0, 3)).toContain('t1');
    const many = createCubeIndex();
    many.add(
      Array.from({ length: 300 }, (_, i) =>
        turn(`m${i}`, i % 3 === 0 ? `I worked on the boat, step ${i}` : `other things ${i}`, {
          scope: { session: `s${Math.floor(i / 10)}` },
        }),
      ),
    );
    const steps = await ids(many, 'In which order did I work on the boat?', { limit: 10 });
    const fifths = new Set(steps.map((id) => Math.floor(Number(id.slice(1)) / 60)));
    expect(fifths.size).toBe(5);
  });

  it('runs every recipe and refuses unknown ones', async () => {
    const index = createCubeIndex();
    index.add([...filler(20), turn('a', 'I prefer green tea', { speaker: 'Anna', entities: ['green tea'] })]);
    for (const name of recipes.keys()) {
      const { ranked } = await ask(index, 'Does Anna prefer green tea?', { recipe: name });
      for (const hit of ranked) expect(hit.channels.length).toBeGreaterThan(0);
    }
    await expect(ask(index, 'x', { recipe: 'nonsense' })).rejects.toSatisfy((error) =>
      isMemoryError(error, 'invalid_input'),
    );
  });
});

describe('deliberation', () => {
  /** The question meets two turns; what they share leads to a third, which has no word of the question. */
  const index = (): CubeIndex => {
    const made = createCubeIndex();
    made.add([
      turn('t1', 'The regatta was moved to Lindholm because of the storm'),
      turn('t2', 'At the regatta in Lindholm the storm tore two sails', { scope: { user: 'u', session: 's2' } }),
      turn('t3', 'Lindholm has only one hotel, and it is full', { scope: { user: 'u', session: 's3' } }),
      ...filler(60),
    ]);
    return made;
  };
  const question = 'Where did the regatta people find a zeppelin?';

  it('follows an insufficient first pass, or when asked for, and says so', async () => {
    const cube = index();
    const never = await ask(cube, question, { deliberate: 'never' });
    const auto = await ask(cube, question);
    const always = await ask(cube, 'regatta storm', { deliberate: 'always' });
    expect(never.passes).toBe(1);
    expect(auto.passes).toBe(2);
    expect(always.passes).toBe(2);
    expect(Object.keys(auto.timings)).toContain('deliberate.fuse');
    expect(Object.keys(never.timings).filter((name) => name.startsWith('deliberate'))).toEqual([]);
    // The second pass adds words of its own, but no confidence.
    expect(auto.confidence).toBe(never.confidence);
  });

  it('finds what shares words with the first hits only', async () => {
    const cube = index();
    const once = await ids(cube, 'regatta', { recipe: 'lexical', deliberate: 'never' });
    const twice = await ids(cube, 'regatta', { recipe: 'lexical', deliberate: 'always' });
    expect(once.slice().sort()).toEqual(['t1', 't2']);
    expect(twice.slice(0, 2).sort()).toEqual(['t1', 't2']);
    expect(twice).toContain('t3');
  });

  it('is left to recipes that provide for it', async () => {
    expect((await ask(index(), question, { recipe: 'lexical' })).passes).toBe(1);
  });
});
