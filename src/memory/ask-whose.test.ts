import { afterEach, describe, expect, it } from 'vitest';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';

const opened: Memory[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 10);
async function told(texts: readonly string[]): Promise<Memory> {
  const memory = await openMemory();
  opened.push(memory);
  for (const [index, text] of texts.entries())
    await memory.observe({ at: start + index * 9 * day, session: `s${index}`, role: 'user', text });
  return memory;
}
const asked = async (texts: readonly string[], question: string): Promise<string | undefined> =>
  (await (await told(texts)).ask(question, { now: start + 60 * day })).text;

describe('whose life a question is about', () => {
  const ghent = ['I live in Ghent.', 'My mum lives in Namur.'];
  const bosch = ['I work at Bosch.', 'My brother works at Audi.'];
  const vegan = ['I am vegan.', 'My brother is a vegetarian.'];
  const jake = ['My friend Jake works at IKEA.'];
  const son = ['I am lactose intolerant.', 'My son is not lactose intolerant.'];
  const cousin = ['I am vegan.', 'I am still vegan.', 'My cousin is not vegan anymore.'];
  const anna = ['I live in Bonn.', 'My sister Anna lives in Rome.', 'Anna has a dog called Rex.'];
  it.each([
    [ghent, 'Where does my mum live?', 'Namur'],
    [ghent, 'Does my mum live in Ghent?', 'No'],
    [ghent, 'Does my mum live in Namur?', 'Yes'],
    [ghent, 'Where do I live?', 'Ghent'],
    [bosch, 'Does my brother work at Bosch?', 'No'],
    [bosch, 'Does my brother work at Audi?', 'Yes'],
    [bosch, 'Where does my brother work?', 'Audi'],
    [bosch, 'Where do I work?', 'Bosch'],
    [vegan, 'Is my brother vegan?', undefined],
    [vegan, 'Is my brother vegetarian?', 'Yes'],
    [vegan, 'Am I vegan?', 'Yes'],
    [jake, 'What do I do for work?', undefined],
    [jake, 'Where do I work?', undefined],
    [jake, 'where do i work?', undefined],
    [jake, 'Where does my friend Jake work?', 'IKEA'],
    [['I work at Bosch.', ...jake], 'Where does Jake work?', 'IKEA'],
    [son, 'Am I lactose intolerant?', 'Yes'],
    [son, 'Is my son lactose intolerant?', 'No'],
    [cousin, 'Am I vegan?', 'Yes'],
    [cousin, 'Is my cousin vegan?', 'No'],
    [anna, 'Where does my sister live?', 'Rome'],
    [anna, 'Where do I live?', 'Bonn'],
    [anna, 'Do I have a dog?', undefined],
  ] as const)('%j: %s', async (texts, question, answer) => {
    expect(await asked(texts, question)).toBe(answer);
  });
});

describe('what was before', () => {
  const moved = ['I live in Bristol with my two cats.', 'Quick update: we finally moved to Leeds last weekend!'];
  const worked = ['I work at Google.', 'I joined Meta.'];
  const sister = ['I live in Porto.', 'My sister lives in Madrid.', 'My sister moved to Berlin yesterday.'];
  it.each([
    [moved, 'Where did I live before?', 'Bristol'],
    [worked, 'Where did I work before?', 'Google'],
    [worked, 'Where did I work before that?', 'Google'],
    [sister, 'Where did my sister live before?', 'Madrid'],
    [sister, 'Where does my sister live?', 'Berlin'],
    [sister, 'Where do I live?', 'Porto'],
  ] as const)('%j: %s', async (texts, question, answer) => {
    expect(await asked(texts, question)).toBe(answer);
  });
});

describe('what is no present value', () => {
  const lund = [
    'I live in Malmo.',
    'I am staying at a friends place in Lund while they paint my flat.',
    'Painting is done, back in Malmo.',
  ];
  it.each([
    [['I live in Bergen now.', 'Next month I move to Trondheim.'], 'Where do I live?', 'Bergen'],
    [['Everyone thinks I live in London. I live in Luton.'], 'Where do I live?', 'Luton'],
    [lund, 'Where do I live?', 'Malmo'],
    [['I started at Bosch in 2020.', 'I left Siemens in 2019.'], 'Where do I work?', 'Bosch'],
    [['We moved to Teams for our calls.'], 'Where do I live?', undefined],
    [['I live in Bonn.', 'I moved the meeting to Brussels.'], 'Where do I live?', 'Bonn'],
    [['I live in Bonn.', 'We moved to Slack.', 'I moved my savings to Revolut.'], 'Where do I live?', 'Bonn'],
    [['I live with my girlfriend Mia.'], 'Where do I live?', undefined],
    [['im living in manchester rn'], 'Where do I live?', 'manchester'],
    // What did change still does.
    [['I live in Bonn.', 'I moved to Brussels.'], 'Where do I live?', 'Brussels'],
    [['I live in Bonn.', 'We moved our whole family to Ghent.'], 'Where do I live?', 'Ghent'],
    [['I work at Bosch.', 'I started at Audi.'], 'Where do I work?', 'Audi'],
  ] as const)('%j: %s', async (texts, question, answer) => {
    expect(await asked(texts, question)).toBe(answer);
  });

  it('is kept as a fact of work, not of school', async () => {
    const memory = await told(['I started at Audi.', 'I started at Leeds University.']);
    expect((await memory.facts.current('user', 'work.employer')).map(({ fact }) => fact.value)).toEqual(['Audi']);
    expect((await memory.facts.current('user', 'education.school')).map(({ fact }) => fact.value)).toEqual([
      'Leeds University',
    ]);
  });
});
