import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryStore } from '../../adapters/in-memory/in-memory-store.ts';
import { createMemoryKeyRing, createSharedRing } from '../../adapters/keys/index.ts';
import { openSqliteStore } from '../../adapters/sqlite/index.ts';
import type { MemoryEvent } from '../../ports/index.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';

let folder = '';
let path = '';
let keyFolder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-sealed-'));
  path = join(folder, 'cube', 'me.palimpsest');
  keyFolder = join(folder, 'keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (more: OpenMemoryOptions = {}) =>
  openMemory({ path, embedder: false, encryption: { keyFolder }, ...more });

/** Every byte of the cube's folder: file, write-ahead log, shared memory, sidecar. */
function cubeBytes(): Buffer {
  const cube = join(folder, 'cube');
  return Buffer.concat(readdirSync(cube).map((name) => readFileSync(join(cube, name))));
}

const said = [
  {
    id: 'message-zebrafish',
    text: 'I moved to Reykjavik last week',
    user: 'annabel',
    session: 'sunday-chat',
    at: '2026-03-01T10:00:00Z',
  },
  {
    text: 'My sister Gwendolyn likes pistachio ice cream',
    user: 'annabel',
    session: 'sunday-chat',
    at: '2026-03-01T10:01:00Z',
  },
  { text: 'I work as a glassblower', user: 'bartholomew', session: 'monday-chat', at: '2026-03-02T10:00:00Z' },
];
const content = [
  'Reykjavik',
  'reykjavik',
  'Gwendolyn',
  'gwendolyn',
  'pistachio',
  'glassblower',
  'annabel',
  'bartholomew',
];

describe('an encrypted cube', () => {
  it('answers as a plain one does', async () => {
    const plain = await openMemory({ path: join(folder, 'plain.palimpsest'), embedder: false });
    const sealed = await open();
    for (const memory of [plain, sealed]) await memory.observe(said);
    const texts = async (memory: typeof plain) => (await memory.recall('Reykjavik')).hits.map((hit) => hit.text);
    expect(await texts(sealed)).toEqual(await texts(plain));
    expect((await texts(sealed)).length).toBeGreaterThan(0);
    await plain.close();
    await sealed.close();
    const again = await open();
    expect((await again.recall('who likes ice cream?')).hits[0]?.text).toContain('pistachio');
    const report = await again.verify();
    expect(report.problems).toEqual([]);
    await again.close();
  });

  it.each(['content', 'everything'] as const)(
    'leaves nothing readable in any of its files, log included: %s',
    async (seal) => {
      const memory = await open({ encryption: { keyFolder, seal } });
      await memory.observe(said);
      await memory.context('what do I like?', { thread: 'thread-xylophone' });
      await memory.observe([{ text: 'I adopted a ferret', user: 'annabel' }], { derive: 'later' });
      // Open: most of it is in the write-ahead log.
      const names = ['message-zebrafish', 'turn_[0-9a-f]{26}', 'snapshot/', 'sunday-chat'];
      const readable = (words: readonly string[]) =>
        words.filter((word) => new RegExp(word).test(cubeBytes().toString('latin1')));
      expect(readable([...content, 'ferret'])).toEqual([]);
      expect(readable(names)).toEqual(seal === 'everything' ? [] : ['message-zebrafish', 'turn_[0-9a-f]{26}']);
      await memory.close();
      expect(readable([...content, 'ferret'])).toEqual([]);
      expect(readable(names)).toEqual(
        seal === 'everything' ? [] : ['message-zebrafish', 'turn_[0-9a-f]{26}', 'snapshot/'],
      );
    },
  );

  it('shows what a plain cube leaves readable, so that the test above can fail', async () => {
    const memory = await open({ encryption: false });
    await memory.observe(said);
    await memory.close();
    // In lower case it stands in the snapshot alone, which has a key of its own in every cube.
    const uncovered = content.filter((word) => word !== 'reykjavik');
    expect(content.filter((word) => cubeBytes().includes(word))).toEqual(uncovered);
  });

  it('keeps its keys out of its folder', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.close();
    expect(
      readdirSync(join(folder, 'cube')).filter((name) => !/^me\.palimpsest(-wal|-shm|\.head)?$/.test(name)),
    ).toEqual([]);
    expect(readdirSync(keyFolder)).toEqual([`${memory.cube}.keys`]);
  });

  it('is opened from its snapshot without reading the rows', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.close();
    const events: MemoryEvent[] = [];
    const again = await open({ observer: (event) => events.push(event) });
    expect(events.map(({ type }) => type)).not.toContain('snapshot-rejected');
    expect(events.map(({ type }) => type)).not.toContain('changes-caught-up');
    await again.close();
  });

  it('is read where nothing may be written, ring included', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.close();
    const ring = readFileSync(join(keyFolder, `${memory.cube}.keys`));
    const reader = await open({ readOnly: true });
    expect((await reader.recall('pistachio')).hits[0]?.text).toContain('pistachio');
    await expect(reader.observe(said)).rejects.toMatchObject({ code: 'read_only' });
    await reader.close();
    expect(readFileSync(join(keyFolder, `${memory.cube}.keys`))).toEqual(ring);
  });

  it('says what to do when its keys are gone, and makes no new ones', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.close();
    renameSync(keyFolder, join(folder, 'elsewhere'));
    await expect(open()).rejects.toMatchObject({ code: 'locked', hint: expect.stringContaining('put it back') });
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'locked' });
    await expect(open({ encryption: false })).rejects.toMatchObject({ code: 'locked' });
    expect(existsSync(keyFolder)).toBe(false);
    const found = await open({ encryption: { keyFolder: join(folder, 'elsewhere') } });
    expect((await found.stats()).turns).toBe(3);
    await found.close();
  });

  it('tells the keys of another cube, an older copy of the ring, and a wrong passphrase from damage', async () => {
    const one = await open({ encryption: { keyFolder, passphrase: 'open sesame' } });
    const ring = join(keyFolder, `${one.cube}.keys`);
    const older = readFileSync(ring);
    await one.observe(said);
    await one.close();
    await expect(open({ encryption: { keyFolder, passphrase: 'wrong' } })).rejects.toMatchObject({ code: 'locked' });
    await expect(open({ encryption: { keyFolder } })).rejects.toMatchObject({ code: 'locked' });
    const newer = readFileSync(ring);
    writeFileSync(ring, older);
    const stale = await open({ encryption: { keyFolder, passphrase: 'open sesame' } });
    await expect(stale.recall('Reykjavik').then(() => stale.get('message-zebrafish'))).rejects.toMatchObject({
      code: 'locked',
      hint: expect.stringContaining('older copy'),
    });
    await stale.close();
    writeFileSync(ring, newer);
    const shared = createSharedRing();
    await expect(open({ encryption: { keyRing: createMemoryKeyRing({ shared }) } })).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('another cube'),
    });
    const right = await open({ encryption: { keyFolder, passphrase: 'open sesame' } });
    expect((await right.stats()).turns).toBe(3);
    await right.close();
  });

  it('calls a changed byte corrupt, also where the checksum of the file fits', async () => {
    const shared = createSharedRing();
    const keyRing = () => createMemoryKeyRing({ shared });
    const memory = await open({ encryption: { keyRing: keyRing() } });
    await memory.observe(said);
    await memory.close();
    const { rowMac } = await import('../../kernel/change-log.ts');
    const store = await openSqliteStore(path);
    const [row] = await store.rows(0, 1);
    const body = Uint8Array.from(row!.body);
    body[body.length - 20]! ^= 1;
    await store.replaceBodies([{ seq: 1, body, mac: rowMac(store.macKey, { ...row!, body }) }]);
    await store.close();
    const again = await open({ encryption: { keyRing: keyRing() } });
    await expect(again.get('message-zebrafish')).rejects.toMatchObject({ code: 'corrupt' });
    expect((await again.verify()).problems.some(({ seq }) => seq === 1)).toBe(true);
    await again.close();
  });

  it('refuses to move sealed content to another row', async () => {
    const shared = createSharedRing();
    const keyRing = () => createMemoryKeyRing({ shared });
    const memory = await open({ encryption: { keyRing: keyRing() } });
    await memory.observe(said);
    await memory.close();
    const { rowMac } = await import('../../kernel/change-log.ts');
    const store = await openSqliteStore(path);
    const [first, second] = await store.rows(0, 2);
    const moved = { ...first!, body: second!.body };
    await store.replaceBodies([{ seq: 1, body: moved.body, mac: rowMac(store.macKey, moved) }]);
    await store.close();
    const again = await open({ encryption: { keyRing: keyRing() } });
    await expect(again.get('message-zebrafish')).rejects.toMatchObject({ code: 'corrupt' });
    await again.close();
  });

  it('does not take a cube with readable content for an encrypted one', async () => {
    const plain = await open({ encryption: false });
    await plain.observe(said);
    await plain.close();
    await expect(open()).rejects.toMatchObject({ code: 'incompatible', hint: expect.stringContaining('encrypt') });
    const same = await open({ encryption: false });
    expect((await same.stats()).turns).toBe(3);
    await same.close();
  });

  it.each(['content', 'everything'] as const)('takes the settings of an empty cube along: %s', async (seal) => {
    const plain = await open({ encryption: false });
    await plain.policies.set({ ...(await plain.policies.current()), consolidate: true }, { reason: 'zebrafish' });
    await plain.close();
    const sealed = await open({ encryption: { keyFolder, seal } });
    expect((await sealed.policies.current()).consolidate).toBe(true);
    await sealed.observe(said);
    expect((await sealed.verify()).problems).toEqual([]);
    await sealed.close();
    const again = await open();
    expect((await again.policies.current()).consolidate).toBe(true);
    await again.close();
  });

  it('stays as it was made', async () => {
    await (await open({ encryption: { keyFolder, seal: 'content' } })).close();
    await expect(open({ encryption: { keyFolder, seal: 'everything' } })).rejects.toMatchObject({
      code: 'incompatible',
    });
    await (await open()).close();
  });

  it.each([
    { passphrase: '' },
    {
      passphrase: 'x',
      kms: { name: 'k', wrap: async (key: Uint8Array) => key, unwrap: async (key: Uint8Array) => key },
    },
    { seal: 'all' },
    { keys: 'x' },
    'yes',
    true,
  ])('refuses options that make no sense: %o', async (encryption) => {
    await expect(open({ encryption: encryption as never })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(existsSync(path)).toBe(false);
  });

  it('seals a store of any kind with a ring of any kind', async () => {
    const memory = await openMemory({
      store: createInMemoryStore(),
      embedder: false,
      encryption: { keyRing: async () => createMemoryKeyRing() },
    });
    await memory.observe(said);
    expect((await memory.recall('glass')).hits.length).toBeGreaterThanOrEqual(0);
    expect(await memory.get('message-zebrafish')).toBeDefined();
    await memory.close();
  });

  it('is sealed once, however many open it at the same moment', async () => {
    for (let round = 0; round < 8; round++) {
      const path = join(folder, `together-${round}.palimpsest`);
      const all = await Promise.all(
        [0, 1, 2, 3].map((n) =>
          open({ path }).then(async (memory) => {
            await memory.observe([{ id: `t${n}`, text: `Opener ${n} plays the contrabassoon` }]);
            return memory;
          }),
        ),
      );
      for (const memory of all) expect((await memory.recall('contrabassoon', { limit: 9 })).hits).toHaveLength(4);
      expect((await all[0]?.verify())?.problems).toEqual([]);
      for (const memory of all) await memory.close();
    }
  });

  it('is opened as it was made where that is asked for, and sealed while it is empty', async () => {
    const asMade = { keyFolder, seal: 'content', asMade: true } as const;
    await (await open({ encryption: false })).close();
    const sealed = await open({ encryption: asMade });
    await sealed.observe(said);
    expect(sealed.keys?.level).toBe('content');
    await sealed.close();
    const other = await open({ encryption: { ...asMade, seal: 'everything' } });
    expect(other.keys?.level).toBe('content');
    await other.close();

    const readable = await open({ path: join(folder, 'readable.palimpsest'), encryption: false });
    await readable.observe(said);
    await readable.close();
    const again = await open({ path: join(folder, 'readable.palimpsest'), encryption: asMade });
    expect(again.keys).toBeUndefined();
    expect(await again.get('message-zebrafish')).toBeDefined();
    await again.close();
  });

  it('takes nothing readable from who opened it before it was sealed, and is not called damaged by them', async () => {
    const [before, reader] = [await open({ encryption: false }), await open({ encryption: false })];
    const sealing = await open({ encryption: { keyFolder, seal: 'content' } });
    await expect(before.observe(said)).rejects.toMatchObject({ code: 'incompatible' });
    await sealing.observe(said);
    await expect(before.observe(said)).rejects.toMatchObject({ code: 'incompatible' });
    await expect(reader.recall('glass')).rejects.toMatchObject({ code: 'incompatible' });
    expect((await sealing.verify()).problems).toEqual([]);
    for (const memory of [before, reader, sealing]) await memory.close();
    expect(cubeBytes().includes('Reykjavik')).toBe(false);
  });

  it('is read and written by two processes at once', async () => {
    const [one, two] = [await open(), await open()];
    await one.observe(said.slice(0, 1));
    await two.observe([{ text: 'I play the contrabassoon', user: 'clothilde' }]);
    await one.observe([{ text: 'I also play chess', user: 'clothilde' }]);
    expect((await one.recall('contrabassoon')).hits[0]?.text).toContain('contrabassoon');
    expect((await two.recall('chess')).hits[0]?.text).toContain('chess');
    expect((await two.verify()).problems).toEqual([]);
    await one.close();
    await two.close();
  });
});
