import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '../open-memory.ts';
import { encryptCube } from './encrypt-cube.ts';

let folder = '';
let path = '';
let keyFolder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-encrypt-'));
  path = join(folder, 'cube', 'me.palimpsest');
  keyFolder = join(folder, 'keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const said = [
  { text: 'I moved to Reykjavik last week', user: 'annabel', session: 's', at: '2026-03-01T10:00:00Z' },
  { text: 'I work as a glassblower', user: 'bartholomew', session: 't', at: '2026-03-02T10:00:00Z' },
  { id: 'gone', text: 'My password hint is xylophone', user: 'annabel', session: 's', at: '2026-03-03T10:00:00Z' },
];

/** A plain cube with two people, records, an erasure, a policy and a waiting job. */
async function plainCube() {
  const made = join(folder, `made-${readdirSync(folder).length}.palimpsest`);
  const memory = await openMemory({ path: made, embedder: false });
  const { ids } = await memory.observe(said);
  await memory.forget({ ids: ['gone'] }, { mode: 'erase', dryRun: false });
  await memory.observe([{ text: 'I adopted a ferret', user: 'annabel', at: '2026-03-04T10:00:00Z' }], {
    derive: 'later',
  });
  const before = { ids, stats: await memory.stats(), facts: (await memory.list({})).items.map(({ id }) => id) };
  await memory.close();
  // libsql keeps a file open until its statements are collected: the cube must not be one that this process has had open.
  mkdirSync(join(folder, 'cube'), { recursive: true });
  for (const suffix of ['', '-wal', '.head']) {
    if (existsSync(made + suffix)) copyFileSync(made + suffix, path + suffix);
  }
  return before;
}

const cubeFiles = () => readdirSync(join(folder, 'cube'));
const open = () => openMemory({ path, embedder: false, encryption: { keyFolder } });

describe('encryptCube', () => {
  it.each(['content', 'everything'] as const)(
    'keeps all that is in the cube, and nothing of it readable: %s',
    async (seal) => {
      const before = await plainCube();
      const report = await encryptCube(path, { encryption: { keyFolder, seal } });
      expect(report).toMatchObject({ path, keys: join(keyFolder, `${report.cube}.keys`), entries: before.stats.seq });
      const own = cubeFiles().filter((name) => /^me\.palimpsest(-wal|-shm|\.head)?$/.test(name));
      const bytes = Buffer.concat(own.map((name) => readFileSync(join(folder, 'cube', name)))).toString('latin1');
      for (const word of ['Reykjavik', 'glassblower', 'annabel', 'ferret', 'xylophone'])
        expect(bytes).not.toContain(word);
      const memory = await open();
      const { seq, turns, records, jobs } = await memory.stats();
      expect({ seq, turns, records, waiting: jobs['waiting'] }).toEqual({
        seq: before.stats.seq,
        turns: before.stats.turns,
        records: before.stats.records,
        waiting: 1,
      });
      expect((await memory.list({})).items.map(({ id }) => id)).toEqual(before.facts);
      expect((await memory.recall('Reykjavik')).hits[0]?.text).toContain('Reykjavik');
      expect((await memory.verify()).problems).toEqual([]);
      // The same text is still the same turn, and what was erased stays erased.
      const again = await memory.observe(said);
      expect(again.ids).toEqual(before.ids);
      expect(again.added).toBe(0);
      await memory.work();
      expect((await memory.recall('ferret')).hits.length).toBeGreaterThan(0);
      await memory.close();
    },
  );

  it('keeps the old cube as it was, under another name', async () => {
    const before = await plainCube();
    const { kept } = await encryptCube(path, { encryption: { keyFolder } });
    const old = await openMemory({ path: kept, embedder: false, encryption: false });
    expect((await old.stats()).seq).toBe(before.stats.seq);
    await old.close();
    expect(cubeFiles().filter((name) => name.includes('encrypting'))).toEqual([]);
  });

  it('refuses a cube that is encrypted already, or is open elsewhere, and leaves it as it is', async () => {
    await plainCube();
    const other = await openMemory({ path, embedder: false, encryption: false });
    await expect(encryptCube(path, { encryption: { keyFolder }, busyTimeoutMs: 50 })).rejects.toMatchObject({
      code: 'busy',
    });
    expect((await other.recall('Reykjavik')).hits.length).toBeGreaterThan(0);
    await other.close();
    expect(cubeFiles().filter((name) => name.includes('encrypting'))).toEqual([]);
    rmSync(path);
    await plainCube();
    await encryptCube(path, { encryption: { keyFolder } });
    await expect(encryptCube(path, { encryption: { keyFolder } })).rejects.toMatchObject({ code: 'incompatible' });
    await expect(encryptCube(join(folder, 'none.palimpsest'))).rejects.toMatchObject({ code: 'not_found' });
    expect(existsSync(join(folder, 'none.palimpsest'))).toBe(false);
  });

  it('lets nobody in meanwhile, so that nothing is lost', async () => {
    await plainCube();
    const late: Promise<string>[] = [];
    await encryptCube(path, {
      encryption: { keyFolder },
      onProgress: () => {
        const attempt = openMemory({ path, embedder: false, encryption: false, busyTimeoutMs: 20 });
        late.push(
          attempt.then(
            () => 'opened',
            (error: { code: string }) => error.code,
          ),
        );
      },
    });
    const outcomes = await Promise.all(late);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes).not.toContain('opened');
    const memory = await open();
    expect((await memory.verify()).problems).toEqual([]);
    await memory.close();
  });

  it('stops when asked, and leaves the cube as it was', async () => {
    await plainCube();
    const controller = new AbortController();
    controller.abort();
    await expect(encryptCube(path, { encryption: { keyFolder }, signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    const same = await openMemory({ path, embedder: false });
    expect((await same.stats()).turns).toBeGreaterThan(0);
    await same.close();
  });
});
