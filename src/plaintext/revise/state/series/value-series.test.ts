import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerSeries, seriesFamily } from './answer-series.ts';
import { createSeriesStore } from './value-series.ts';

const told = [
  "Tom's hat is green.",
  "Tom's hat is now red.",
  'Tom changed the hat from red to blue.',
  "Tom's hat is blue.",
];

it('answers now, before, in order and how often', () => {
  const store = createSeriesStore();
  for (const [at, text] of told.entries()) expect(store.observe(text, at, `t${at}`)).toBe(1);
  const answer = (question: string): string | undefined => answerSeries(question, store)?.text;
  expect(answer("What is Tom's hat now?")).toBe('blue');
  expect(answer("What was Tom's hat two changes ago?")).toBe('green');
  expect(answer("List Tom's hats in order.")).toBe('green, red, blue');
  expect(answer("How many times did Tom's hat change?")).toBe('2');
  expect(answer("What was Tom's hat 9 changes ago?")).toBeUndefined();
  expect(answer("What is Ann's hat?")).toBeUndefined();
});

it('does not mind in which order it hears', () => {
  const inOrder = createSeriesStore();
  for (const [at, text] of told.entries()) inOrder.observe(text, at, '');
  fc.assert(
    fc.property(fc.shuffledSubarray([...told.entries()], { minLength: told.length }), (shuffled) => {
      const store = createSeriesStore();
      for (const [at, text] of shuffled) store.observe(text, at, '');
      expect(store.find('Tom', 'hat')).toEqual(inOrder.find('Tom', 'hat'));
    }),
  );
});

it('tells the kinds of question apart', () => {
  expect(seriesFamily('Where is Tom?')).toEqual({ family: 'current', steps: 0 });
  expect(seriesFamily('Where was Tom four places ago?')).toEqual({ family: 'historical', steps: 4 });
  expect(seriesFamily('Where was Tom previously?')).toEqual({ family: 'historical', steps: 1 });
  expect(seriesFamily('In which order did Tom visit the rooms?').family).toBe('ordering');
  expect(seriesFamily('How often did Tom move?').family).toBe('counting');
});
