import { describe, expect, it } from 'vitest';
import { answerCourse } from './answer-course.ts';
import { askedTime } from './learned-time.ts';
import type { Told } from './mask-statements.ts';

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

describe('what a value is', () => {
  const crews = told([
    'The rehearsal of Crew Wren is held in hall Cobalt.',
    'The launch of Crew Wren was fixed for April 3.',
    'The rehearsal of Crew Finch is held in hall Amber.',
    'The launch of Crew Finch was fixed for May 9.',
    'The rehearsal of Crew Wren has been shifted from hall Cobalt to hall Umber.',
    'The launch of Crew Wren slipped from April 3 to 14 June.',
    'The rehearsal of Crew Finch has been shifted from hall Amber to hall Cobalt.',
    'The launch of Crew Finch slipped from May 9 to 2 July.',
    'The launch of Crew Wren slipped from 14 June to April 9.',
  ]);
  it.each([
    ['When is the launch of Crew Wren?', 'April 9'],
    ['List the launches of Crew Wren, oldest first.', 'April 3, 14 June, April 9'],
    ['How many times did the launch of Crew Finch change?', '1'],
    ['In which hall does Crew Wren rehearse?', 'hall Umber'],
  ])('a day of a month is one, and so is a name with the noun that says of what sort it is: %s', (question, answer) => {
    expect(answerCourse(question, crews)?.text).toBe(answer);
  });

  it('takes a name whole, though the question holds its last word, too', () => {
    const supplied = told([
      'The parts of the Ostrel mixer come from Darrow.',
      'The parts of the Pinto stove come from Lakeside.',
      'The parts of the Ostrel mixer come from Brandt Supply.',
      'The parts of the Pinto stove come from Kell.',
    ]);
    expect(answerCourse('Who supplies the parts of the Ostrel mixer now?', supplied)?.text).toBe('Brandt Supply');
  });

  it('reads a number beside another as a value, not as the frame that two statements share', () => {
    const prices = told([
      'The Ostrel mixer costs $40.',
      'The Pinto stove costs $35.',
      'Pinto stove now $27, was $35',
      'The Ostrel mixer costs $27.',
      'Ostrel mixer now $79, was $27',
    ]);
    expect(answerCourse('How much does the Ostrel mixer cost now?', prices)?.text).toBe('$79');
  });
});

describe('where a value begins and ends', () => {
  const cases = told([
    'The trial of Hart was given to Judge Pell.',
    'The trial of Boyd was given to Judge Amos.',
    'Judge Pell has left the trial of Hart to Judge Crane.',
    'Judge Amos has left the trial of Boyd to Judge Wynn.',
    'The hall of Hart seats an audience in 310 chairs.',
    'The hall of Boyd seats an audience in 275 chairs.',
    'The hall of Hart was widened from 310 chairs to 340 chairs.',
    'The hall of Boyd was widened from 275 chairs to 290 chairs.',
  ]);
  it.each([
    ['Who has the trial of Hart now?', 'Judge Crane'],
    ['In which order did who have the trial of Boyd?', 'Judge Amos, Judge Wynn'],
    ['How many chairs does the hall of Hart have?', '340 chairs'],
  ])('a title belongs to its name, and a word behind every number to the numbers: %s', (question, answer) => {
    expect(answerCourse(question, cases)?.text).toBe(answer);
  });

  it('a way of doing something has its small word where it is asked how', () => {
    const ways = told([
      'Ann goes to the mill by tram.',
      'Bea goes to the mill by ferry.',
      'Since Monday Ann has come in by bus.',
      'Since Monday Bea has come in by tram.',
      'Since Monday Ann has come in on foot.',
    ]);
    expect(answerCourse('How does Ann get to the mill?', ways)?.text).toBe('on foot');
    expect(answerCourse('How did Ann get to the mill at first?', ways)?.text).toBe('by tram');
  });

  it('two that got the same value tell it all the same, and make no frame with it', () => {
    const crops = told([
      'Shed one - planted with leeks',
      'Shed two - planted with chard',
      'leeks out of Shed one, okra in',
      'chard out of Shed two, okra in',
    ]);
    expect(answerCourse('What grew in Shed one, in order?', crops)?.text).toBe('leeks, okra');
  });

  it('the new one of two is not the one that was said before, wherever it stands', () => {
    const crews = told([
      'Ivo Tate is at the helm of the Tern.',
      'Ada Holt is at the helm of the Gull.',
      'Una Frost relieved Ivo Tate aboard the Tern.',
      'Cy Marsh relieved Ada Holt aboard the Gull.',
    ]);
    expect(answerCourse('Who is at the helm of the Tern now?', crews)?.text).toBe('Una Frost');
  });

  it('what is told is no value: "the hobby of Ann"', () => {
    const hobbies = told([
      'The hobby of Ann is salsa.',
      'The new craze of Bea is salsa.',
      'The hobby of Bea is chess.',
      'The new craze of Ann is archery.',
    ]);
    expect(answerCourse('What is the hobby of Ann now?', hobbies)?.text).toBe('archery');
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

describe('an older value that is told once more', () => {
  const leaders = told([
    'The altos are led by Bea Lind.',
    'The basses are led by Ivo March.',
    'The altos are led by Kofi Dans.',
    'The basses are led by Ruth Salg.',
    'Back when Bea Lind led the altos, the altos were led by Bea Lind alone.',
  ]);

  it('is no new one where it is told as past', () => {
    expect(answerCourse('Who leads the altos now?', leaders)?.text).toBe('Kofi Dans');
  });
});
