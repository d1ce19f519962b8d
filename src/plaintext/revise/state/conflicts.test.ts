import { describe, expect, it } from 'vitest';
import { createStateProfile, type ObserveOptions, observeSession, type StateProfile } from './index.ts';
import type { InvalidationProposal, StateConflict, StateResolution } from './state-types.ts';

const dayMs = 86_400_000;

async function told(days: readonly (readonly string[])[], options: ObserveOptions = {}): Promise<StateProfile> {
  let profile = createStateProfile();
  for (const [day, texts] of days.entries()) {
    const turns = texts.map((text, index) => ({ id: `${day}.${index}`, role: 'user', text }));
    ({ profile } = await observeSession(profile, { id: `day ${day}`, at: day * dayMs, turns }, options));
  }
  return profile;
}

const active = ({ items }: StateProfile): string[] =>
  items.flatMap(({ status, text }) => (status === 'ACTIVE' ? [text] : [])).sort();

const decided = (conflict: StateConflict | undefined, choice: StateResolution) => ({
  resolutions: new Map([[conflict?.id ?? '', choice]]),
});

describe('two values in one session', () => {
  const days = [['I live in Oslo.', 'I live in Bergen.']];

  it('are a conflict, with an id that stays', async () => {
    const { conflicts } = await told(days);
    expect(conflicts).toMatchObject([
      { kind: 'same-session', held: { turnIds: ['0.0'] }, said: { text: 'I live in Bergen.', turnIds: ['0.1'] } },
    ]);
    expect((await told(days)).conflicts).toEqual(conflicts);
  });

  it.each([
    ['accept', ['I live in Bergen.']],
    ['reject', ['I live in Oslo.']],
    ['both', ['I live in Bergen.', 'I live in Oslo.']],
  ] as const)('%s is carried out and leaves nothing open', async (choice, expected) => {
    const [conflict] = (await told(days)).conflicts;
    const profile = await told(days, decided(conflict, choice));
    expect(active(profile)).toEqual(expected);
    expect(profile.conflicts).toEqual([]);
  });

  it('are none where the user corrects themselves', async () => {
    const profile = await told([['I live in Oslo.', 'Sorry, I live in Bergen.']]);
    expect(profile.conflicts).toEqual([]);
    expect(active(profile)).toEqual(['Sorry, I live in Bergen.']);
  });

  it('are none once a later session tells', async () => {
    const profile = await told([...days, ['I moved to Lyon.']]);
    expect(profile.conflicts).toEqual([]);
    expect(active(profile)).toEqual(['I moved to Lyon.']);
  });
});

describe('a doubtful change', () => {
  const propose = ({ items, deltas }: { items: readonly { id: string }[]; deltas: readonly { id: string }[] }) =>
    items.flatMap((item): InvalidationProposal[] => [
      { itemId: item.id, deltaId: deltas[0]?.id ?? '', reason: 'perhaps', confidence: 0.6 },
    ]);
  const days = [['I swim every Tuesday evening.'], ['I work for Hillside Clinic.']];

  it('weakens, and asks', async () => {
    const { conflicts, items } = await told(days, { roles: { propose } });
    expect(items[0]).toMatchObject({ status: 'ACTIVE', strength: 'WEAK' });
    expect(conflicts).toMatchObject([{ kind: 'weak-challenge', held: { text: 'I swim every Tuesday evening.' } }]);
    expect(conflicts[0]?.question).toContain('I swim every Tuesday evening.');
  });

  it.each([
    ['accept', 'STALE', 'WEAK'],
    ['reject', 'ACTIVE', 'STRONG'],
    ['both', 'ACTIVE', 'STRONG'],
  ] as const)('%s is carried out', async (choice, status, strength) => {
    const [conflict] = (await told(days, { roles: { propose } })).conflicts;
    const profile = await told(days, { roles: { propose }, ...decided(conflict, choice) });
    expect(profile.items[0]).toMatchObject({ status, strength });
    expect(profile.conflicts).toEqual([]);
  });
});
