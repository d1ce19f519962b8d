import { describe, expect, it } from 'vitest';
import {
  createStateProfile,
  observeSession,
  type StateProfile,
  verifyPremise,
} from '../../plaintext/revise/state/index.ts';
import { shippedUserSchema } from './shipped-schema.ts';

const day = 86_400_000;

async function told(...texts: readonly string[]): Promise<StateProfile> {
  let profile = createStateProfile();
  const schema = shippedUserSchema();
  for (const [index, text] of texts.entries()) {
    const turns = [{ id: `t${index}`, role: 'user', text }];
    ({ profile } = await observeSession(profile, { id: `s${index}`, at: 1e12 + index * day, turns }, { schema }));
  }
  return profile;
}

const endedIn = ({ items }: StateProfile): string[] =>
  items.flatMap(({ status, text }) => (status === 'STALE' ? [text] : []));

describe('statements that are compared', () => {
  it.each([
    ['Our piano tuner is Herr Blau.', 'Our new piano tuner is Mrs Vogel.'],
    ['My bread flour is Manitoba.', 'I bake with spelt flour now.'],
    ['Our window cleaner is Gus.', 'New window cleaner since May: Petra.'],
  ])('"%s" gives way to "%s", though no slot is known for it', async (older, newer) => {
    const profile = await told(older, newer);
    expect(endedIn(profile)).toEqual([older]);
    expect(profile.items.some(({ status, text }) => status === 'ACTIVE' && newer.includes(text))).toBe(true);
  });

  it.each([
    ['I knit at the wool cafe every Tuesday.', 'The wool cafe burned down last night, there is nothing left of it.'],
    [
      'Every Sunday I sail my dinghy on the reservoir.',
      'The reservoir has been drained for good, it is a field of mud.',
    ],
    ['i video call my nan on wednesdays', 'my nan died on monday, we buried her today'],
  ])('"%s" is unknown after "%s"', async (older, newer) => {
    const profile = await told(older, newer);
    expect(endedIn(profile)).toEqual([older]);
    expect(profile.unknown).toHaveLength(1);
  });

  it.each([
    ['The tuner of our piano is Herr Blau.', 'My neighbour has a new piano tuner, Mrs Vogel.'],
    ['I knit at the wool cafe every Tuesday.', 'I dreamed that the wool cafe burned down.'],
    ['I knit at the wool cafe every Tuesday.', 'The wool cafe had cinnamon buns today.'],
    ['Every Sunday I sail my dinghy on the reservoir.', 'My hands are cold from the tap water.'],
    ['i video call my nan on wednesdays', "Rupert's nan died on monday, poor guy"],
  ])('"%s" holds on after "%s"', async (older, newer) => {
    expect(endedIn(await told(older, newer))).toEqual([]);
  });

  it('keeps what is placed nowhere out of every track until something is said to it', async () => {
    const profile = await told('my bread flour is manitoba, from the mill');
    const later = await told('evening stroll over the pier and back, every day');
    expect(later.items).toEqual([]);
    expect(later.mentions.map(({ text }) => text)).toEqual(['evening stroll over the pier and back, every day']);
    expect(profile.mentions.length + profile.items.length).toBe(1);
  });

  it('pushes back when a question names what was replaced', async () => {
    const profile = await told('Our window cleaner is Gus.', 'New window cleaner since May: Petra.');
    const schema = shippedUserSchema();
    expect(verifyPremise('When does our window cleaner Gus come?', profile, schema).status).toBe('OUTDATED');
    expect(verifyPremise('When does our window cleaner Petra come?', profile, schema).status).not.toBe('OUTDATED');
  });
});
