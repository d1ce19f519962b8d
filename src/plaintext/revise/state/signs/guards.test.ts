import { describe, expect, it } from 'vitest';
import { isGuarded } from './guards.ts';

describe('what tells nothing', () => {
  it.each([
    'whats the capital of burkina faso again',
    'how long do hard boiled eggs keep',
    'is a tomato a fruit, settle this for us',
    'convert 350 fahrenheit to celsius pls',
    'hey, which train is faster to york',
    'any idea how to get wax out of a rug',
  ])('a question or an order, though nothing marks it: %s', (text) => {
    expect(isGuarded(text)).toBe(true);
  });

  it.each([
    'What I eat is mostly vegetables.',
    'When I drive to work I listen to the news.',
    'Where I live there are no buses.',
    'Is back with my parents, yours truly.',
    'Which is why I cycle to the office now.',
    'I work as a nurse at the clinic.',
    'Converted to decaf in March.',
  ])('unlike what is told: %s', (text) => {
    expect(isGuarded(text)).toBe(false);
  });
});
