import { afterEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../testing/fixed-clock.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const opened: Memory[] = [];
const dayMs = 86_400_000;

afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

async function told(...texts: readonly string[]): Promise<{ memory: Memory; clock: ReturnType<typeof fixedClock> }> {
  const clock = fixedClock();
  const memory = await openMemory({ clock });
  opened.push(memory);
  for (const [at, text] of texts.entries()) {
    await memory.observe({ text, session: `s${at}`, at: clock.now() });
    clock.advance(dayMs);
  }
  return { memory, clock };
}

describe('ask', () => {
  it('answers with what a person decided in review', async () => {
    const { memory, clock } = await told('I live in Ghent.', 'I moved to Leeds.');
    const { id } = await memory.remember({
      kind: 'fact',
      text: 'The user lives in Porto.',
      data: { subject: 'user', slot: 'home.city', value: 'Porto', cardinality: 'single', polarity: 'positive' },
      source: 'document',
      valid: { from: clock.now() },
    });
    clock.advance(dayMs);
    expect((await memory.ask('Where do I live?')).text).toContain('Leeds');
    await memory.review.accept(id, { by: 'Maria', reason: 'saw the lease' });
    const answer = await memory.ask('Where do I live?');
    expect(answer.text).toContain('Porto');
    expect(answer.text).not.toContain('Leeds');
  });

  it.each([
    ['I live in Oslo and my cat is called Minka.', 'Where do I live?', 'Oslo', 'cat'],
    ['I work at Novatek and my sister is called Ruth.', 'Where do I work?', 'Novatek', 'sister'],
  ])('gives the value alone: %s', async (text, question, value, rest) => {
    const { memory } = await told(text);
    const answer = await memory.ask(question);
    expect(answer.text).toContain(value);
    expect(answer.text).not.toContain(rest);
  });

  it('gives the newest value alone', async () => {
    const { memory } = await told('I live in Ghent.', 'I live in Oslo now and my cat is called Minka.');
    const answer = await memory.ask('Where do I live?');
    expect(answer.text).toContain('Oslo');
    expect(answer.text).not.toMatch(/cat|Minka|Ghent/);
  });

  it.each(['Where do I live?', 'Which city do I live in now?', 'What is my home town?'])(
    'does not push back on a question that takes nothing for granted: %s',
    async (question) => {
      const { memory } = await told('I live in Ghent.', 'I moved to Leeds last week.');
      const { text, premise } = await memory.ask(question);
      expect(premise.status).not.toBe('OUTDATED');
      expect(text).toContain('Leeds');
    },
  );

  it('pushes back on one that takes the old value for granted (control)', async () => {
    const { memory } = await told('I live in Ghent.', 'I moved to Leeds last week.');
    const { text, premise } = await memory.ask('As I live in Ghent, which library is near my flat?');
    expect(premise.status).toBe('OUTDATED');
    expect(text).toContain('Leeds');
  });

  it('lets a diet end', async () => {
    const { memory } = await told('I am vegan.', 'I eat meat again.');
    const { text, premise } = await memory.ask('As I am vegan, what can I order at a steakhouse?');
    expect(premise.status).toBe('OUTDATED');
    expect(text).toContain('I eat meat again');
    expect((await memory.ask('Am I vegan?')).text).not.toBe('vegan');
  });
});
