/** Whether something is still so, where its end is told in a turn of phrase; and what kind of thing answers whom. */
import { describe, expect, it } from 'vitest';
import { askAfter } from '../../test/ask-after.ts';

describe('is it still so', () => {
  it.each([
    [['I have my wrist in a splint.', 'Splint is gone, I can type again.'], 'Is my wrist in a splint?'],
    [
      ['I am on a walking stick since the fall.', 'Handed the stick back to the clinic.'],
      'Am I still on a walking stick?',
    ],
    [['Flying to Riga on Friday.', 'Back from Riga, what a city.'], 'Am I in Riga?'],
    [['I do paleo since spring.', 'Paleo made me cranky, so I went back to eating bread.'], 'Am I on paleo?'],
    [['I have a blue Vespa.', 'Someone stole the Vespa last night.'], 'Do I still have the Vespa?'],
    [['Our hamster Pixel is sick.', 'Pixel is fine again.'], 'Is Pixel sick?'],
    [['I go to speech therapy.', 'Last speech therapy today!'], 'Do I still go to speech therapy?'],
  ] as const)('%j: %s no', async (texts, question) => {
    expect((await askAfter(texts, question)).text).toMatch(/^No\b|no longer/);
  });

  it.each([
    [['I have my wrist in a splint.', 'My sister is back from Riga.'], 'Is my wrist in a splint?'],
    [['I have a blue Vespa.', 'My cousin sold his Vespa.'], 'Do I have a Vespa?'],
    [['I have a blue Vespa.', 'I nearly sold the Vespa but kept it.'], 'Do I have a Vespa?'],
    [['I go to speech therapy.', 'Speech therapy was on the third floor this time.'], 'Do I go to speech therapy?'],
  ] as const)('%j: %s yes', async (texts, question) => {
    expect((await askAfter(texts, question)).text).toBe('Yes');
  });
});

describe('what kind of thing answers', () => {
  it.each([
    [['Lunch at Rose & Crown on Sunday with the Lindgrens.'], 'Who did I have lunch with?', /Lindgren/],
    [['I clean offices, mostly the late shift.'], 'Which shift do I work?', /late/],
    [['I take iron three times a week.'], 'How often do I take iron?', /three times a week/],
    [['Marek mended the gate and only wanted 30 for it.'], 'How much did Marek want?', /30/],
    [['Our water is 40 euros a month.'], 'How much do we pay for water?', /40/],
    [['Vera brought a Siemens and the Bosch went to the tip.'], 'Who brought the Siemens?', /Vera/],
    [['Supper on Friday at 7 with Nils.'], 'What time is supper on Friday?', /7/],
  ] as const)('%j: %s', async (texts, question, answer) => {
    expect((await askAfter(texts, question)).text).toMatch(answer);
  });

  it('takes no sum for the price of something that nobody spoke of', async () => {
    const texts = ['I paid £540 for the new bike.', 'Rain all day.'];
    expect((await askAfter(texts, 'How much did the flights to Osaka cost?')).text).toBeUndefined();
    expect((await askAfter(texts, 'How much did the new bike cost?')).text).toBe('£540');
  });
});
