import { describe, expect, it } from 'vitest';
import { tellsOfOther, toldClauses } from './told-clauses.ts';

const read = (text: string) => toldClauses(text).map(({ doer, stance }) => `${doer} ${stance}`);

describe('clauses of what a user tells', () => {
  it.each([
    ['I sold the boat.', ['self told']],
    ['I nearly sold the boat.', ['self nearly']],
    ['I wish I had a boat.', ['self unreal']],
    ['I will sell the boat.', ['self planned']],
    ['I do not have a boat.', ['self denied']],
    ['If it rains I sell the boat.', ['open unreal']],
    ['I thought about a boat, but I bought a tent.', ['self unreal', 'self told']],
    ['I never said that I own a boat.', ['self unreal']],
    ['Someone claims I own a boat.', ['other unreal']],
    ['Do I own a boat?', ['open unreal']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('knows whose act a clause tells', () => {
    const [first, second] = toldClauses("Petra's brother wrecked the boat, so we walked home.");
    expect(first).toMatchObject({ doer: 'other', past: true });
    expect(second).toMatchObject({ doer: 'self' });
    expect([first, second].map((one) => one !== undefined && tellsOfOther(one))).toEqual([true, false]);
    expect(toldClauses('The hero of my novel loses his boat and walks home.').every(tellsOfOther)).toBe(true);
    expect(toldClauses('Gran and I sold the boat.').every(tellsOfOther)).toBe(false);
  });

  it('sees a joke by its own mark', () => {
    expect(toldClauses('I have practically moved into the boat, lol.')[0]).toMatchObject({ joking: true });
    expect(toldClauses('I have moved into the boat.')[0]).toMatchObject({ joking: false });
  });
});
