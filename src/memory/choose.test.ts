import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';

describe('choose', () => {
  let memory: Memory;
  const answers = [
    'I remember you enjoy collecting travel souvenirs from markets.',
    "I remember you don't like collecting travel souvenirs at all.",
    'Trips are always nice.',
  ];
  const question = 'On my last trip I brought back a few things from the market.';

  beforeEach(async () => {
    memory = await openMemory({ path: ':memory:' });
  });
  afterEach(() => memory.close());

  it('chooses what fits the person, with evidence and a reason', async () => {
    await memory.observe([
      {
        id: 'a',
        role: 'user',
        text: 'I enjoy collecting travel souvenirs from every market I visit.',
        at: '2026-01-01',
      },
      { id: 'b', role: 'assistant', text: "You don't like collecting souvenirs at all.", at: '2026-01-02' },
      { id: 'c', role: 'user', text: 'The weather was bad yesterday.', at: '2026-01-03' },
    ]);
    const choice = await memory.choose(question, answers);
    expect(choice).toMatchObject({ index: 0, text: answers[0] });
    expect(choice.evidence[0]?.id).toBe('a');
    // Said by the assistant, so no statement of the person's.
    expect(choice.evidence.map(({ id }) => id)).not.toContain('b');
    expect(choice.explanation).toMatch(/^against the other options/);
    expect(choice.options).toHaveLength(3);
  });

  it('reads only what came before where the question was asked in memory itself', async () => {
    await memory.observe([
      { id: 'a', role: 'user', text: 'I dislike collecting travel souvenirs, it is tedious.', at: '2026-01-01' },
      { id: 'b', role: 'user', text: question, at: '2026-01-02' },
      { id: 'c', role: 'user', text: 'I enjoy collecting travel souvenirs from markets now.', at: '2026-01-03' },
    ]);
    const choice = await memory.choose(question, answers);
    expect(choice.evidence.map(({ id }) => id)).not.toContain('c');
    const later = await memory.choose('Which souvenirs did I bring from the market?', answers);
    expect(later.evidence.map(({ id }) => id)).toContain('c');
  });

  it('answers about the past through a view', async () => {
    await memory.observe([
      { id: 'a', role: 'user', text: 'I dislike collecting travel souvenirs, it is tedious.', at: '2026-01-01' },
      { id: 'c', role: 'user', text: 'I enjoy collecting travel souvenirs from markets now.', at: '2026-03-03' },
    ]);
    const then = await memory.asOf({ valid: '2026-02-01' }).choose(question, answers);
    expect(then.evidence.map(({ id }) => id)).toEqual(['a']);
  });

  it('chooses from an empty memory with equal odds for equal options', async () => {
    const choice = await memory.choose('What now?', ['tea', 'tea']);
    expect(choice.confidence).toBeCloseTo(0.5);
    expect(choice.explanation).toBe('nothing in memory tells the options apart');
  });

  it.each([[[]], [['only one']], [['a', ' ']], [Array.from({ length: 27 }, (_, i) => `option ${i}`)], ['text']])(
    'refuses %j as options',
    async (options) => {
      await expect(memory.choose('What now?', options as string[])).rejects.toMatchObject({ code: 'invalid_input' });
    },
  );
});
