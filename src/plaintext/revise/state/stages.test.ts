import { describe, expect, it } from 'vitest';
import { arbitrate } from './arbitrate.ts';
import { bridgeBuckets, mostBridged } from './bridge-buckets.ts';
import { chunkSession } from './chunk-session.ts';
import { mergeProposals } from './propose-invalidations.ts';
import { readSentence } from './read-statement.ts';
import { userBases, userCauses } from './schemas/user/dependencies.ts';
import { userFacets } from './schemas/user/facets.ts';
import { userSchemaDefinition } from './schemas/user-schema.ts';
import { bucketOf, createStateSchema } from './state-schema.ts';
import { createStateProfile, type ProfileItem, type StateDecision, type StateDelta } from './state-types.ts';
import { applyDecisions } from './transitions.ts';

const delta = (id: string, over: Partial<StateDelta> = {}): StateDelta => ({
  id,
  path: 'location_and_living/current_base',
  facet: 'home.base',
  cardinality: 'single',
  value: 'Oslo',
  text: 'I live in Oslo.',
  confidence: 0.85,
  hint: 'ADD',
  loses: [],
  chunkIds: [],
  turnIds: [],
  sessionId: id,
  at: 10,
  ...over,
});

const item = (id: string, over: Partial<ProfileItem> = {}): ProfileItem => ({
  id,
  path: 'location_and_living/current_base',
  facet: 'home.base',
  cardinality: 'single',
  value: 'Bonn',
  text: 'I live in Bonn.',
  status: 'ACTIVE',
  strength: 'STRONG',
  confidence: 0.85,
  firstSeen: 1,
  lastUpdated: 1,
  deltaIds: [],
  turnIds: [],
  sessionId: 'old',
  at: 1,
  history: [],
  ...over,
});

const decision = (operation: StateDecision['operation'], over: Partial<StateDecision> = {}): StateDecision => ({
  operation,
  deltaId: 'd',
  confidence: 0.8,
  reason: '',
  ...over,
});

describe('schema', () => {
  it('has 10 buckets and 33 tracks, and every rule points into it', () => {
    const schema = createStateSchema();
    expect(schema.buckets).toHaveLength(10);
    expect(schema.buckets.flatMap(({ tracks }) => tracks)).toHaveLength(33);
    for (const { path } of userFacets) expect(schema.has(path), path).toBe(true);
    const names = new Set(userSchemaDefinition.buckets.map(({ name }) => name));
    for (const { buckets } of userBases) for (const bucket of buckets) expect(names.has(bucket), bucket).toBe(true);
  });

  it('knows the basis that every cause takes', () => {
    const bases = new Set(userBases.map(({ basis }) => basis));
    for (const { loses } of userCauses) for (const basis of loses) expect(bases.has(basis), basis).toBe(true);
  });

  it('refuses a track that is defined twice, and an unknown one', () => {
    const twice = {
      name: 'a',
      tracks: [
        { name: 't', cardinality: 'single' as const },
        { name: 't', cardinality: 'multi' as const },
      ],
    };
    expect(() => createStateSchema({ ...userSchemaDefinition, buckets: [twice] })).toThrow(/defined twice/);
    expect(() => createStateSchema().cardinality('x/y')).toThrow(/no track/);
  });
});

describe('chunks', () => {
  it('keeps what tells a state and drops questions, plans, memories and other people', () => {
    const chunks = chunkSession({
      id: 's',
      at: 0,
      turns: [
        { id: 'a', role: 'user', text: 'I live in Oslo. How tall is a giraffe? I might move to Rome.' },
        { id: 'b', role: 'user', text: 'My sister works as a nurse. As a child I used to eat steak.' },
        { id: 'c', role: 'assistant', text: 'I live in Paris.' },
      ],
    });
    expect(chunks.map(({ text }) => text)).toEqual(['I live in Oslo.']);
  });

  it('keeps the published limit where it is asked for, the most telling first', () => {
    const turns = ['I like walks.', 'I broke my leg.', 'I live in Oslo.'].map((text, index) => ({
      id: `${index}`,
      role: 'user',
      text,
    }));
    const kept = chunkSession({ id: 's', at: 0, turns }, { limit: 2 });
    expect(kept.map(({ text }) => text)).toEqual(['I broke my leg.', 'I live in Oslo.']);
  });
});

describe('reading a statement', () => {
  it('tells names from openers and titles', () => {
    expect(readSentence('My dentist is Dr. Silva.').names).toEqual(['silva']);
    expect(readSentence('Yesterday it rained.').names).toEqual([]);
  });

  it('tells who it is about', () => {
    expect(readSentence('My sister moved to Rome.').aboutOther).toBe(true);
    expect(readSentence('My manager put me on the night shift.').aboutOther).toBe(false);
    expect(readSentence('My sister and I moved to Rome.').aboutOther).toBe(false);
  });
});

describe('bridge', () => {
  it('reaches at most three further areas, and none without a lost basis', () => {
    const far = bridgeBuckets([delta('d', { loses: ['place', 'driving', 'money', 'sleep'] })]);
    expect(far.filter(({ bucket }) => bucket !== 'location_and_living').length).toBeLessThanOrEqual(mostBridged);
    expect(far.every(({ reasons }) => reasons.length > 0)).toBe(true);
    expect(bridgeBuckets([delta('d')])).toEqual([]);
    expect(bucketOf('a/b')).toBe('a');
  });
});

describe('proposals', () => {
  it('keeps the surest for each target, within the limit', () => {
    const of = (itemId: string, confidence: number) => ({ itemId, deltaId: 'd', reason: '', confidence });
    expect(mergeProposals([of('a', 0.7), of('a', 0.9), of('b', 0.8)], 1)).toEqual([of('a', 0.9)]);
  });
});

describe('arbitration', () => {
  it('lets the stronger operation win on one target', () => {
    const weak = decision('WEAK_CHALLENGE', { targetId: 'x', confidence: 1 });
    const strong = decision('REPLACE', { targetId: 'x', confidence: 0.6 });
    expect(arbitrate([weak, strong], [delta('d')])).toEqual([strong]);
  });

  it('lets a grounded update suppress a marker for the same single slot', () => {
    const update = decision('REPLACE', { targetId: 'x' });
    const marker = decision('SET_UNKNOWN_CURRENT');
    expect(arbitrate([marker, update], [delta('d')])).toEqual([update]);
    expect(arbitrate([marker], [delta('d')])).toEqual([marker]);
  });

  it('drops what changes nothing', () => {
    expect(arbitrate([decision('NO_OP', { targetId: 'x' })], [delta('d')])).toEqual([]);
  });
});

describe('transitions', () => {
  const base = { ...createStateProfile(), items: [item('x')] };

  it('blocks an addition to an occupied single slot, but not over a weak occupant', () => {
    const blocked = applyDecisions(base, [decision('ADD')], [delta('d')]);
    expect(blocked.items.map(({ status }) => status)).toEqual(['ACTIVE', 'STALE']);
    const weak = { ...base, items: [item('x', { strength: 'WEAK' })] };
    expect(applyDecisions(weak, [decision('ADD')], [delta('d')]).items.map(({ status }) => status)).toEqual([
      'STALE',
      'ACTIVE',
    ]);
  });

  it('keeps both in a multi slot', () => {
    const many = { ...base, items: [item('x', { cardinality: 'multi' })] };
    const { items } = applyDecisions(many, [decision('ADD')], [delta('d', { cardinality: 'multi' })]);
    expect(items.map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']);
  });

  it('sets and clears the marker of an unknown state', () => {
    const ended = applyDecisions(base, [decision('INDIRECT_INVALIDATE', { targetId: 'x' })], [delta('d')]);
    expect(ended.unknown.map(({ facet }) => facet)).toEqual(['home.base']);
    const filled = applyDecisions({ ...base, ...ended }, [decision('ADD', { deltaId: 'e' })], [delta('e', { at: 20 })]);
    expect(filled.unknown).toEqual([]);
  });

  it('weakens once and for all', () => {
    const challenge = decision('WEAK_CHALLENGE', { targetId: 'x' });
    const once = applyDecisions(base, [challenge], [delta('d')]);
    expect(once.items[0]?.strength).toBe('WEAK');
    expect(applyDecisions({ ...base, ...once }, [challenge], [delta('d')]).items).toEqual(once.items);
  });

  it('puts an older value into history instead of replacing a newer one', () => {
    const newer = { ...base, items: [item('x', { at: 50, lastUpdated: 50 })] };
    const { items } = applyDecisions(newer, [decision('REPLACE', { targetId: 'x' })], [delta('d')]);
    expect(items.map(({ status }) => status)).toEqual(['ACTIVE', 'STALE']);
  });
});
