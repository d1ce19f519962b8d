import { afterEach, describe, expect, it } from 'vitest';
import type { TurnInput } from '../../kernel/turn.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const opened: Memory[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

const start = Date.UTC(2026, 0, 5);
async function told(texts: readonly string[], more: Partial<TurnInput> = {}): Promise<Memory> {
  const memory = await openMemory({ embedder: false });
  opened.push(memory);
  await memory.observe(
    texts.map((text, index) => ({
      id: `t${index}`,
      at: start + index * 3_600_000,
      session: `s${index}`,
      text,
      ...more,
    })),
  );
  return memory;
}

const keys = [
  'Ines lives in Porto.',
  'Ben lives in Oslo.',
  'Ben has the boat keys.',
  'Ben moved to Bergen.',
  'Ben gave the boat keys to Ines.',
  'Ines moved to Braga.',
  'Ines handed the boat keys on to Anna.',
  'Ben moved to Tromso.',
  'Ines moved to Lisbon.',
];

describe('questions about what changed hands and places', () => {
  it.each([
    ['Who has the boat keys?', 'anna'],
    ['Who had the boat keys before Anna?', 'ines'],
    ['Who had the boat keys first?', 'ben'],
    ['Who had the boat keys two owners ago?', 'ben'],
    ['Who has had the boat keys, in order?', 'ben, ines, anna'],
    ['How many times did the boat keys change hands?', '2'],
    ['Where does Ines live?', 'lisbon'],
    ['Where did Ben live before Tromso?', 'bergen'],
    ['Where did Ben live two moves ago?', 'oslo'],
    ['How many times has Ben moved house?', '2'],
    ['Where did the person who had the boat keys before Anna live then?', 'braga'],
    ['Where does the person who had the boat keys before Anna live now?', 'lisbon'],
    ['Where did whoever had the boat keys before Ines live at that time?', 'bergen'],
    ['Does Ben have the boat keys?', 'No'],
  ])('%s', async (question, answer) => {
    const memory = await told(keys);
    const found = await memory.facts.ask(question);
    expect(found).toMatchObject({ text: answer, from: 'story' });
    expect(found?.sources.length).toBeGreaterThan(0);
    expect((await memory.ask(question)).text).toBe(answer);
  });

  it('gives nothing where nobody told, or it is about something else', async () => {
    const memory = await told(keys);
    expect(await memory.facts.ask('Who had the car keys before Anna?')).toBeUndefined();
    expect(await memory.facts.ask('What is the capital of Norway?')).toBeUndefined();
    expect(await memory.facts.ask('Where did the person who had the boat keys before Ben live then?')).toBeUndefined();
  });

  it('keeps users apart, and forgets what is archived or erased', async () => {
    const memory = await told(keys, { user: 'ana' });
    expect(await memory.facts.ask('Who has the boat keys?', { scope: { user: 'ben' } })).toBeUndefined();
    await memory.forget({ ids: ['t6'] });
    expect((await memory.facts.ask('Who has the boat keys?'))?.text).toBe('ines');
    await memory.restore(['t6']);
    expect((await memory.facts.ask('Who has the boat keys?'))?.text).toBe('anna');
    await memory.forget({ ids: ['t6'] }, { mode: 'erase' });
    expect((await memory.facts.ask('Who has the boat keys?'))?.text).toBe('ines');
  });

  it('gives values with both clocks where no record holds them', async () => {
    const memory = await told(keys);
    const held = await memory.facts.history('boat keys', 'holder');
    expect(held.map(({ fact, current }) => [fact.value, current])).toEqual([
      ['ben', false],
      ['ines', false],
      ['anna', true],
    ]);
    expect(held[0]?.valid).toEqual({ from: start + 2 * 3_600_000, to: start + 4 * 3_600_000 });
    expect((await memory.facts.stepsBack('boat keys', 'holder', 1))?.fact.value).toBe('ines');
    expect(await memory.facts.count('boat keys', 'holder', { everHeld: true })).toBe(3);
    const then = await memory.facts.current('boat keys', 'holder', { valid: start + 5 * 3_600_000 });
    expect(then.map(({ fact }) => fact.value)).toEqual(['ines']);
  });
});

describe('questions about values that were revised', () => {
  const pages = [
    "Marlow Bridge's height is 40 metres.",
    'Marlow Bridge was repainted in spring.',
    "Marlow Bridge's height was corrected to 42 metres.",
    "Tarn Tower's height is 90 metres.",
    "Marlow Bridge's height was corrected to 45 metres.",
  ];
  it.each([
    ['What is the height of Marlow Bridge?', '45 metres'],
    ['What was the height of Marlow Bridge two changes ago?', '40 metres'],
    ['How many times did the height of Marlow Bridge change?', '2'],
    ['List the heights of Marlow Bridge in order, oldest first.', '40 metres, 42 metres, 45 metres'],
  ])('%s', async (question, answer) => {
    const memory = await told(pages);
    expect(await memory.facts.ask(question)).toMatchObject({ text: answer, from: 'series' });
  });
});

describe('questions about the facts of a person', () => {
  it.each([
    ['Where did I live before Porto?', 'Bristol'],
    ['Which cities have I lived in, in order?', 'Oslo, Bristol, Porto'],
    ['How many times have I moved?', '2'],
    ['Where did I live two moves ago?', 'Oslo'],
  ])('%s', async (question, answer) => {
    const memory = await told(['I live in Oslo.', 'I moved to Bristol.', 'I moved to Porto.']);
    expect(await memory.facts.ask(question)).toMatchObject({ text: answer, from: 'facts' });
    expect((await memory.ask(question)).text).toBe(answer);
  });
});

it('is not slowed down by long or strange sentences', async () => {
  const long = `Marlow ${'is the of in for on at to from '.repeat(200)}`;
  const memory = await told([long, `${'A b '.repeat(2_000)}.`, 'I went to the '.repeat(300), ...keys]);
  const before = performance.now();
  await memory.facts.ask('What is the height of Marlow Bridge?');
  await memory.facts.ask('Who has the boat keys?');
  // Backtracking would take minutes.
  expect(performance.now() - before).toBeLessThan(20_000);
});
