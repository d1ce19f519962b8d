import { expect, it } from 'vitest';
import { endsThing } from './ends-thing.ts';
import { matchTerms } from './words.ts';

const ending = /\b(?:sold|scrapped|cancelled|closed|stopped|left|quit|died)\b/i;

it.each([
  ['we sold the Volvo last week', 'Volvo', true],
  ['the Volvo was scrapped', 'Volvo', true],
  ['the Volvo kept breaking, we scrapped it', 'Volvo', true],
  ['I left Barclays for a startup', 'Barclays', true],
  ['Edda died, Karim took over', 'Edda', true],
  ['the Paris marathon was cancelled', 'Paris', false],
  ['my cousin sold her flat in Paris', 'Paris', false],
  ['the Leeds branch closed', 'Leeds', false],
  ['they stopped the Volvo advert', 'Volvo', false],
  ['the shop closed on Monday', 'Monday', false],
])('"%s" ends %s: %s', (clause, thing, expected) => {
  expect(endsThing(clause, ending, new Set(matchTerms(thing)))).toBe(expected);
});
