import { expect, it } from 'vitest';
import type { Hit } from '../../plaintext/recall/types.ts';
import { createFactState } from '../../plaintext/revise/fact-state.ts';
import type { StateLog } from '../../plaintext/revise/state/state-log.ts';
import { openMemory } from '../open-memory.ts';
import { markOutdated } from './mark-outdated.ts';

const hit = (id: string): Hit => ({
  id,
  type: 'turn',
  kind: 'turn',
  text: id,
  at: 0,
  scope: {},
  sources: [id],
  score: 1,
  trust: 1,
});

/** `late` has 300 statements before it, `soon` three. */
const facts = createFactState();

function log(): { readonly states: StateLog; readonly asked: string[] } {
  const asked: string[] = [];
  const states = {
    unread: (id: string) => (id === 'late' ? 300 : 3),
    validityOf: async (id: string) => {
      asked.push(id);
      return { status: 'unknown', reason: 'moved', because: [], instead: [] };
    },
  } as unknown as StateLog;
  return { states, asked };
}

it('reads a few statements on its way, and leaves many unread where it may', async () => {
  const { states, asked } = log();
  const some = await markOutdated([hit('late'), hit('soon')], { states, facts }, 200);
  expect(some.unread).toBe(true);
  expect(asked).toEqual(['soon']);
  expect(some.hits.map(({ validity }) => validity !== undefined)).toEqual([false, true]);
  const all = await markOutdated([hit('late'), hit('soon')], { states, facts });
  expect(all.unread).toBe(false);
  expect(all.hits.every(({ validity }) => validity !== undefined)).toBe(true);
});

it('says in a recall that hits were left unmarked, until the states have been read', async () => {
  const memory = await openMemory({ path: ':memory:' });
  try {
    await memory.observe(
      Array.from({ length: 400 }, (_, i) => ({
        id: `t${i}`,
        role: 'user' as const,
        text: `I moved to street number ${i} last week and I work as a teacher at school ${i} now.`,
        at: Date.UTC(2026, 0, 1) + i * 86_400_000,
        session: `s${i}`,
      })),
    );
    const unmarked = (await memory.recall('where do I live?')).warnings.filter((text) =>
      text.includes('no longer holds'),
    );
    expect(unmarked).toHaveLength(1);
    await memory.state.tracks();
    expect((await memory.recall('where do I live?')).warnings).toEqual([]);
  } finally {
    await memory.close();
  }
});
