import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createInMemoryStore } from '../adapters/in-memory/in-memory-store.ts';
import { systemEntropy } from '../adapters/system/index.ts';
import { isMemoryError } from '../errors/index.ts';
import { defaultPolicy } from '../plaintext/forget/policy.ts';
import { countingIds } from '../testing/counting-ids.ts';
import { fixedClock } from '../testing/fixed-clock.ts';
import type { AuditEntry } from './fading/policies.ts';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';

const dayMs = 86_400_000;
const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function open(more: object = {}) {
  const clock = fixedClock(Date.UTC(2026, 0, 1));
  const memory = await openMemory({
    store: createInMemoryStore({ entropy: systemEntropy }),
    clock,
    ids: countingIds(),
    embedder: false,
    ...more,
  });
  opened.push(memory);
  return { memory, clock };
}

/** Events at hours of their own: otherwise the rules take a similar one for the same, told again. */
let hour = 0;
const event = (memory: Memory, text: string, more: object = {}) => {
  hour += 1;
  const when = { from: hour * 3_600_000, to: (hour + 1) * 3_600_000, granularity: 'hour' };
  const { data, ...rest } = more as { data?: object };
  return memory.remember({ kind: 'event', text, ...rest, data: { subject: 'user', action: text, when, ...data } });
};

async function codeOf(run: () => Promise<unknown>): Promise<string | undefined> {
  return run().then(
    () => undefined,
    (error: unknown) => (isMemoryError(error) ? error.code : String(error)),
  );
}

async function auditOf(memory: Memory): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of memory.policies.audit()) entries.push(entry);
  return entries;
}

describe('fading', () => {
  it('keeps what is used and lets go of what is not, in rank only', async () => {
    const { memory, clock } = await open();
    const used = await event(memory, 'Anna repaired the old lighthouse lamp');
    const unused = await event(memory, 'Anna repaired the old lighthouse stairs');
    for (let day = 0; day < 30; day++) {
      clock.advance(dayMs);
      await memory.recall('lamp', { kinds: ['event'], limit: 1 });
    }
    const report = await memory.tick();
    expect(report.zones.active).toBe(1);
    expect(report.zones.forgotten + report.zones.archive).toBe(1);
    const kept = await memory.policies.explain(used.id);
    const gone = await memory.policies.explain(unused.id);
    expect(kept.retention).toBeGreaterThan(0.8);
    expect(gone.retention).toBeLessThan(0.12);
    expect(gone.weightNow).toBeLessThan(0.2);
    expect(kept.sentences.join(' ')).toContain('zone active');
    const { hits } = await memory.recall('lighthouse', { kinds: ['event'] });
    expect(hits.map((hit) => hit.id)).toEqual([used.id, unused.id]);
    // The past is as it was: no weight of a later tick lies on it.
    const past = await memory.asOf({ known: clock.now() - 1 }).recall('lighthouse', { kinds: ['event'] });
    const scoreOf = (hitsOf: typeof hits) => hitsOf.find((hit) => hit.id === unused.id)?.score ?? 0;
    expect(scoreOf(hits)).toBeGreaterThan(0);
    expect(scoreOf(hits)).toBeLessThan(scoreOf(past.hits) / 2);
  });

  it('does not fade turns, instructions or facts that hold, unless the policy says so', async () => {
    const { memory, clock } = await open();
    await memory.observe({ text: 'I live in Bristol. Always answer in metric units.', at: clock.now() });
    const [fact] = await memory.facts.current('user', 'home.city');
    clock.advance(400 * dayMs);
    await memory.tick();
    expect((await memory.policies.explain(fact?.id ?? '')).fades).toBe(false);
    const { hits } = await memory.recall('where do I live?', { kinds: ['turn'] });
    expect((await memory.policies.explain(hits[0]?.id ?? '')).weight).toBe(1);
    const fade = { ...defaultPolicy.fade, kinds: ['turn' as const] };
    await memory.policies.set({ ...defaultPolicy, fade });
    clock.advance(100 * dayMs);
    await memory.tick();
    expect((await memory.policies.explain(hits[0]?.id ?? '')).weightNow).toBe(0.05);
  });

  it('counts uses over processes and sessions, and survives their loss', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
    folders.push(folder);
    const clock = fixedClock(Date.UTC(2026, 0, 1));
    const settings = { path: join(folder, 'a.palimpsest'), clock, embedder: false as const };
    const first = await openMemory(settings);
    const record = await event(first, 'Anna repaired the lighthouse');
    await first.recall('lighthouse', { kinds: ['event'] });
    const second = await openMemory(settings);
    opened.push(second);
    await second.recall('lighthouse', { kinds: ['event'] });
    await second.recall('lighthouse', { kinds: ['event'] });
    await first.close();
    expect((await second.policies.explain(record.id)).signals.uses).toBe(3);
    await second.tick();
    expect((await second.policies.explain(record.id)).signals.uses).toBe(3);
    await second.tick();
    expect((await second.policies.explain(record.id)).signals.uses).toBe(3);
    expect((await second.verify()).ok).toBe(true);
  });
});

describe('the ladder', () => {
  it('lowers the vectors of what has faded, keeps that over a restart, and goes back up', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
    folders.push(folder);
    const clock = fixedClock(Date.UTC(2026, 0, 1));
    const settings = { path: join(folder, 'a.palimpsest'), clock };
    const memory = await openMemory(settings);
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push((await event(memory, `the ${i} boats came home from sea number ${i}`)).id);
    clock.advance(60 * dayMs);
    const report = await memory.tick();
    expect(report.moved).toBe(12);
    expect(report.precision['2']).toBe(12);
    expect(report.vectorBytes.after).toBeLessThan(report.vectorBytes.before);
    expect((await memory.policies.explain(ids[0] ?? '')).bits).toBe(2);
    await memory.close();

    const again = await openMemory(settings);
    opened.push(again);
    expect((await again.policies.explain(ids[0] ?? '')).bits).toBe(2);
    expect((await again.recall('boats came home', { kinds: ['event'] })).hits.length).toBeGreaterThan(0);
    await again.recall('the 3 boats came home from sea number 3', { kinds: ['event'], limit: 1 });
    await again.tick();
    expect((await again.policies.explain(ids[3] ?? '')).bits).toBe(8);
  });
});

describe('policies', () => {
  it('carries out rules by kind, scope and age, after a dry run that changes nothing', async () => {
    const { memory, clock } = await open();
    const old = await event(memory, 'an old event', { user: 'anna' });
    const other = await event(memory, 'an old event of somebody else', { user: 'ben' });
    const brief = await event(memory, 'a door code', { data: { expiresAt: clock.now() + dayMs } });
    clock.advance(40 * dayMs);
    const fresh = await event(memory, 'a fresh event', { user: 'anna' });
    await memory.policies.set(
      {
        ...defaultPolicy,
        rules: [
          {
            name: 'thirty days',
            action: 'archive',
            kinds: ['event'],
            scope: { user: 'anna' },
            olderThanMs: 30 * dayMs,
          },
        ],
      },
      { reason: 'agreed with Anna' },
    );
    const dry = await memory.tick({ dryRun: true });
    expect(dry.actions.map(({ id, rule, action }) => [id, rule, action])).toEqual([
      [old.id, 'thirty days', 'archive'],
      [brief.id, 'time to live', 'expire'],
    ]);
    expect(((await memory.get(old.id)) as { status?: string }).status).toBe('activated');
    expect((await memory.policies.explain(old.id)).verdict?.rule).toBe('thirty days');
    const done = await memory.tick();
    expect(done.actions).toHaveLength(2);
    const status = async (id: string) => ((await memory.get(id)) as { status?: string }).status;
    expect([await status(old.id), await status(brief.id), await status(other.id), await status(fresh.id)]).toEqual([
      'archived',
      'expired',
      'activated',
      'activated',
    ]);
    expect((await memory.tick()).actions).toEqual([]);
    const log = await auditOf(memory);
    expect(log.map(({ action, reason }) => [action, reason.split(':')[0]])).toEqual([
      ['policy-changed', 'agreed with Anna'],
      ['archived', 'policy thirty days'],
      ['expired', 'policy time to live'],
      // The turns by which the two were remembered.
      ['archived', 'the record that it logs was put away'],
      ['archived', 'the record that it logs was put away'],
    ]);
  });

  it('erases by rule, leaves a receipt, and refuses a policy in the wrong form', async () => {
    const { memory, clock } = await open();
    const { ids } = await memory.observe({ text: 'my locker code is 4711', at: clock.now(), user: 'anna' });
    await memory.policies.set({
      ...defaultPolicy,
      rules: [{ name: 'a week', action: 'erase', kinds: ['turn'], olderThanMs: 7 * dayMs }],
    });
    clock.advance(8 * dayMs);
    await memory.tick();
    expect(await memory.get(ids[0] ?? '')).toBeUndefined();
    expect((await auditOf(memory)).at(-1)).toMatchObject({ action: 'erased', reason: 'policy a week' });
    expect(await codeOf(() => memory.policies.set({ ...defaultPolicy, rules: [{ name: 'x' }] } as never))).toBe(
      'invalid_input',
    );
  });

  it('ticks as a durable job', async () => {
    const { memory, clock } = await open();
    const record = await event(memory, 'something small');
    await memory.policies.set({ ...defaultPolicy, tickEveryMs: dayMs, consolidate: true });
    expect(await memory.work()).toBe(0);
    clock.advance(30 * dayMs);
    expect(await memory.work()).toBe(2);
    expect((await memory.policies.explain(record.id)).weightNow).toBeLessThan(1);
    expect(await memory.work()).toBe(0);
    clock.advance(dayMs);
    expect(await memory.work()).toBe(2);
    expect(await codeOf(() => memory.tick({ dry: true } as never))).toBe('invalid_input');
    expect(await codeOf(() => memory.consolidate({ parts: ['dreams'] } as never))).toBe('invalid_input');
  });
});

describe('holds', () => {
  it('beat every policy and every forget but an erasure that overrides them', async () => {
    const { memory, clock } = await open();
    const { ids } = await memory.observe([
      { text: 'I live in Bristol.', at: clock.now(), user: 'anna' },
      { text: 'I like rowing.', at: clock.now() + 1, user: 'anna' },
    ]);
    const [turn = ''] = ids;
    const [fact] = await memory.facts.current('user', 'home.city');
    const held = await memory.hold([fact?.id ?? ''], { reason: 'case 12' });
    expect(held).toEqual([{ id: fact?.id, from: 'activated', to: 'frozen' }]);
    await memory.policies.set({
      ...defaultPolicy,
      rules: [{ name: 'all', action: 'erase', kinds: ['turn', 'fact'], olderThanMs: 1_000 }],
    });
    clock.advance(dayMs);
    const report = await memory.tick();
    expect(report.held).toContain(fact?.id);
    expect(report.held).toContain(turn);
    const forgotten = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(forgotten.kept.map(({ id }) => id)).toEqual(expect.arrayContaining([turn, fact?.id]));
    expect(await memory.get(turn)).toBeDefined();
    expect(await codeOf(() => memory.restore([fact?.id ?? '']))).toBe('refused');
    expect(await codeOf(() => memory.forget({ ids: [turn] }, { overrideHold: true }))).toBe('invalid_input');
    await memory.forget({ subject: 'anna' }, { mode: 'erase', overrideHold: true });
    expect(await memory.get(turn)).toBeUndefined();
    expect(await memory.get(fact?.id ?? '')).toBeUndefined();
    expect((await memory.verify()).problems).toEqual([]);
  });

  it('holds turns by themselves, and releases them', async () => {
    const { memory, clock } = await open();
    const { ids } = await memory.observe({ text: 'The tide was high on Tuesday.', at: clock.now() });
    const [turn = ''] = ids;
    await memory.hold([turn]);
    expect((await memory.forget({ ids: [turn] })).kept).toEqual([
      { id: turn, reason: 'frozen: a legal hold keeps it' },
    ]);
    expect((await memory.recall('tide')).hits.map((hit) => hit.id)).toContain(turn);
    await memory.release([turn]);
    await memory.forget({ ids: [turn] });
    expect((await memory.recall('tide')).hits.map((hit) => hit.id)).not.toContain(turn);
    expect(await memory.restore([turn])).toEqual([{ id: turn, from: 'archived', to: 'active' }]);
    expect((await memory.recall('tide')).hits.map((hit) => hit.id)).toContain(turn);
    expect((await auditOf(memory)).map(({ action }) => action)).toEqual(['held', 'released', 'archived', 'restored']);
    expect(await codeOf(() => memory.restore(['nobody']))).toBe('not_found');
  });
});

describe('a hold on a turn', () => {
  it('holds the records that came from it, against being named, rules, changes and consolidation', async () => {
    const { memory, clock } = await open();
    const { ids } = await memory.observe([
      { text: 'I live in Bristol.', at: clock.now(), user: 'anna' },
      { text: 'I like rowing.', at: clock.now() + 1, user: 'anna' },
    ]);
    const [turn = ''] = ids;
    const [fact] = await memory.facts.current('user', 'home.city');
    const id = fact?.id ?? '';
    await memory.hold([turn]);
    for (const mode of ['fade', 'archive', 'erase'] as const) {
      const report = await memory.forget({ ids: [id] }, { mode });
      expect(report.selected).toEqual([]);
      expect(report.kept).toEqual([{ id, reason: 'frozen: it came from a turn that a legal hold keeps' }]);
    }
    expect(await codeOf(() => memory.update(id, { text: 'The user lives in Cork.' }))).toBe('refused');
    await memory.policies.set({ rules: [{ name: 'all', action: 'erase', kinds: ['fact'], olderThanMs: 1_000 }] });
    clock.advance(dayMs);
    const tick = await memory.tick();
    expect(tick.held).toContain(id);
    expect(await memory.get(id)).toMatchObject({ status: 'activated' });
    // Free again, or taken where the law says so.
    const rowing = (await memory.list({ kinds: ['turn'] })).items.find(({ text }) => text.includes('rowing'));
    await memory.release([turn]);
    await memory.hold([rowing?.id ?? '']);
    expect((await memory.forget({ ids: [id] }, { mode: 'erase' })).kept.map((one) => one.id)).toEqual([turn]);
    await memory.forget({ subject: 'anna' }, { mode: 'erase', overrideHold: true });
    expect((await memory.list({ limit: 100, archived: true })).items).toEqual([]);
  });

  it('is one line a turn in the report, however many records came from it', async () => {
    const { memory, clock } = await open();
    const { ids } = await memory.observe({
      text: 'I live in Bristol and I like rowing.',
      at: clock.now(),
      user: 'anna',
    });
    const records = (await memory.list({ limit: 100 })).items.filter((item) => 'kind' in item);
    expect(records.length).toBeGreaterThan(1);
    const dry = await memory.forget({ ids: records.map(({ id }) => id) }, { mode: 'erase', dryRun: true });
    expect(dry.kept.map(({ id }) => id)).toEqual(ids);
  });
});

describe('consolidation', () => {
  const trip = (memory: Memory, clock: { now(): number }, i: number) =>
    event(memory, `Marta and Oleg rowed to Skomer Island, day ${i}`, {
      importance: i === 2 ? 0.9 : 0.3,
      valid: { from: clock.now() },
    });

  it('makes gists of what has faded, with their sources, once, and restores them', async () => {
    const { memory, clock } = await open({ embedder: undefined });
    const trips: string[] = [];
    for (let i = 0; i < 5; i++) {
      trips.push((await trip(memory, clock, i)).id);
      clock.advance(dayMs);
    }
    clock.advance(60 * dayMs);
    const dry = await memory.consolidate({ parts: ['gists'], dryRun: true });
    expect(dry.groups).toHaveLength(1);
    expect(dry.cost.written).toBe(0);
    const report = await memory.consolidate({ parts: ['gists'] });
    expect(report.removed.records).toBe(5);
    expect(report.removed.vectorBytes).toBeGreaterThan(0);
    expect(report.cost.modelCalls).toBe(0);
    const [group] = report.groups;
    expect(group?.from.toSorted()).toEqual(trips.toSorted());
    const { hits } = await memory.recall('who rowed to Skomer?', { kinds: ['event', 'summary'] });
    expect(hits.map((hit) => hit.id)).toEqual([group?.id]);
    expect(hits[0]?.text).toContain('day 2');
    expect(hits[0]?.text).toMatch(/Marta|marta/);
    expect((await memory.policies.explain(group?.id ?? '')).bits).toBe(8);
    expect((await memory.policies.explain(trips[0] ?? '')).bits).toBe(2);
    const again = await memory.consolidate({ parts: ['gists'] });
    expect(again.groups).toEqual([]);
    expect(again.cost.written).toBe(0);
    await memory.restore(trips);
    expect((await memory.recall('Skomer', { kinds: ['event'] })).hits).toHaveLength(5);
  });

  it('merges duplicates with counted evidence, makes concepts, and stops at its limit', async () => {
    const { memory, clock } = await open();
    const lines = [
      'Anna rowed across the bay at dawn',
      'Anna rowed across the bay at dawn!',
      'Anna never rowed across the bay at dawn',
    ];
    const first = await event(memory, lines[0] ?? '');
    const copies = lines.map((text, i) => ({ ...first, id: `event_copy_${i}`, text, version: 1 }));
    await memory.import([
      { type: 'header', format: 'palimpsest-export', version: 1, cube: 'x', seq: 0 },
      ...copies.slice(1).map((record) => ({ type: 'record' as const, record })),
    ]);
    const records = [first, ...copies.slice(1)];
    const limited = await memory.consolidate({ limit: 1 });
    expect(limited.groups).toHaveLength(1);
    const kept = await memory.get(records[0]?.id ?? '');
    expect(kept).toMatchObject({ status: 'activated', data: { evidence: 2 } });
    expect(kept).toHaveProperty('from', [{ id: 'event_copy_1', version: 1 }]);
    expect(await memory.get(records[1]?.id ?? '')).toMatchObject({ status: 'merged' });
    expect(await memory.get(records[2]?.id ?? '')).toMatchObject({ status: 'activated' });

    await memory.observe({ text: 'I live in Bristol. I work as a nurse. I have a dog called Rex.', at: clock.now() });
    const concepts = await memory.consolidate({ parts: ['concepts'] });
    expect(concepts.groups[0]?.text).toMatch(/Bristol/i);
    expect((await memory.consolidate({ parts: ['concepts'] })).cost.written).toBe(0);
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toMatch(/bristol/i);
  });
});
