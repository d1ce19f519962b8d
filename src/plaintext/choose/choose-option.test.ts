import { describe, expect, it } from 'vitest';
import { chooseOption, formOf } from './choose-option.ts';
import { type OptionsInput, optionFeatures } from './option-features.ts';

const input: OptionsInput = {
  question: 'I went to the film club again.',
  options: [
    'I remember you love film clubs, because they calm you.',
    'I remember you dislike film clubs, because they bore you.',
    'A film club can be nice.',
  ],
  statements: [
    { text: 'I joined a film club and love how the talks calm me.' },
    { text: 'My sister moved to Bergen.' },
  ],
  recalled: ['I joined a film club and love how the talks calm me.'],
  rarity: () => 2,
};

describe('choosing an option', () => {
  it('prefers the claim that agrees with what was said, and says why', () => {
    const chosen = chooseOption(input);
    expect(chosen.index).toBe(0);
    expect(chosen.because.length).toBeGreaterThan(0);
    expect(chosen.options.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });

  it('chooses otherwise where the opposite was said', () => {
    const statements = [{ text: 'I left the film club, I dislike how the talks bore me.' }];
    expect(chooseOption({ ...input, statements, recalled: statements.map(({ text }) => text) }).index).toBe(1);
  });

  it('gives features between -1 and 1, the same in any order of the options', () => {
    const features = optionFeatures(input);
    for (const own of features) {
      for (const value of Object.values(own)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }
    const turned = optionFeatures({ ...input, options: [...input.options].reverse() });
    [...turned].reverse().forEach((own, i) => {
      for (const [name, value] of Object.entries(own)) {
        expect(value, name).toBeCloseTo(features[i]?.[name as keyof typeof own] as number, 9);
      }
    });
  });

  it('knows without any statement, and options that are all alike, that nothing tells them apart', () => {
    const chosen = chooseOption({ ...input, options: ['yes', 'yes'], statements: [], recalled: [] });
    expect(chosen).toMatchObject({ index: 0, because: [] });
    expect(chosen.options[0]?.probability).toBeCloseTo(0.5);
  });

  it('tells a question from a remark', () => {
    expect([formOf('What could I do?'), formOf('I did it.')]).toEqual(['asks', 'tells']);
  });
});
