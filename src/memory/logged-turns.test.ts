import { afterEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../testing/fixed-clock.ts';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';

const opened: Memory[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

const start = Date.UTC(2026, 0, 1);
const question = 'Which parking permit does Anna have?';

async function withPermit(data: Record<string, unknown> = {}) {
  const clock = fixedClock(start);
  const memory = await openMemory({ clock });
  opened.push(memory);
  const permit = {
    kind: 'fact' as const,
    text: 'Anna has the parking permit 77.',
    data: { subject: 'anna', slot: 'permit', value: '77', cardinality: 'single', ...data },
  };
  const record = await memory.remember(permit);
  expect((await memory.ask(question)).text).toContain('77');
  const isSaid = async (): Promise<boolean> => {
    const { text } = await memory.ask(question);
    const context = await memory.context(question, { budgetTokens: 300 });
    const current = await memory.facts.current('anna');
    return `${text} ${context.text} ${JSON.stringify(current)}`.includes('77');
  };
  return { memory, clock, record, permit, isSaid };
}

describe('what was remembered by hand', () => {
  it.each(['archive', 'erase'] as const)('is forgotten with the turn that logged it (%s)', async (mode) => {
    const { memory, record, isSaid } = await withPermit();
    const { kept } = await memory.forget({ ids: [record.id] }, { mode });
    expect(kept).toEqual([]);
    expect(await isSaid()).toBe(false);
    if (mode === 'erase') return;
    await memory.restore([record.id]);
    expect(await isSaid()).toBe(true);
  });

  it('expires with it', async () => {
    const { memory, clock, isSaid } = await withPermit({ expiresAt: start + 4 * 86_400_000 });
    clock.advance(5 * 86_400_000);
    await memory.tick();
    expect(await isSaid()).toBe(false);
  });

  it('leaves no residue in an episode that quotes it', async () => {
    const { memory, record } = await withPermit();
    await memory.observe({ text: 'The fence is blue.', session: 's' });
    await memory.consolidate();
    const { proof } = await memory.forget({ ids: [record.id] }, { mode: 'erase' });
    expect(proof?.body.scan?.hits).toEqual({ text: 0, words: 0, vectors: 0 });
  });

  it('stays as a turn while something else that came from it stays', async () => {
    const { memory, record } = await withPermit();
    const note = await memory.remember({ kind: 'summary', text: "Permits: 77 is Anna's.", from: [record.id] });
    await memory.forget({ ids: [note.id] }, { mode: 'erase' });
    expect((await memory.ask(question)).text).toContain('77');
    expect((await memory.list({ limit: 10 })).items.map(({ text }) => text)).not.toContain(note.text);
  });
});
