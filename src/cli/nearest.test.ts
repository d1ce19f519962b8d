import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['recal', 'recall'],
    ['obsreve', 'observe'],
    ['cofnig', 'config'],
    ['rem', 'remember'],
    ['RECALL', 'recall'],
  ])('%s means %s', (typed, meant) => {
    expect(nearest(typed, ['recall', 'observe', 'config', 'remember', 'forget'])).toBe(meant);
  });

  it('suggests nothing for what is like nothing', () => {
    expect(nearest('xyzzy', ['recall', 'observe'])).toBeUndefined();
    expect(nearest('', ['recall'])).toBeUndefined();
  });

  it('counts a swap of neighbors as one edit', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });
});
