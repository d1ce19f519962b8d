import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../plaintext/forget/policy.ts';
import type { Clock } from '../../ports/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import type { ContextResult, Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

let folder: string;
const opened: Memory[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-as-of-'));
});

afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(clock: Clock, path?: string): Promise<Memory> {
  const memory = await openMemory({ clock, ...(path === undefined ? {} : { path }) });
  opened.push(memory);
  return memory;
}

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 5, 9);
const people = ['Anna', 'Boris', 'Carla'];
const towns = ['Leeds', 'Ghent', 'Porto', 'Tampere', 'Galway'];
const sayings: readonly ((pick: (from: readonly string[]) => string) => string)[] = [
  (pick) => `I live in ${pick(towns)} now and like it`,
  (pick) => `I moved to ${pick(towns)} last week`,
  (pick) => `My sister ${pick(people)} works as a ${pick(['nurse', 'baker', 'pilot'])}`,
  (pick) => `${pick(people)} told me about the ${pick(['regatta', 'flood', 'concert'])} in ${pick(towns)}`,
  (pick) => `I ${pick(['love', 'hate', 'prefer'])} ${pick(['olives', 'long walks', 'jazz'])}`,
  (pick) => `Always answer in ${pick(['French', 'German', 'metric units'])}`,
  (pick) => `Yesterday I met ${pick(people)} at the ${pick(['market', 'station'])}`,
  (pick) => `My name is ${pick(people)} Fox`,
  (pick) => `Remind me to call ${pick(people)} Fox about the ${pick(['piano', 'boat'])}`,
];
const questions = ['where do I live?', 'what does my sister do?', 'what do I like?', 'who told me about the flood?'];

/** What was said at a moment, without what cannot be the same: times of computing and shares of a cache. */
type Said = { readonly at: number; readonly recalls: string[]; readonly contexts: string[] };

type Asked = Pick<Memory, 'recall'> & { context: (q: string, o: object) => Promise<ContextResult> };

async function ask(view: Asked): Promise<Omit<Said, 'at'>> {
  const recalls: string[] = [];
  const contexts: string[] = [];
  for (const question of questions) {
    const { hits, confidence, abstain, strategy, passes } = await view.recall(question, { limit: 8, explain: true });
    recalls.push(JSON.stringify({ hits, confidence, abstain, strategy, passes }));
  }
  for (const [question, thread] of [
    [questions[0], 'one'],
    [questions[2], 'two'],
  ] as const) {
    const { text, tokens, sections, hits } = await view.context(question as string, { thread, budgetTokens: 900 });
    contexts.push(JSON.stringify({ text, tokens, sections, hits }));
  }
  return { recalls, contexts };
}

/** One random step of a life. */
async function live(memory: Memory, step: number, next: () => number, session: number): Promise<string> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const some = async (archived: boolean): Promise<string | undefined> => {
    const { items } = await memory.list({ limit: 60, archived });
    return items.length === 0 ? undefined : pick(items).id;
  };
  if (step < 40) {
    const texts = Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(sayings)(pick));
    const speaker = next() < 0.3 ? { speaker: `${pick(people)} Fox` } : {};
    const where = next() < 0.8 ? { session: `s${session}` } : {};
    const from = next() < 0.3 ? { role: 'tool' as const, source: pick(['web', 'document', 'tool'] as const) } : {};
    await memory.observe(texts.map((text) => ({ text, ...speaker, ...where, ...from })));
    return `observe ${texts.length}`;
  }
  if (step < 50) {
    await memory.remember({ kind: pick(['event', 'summary', 'concept'] as const), text: pick(sayings)(pick) });
    return 'remember';
  }
  if (step < 60) {
    const { items } = await memory.list({ kinds: ['event', 'preference', 'summary', 'concept'], limit: 60 });
    const item = items.length === 0 ? undefined : pick(items);
    if (item !== undefined) await memory.update(item.id, { importance: next(), reason: 'looked at again' });
    return 'revise';
  }
  if (step < 72) {
    const id = await some(false);
    if (id !== undefined) await memory.forget({ ids: [id] }, { mode: pick(['archive', 'fade'] as const) });
    return 'forget';
  }
  if (step < 80) {
    const id = await some(true);
    if (id !== undefined) await memory.restore([id]);
    return 'restore';
  }
  if (step < 88) {
    await memory.tick();
    return 'tick';
  }
  if (step < 92) {
    const [item] = await memory.review.list();
    if (item !== undefined) await memory.review[pick(['accept', 'reject', 'bothTrue'] as const)](item.id);
    return 'review';
  }
  if (step < 96) {
    const id = await some(false);
    if (id === undefined) return 'nothing';
    await memory.forget({ ids: [id] }, { mode: 'erase' });
    return 'erase';
  }
  await memory.consolidate();
  return 'consolidate';
}

/** Lives for some steps, asks after each, and gives what was said. */
async function history(
  memory: Memory,
  clock: ReturnType<typeof fixedClock>,
  seed: number,
  steps: number,
): Promise<Said[]> {
  const rng = seededRng(seed);
  const said: Said[] = [];
  await memory.policies.set({ ...defaultPolicy, fade: { ...defaultPolicy.fade, unitMs: 2 * dayMs } });
  for (let step = 0; step < steps; step++) {
    clock.advance(Math.floor((0.2 + rng.next()) * dayMs));
    const did = await live(memory, Math.floor(rng.next() * 100), () => rng.next(), Math.floor(step / 4));
    // What was said before an erasure cannot be said again; what is said from then on can.
    if (did === 'erase') said.splice(0);
    clock.advance(1_000);
    said.push({ at: clock.now(), ...(await ask(memory)) });
  }
  return said;
}

async function expectSame(memory: Memory, said: readonly Said[]): Promise<void> {
  for (const { at, ...then } of said) {
    const view = memory.asOf({ known: at });
    expect(await view.fidelity()).toEqual({ faithful: true, differs: [] });
    expect(await ask(view)).toEqual(then);
  }
}

describe('asOf', () => {
  it('says what was said, to the byte, after any history (in memory)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const clock = fixedClock(start);
        const memory = await open(clock);
        const said = await history(memory, clock, seed, 12);
        await expectSame(memory, said);
      }),
      { numRuns: 5 },
    );
  }, 120_000);

  it('says it on disk, after opening it again, and after the index was built again', async () => {
    const path = join(folder, 'me.palimpsest');
    const clock = fixedClock(start);
    const memory = await open(clock, path);
    const said = await history(memory, clock, 7, 10);
    await memory.close();
    clock.advance(dayMs);
    const again = await open(clock, path);
    said.push({ at: clock.now(), ...(await ask(again)) });
    await expectSame(again, said);
    clock.advance(dayMs);
    await again.reindex();
    said.push({ at: clock.now(), ...(await ask(again)) });
    await expectSame(again, said);
  }, 60_000);

  it('says it to another connection, which follows the ticks of this one', async () => {
    const path = join(folder, 'me.palimpsest');
    const clock = fixedClock(start);
    const writer = await open(clock, path);
    const reader = await open(clock, path);
    const said = await history(writer, clock, 21, 10);
    expect(await ask(reader)).toEqual(await ask(writer));
    await expectSame(reader, said);
  }, 60_000);

  it('is not what is said today (control)', async () => {
    const clock = fixedClock(start);
    const memory = await open(clock);
    const said = await history(memory, clock, 3, 8);
    const now = await ask(memory);
    expect(said.slice(0, 4).every(({ recalls }) => JSON.stringify(recalls) !== JSON.stringify(now.recalls))).toBe(true);
  }, 60_000);

  it('says what stands in the way: an erasure, another embedder, another version, another time', async () => {
    const path = join(folder, 'me.palimpsest');
    const clock = fixedClock(start);
    const memory = await open(clock, path);
    const { ids } = await memory.observe([{ text: 'I live in Porto' }, { text: 'Anna told me about the flood' }]);
    const before = clock.now();
    clock.advance(dayMs);
    await memory.observe({ text: 'I love olives' });
    await memory.forget({ ids: [ids[1] as string] }, { mode: 'erase' });
    const afterwards = clock.now();
    const what = async (known: number, of = memory): Promise<string[]> =>
      (await of.asOf({ known }).fidelity()).differs.map((one) => one.what);
    expect(await what(before)).toEqual(['erased since']);
    expect(await what(afterwards)).toEqual([]);
    const { warnings, fidelity } = await memory.asOf({ known: before }).recall('where do I live?');
    expect(fidelity.faithful).toBe(false);
    expect(warnings.join(' ')).toContain('erased since');
    expect((await memory.asOf({ valid: before }).fidelity()).differs.map((one) => one.what)).toEqual(['valid time']);
    expect(await what(start - dayMs)).toContain('not noted');
    await memory.close();
    clock.advance(dayMs);
    const blind = await openMemory({ path, clock, embedder: false, zone: 'Asia/Tokyo' });
    opened.push(blind);
    expect(await what(afterwards, blind)).toEqual(['embedder', 'zone']);
    expect(await what(clock.now(), blind)).toEqual([]);
  });

  it('takes a question that was asked at the moment for the question itself', async () => {
    const clock = fixedClock(start);
    const memory = await open(clock);
    await memory.observe({ text: 'I live in Porto', at: start - 5 * dayMs });
    clock.advance(dayMs);
    await memory.observe({ text: 'I moved to Ghent', at: clock.now() });
    clock.advance(1_000);
    const { hits } = await memory.recall('where do I live?');
    const moment = clock.now();
    clock.advance(dayMs);
    await memory.observe({ text: 'I moved to Leeds', at: clock.now() });
    const view = memory.asOf({ valid: moment, known: moment });
    expect((await view.recall('where do I live?')).hits).toEqual(hits);
    expect(await view.fidelity()).toEqual({ faithful: true, differs: [] });
  });

  it('says it of more than every recall looks at, whenever the index was merged', async () => {
    const path = join(folder, 'large.palimpsest');
    const clock = fixedClock(start);
    const memory = await openMemory({ path, clock, embedder: false, stateSchema: false });
    opened.push(memory);
    const told = async (from: number, to: number, of: Memory): Promise<void> => {
      const word = (i: number): string => `w${(i * 7919) % 41}`;
      const texts = Array.from({ length: to - from }, (_, k) => {
        const i = from + k;
        const more = Array.from({ length: i % 23 }, (_, j) => word(i * j)).join(' ');
        return { text: `note ${i} on the ${word(i)} and the weather ${more}`, session: `s${i % 9}` };
      });
      await of.observe(texts, { derive: 'later' });
    };
    const wanted = ['what of the w3 and the w5?', 'note on w11', 'the and on of the weather w7'];
    const hitsOf = async (of: Pick<Memory, 'recall'>): Promise<string> => {
      const results = [];
      for (const question of wanted) results.push((await of.recall(question, { explain: true })).hits);
      return JSON.stringify(results);
    };
    await told(0, 5_000, memory);
    const known = clock.now();
    const then = await hitsOf(memory);
    clock.advance(dayMs);
    await told(5_000, 6_500, memory);
    await memory.close();
    const again = await openMemory({ path, clock, embedder: false, stateSchema: false });
    opened.push(again);
    await told(6_500, 9_000, again);
    const view = again.asOf({ known });
    expect(await hitsOf(view)).toBe(then);
    expect(await view.fidelity()).toEqual({ faithful: true, differs: [] });
    expect(await hitsOf(again)).not.toBe(then);
  }, 60_000);

  it('loses what is erased while it is held, and says so', async () => {
    const clock = fixedClock(start);
    const memory = await open(clock);
    await memory.observe({ text: 'My cat is called Zebrafishmonger.', user: 'anna' });
    const view = memory.asOf({ known: start });
    expect(await view.fidelity()).toMatchObject({ faithful: true });
    expect(JSON.stringify(await view.profile({ user: 'anna' }))).toContain('Zebrafishmonger');
    clock.advance(dayMs);
    await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(JSON.stringify(await view.profile({ user: 'anna' }))).not.toContain('Zebrafishmonger');
    expect((await view.fidelity()).differs.map(({ what }) => what)).toContain('erased since');
  });

  it('refuses a moment before anything can have been recorded', async () => {
    const memory = await open(fixedClock(start));
    expect(() => memory.asOf({ known: -1 })).toThrow(/before 1970/);
    await expect(memory.facts.current('user', 'home.city', { known: -1 })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(() => memory.asOf({ valid: Date.UTC(1950, 0, 1) })).not.toThrow();
  });
});

it('tells of moments at which recalls left hits unmarked, and of no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-unmarked-'));
  const path = join(folder, 'me.palimpsest');
  const clock = fixedClock(start);
  const what = async (memory: Memory, known: number): Promise<string[]> =>
    (await memory.asOf({ known }).fidelity()).differs.map((one) => one.what);
  try {
    const memory = await openMemory({ path, clock, signer: false });
    await memory.observe(
      Array.from({ length: 220 }, (_, i) => ({
        text: `I moved to street number ${i} last week and I work at school ${i} now.`,
        at: start - (220 - i) * dayMs,
        session: `s${i}`,
      })),
    );
    clock.advance(1_000);
    const first = clock.now();
    expect((await memory.recall('where do I live?')).warnings).toHaveLength(1);
    expect(await what(memory, first)).toEqual(['states']);
    expect(await what(memory, first - 500)).toEqual([]);
    clock.advance(1_000);
    await memory.state.tracks();
    expect((await memory.recall('where do I live?')).warnings).toEqual([]);
    expect(await what(memory, clock.now())).toEqual([]);
    await memory.close();
    const again = await openMemory({ path, clock, signer: false });
    expect(await what(again, first)).toEqual(['states']);
    expect(await what(again, clock.now())).toEqual([]);
    await again.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
