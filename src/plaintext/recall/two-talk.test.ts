import { describe, expect, it } from 'vitest';
import { createCubeIndex } from '../index/cube-index.ts';
import type { Unit } from '../index/unit.ts';
import { recipes } from '../recipes/catalog.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { recallUnits } from './recall.ts';
import { isTwoTalk } from './two-talk.ts';

let count = 0;
function said(speaker: string | undefined, text: string, session = 's'): Unit {
  count += 1;
  return {
    id: `${speaker ?? 'nobody'}-${count}`,
    type: 'turn',
    kind: 'turn',
    seq: count,
    at: Date.UTC(2024, 0, 1) + count * 1_000,
    text,
    scope: { user: 'u', session },
    role: 'user',
    ...(speaker === undefined ? {} : { speaker }),
    sources: [`t${count}`],
    entities: [],
    times: [],
    valid: {},
    status: 'activated',
    trust: 1,
  };
}
const indexOf = (units: readonly Unit[]) => {
  const index = createCubeIndex();
  index.add(units.map((unit) => ({ ...unit, sources: [unit.id] })));
  return index;
};
const repeat = (speaker: string, times: number): Unit[] => Array.from({ length: times }, () => said(speaker, 'hm'));

describe('the talk of two', () => {
  it.each([
    ['two who talk', [...repeat('Ann', 5), ...repeat('Bo', 5)], true],
    ['two and a visitor', [...repeat('Ann', 9), ...repeat('Bo', 9), ...repeat('Cy', 2)], true],
    ['one', repeat('Ann', 9), false],
    ['one and a visitor', [...repeat('Ann', 9), ...repeat('Bo', 1)], false],
    ['a mailbox', ['Ann', 'Bo', 'Cy', 'Di', 'Ed'].flatMap((name) => repeat(name, 4)), false],
    ['nobody named', [said(undefined, 'hm')], false],
  ])('%s', (_, units, expected) => {
    expect(isTwoTalk(indexOf(units).units)).toBe(expected);
  });

  it('has weights of its own there, and only there', async () => {
    const plain: Recipe = { ...(recipes.get('lexical') as Recipe), betweenTwo: { weights: { speaker: 5 } } };
    const ask = async (units: readonly Unit[]) => {
      const { ranked } = await recallUnits(
        indexOf(units),
        'What does Ann paint?',
        { limit: 10, composition: plain, explain: true },
        { embedQuery: async () => undefined, now: 0 },
      );
      return ranked[0]?.channels.map(({ channel }) => channel);
    };
    const two = [said('Ann', 'I paint lakes'), said('Bo', 'You paint lakes, Ann')];
    expect(await ask(two)).toContain('speaker');
    expect(await ask(two.map(({ speaker: _speaker, ...unit }) => unit))).not.toContain('speaker');
  });

  it('finds what is of the kind that the question names, without a word of it', async () => {
    const units = [
      said('Ann', 'I bought a cello last week', 'one'),
      said('Bo', 'The weather was bad', 'two'),
      said('Ann', 'The train was late', 'three'),
      said('Bo', 'We had soup', 'four'),
    ];
    const find = async (allied: boolean) => {
      const composition: Recipe = { ...(recipes.get('lexical') as Recipe), betweenTwo: { weights: {}, allied } };
      const index = indexOf(units);
      const { ranked } = await recallUnits(
        index,
        'Which instrument?',
        { limit: 10, composition },
        { embedQuery: async () => undefined, now: 0 },
      );
      return ranked.map(({ id }) => id);
    };
    expect(await find(true)).toEqual([units[0]?.id]);
    expect(await find(false)).toEqual([]);
  });
});
