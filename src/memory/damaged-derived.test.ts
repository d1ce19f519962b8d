/** What is made again from the rows may be damaged: the cube opens, says so, and answers as before. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../adapters/sqlite/index.ts';
import { isMemoryError } from '../errors/index.ts';
import { isRemade } from '../kernel/remade-blobs.ts';
import type { MemoryEvent, Rng } from '../ports/index.ts';
import { seededRng } from '../testing/seeded-rng.ts';
import { wordEmbedder } from '../testing/word-embedder.ts';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';
import type { OpenMemoryOptions } from './open-options.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-damaged-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const questions = ['Where do I live?', 'What is my dog called?', 'Who got engaged?', 'What do I do on Tuesdays?'];

async function answers(memory: Memory): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const question of questions) {
    const { hits } = await memory.recall(question);
    found.push([hits.map(({ id, score }) => [id, score.toFixed(9)]), (await memory.ask(question)).text]);
  }
  return [
    ...found,
    (await memory.profile()).states.map((state) => JSON.stringify(state)),
    (await memory.stats()).records,
  ];
}

/** A closed cube with blobs of every derived kind, and what it answers. */
async function make(name: string, options: OpenMemoryOptions): Promise<{ path: string; before: unknown[] }> {
  const path = join(folder, name, 'me.palimpsest');
  mkdirSync(join(folder, name));
  const memory = await openMemory({ path, ...options });
  for (let session = 0; session < 6; session++) {
    await memory.observe([
      {
        session: `s${session}`,
        at: Date.UTC(2026, session, 3),
        text: `I live in ${['Bristol', 'Leeds', 'York'][session % 3]} now.`,
      },
      {
        session: `s${session}`,
        at: Date.UTC(2026, session, 3, 1),
        text: 'My dog is called Mostaza and my sister Carys got engaged to Tomos.',
      },
      {
        session: `s${session}`,
        at: Date.UTC(2026, session, 3, 2),
        text: `I started a pottery class on Tuesdays, part ${session}.`,
      },
    ]);
  }
  await memory.context('Where do I live?', { thread: 'chat', budgetTokens: 500 });
  await memory.tick();
  await memory.context('And the dog?', { thread: 'chat', budgetTokens: 500 });
  await memory.close();
  const again = await openMemory({ path, ...options });
  const before = await answers(again);
  await again.close();
  return { path, before };
}

/** Flips one bit of a blob where it stands in the file; false where its place is not found. */
async function flipInFile(path: string, name: string, content: Uint8Array, rng: Rng): Promise<boolean> {
  const whole = readFileSync(path);
  for (let attempt = 0; attempt < 40; attempt++) {
    const length = Math.min(24, content.length);
    const from = Math.floor(rng.next() * (content.length - length + 1));
    // The same bytes may stand in another place as well: now the first is tried, now the last.
    const part = content.subarray(from, from + length);
    const at = attempt % 2 === 0 ? whole.indexOf(part) : whole.lastIndexOf(part);
    if (at < 0) continue;
    const file = Buffer.from(whole);
    const place = at + Math.floor(rng.next() * length);
    file[place] = (file[place] as number) ^ (1 << Math.floor(rng.next() * 8));
    writeFileSync(path, file);
    const hit = await openSqliteStore(path, { mustExist: true, readOnly: true });
    const failed = await hit.blob(name).then(
      () => false,
      (error: unknown) => isMemoryError(error, 'corrupt'),
    );
    await hit.close();
    if (failed) return true;
    writeFileSync(path, whole);
  }
  return false;
}

/** Blobs as they stand in the file. */
async function blobsOf(path: string): Promise<Map<string, Uint8Array>> {
  const store = await openSqliteStore(path, { mustExist: true });
  const found = new Map<string, Uint8Array>();
  for (const name of await store.blobNames('')) found.set(name, (await store.blob(name)) as Uint8Array);
  await store.close();
  return found;
}

async function reopened(path: string, options: OpenMemoryOptions): Promise<{ memory: Memory; events: MemoryEvent[] }> {
  const events: MemoryEvent[] = [];
  const memory = await openMemory({ path, ...options, observer: (event) => events.push(event) });
  return { memory, events };
}

const warned = (events: readonly MemoryEvent[]): boolean =>
  events.some((event) => event.type === 'warning-raised' && /is damaged and is made again/.test(event.message));

const kinds: readonly (readonly [string, () => OpenMemoryOptions])[] = [
  ['plain', () => ({ signer: false, encryption: false })],
  ['with vectors that cost something', () => ({ signer: false, encryption: false, embedder: wordEmbedder('words') })],
  ['sealed', () => ({ signer: false, encryption: { seal: 'content', keyFolder: join(folder, 'keys') } })],
];

describe.each(kinds)('a cube (%s) with a flipped bit in something derived', (kind, optionsOf) => {
  it('opens, says so once, and answers as before', async () => {
    const options = optionsOf();
    const { path, before } = await make('whole', options);
    const stored = await blobsOf(path);
    const derived = [...stored].filter(([name, bytes]) => isRemade(name) && bytes.length > 0);
    expect(derived.map(([name]) => name.split('/')[0])).toEqual(
      expect.arrayContaining(['snapshot', 'context', 'usage']),
    );
    const rng = seededRng(kind.length);
    let flipped = 0;
    let told = 0;
    for (let round = 0; round < 10; round++) {
      const [name, bytes] = derived[round % derived.length] as [string, Uint8Array];
      const damaged = join(folder, `round${round}`, 'me.palimpsest');
      mkdirSync(join(folder, `round${round}`));
      copyFileSync(path, damaged);
      if (!(await flipInFile(damaged, name, bytes, rng))) continue;
      flipped++;
      const first = await reopened(damaged, options);
      expect(await answers(first.memory), name).toEqual(before);
      await first.memory.context('Where do I live?', { thread: 'chat', budgetTokens: 500 });
      await first.memory.tick();
      await first.memory.reindex();
      expect((await first.memory.verify()).problems, name).toEqual([]);
      await first.memory.close();
      if (warned(first.events)) told++;
      const second = await reopened(damaged, options);
      expect(warned(second.events), name).toBe(false);
      expect(await answers(second.memory), name).toEqual(before);
      await second.memory.close();
    }
    expect(flipped).toBeGreaterThan(6);
    expect(told).toBe(flipped);
  }, 60_000);
});

describe('what is not derived', () => {
  it('stays strict: a damaged receipt or policy is an error', async () => {
    const options: OpenMemoryOptions = { signer: false, encryption: false };
    const path = join(folder, 'me.palimpsest');
    const memory = await openMemory({ path, ...options });
    await memory.observe([
      { text: 'I prefer tea.', session: 'a' },
      { text: 'I painted the fence.', session: 'b' },
    ]);
    await memory.policies.set({ rules: [{ name: 'old', action: 'archive', olderThanMs: 9e10 }] });
    await memory.forget({ session: 'a' }, { mode: 'erase' });
    await memory.close();
    for (const folder of ['receipt/', 'policy/current']) {
      const [name, bytes] = [...(await blobsOf(path))].find(([one]) => one.startsWith(folder)) as [string, Uint8Array];
      copyFileSync(path, `${path}.damaged`);
      expect(await flipInFile(`${path}.damaged`, name, bytes, seededRng(3))).toBe(true);
      const again = await openMemory({ path: `${path}.damaged`, ...options });
      const id = name.slice(folder.length);
      const failed = await (folder === 'receipt/' ? again.receipts.get(id) : again.policies.current()).catch(
        (error: unknown) => error,
      );
      expect(isMemoryError(failed, 'corrupt'), name).toBe(true);
      await again.close();
    }
  });

  it('is told of on a cube that is open for reading only, which is left as it is', async () => {
    const options: OpenMemoryOptions = { signer: false, encryption: false };
    const { path, before } = await make('whole', options);
    const stored = await blobsOf(path);
    const [name] = [...stored.keys()].filter((one) => one.endsWith('/index'));
    expect(await flipInFile(path, name as string, stored.get(name as string) as Uint8Array, seededRng(5))).toBe(true);
    const bytes = readFileSync(path);
    const { memory, events } = await reopened(path, { ...options, readOnly: true });
    expect(await answers(memory)).toEqual(before);
    expect(warned(events)).toBe(true);
    await memory.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});
