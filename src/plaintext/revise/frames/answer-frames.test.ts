import { describe, expect, it } from 'vitest';
import { answerCourse } from './answer-course.ts';
import { askedTime } from './ask-time.ts';
import type { Told } from './induce-frames.ts';

const told = (texts: readonly string[]): Told[] =>
  texts.map((text, at) => ({ text, at: at * 1_000, source: `t${at}` }));

/** No shape of these is written down anywhere: what they say follows from comparing them. */
const lamps = told([
  'Perched on the ledge of Mill House: a copper lamp.',
  'Perched on the ledge of Oak Cottage: a paper lantern.',
  'Mill House was repainted by a cousin.',
  'Nobody liked it, so Oak Cottage flaunts a neon tube instead.',
  'Nobody liked it, so Mill House flaunts a storm lamp instead.',
  'Oak Cottage was repainted by a cousin.',
  'Out with a storm lamp and in with a gas globe at Mill House.',
  'Out with a neon tube and in with a tin sconce at Oak Cottage.',
]);

describe('answers from statements of unknown wording', () => {
  it.each([
    ['What does Mill House flaunt on the ledge now?', 'a gas globe'],
    ['What did Mill House flaunt on the ledge 2 changes ago?', 'a copper lamp'],
    ['What did Mill House have on the ledge before the latest?', 'a storm lamp'],
    ['List what Mill House had on the ledge, oldest first.', 'a copper lamp, a storm lamp, a gas globe'],
    ['How many times did the ledge of Mill House change?', '2'],
    ['What was on the ledge of Oak Cottage at first?', 'a paper lantern'],
  ])('%s', (question, answer) => {
    expect(answerCourse(question, lamps)?.text).toBe(answer);
  });

  it('gives nothing about whom or what nobody told', () => {
    expect(answerCourse('What does Elm Lodge flaunt on the ledge now?', lamps)).toBeUndefined();
    expect(answerCourse('Who was the plumber of Mill House before the latest?', lamps)).toBeUndefined();
    expect(answerCourse('What did Mill House flaunt on the ledge 7 changes ago?', lamps)).toBeUndefined();
  });

  it('puts in a value that is only named as the one before', () => {
    const some = told([
      'Dave handed the torch from Lee on to Pat.',
      'Port Askel: berth 4 -> 6',
      'Port Niven: berth 9 -> 2',
      'Port Askel: berth 6 -> 7',
    ]);
    expect(answerCourse('Which berths has Port Askel had, in order?', some)?.text).toBe('4, 6, 7');
  });
});

describe('what is asked of a course of values', () => {
  it.each([
    ['Where is X?', { family: 'current' }],
    ['Who looked after X two handovers prior to the latest?', { family: 'historical', steps: 2 }],
    ['Roll back 3 edits: what did X say?', { family: 'historical', steps: 3 }],
    ['What was the third to last price of X?', { family: 'historical', steps: 2 }],
    ['Who ran X before the current one?', { family: 'historical', steps: 1 }],
    ['What did X use to drive?', { family: 'current' }],
    ['What did X originally cost?', { family: 'first' }],
    ['Trace the owners of X from the original to the present.', { family: 'ordering', reversed: false }],
    ['List the owners of X, most recent first.', { family: 'ordering', reversed: true }],
    ['How many times has X changed hands?', { family: 'counting', distinct: false }],
    ['How many handovers has X seen?', { family: 'counting', distinct: false }],
    ['How many different owners has X had?', { family: 'counting', distinct: true }],
  ] as const)('%s', (question, asked) => {
    expect(askedTime(question)).toEqual(asked);
  });
});
