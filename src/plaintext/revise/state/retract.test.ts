import { describe, expect, it } from 'vitest';
import { createStateProfile, observeSession } from './index.ts';

async function after(...texts: readonly string[]): Promise<{ holds: string[]; over: string[] }> {
  let profile = createStateProfile();
  for (const [day, text] of texts.entries())
    ({ profile } = await observeSession(profile, {
      id: `${day}`,
      at: day * 86_400_000,
      turns: [{ id: `t${day}`, role: 'user', text }],
    }));
  const of = (wanted: string): string[] =>
    profile.items.flatMap(({ status, text }) => (status === wanted ? [text] : []));
  return { holds: of('ACTIVE'), over: of('STALE') };
}

describe('a denial', () => {
  it.each(['Actually I never moved to Lisbon.', 'I did not move to Lisbon.', "No, I didn't move to Lisbon."])(
    'takes back what never was so, and its predecessor holds again: %s',
    async (denial) => {
      expect(await after('I live in Porto.', 'I moved to Lisbon.', denial)).toEqual({
        holds: ['I live in Porto.'],
        over: ['I moved to Lisbon.'],
      });
    },
  );

  it('of something else takes nothing back (control)', async () => {
    expect((await after('I live in Porto.', 'I moved to Lisbon.', 'I never moved to Madrid.')).holds).toEqual([
      'I moved to Lisbon.',
    ]);
  });
});
