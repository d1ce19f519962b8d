import { afterEach, describe, expect, it } from 'vitest';
import { type FixedClock, fixedClock } from '../../testing/fixed-clock.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const dayMs = 86_400_000;
const opened: Memory[] = [];

afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

async function open(): Promise<{ memory: Memory; clock: FixedClock }> {
  const clock = fixedClock();
  const memory = await openMemory({ clock });
  opened.push(memory);
  return { memory, clock };
}

describe('diff with a question', () => {
  it('names what was said, what was learned from it, and what that ended', async () => {
    const { memory, clock } = await open();
    await memory.observe({ text: 'I live in Leeds', at: clock.now() });
    clock.advance(dayMs);
    const from = clock.now();
    await memory.observe({ text: 'The garden needs rain', at: clock.now() });
    const { ids } = await memory.observe({ text: 'I moved to Ghent', at: clock.now() });
    clock.advance(dayMs);
    const { answer } = await memory.diff(from, undefined, { question: 'where do I live?' });
    expect(answer).toMatchObject({ changed: true, before: { text: 'Leeds' }, after: { text: 'Ghent' }, warnings: [] });
    const what = answer?.because.map((one) => `${one.what} ${one.kind}`);
    expect(what).toContain('said turn');
    expect(what).toContain('learned fact');
    expect(what).toContain('changed fact');
    expect(answer?.because.every(({ at }) => at >= from)).toBe(true);
    expect(answer?.because.some(({ text }) => text.includes('garden'))).toBe(false);
    expect(answer?.because.find((one) => one.what === 'learned')?.sources).toEqual(ids);
    expect(answer?.because.find((one) => one.what === 'changed')?.reason).toBe('newer value');
  });

  it('names a decision, a forgetting, and a tick; and nothing where the answer is the same (control)', async () => {
    const { memory, clock } = await open();
    const { ids } = await memory.observe({ text: 'I live in Leeds', at: clock.now() });
    clock.advance(dayMs);
    const from = clock.now();
    await memory.observe({ text: 'I love olives', at: clock.now() });
    expect((await memory.diff(from, undefined, { question: 'where do I live?' })).answer).toMatchObject({
      changed: false,
      because: [],
    });
    clock.advance(dayMs);
    const later = clock.now();
    await memory.forget({ ids: [ids[0] as string] }, { reason: 'asked to' });
    clock.advance(dayMs);
    const { answer, removed } = await memory.diff(later, undefined, { question: 'where do I live?' });
    expect(removed.map(({ kind }) => kind)).toContain('fact');
    expect(answer).toMatchObject({ changed: true, before: { text: 'Leeds' }, after: { found: false } });
    expect(answer?.because.map(({ reason }) => reason)).toEqual(['archived: asked to', 'archived: asked to']);
  });

  it('refuses moments in the wrong order', async () => {
    const { memory } = await open();
    await expect(memory.diff(5, 4)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(memory.diff(4, 5, { question: ' ' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
