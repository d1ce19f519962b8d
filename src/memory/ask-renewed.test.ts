/** What `ask` gives where a later turn tells another value; beside each kind a control that tells none. */
import { describe, expect, it } from 'vitest';
import { askAfter } from '../../test/ask-after.ts';

describe('an amount', () => {
  it.each([
    [
      ['I take 5 mg of ramipril at night.', 'The cardiologist raised my dose to 10 mg.'],
      'How much ramipril do I take?',
      /10 mg/,
    ],
    [['Our rent is 900 euros.', 'They put the rent up to 980.'], 'How much is our rent?', /980/],
    [['I swim four times a week.', "I'm down to twice a week since the baby came."], 'How often do I swim?', /twice/],
    [
      ['I work two days a week at the archive.', 'My contract changed, so I am there four days a week from now on.'],
      'How many days a week do I work?',
      /four/,
    ],
    [
      ['The nursery is 300 pounds a month.', 'As of May the nursery wants 340 pounds.'],
      'How much is the nursery?',
      /340/,
    ],
  ] as const)('%j: %s', async (texts, question, now) => {
    expect((await askAfter(texts, question)).text).toMatch(now);
  });

  it.each([
    [
      ['I take 5 mg of ramipril at night.', 'My brother takes 10 mg of it now.'],
      'How much ramipril do I take?',
      /5 mg/,
    ],
    [['Our rent is 900 euros.', 'They could raise the rent to 980 if they wanted.'], 'How much is our rent?', /900/],
    [['Our rent is 900 euros.', 'The new sofa was 980 euros.'], 'How much is our rent?', /900/],
  ] as const)('%j: %s stays', async (texts, question, still) => {
    expect((await askAfter(texts, question)).text).toMatch(still);
  });
});

describe('a time, a day, a number', () => {
  it.each([
    [['My train leaves at 8:15 on Friday.', 'Whoops, 9:15, not 8:15.'], 'What time does my train leave?', /9:15/],
    [['The viva is on 4 June.', 'They moved the viva to the 11th.'], 'When is the viva?', /11 June/],
    [['Choir is on Mondays.', 'Choir is on Wednesdays now.'], 'What day is choir?', /Wednesday/],
    [['My son Joel is in Year 2.', "Actually Joel's in Year 3 already."], 'Is Joel in Year 2?', /^No$/],
    [['The exam is in room 12.', 'Correction: room 21.'], 'Is the exam in room 12?', /^No$/],
    [['Send it to 7 Elm Road.', 'No wait, 17 Elm Road.'], 'Which address should it be sent to?', /17 Elm Road/],
  ] as const)('%j: %s', async (texts, question, now) => {
    expect((await askAfter(texts, question)).text).toMatch(now);
  });

  it.each([
    [
      ['My train leaves at 8:15 on Friday.', 'Lunch with Ana at 9:15 was odd.'],
      'What time does my train leave?',
      /8:15/,
    ],
    [['Choir is on Mondays.', 'On Wednesday I baked a cake.'], 'What day is choir?', /Monday/],
    [['My son Joel is in Year 2.', 'His cousin is in Year 3 already.'], 'Is Joel in Year 2?', /^Yes$/],
  ] as const)('%j: %s stays', async (texts, question, still) => {
    expect((await askAfter(texts, question)).text).toMatch(still);
  });
});

describe('a name', () => {
  it.each([
    [['My new tutor is called Irina.', "It's Irena, not Irina, sorry."], 'What is my new tutor called?', /Irena/],
    [['I play a Yamaha piano.', 'I swapped the Yamaha for a Kawai.'], 'Which piano do I play?', /Kawai/],
    [['I use a Canon R6.', 'Traded the Canon for a Leica Q2.'], 'What do I use?', /Leica/],
    [['The door code is heron88.', 'I changed the door code to otter12.'], 'What is the door code?', /otter12/],
    [['Our plumber is Walsh.', 'Not Walsh but Welsh, I always get it wrong.'], 'Who is our plumber?', /Welsh/],
  ] as const)('%j: %s', async (texts, question, now) => {
    expect((await askAfter(texts, question)).text).toMatch(now);
  });

  it.each([
    [['I play a Yamaha piano.', 'My aunt swapped her Bechstein for a Kawai.'], 'Which piano do I play?', /Yamaha/],
    [['The door code is heron88.', 'I changed the alarm to otter12.'], 'What is the door code?', /heron88/],
  ] as const)('%j: %s stays', async (texts, question, still) => {
    expect((await askAfter(texts, question)).text).toMatch(still);
  });
});
