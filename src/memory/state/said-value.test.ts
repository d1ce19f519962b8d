import { describe, expect, it } from 'vitest';
import { openMemory } from '../open-memory.ts';

const dayMs = 86_400_000;

/** What `ask` answers after some statements, a day apart. */
async function asked(question: string, ...texts: readonly string[]): Promise<string | undefined> {
  const memory = await openMemory();
  const from = Date.UTC(2025, 0, 6);
  try {
    for (const [at, text] of texts.entries()) await memory.observe({ text, session: `s${at}`, at: from + at * dayMs });
    return (await memory.ask(question, { now: from + 30 * dayMs })).text;
  } finally {
    await memory.close();
  }
}

describe('what was said last', () => {
  it('is not held against an earlier turn that said nearly the same', async () => {
    const bought = (what: string): string => `My old phone died, so I bought ${what}.`;
    const last = ['I use a Nokia as my phone.', bought('a Fairphone'), bought('an iPhone')];
    expect(await asked('What phone am I using now?', ...last)).toBe('iPhone');
  });

  it.each([
    [
      'Which language do I study?',
      'My language classes are in Danish.',
      'My language classes are in Latvian now.',
      'Latvian',
    ],
    ['How do I get to work?', 'My commute is by ferry.', "I've switched my commute, I go by tram now.", 'tram'],
    ['What is my job?', 'I earn my living as a baker.', 'I was hired as a plumber.', 'plumber'],
    ['What phone do I use now?', 'I use a Nokia as my phone.', 'My old phone broke, so I bought a Pixel.', 'Pixel'],
  ])('answers %s with the value alone, never with a word of the slot itself', async (question, old, now, value) => {
    expect(await asked(question, old, now)).toBe(value);
  });
});
