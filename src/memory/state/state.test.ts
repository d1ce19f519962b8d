import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { TurnInput } from '../../kernel/turn.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';

let folder: string;
const opened: Memory[] = [];
const open = async (more: OpenMemoryOptions = {}): Promise<Memory> => {
  const memory = await openMemory({ path: join(folder, 'me.palimpsest'), embedder: false, ...more });
  opened.push(memory);
  return memory;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-state-'));
});
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  await rm(folder, { recursive: true, force: true });
});

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 5, 9);
const said = (day: number, text: string, more: Partial<TurnInput> = {}): TurnInput => ({
  id: `t${day}`,
  session: `s${day}`,
  user: 'ana',
  at: start + day * dayMs,
  text,
  ...more,
});

const ride = said(0, 'I bike to the office every day.');
const flat = said(1, 'My flat is in Porto.');
const gym = said(2, 'My gym is around the corner from our flat.');
const leg = said(9, 'I broke my leg and the cast stays on until June.');
const move = said(20, 'We moved to Lyon last month, the boxes are unpacked.');
const story = [ride, flat, gym, leg, move];
const scope = { user: 'ana' };

const outcome = async (memory: Memory): Promise<unknown> => {
  const { states } = await memory.profile(scope);
  return states.map(({ track, kind, current, past }) => ({
    track,
    kind,
    current: current.map(({ text }) => text),
    past: past.map(({ text }) => text),
  }));
};

describe('the state of a person', () => {
  it('is a value, unknown, or the past of a track', async () => {
    const memory = await open();
    await memory.observe(story);
    const [base] = await memory.state.get('location_and_living/current_base', { scope });
    expect(base).toMatchObject({ user: 'ana', kind: 'value' });
    expect(base?.current.map(({ value, sources }) => [value, sources])).toEqual([['Lyon', ['t20']]]);
    expect(base?.past[0]).toMatchObject({ value: 'Porto', ended: { by: expect.stringContaining('Lyon') } });
    const [commute] = await memory.state.get('routine_and_transport/commute_mode', { scope });
    expect(commute).toMatchObject({ kind: 'unknown', because: [leg.text] });
    const [weather] = await memory.state.get('weather_and_environment/current_weather', { scope });
    expect(weather).toMatchObject({ kind: 'nothing', current: [], past: [] });
    const { states } = await memory.profile(scope);
    expect(states.map(({ track }) => track)).toContain('location_and_living/current_base');
  });

  it('is the same in pieces, out of order, after a restart, and in another process', async () => {
    const whole = await open({ path: ':memory:' });
    await whole.observe(story);
    const expected = await outcome(whole);

    const memory = await open();
    const other = await open();
    for (const turn of [move, gym, ride]) await memory.observe(turn);
    expect(await outcome(other)).not.toEqual(expected);
    for (const turn of [leg, flat]) await other.observe(turn);
    expect(await outcome(memory)).toEqual(expected);
    expect(await outcome(other)).toEqual(expected);
    await memory.close();
    await other.close();
    const again = await open();
    expect(await outcome(again)).toEqual(expected);
    await again.reindex();
    expect(await outcome(again)).toEqual(expected);
  });

  it('keeps people apart', async () => {
    const memory = await open();
    await memory.observe([ride, { ...leg, user: 'ben' }]);
    const [commute] = await memory.state.get('routine_and_transport/commute_mode', { scope });
    expect(commute?.kind).toBe('value');
    expect((await memory.ask('Which bike route to the office is best?', { scope })).premise.status).toBe('SUPPORTED');
    expect((await memory.state.tracks()).map(({ user }) => user)).toEqual(expect.arrayContaining(['ana', 'ben']));
  });

  it('learns nothing from the assistant, from orders to the reader, or from quoted material', async () => {
    const memory = await open();
    await memory.observe([
      ride,
      said(3, 'I broke my leg and the cast stays on until June.', { role: 'assistant' }),
      said(4, 'Translate this: I broke my leg and the cast stays on until June.'),
      said(5, 'I broke my leg and the cast stays on until June.', { source: 'web' }),
    ]);
    const [commute] = await memory.state.get('routine_and_transport/commute_mode', { scope });
    expect(commute?.kind).toBe('value');
  });

  it('of archived turns is gone until they are restored, of erased ones for good', async () => {
    const memory = await open();
    await memory.observe([ride, leg]);
    const commute = async () => (await memory.state.get('routine_and_transport/commute_mode', { scope }))[0]?.kind;
    expect(await commute()).toBe('unknown');
    await memory.forget({ ids: ['t9'] });
    expect(await commute()).toBe('value');
    await memory.restore(['t9']);
    expect(await commute()).toBe('unknown');
    await memory.forget({ ids: ['t9'] }, { mode: 'erase' });
    expect(await commute()).toBe('value');
    expect(JSON.stringify(await memory.state.tracks({ all: true }))).not.toContain('cast stays');
    await memory.close();
    expect((await readFile(join(folder, 'me.palimpsest'))).includes('cast stays on')).toBe(false);
    expect(JSON.stringify(await (await open()).state.tracks())).not.toContain('cast stays');
  });

  it('was another one at a moment of the past', async () => {
    let now = start;
    const memory = await open({ clock: { now: () => now } });
    for (const turn of story) {
      now = turn.at as number;
      await memory.observe(turn);
    }
    const then = await memory.asOf({ known: start + 5 * dayMs }).profile(scope);
    const base = then.states.find(({ track }) => track === 'location_and_living/current_base');
    expect(base).toMatchObject({ kind: 'value', past: [], current: [{ value: 'Porto' }] });
  });

  it('can be switched off', async () => {
    const memory = await open({ stateSchema: false });
    await memory.observe(story);
    expect((await memory.profile(scope)).states).toEqual([]);
    expect((await memory.recall('bike to the office')).hits.every(({ validity }) => validity === undefined)).toBe(true);
    await expect(memory.state.get('location_and_living')).rejects.toThrow(/tracks no states/);
    await memory.close();
    // What was observed meanwhile is derived when it is switched on.
    const again = await open();
    expect((await again.profile(scope)).states.length).toBeGreaterThan(0);
  });

  it('refuses a track that is not there, and an unknown schema', async () => {
    const memory = await open();
    const failure = await memory.state.get('shoe_size').catch((error: unknown) => error);
    expect(isMemoryError(failure, 'not_found')).toBe(true);
    const bad = await open({ path: ':memory:', stateSchema: 'pets' as 'user' }).catch((error: unknown) => error);
    expect(isMemoryError(bad, 'invalid_input')).toBe(true);
    const broken = { name: 'x', buckets: [], concepts: {}, facets: [] };
    const worse = await open({ path: ':memory:', stateSchema: broken }).catch((error: unknown) => error);
    expect(isMemoryError(worse, 'invalid_input')).toBe(true);
  });
});

describe('reading', () => {
  it('pushes back on an outdated premise, and not on a true one', async () => {
    const memory = await open();
    await memory.observe(story);
    const ride = await memory.ask('What should I pack for my bike ride to work tomorrow?', { scope });
    expect(ride.premise).toMatchObject({ status: 'OUTDATED', blocked: ['t0'] });
    expect(ride.text).toMatch(/^That no longer holds: "I bike to the office every day\."/);
    expect(ride.text).toContain('I broke my leg');
    expect(ride.evidence.map(({ id }) => id)).toContain('t0');
    const home = await memory.ask('Where do I live?', { scope });
    expect(home.text).toMatch(/Lyon/);
    expect(home.text).not.toMatch(/no longer/);
    const before = await memory.ask('Where did I live before Lyon?', { scope });
    expect(before.text ?? '').not.toMatch(/no longer holds/);
  });

  it('marks evidence that no longer holds', async () => {
    const memory = await open();
    await memory.observe(story);
    const { hits } = await memory.recall('bike to the office', { scope });
    const hit = hits.find(({ id }) => id === 't0');
    expect(hit?.validity).toMatchObject({ status: 'unknown', statements: [ride.text], corrected: [leg.text] });
    expect(hits.find(({ id }) => id === 't9')?.validity).toBeUndefined();
    const { text } = await memory.context('bike to the office', { scope });
    expect(text).toMatch(/<recalled id="t0"[^>]* outdated="unknown: I broke my leg/);
  });

  it('gives the constraints of a plan, and none to a question', async () => {
    const memory = await open();
    await memory.observe(story);
    const plan = await memory.context('Plan my week of sports and errands.', { scope });
    expect(plan.text).toContain('<circumstances>');
    expect(plan.circumstances?.negative.join(' ')).toContain('I broke my leg');
    expect(plan.circumstances?.positive.join(' ')).toContain('Lyon');
    const question = await memory.context('Where is my gym?', { scope });
    expect(question.circumstances).toBeUndefined();
    const constraints = await memory.state.constraints('Plan a bike tour.', { scope });
    expect(constraints.negative[0]).toMatch(/^no longer: I bike/);
  });

  it('gives what rules cannot settle', async () => {
    const memory = await open();
    await memory.observe([
      said(1, 'I live in Porto.'),
      said(1, 'I live in Braga.', { id: 'other', at: start + dayMs + 60_000 }),
    ]);
    const conflicts = await memory.state.conflicts({ scope });
    expect(conflicts).toMatchObject([
      { kind: 'same-session', held: { turnIds: ['t1'] }, said: { turnIds: ['other'] } },
    ]);
  });
});
