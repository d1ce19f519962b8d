import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const dayMs = 86_400_000;
const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  folders.push(folder);
  const path = join(folder, 'a.palimpsest');
  const clock = fixedClock(Date.UTC(2026, 0, 1));
  const open = async (): Promise<Memory> => {
    const memory = await openMemory({ path, clock, signer: false });
    opened.push(memory);
    return memory;
  };
  return { path, clock, open };
}

const cities = ['Bristol', 'Porto', 'Ghent', 'Turku', 'Leeds', 'Graz'];
const users = ['anna', 'ben', 'chloe'];

/** A few people who move, like things and say orders, in sessions that take turns. */
async function fill(memory: Memory, clock: ReturnType<typeof fixedClock>, seed: number): Promise<string[]> {
  const rng = seededRng(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(rng.next() * list.length)] as T;
  const ids: string[] = [];
  for (let i = 0; i < 60; i++) {
    clock.advance(dayMs / 4);
    const text = pick([
      `I live in ${pick(cities)}.`,
      `I moved to ${pick(cities)}.`,
      `I love ${pick(['rowing', 'chess', 'ceramics'])}.`,
      `Always answer in ${pick(['French', 'metric units', 'short sentences'])}.`,
      `Yesterday I met ${pick(['Oleg', 'Marta', 'Ivo'])} at the ${pick(['harbour', 'museum'])}.`,
      `As I said, I live in ${pick(cities)}.`,
    ]);
    const result = await memory.observe({
      text,
      at: clock.now(),
      user: pick(users),
      session: `s${Math.floor(i / 12)}`,
    });
    ids.push(result.ids[0] as string);
  }
  await memory.consolidate({ retentionBelow: 1 });
  return ids;
}

/** All that can be seen of a memory from outside, log positions and new ids apart. */
async function sight(memory: Memory) {
  const stats = await memory.stats();
  const facts = await Promise.all(users.map((user) => memory.facts.current('user', 'home.city', { scope: { user } })));
  const hits = await Promise.all(
    ['where do I live?', 'rowing', 'who did I meet at the harbour?'].map((query) =>
      memory.recall(query, { limit: 10, scope: { user: 'ben' } }),
    ),
  );
  return {
    turns: stats.turns,
    records: stats.records,
    sessions: stats.sessions,
    firstAt: stats.firstAt,
    lastAt: stats.lastAt,
    units: stats.indexUnits,
    facts: facts.map((list) => list.map(({ id, version, text }) => [id, version, text])),
    hits: hits.map((result) => result.hits.map(({ id }) => id).sort()),
  };
}

describe('erase', () => {
  it.each([1, 2, 3])('leaves the live index as a rebuild from the rows would have it (seed %i)', async (seed) => {
    const { clock, open } = await place();
    const memory = await open();
    const ids = await fill(memory, clock, seed);
    const rng = seededRng(100 + seed);
    for (let round = 0; round < 4; round++) {
      const id = ids[Math.floor(rng.next() * ids.length)] as string;
      if ((await memory.get(id)) !== undefined) await memory.forget({ ids: [id] }, { mode: 'erase' });
    }
    await memory.forget({ subject: 'anna' }, { mode: 'erase', mentions: 'keep' });
    const live = await sight(memory);
    expect((await memory.verify()).problems).toEqual([]);
    await memory.reindex();
    expect(await sight(memory)).toEqual(live);
    await memory.close();
    const again = await open();
    expect(await sight(again)).toEqual(live);
    // Nothing that is left came from anything that is gone.
    const page = await again.list({ limit: 1_000, archived: true });
    for (const item of page.items) {
      expect(item.scope.user).not.toBe('anna');
      if (!('sources' in item)) continue;
      for (const source of item.sources) expect(await again.get(source)).toBeDefined();
      for (const from of item.from) expect(await again.get(from.id)).toBeDefined();
    }
  });

  it('erases what an older version of a record said, after it went back', async () => {
    const { path, open } = await place();
    const memory = await open();
    await memory.observe([
      { id: 'a', text: 'I live in Bristol.', at: '2026-01-10', session: 'x' },
      { id: 'b', text: 'I moved to Glasgow with Zebulon.', at: '2026-03-02', session: 'y' },
    ]);
    await memory.forget({ ids: ['b'] });
    const [fact] = await memory.facts.current('user', 'home.city');
    const before = await memory.history(fact?.id ?? '');
    expect(before.some((version) => version.sources.includes('b'))).toBe(true);
    await memory.forget({ ids: ['b'] }, { mode: 'erase' });
    const after = await memory.history(fact?.id ?? '');
    expect(after.some((version) => version.sources.includes('b'))).toBe(false);
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toBe('Bristol');
    await memory.close();
    for (const suffix of ['', '-wal', '-shm']) {
      const bytes = await readFile(path + suffix).catch(() => Buffer.alloc(0));
      expect(bytes.includes('Glasgow')).toBe(false);
      expect(bytes.toString('latin1').toLowerCase()).not.toContain('zebulon');
    }
  });

  it('derives episodes, gists and concepts again from what is left, and frees duplicates', async () => {
    const { clock, open } = await place();
    const memory = await open();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const when = { from: i * dayMs, to: i * dayMs + 3_600_000, granularity: 'hour' };
      const record = await memory.remember({
        kind: 'event',
        text: `Marta and Oleg rowed to Skomer Island, day ${i}`,
        data: { subject: 'user', action: `rowed ${i}`, when },
        valid: { from: clock.now() },
        user: 'ben',
      });
      ids.push(record.id);
      clock.advance(dayMs);
    }
    clock.advance(60 * dayMs);
    const [gist] = (await memory.consolidate({ parts: ['gists'] })).groups;
    const dry = await memory.forget({ ids: [ids[2] as string] }, { mode: 'erase', dryRun: true });
    expect(dry.derived.map(({ id }) => id)).toContain(gist?.id);
    expect(dry.rederived).toEqual([{ id: gist?.id, kind: 'summary', from: 4 }]);
    // The turn that logged it goes with it; one that somebody said would stay.
    expect(dry.kept).toEqual([]);
    await memory.forget({ ids: [ids[2] as string] }, { mode: 'erase' });
    const summaries = await memory.list({ kinds: ['summary'] });
    expect(summaries.items).toHaveLength(1);
    expect(summaries.items[0]?.text).toContain('one of 4');
    expect(summaries.items[0]?.text).not.toContain('day 2');
    // Too few are left for a gist: they stand for themselves.
    await memory.forget({ ids: [ids[0] as string, ids[1] as string] }, { mode: 'erase' });
    expect((await memory.list({ kinds: ['summary'] })).items).toHaveLength(0);
    const events = await memory.list({ kinds: ['event'] });
    expect(events.items.map((item) => item.text).sort()).toEqual([
      'Marta and Oleg rowed to Skomer Island, day 3',
      'Marta and Oleg rowed to Skomer Island, day 4',
    ]);
  });

  it('says which turn stays where only what came from it is named', async () => {
    const { open } = await place();
    const memory = await open();
    await memory.observe({ id: 't', text: 'I live in Porto.' });
    const [fact] = await memory.facts.current('user', 'home.city');
    const dry = await memory.forget({ ids: [fact?.id as string] }, { mode: 'erase', dryRun: true });
    expect(dry.kept).toEqual([{ id: 't', reason: expect.stringMatching(/came from this turn/) }]);
  });

  it('takes or redacts the turns of others that speak of the subject, or leaves them', async () => {
    const said = [
      { text: 'My name is Anna Kellermann. I live in Porto.', user: 'anna', at: '2026-01-01' },
      { id: 'of-her', text: 'Anna Kellermann and I went rowing in Ghent.', user: 'ben', at: '2026-01-02' },
      { id: 'other', text: 'I live in Turku.', user: 'ben', at: '2026-01-03' },
    ];
    const textOf = async (memory: Memory) =>
      (await memory.list({ kinds: ['turn'], order: 'oldest' })).items.map((item) => item.text);
    for (const mentions of ['erase', 'redact', 'keep'] as const) {
      const { open } = await place();
      const memory = await open();
      await memory.observe(said);
      const report = await memory.forget({ subject: 'anna' }, { mode: 'erase', mentions });
      expect(report.mentioned).toEqual(mentions === 'keep' ? [] : ['of-her']);
      const texts = await textOf(memory);
      expect(texts.sort()).toEqual(
        {
          erase: ['I live in Turku.'],
          redact: ['I live in Turku.', '[redacted] and I went rowing in Ghent.'],
          keep: ['Anna Kellermann and I went rowing in Ghent.', 'I live in Turku.'],
        }[mentions],
      );
      expect((await memory.verify()).problems).toEqual([]);
    }
  });

  it('erases by source class and by imported file', async () => {
    const { open } = await place();
    const memory = await open();
    await memory.observe([
      { id: 'w', text: 'The harbour opens at nine.', source: 'web', role: 'tool' },
      { id: 'f', text: 'I live in Ghent.', meta: { importedFrom: 'chats.json' } },
      { id: 'u', text: 'I live in Turku.' },
    ]);
    expect((await memory.forget({ source: 'web' }, { mode: 'erase' })).selected.map(({ id }) => id)).toEqual(['w']);
    await memory.forget({ source: 'chats.json' }, { mode: 'erase' });
    expect((await memory.list({ kinds: ['turn'] })).items.map(({ id }) => id)).toEqual(['u']);
  });
});
