import { describe, expect, it } from 'vitest';
import { answerTokens, locomoExactMatch, locomoScore, tokenF1 } from './locomo-f1.ts';

describe('LoCoMo answer score', () => {
  it('normalizes: commas, case, punctuation, articles, stems', () => {
    expect(answerTokens('The 1,000 running dogs, and a cat!')).toEqual(['1000', 'run', 'dog', 'cat']);
  });

  it('token F1 counts repeats once each', () => {
    // Shared 2 of 3 predicted and 2 of 2 gold.
    expect(tokenF1('blue car fast', 'a blue car')).toBeCloseTo(0.8);
    expect(tokenF1('dog dog dog', 'dog')).toBeCloseTo(0.5);
    expect(tokenF1('cat', 'dog')).toBe(0);
    expect(tokenF1('', '')).toBe(0);
  });

  it('scores by category', () => {
    // Category 1: mean over gold parts of the best part.
    expect(locomoScore(1, 'painting, swimming', 'swimming, pottery')).toBeCloseTo(0.5);
    expect(locomoScore(2, '7 May 2023', '7 May 2023')).toBe(1);
    expect(locomoScore(3, 'likely yes', 'Likely yes; because she said so')).toBe(1);
    expect(locomoScore(4, 'swimming', 'swimming, pottery')).toBeCloseTo(2 / 3);
    expect(locomoScore(5, 'That is not mentioned in the conversation', 'x')).toBe(1);
    expect(locomoScore(5, 'In May', 'In May')).toBe(0);
  });

  it('exact match is equality of token sets', () => {
    expect(locomoExactMatch('dog the cat', 'cats and dogs, dogs')).toBe(true);
    expect(locomoExactMatch('dog', 'dog cat')).toBe(false);
  });
});
