import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createStateProfile,
  currentState,
  type ObserveOptions,
  observeSession,
  planConstraints,
  type StateProfile,
  type StateSession,
  trackState,
  verifyPremise,
} from './index.ts';

const dayMs = 86_400_000;

const session = (day: number, ...texts: string[]): StateSession => ({
  id: `day ${day}`,
  at: day * dayMs,
  turns: texts.map((text, index) => ({ id: `${day}.${index}`, role: 'user', text })),
});

async function profileOf(sessions: readonly StateSession[], options: ObserveOptions = {}): Promise<StateProfile> {
  let profile = createStateProfile();
  for (const one of sessions) ({ profile } = await observeSession(profile, one, options));
  return profile;
}

const active = ({ items }: StateProfile): string[] =>
  items
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ text }) => text)
    .sort();

describe('writing', () => {
  it('replaces a single value said in other words, and keeps the old one with a link', async () => {
    const profile = await profileOf([session(1, 'My house is in Oslo.'), session(9, 'I moved to Lyon last month.')]);
    expect(active(profile)).toEqual(['I moved to Lyon last month.']);
    const old = profile.items.find(({ text }) => text.includes('Oslo'));
    expect(old).toMatchObject({ status: 'STALE', path: 'location_and_living/current_base' });
    expect(profile.links).toContainEqual({ itemId: old?.id, deltaId: old?.ended?.deltaId, type: 'SUCCESSOR' });
  });

  it('carries a change to what rested on it, and to nothing else', async () => {
    const said = [
      session(1, 'I bike to the office daily.', 'I am allergic to shellfish.', 'I play football every Saturday.'),
      session(5, 'I broke my leg, the cast stays on until June.'),
    ];
    const profile = await profileOf(said);
    expect(active(profile)).toEqual(['I am allergic to shellfish.', 'I broke my leg, the cast stays on until June.']);
    expect(profile.unknown.map(({ facet }) => facet)).toContain('routine.commute');
    expect(active(await profileOf(said, { bridge: false }))).toHaveLength(4);
  });

  it('says the same again: refines, does not replace', async () => {
    const profile = await profileOf([session(1, 'My GP is Dr. Klein.'), session(3, 'Dr. Klein is my family doctor.')]);
    expect(profile.items).toHaveLength(1);
    expect(profile.items[0]).toMatchObject({ status: 'ACTIVE', lastUpdated: 3 * dayMs });
    expect(profile.items[0]?.history).toHaveLength(1);
  });

  it('lets what is added stand beside what was there', async () => {
    const profile = await profileOf([
      session(1, 'I am learning Italian.'),
      session(2, 'I have also joined a choir.', 'I am also learning Greek.'),
    ]);
    expect(active(profile)).toContain('I am learning Italian.');
    expect(active(profile)).toContain('I am also learning Greek.');
  });

  it.each([
    'My brother moved to Porto.',
    'I might move to Porto one day.',
    'As a student I used to live in Porto.',
    'We visited Porto for the weekend.',
    'Would Porto be a nice place to live?',
  ])('is not moved by: %s', async (text) => {
    expect(active(await profileOf([session(1, 'I live in Oslo.'), session(2, text)]))).toContain('I live in Oslo.');
  });

  it('reads the user only', async () => {
    const { profile } = await observeSession(createStateProfile(), {
      ...session(1, 'I live in Oslo.'),
      turns: [{ id: 'a', role: 'assistant', text: 'I live in Lyon.' }],
    });
    expect(profile.items).toEqual([]);
  });

  it('never ends anything of the same or a later session, whatever a judge says', async () => {
    const eager: ObserveOptions = {
      roles: {
        propose: ({ items, deltas }) =>
          items.flatMap((item) =>
            deltas.map((delta) => ({ itemId: item.id, deltaId: delta.id, reason: 'all of it', confidence: 1 })),
          ),
        judgeInvalidation: ({ deltaId, confidence, reason }, target) => ({
          operation: 'INDIRECT_INVALIDATE',
          deltaId,
          targetId: target.id,
          confidence,
          reason,
        }),
      },
    };
    const profile = await profileOf(
      [session(5, 'I live in Oslo.', 'I drive a Skoda.'), session(2, 'I lost my job.')],
      eager,
    );
    expect(active(profile)).toEqual(expect.arrayContaining(['I live in Oslo.', 'I drive a Skoda.']));
  });

  it('comes to the same state in any order of sessions, and forgets nothing', async () => {
    const said = [
      session(1, 'I live in Oslo.', 'I bike to the office daily.'),
      session(2, 'I work as a nurse.'),
      session(3, 'I broke my leg.'),
      session(4, 'I moved to Lyon.'),
      session(5, 'I train at the local gym.'),
      session(6, 'I work as a carpenter now.'),
      session(7, 'I have relocated to Turin.'),
    ];
    const expected = active(await profileOf(said));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(said, { minLength: said.length }), async (shuffled) => {
        const profile = await profileOf(shuffled);
        expect(active(profile)).toEqual(expected);
        expect(profile.items).toHaveLength(8);
        for (const item of profile.items) {
          const by = profile.deltas.find(({ id }) => id === item.ended?.deltaId);
          if (item.status === 'STALE') expect(by?.at).toBeGreaterThan(item.lastUpdated);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves the profile that it was given as it was', async () => {
    const before = await profileOf([session(1, 'I live in Oslo.')]);
    const copy = structuredClone(before);
    await observeSession(before, session(2, 'I moved to Lyon.'));
    expect(before).toEqual(copy);
  });
});

describe('reading', () => {
  const said = [
    session(1, 'I live in Oslo.', 'I bike to the office daily.', 'I am a nurse.'),
    session(4, 'I moved to Lyon.'),
    session(6, 'I broke my leg.'),
  ];

  it('supports what holds, and pushes back on what does not', async () => {
    const profile = await profileOf(said);
    expect(verifyPremise('As a nurse, which shoes should I buy?', profile).status).toBe('SUPPORTED');
    const moved = verifyPremise('Which cafe near my home in Oslo is good?', profile);
    expect(moved).toMatchObject({ status: 'OUTDATED', oldPremiseSafe: false, corrected: ['I moved to Lyon.'] });
    expect(moved.blocked.map(({ text }) => text)).toEqual(['I live in Oslo.']);
    const ride = verifyPremise('What should I pack for my bike ride to work tomorrow?', profile);
    expect(ride.status).toBe('OUTDATED');
    expect(ride.corrected).toHaveLength(1);
    expect(verifyPremise('What is the capital of Peru?', profile).status).toBe('UNRESOLVED');
  });

  it('says what is so, what was, and what is not known', async () => {
    const profile = await profileOf(said);
    expect(currentState('Where do I live?', profile)).toMatchObject({ kind: 'value' });
    const commute = currentState('How do I commute?', profile);
    expect(commute.kind).toBe('unknown');
    expect(commute.past.map(({ text }) => text)).toEqual(['I bike to the office daily.']);
    expect(trackState('location_and_living/current_base', profile).past).toHaveLength(1);
    expect(currentState('Which instrument do I play?', createStateProfile()).kind).toBe('nothing');
  });

  it('gives a plan its constraints', async () => {
    const plan = planConstraints('How do I get to work tomorrow?', await profileOf(said));
    expect(plan.negative).toContain('no longer: I bike to the office daily.');
    expect(plan.negative).toContain('since: I broke my leg.');
    expect(plan.positive).not.toContain('I bike to the office daily.');
  });
});
