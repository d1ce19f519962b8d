import { describe, expect, it } from 'vitest';
import { isOfPerson, ownClause } from './read-statement.ts';

describe('whose sentence it is', () => {
  it.each([
    'the end of summer is near',
    "it's raining again",
    "that's enough of that",
    'a lot of paint went missing',
    "It's fixed",
  ])('a word in small letters is no name: %s', (text) => {
    expect(ownClause(text)).toBeUndefined();
  });

  it.each(['The garden of Theo is flooded', "Theo's car broke down", 'Owen from my old class has died'])(
    'is of who is named: %s',
    (text) => {
      expect(ownClause(text)).toBe('');
    },
  );

  it.each(["that's one student loan paid off", "it's a patient dog"])('names nobody: %s', (text) => {
    expect(isOfPerson(text)).toBe(false);
  });

  it.each([
    "Mia's sister moved in",
    'A client of mine sold her house',
    'my brother lives in Bergen',
    'One of my clients moved',
    'Last week my brother moved',
  ])('begins with somebody else: %s', (text) => {
    expect(isOfPerson(text)).toBe(true);
  });
});
