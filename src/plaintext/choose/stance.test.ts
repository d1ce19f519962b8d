import { describe, expect, it } from 'vitest';
import { clausesOf, stanceOf } from './stance.ts';

describe('stance', () => {
  it.each([
    ['I love hiking', 1],
    ["I don't enjoy podcasts any more", -1],
    ['I stopped going to the gym because it was stressful', -1],
    ["You aren't really fond of museums", -1],
    ['I was not disappointed', 1],
    ['The train leaves at nine', undefined],
  ])('of "%s" is %s', (text, stance) => {
    expect(stanceOf(text)).toBe(stance);
  });

  it('turns at words of contrast and time', () => {
    const clauses = clausesOf(
      'Initially, you liked debate clubs, but you disliked them for a while. Now you enjoy them.',
    );
    expect(clauses.map(stanceOf)).toEqual([1, -1, 1]);
  });
});
