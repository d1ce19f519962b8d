import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import { createFactHistory } from './fact-history.ts';
import { createFactState, type FactState, loadFactState } from './fact-state.ts';
import { type Revision, revise } from './revise.ts';
import { createSlotSchema } from './slots.ts';

const day = 86_400_000;

function draft(
  kind: RecordDraft['kind'],
  data: Record<string, unknown>,
  from?: number,
  more: Partial<RecordDraft> = {},
): RecordDraft {
  return {
    kind,
    text: JSON.stringify(data),
    data,
    scope: {},
    sources: ['t'],
    valid: from === undefined ? {} : { from },
    confidence: 0.9,
    importance: 0.5,
    trust: 1,
    ...more,
  };
}

const fact = (slot: string, value: string, from?: number, data: Record<string, unknown> = {}): RecordDraft =>
  draft(
    'fact',
    {
      subject: 'user',
      slot,
      value,
      polarity: 'positive',
      cardinality: slot.startsWith('home') ? 'single' : 'multi',
      ...data,
    },
    from,
  );

/** Writes decisions as an engine would. */
function commit(state: FactState, revisions: readonly Revision[], now: number): void {
  for (const { action, draft: one, target, reason, endsAt } of revisions) {
    const known = target === undefined ? undefined : state.record(target.id);
    if (known !== undefined && action !== 'ignore' && action !== 'contest' && action !== 'dispute') {
      const data =
        action === 'confirm'
          ? { ...known.data, evidence: Number(known.data['evidence'] ?? 1) + 1 }
          : action === 'revoke' && known.kind === 'instruction'
            ? { ...known.data, state: 'revoked' }
            : known.data;
      const valid = action === 'confirm' || endsAt === undefined ? known.valid : { ...known.valid, to: endsAt };
      state.apply({ ...known, version: known.version + 1, data, valid, recorded: { at: now }, reason });
    }
    if (action === 'add' || action === 'supersede' || action === 'contest' || action === 'dispute') {
      const valid = action === 'add' && endsAt !== undefined ? { ...one.valid, to: endsAt } : one.valid;
      const record: MemoryRecord = {
        ...one,
        id: `r${state.size}`,
        version: 1,
        from: [],
        valid,
        recorded: { at: now },
        status: action === 'contest' ? 'quarantined' : 'activated',
        reason,
        retention: { strength: 1, usedAt: now, uses: 0, bits: 32 },
      };
      state.apply(record);
    }
  }
}

function tell(
  drafts: readonly RecordDraft[],
  state: FactState = createFactState(),
): { readonly state: FactState; readonly actions: string[] } {
  const actions: string[] = [];
  drafts.forEach((one, i) => {
    const revisions = revise([one], state);
    actions.push(...revisions.map((r) => r.action));
    commit(state, revisions, i + 1);
  });
  return { state, actions };
}

describe('facts', () => {
  it('a newer value supersedes in a single slot, values add up in a multi slot, a repetition confirms', () => {
    const { state, actions } = tell([
      fact('home.city', 'Berlin', day),
      fact('home.city', 'Munich', 5 * day),
      fact('home.city', 'munich', 6 * day),
      fact('pet.name', 'Rex', day),
      fact('pet.name', 'Kit', day),
    ]);
    expect(actions).toEqual(['add', 'supersede', 'confirm', 'add', 'add']);
    expect(state.find('fact', { subject: 'user', slot: 'home.city' }).map((one) => one.data['value'])).toEqual([
      'Munich',
    ]);
    expect(state.find('fact', { subject: 'user', slot: 'pet.*' })).toHaveLength(2);
    expect(state.find('fact', { slot: 'home.city' })[0]?.data['evidence']).toBe(2);
  });

  it('an older value that arrives late becomes history and never ends the later one', () => {
    const { state, actions } = tell([fact('home.city', 'Munich', 5 * day), fact('home.city', 'Berlin', day)]);
    expect(actions).toEqual(['add', 'add']);
    const history = createFactHistory(state);
    expect(history.current('user', 'home.city').map((one) => one.value)).toEqual(['Munich']);
    expect(history.history('user', 'home.city').map((one) => [one.value, one.from, one.to])).toEqual([
      ['Berlin', day, 5 * day],
      ['Munich', 5 * day, undefined],
    ]);
  });

  it('any order of arrival gives the same history', () => {
    const cities = ['Rome', 'Oslo', 'Bern', 'Lima', 'Cork'].map((city, i) => fact('home.city', city, (i + 1) * day));
    fc.assert(
      fc.property(fc.shuffledSubarray(cities, { minLength: 5 }), (order) => {
        const history = createFactHistory(tell(order).state);
        expect(
          history.history('user', 'home.city').map((one) => `${one.value} ${one.from / day}-${(one.to ?? 0) / day}`),
        ).toEqual(['Rome 1-2', 'Oslo 2-3', 'Bern 3-4', 'Lima 4-5', 'Cork 5-0']);
      }),
      { numRuns: 60 },
    );
  });

  it('a denial ends the matching value only; "used to" ends or becomes history', () => {
    const not = (value: string, from: number): RecordDraft => fact('home.city', value, from, { polarity: 'negative' });
    const ended = tell([fact('home.city', 'Berlin', day), not('Berlin', 3 * day)]);
    expect(ended.actions).toEqual(['add', 'revoke']);
    expect(createFactHistory(ended.state).current('user', 'home.city')).toEqual([]);
    expect(createFactHistory(ended.state).stepsBack('user', 'home.city', 1)?.value).toBe('Berlin');
    const other = tell([fact('home.city', 'Berlin', day), not('Munich', 3 * day)]);
    expect(
      createFactHistory(other.state)
        .current('user', 'home.city')
        .map((one) => one.value),
    ).toEqual(['Berlin']);
    const former = tell([fact('home.city', 'Berlin', day), { ...fact('home.city', 'Boston'), valid: { to: 4 * day } }]);
    expect(
      createFactHistory(former.state)
        .current('user', 'home.city')
        .map((one) => one.value),
    ).toEqual(['Berlin']);
  });

  it('a correction wins over time, and what was wrong was never true', () => {
    const { state } = tell([
      fact('home.city', 'Berlin', 5 * day),
      fact('home.city', 'Munich', undefined, { correction: true, replaces: 'Berlin' }),
    ]);
    const history = createFactHistory(state);
    expect(history.current('user', 'home.city').map((one) => one.value)).toEqual(['Munich']);
    expect(history.history('user', 'home.city').map((one) => one.value)).toEqual(['Munich']);
  });

  it('leaves open what time does not decide, and what a source that is trusted much less says', () => {
    const same = tell([fact('home.city', 'Berlin', day), fact('home.city', 'Munich', day)]);
    expect(createFactHistory(same.state).current('user', 'home.city')).toHaveLength(2);
    const web = tell([fact('home.city', 'Berlin', day), { ...fact('home.city', 'Minsk', 2 * day), trust: 0.3 }]);
    expect(same.actions).toEqual(['add', 'dispute']);
    expect(web.actions).toEqual(['add', 'contest']);
    expect(
      createFactHistory(web.state)
        .current('user', 'home.city')
        .map((one) => one.value),
    ).toEqual(['Berlin']);
  });

  it('two users of a cube do not revise each other', () => {
    const of = (user: string, city: string, from: number): RecordDraft => ({
      ...fact('home.city', city, from),
      scope: { user },
    });
    const { state, actions } = tell([of('a', 'Berlin', day), of('b', 'Munich', 2 * day)]);
    expect(actions).toEqual(['add', 'add']);
    expect(state.find('fact', { subject: 'user', scope: { user: 'a' } }).map((one) => one.data['value'])).toEqual([
      'Berlin',
    ]);
  });

  it('takes records without the fields to compare as they are', () => {
    expect(
      tell([
        draft('fact', {}),
        draft('instruction', {}),
        draft('preference', { topic: 'tea' }),
        draft('event', {}),
        draft('summary', {}),
      ]).actions,
    ).toEqual(['add', 'add', 'add', 'add', 'add']);
  });
});

describe('preferences and instructions', () => {
  const likes = (topic: string, stance: string, from: number, over?: string): RecordDraft =>
    draft('preference', { subject: 'user', topic, stance, ...(over === undefined ? {} : { over }) }, from);
  const order = (directive: string, from: number, data: Record<string, unknown> = {}): RecordDraft =>
    draft('instruction', { directive, state: 'standing', ...data }, from);
  const standing = (state: FactState): unknown[] => state.find('instruction').map((one) => one.data['directive']);

  it('a preference flips, with the old one in history', () => {
    const { state, actions } = tell([
      likes('coffee', 'likes', day),
      likes('Coffee', 'likes', 2 * day),
      likes('coffee', 'dislikes', 3 * day),
      likes('tea', 'prefers', 4 * day, 'milk'),
      likes('milk', 'prefers', 5 * day, 'tea'),
    ]);
    expect(actions).toEqual(['add', 'confirm', 'supersede', 'add', 'supersede']);
    expect(state.find('preference').map((one) => `${one.data['stance']} ${one.data['topic']}`)).toEqual([
      'dislikes coffee',
      'prefers milk',
    ]);
    expect(state.find('preference', { ended: true })).toHaveLength(4);
  });

  it('an instruction is confirmed, exchanged, stopped and revoked', () => {
    const { state, actions } = tell([
      order('answer in French', day),
      order('answer in French', 2 * day),
      order('answer in German', 3 * day),
      order('use bullet points', 4 * day),
      order('include version numbers', 4 * day, { trigger: 'when I ask about libraries' }),
      order('do not use bullet points', 5 * day, { ends: 'using bullet points' }),
      draft('instruction', { directive: 'no need', state: 'revoked', ends: 'include version numbers' }, 6 * day),
      draft('instruction', { directive: 'no need', state: 'revoked', ends: 'sing in the rain' }, 7 * day),
    ]);
    expect(actions).toEqual(['add', 'confirm', 'supersede', 'add', 'add', 'supersede', 'revoke', 'ignore']);
    expect(standing(state)).toEqual(['answer in German', 'do not use bullet points']);
  });

  it('keeps orders for different occasions beside each other, and drops all when told to', () => {
    const { state } = tell([
      order('include diagrams', day, { trigger: 'when I ask about triangles' }),
      order('include diagrams', 2 * day, { trigger: 'when I ask about networks' }),
    ]);
    expect(standing(state)).toHaveLength(2);
    expect(
      tell([draft('instruction', { directive: 'forget my rules', state: 'revoked', all: true }, 3 * day)], state)
        .actions,
    ).toEqual(['revoke', 'revoke']);
    expect(standing(state)).toEqual([]);
  });

  it('an event told twice is one event, on another date two', () => {
    const ran = (from: number): RecordDraft =>
      draft(
        'event',
        { subject: 'user', action: 'ran a marathon', when: { from, to: from + day, granularity: 'day' } },
        from,
      );
    expect(tell([ran(day), ran(day), ran(400 * day)]).actions).toEqual(['add', 'confirm', 'add']);
  });
});

describe('history', () => {
  const moved = tell([
    fact('home.city', 'Rome', 10 * day),
    fact('home.city', 'Oslo', 20 * day),
    fact('home.city', 'Rome', 30 * day),
  ]).state;
  const history = createFactHistory(moved);

  it('answers now, then, before, how often and what changed', () => {
    expect(history.current('user', 'home.city')[0]?.value).toBe('Rome');
    expect(history.current('user', 'home.city', { asOf: { valid: 25 * day } })[0]?.value).toBe('Oslo');
    expect([0, 1, 2, 3].map((n) => history.stepsBack('user', 'home.city', n)?.value)).toEqual([
      'Rome',
      'Oslo',
      'Rome',
      undefined,
    ]);
    expect(history.count('user', 'home.city')).toBe(2);
    expect(history.changes('user', { since: 15 * day }).map((one) => one.value)).toEqual(['Oslo', 'Rome']);
  });

  it('answers as it was known: the second move had not been told yet', () => {
    expect(history.current('user', 'home.city', { asOf: { known: 2 } }).map((one) => one.value)).toEqual(['Oslo']);
    expect(history.current('user', 'home.city', { asOf: { known: 0 } })).toEqual([]);
  });

  it('orders events by when they happened, not by when they were told', () => {
    const event = (action: string, from: number): RecordDraft =>
      draft('event', { subject: 'user', action, when: { from, to: from + day, granularity: 'day' } }, from);
    const { state } = tell([event('third thing', 9 * day), event('first deed', day), event('second act', 5 * day)]);
    expect(
      createFactHistory(state)
        .order()
        .map((one) => one.data['action']),
    ).toEqual(['first deed', 'second act', 'third thing']);
  });

  it('knows a user by the name told, and comes back from its snapshot', () => {
    const { state } = tell([fact('identity.name', 'Craig Hall', day), fact('home.city', 'Hull', day)]);
    const again = loadFactState(JSON.parse(JSON.stringify(state.snapshot())));
    for (const one of [state, again]) {
      expect(one.canonical('Craig')).toBe('user');
      expect(one.find('fact', { subject: 'craig hall', slot: 'home.city' })).toHaveLength(1);
    }
    expect(again.snapshot()).toEqual(state.snapshot());
    state.remove('r0');
    expect(state.canonical('craig')).toBe('craig');
    expect(() => loadFactState({})).toThrow(/no list of records/);
  });
});

describe('slots', () => {
  it('take a definition of the user, and replace a default one', () => {
    const schema = createSlotSchema([
      {
        name: 'project.database',
        cardinality: 'single',
        text: "{subject}'s database is {value}",
        negativeText: 'no',
        attributes: ['database'],
      },
      { name: 'home.city', cardinality: 'multi', text: '{subject} lives in {value}', negativeText: 'no' },
    ]);
    expect(schema.byAttribute('database')?.name).toBe('project.database');
    expect(schema.find('home.city')?.cardinality).toBe('multi');
    expect(schema.find('favorite.color')?.name).toBe('favorite.*');
    expect(schema.find('nothing.here')).toBeUndefined();
    expect(schema.forWords(['employer', 'work'])[0]?.name).toBe('work.employer');
    expect(() => createSlotSchema([{ name: 'flat', cardinality: 'single', text: '', negativeText: '' }])).toThrow(
      /area\.name/,
    );
  });

  it('names only slots that exist as losing their basis', () => {
    const schema = createSlotSchema();
    for (const slot of schema.slots)
      for (const other of slot.affects ?? []) expect(schema.find(other), `${slot.name} -> ${other}`).toBeDefined();
  });
});
