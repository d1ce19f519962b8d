/** What the keys add to an erasure: copies that nobody knows of cannot be read any more. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemoryEvent } from '../../ports/index.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';

let folder = '';
let path = '';
let keyFolder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-erased-'));
  path = join(folder, 'me.palimpsest');
  keyFolder = join(folder, 'keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (file = path, more: OpenMemoryOptions = {}) =>
  openMemory({ path: file, embedder: false, encryption: { keyFolder, seal: 'content' }, ...more });

const said = [
  { id: 'a1', text: 'I moved to Reykjavik last week', user: 'annabel', session: 's', at: '2026-03-01T10:00:00Z' },
  { id: 'a2', text: 'I am allergic to pistachios', user: 'annabel', session: 's', at: '2026-03-01T10:01:00Z' },
  { id: 'b1', text: 'I work as a glassblower', user: 'bartholomew', session: 't', at: '2026-03-02T10:00:00Z' },
  { id: 'b2', text: 'I moved to Tallinn', user: 'bartholomew', session: 't', at: '2026-03-02T10:01:00Z' },
];

/** A copy of the cube that the cube does not know of. */
async function unknownCopy(name: string): Promise<string> {
  const memory = await open();
  const noted = join(folder, `${name}.noted`);
  await memory.backup(noted);
  await memory.close();
  const copy = join(folder, name);
  for (const suffix of ['', '.head']) copyFileSync(noted + suffix, copy + suffix);
  return copy;
}

describe('erasing a subject of an encrypted cube', () => {
  it('makes old copies unreadable for that subject, and for nobody else', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.close();
    const copy = await unknownCopy('old.palimpsest');
    const before = await open(copy);
    expect((await before.recall('Reykjavik')).hits[0]?.text).toContain('Reykjavik');
    await before.close();

    const again = await open();
    const ring = readFileSync(join(keyFolder, `${again.cube}.keys`), 'utf8');
    await again.forget({ subject: 'annabel' }, { mode: 'erase', dryRun: false });
    expect((await again.keys?.subjects())?.map(({ user }) => user)).toEqual(['', 'bartholomew']);
    expect((await again.verify()).problems).toEqual([]);
    expect((await again.recall('glassblower')).hits[0]?.text).toContain('glassblower');
    expect((await again.recall('Reykjavik')).hits.filter(({ text }) => text.includes('Reykjavik'))).toEqual([]);
    await again.close();
    expect(ring).toContain('annabel');
    expect(readFileSync(join(keyFolder, `${again.cube}.keys`), 'utf8')).not.toContain('annabel');

    const events: MemoryEvent[] = [];
    const old = await open(copy, { observer: (event) => events.push(event) });
    const { items } = await old.list({ kinds: ['turn'] });
    expect(items.map(({ id }) => id).sort()).toEqual(['b1', 'b2']);
    for (const word of ['Reykjavik', 'pistachios', 'annabel']) {
      expect(JSON.stringify(await old.recall(word))).not.toContain(
        word === 'annabel' ? '"annabel"' : `moved to ${word}`,
      );
    }
    const lines: string[] = [];
    for await (const line of old.export()) lines.push(JSON.stringify(line));
    expect(lines.join('\n')).not.toMatch(/Reykjavik|pistachio|annabel/);
    expect(lines.join('\n')).toMatch(/glassblower/);
    // What is unreadable is told from what is damaged.
    expect((await old.verify()).problems).toEqual([]);
    await old.close();
  });

  it('with the keys of before, the same copy is readable: that is what the keys protect against', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.keys?.copyTo(join(folder, 'keys-of-before'));
    await memory.close();
    const copy = await unknownCopy('old.palimpsest');
    const again = await open();
    await again.forget({ subject: 'annabel' }, { mode: 'erase', dryRun: false });
    await again.close();
    // Whoever took them away; where the erasure is noted, the copy is erased in again.
    const stolen = join(folder, 'stolen');
    mkdirSync(stolen);
    copyFileSync(join(folder, 'keys-of-before'), join(stolen, `${again.cube}.keys`));
    const old = await open(copy, { encryption: { keyFolder: stolen, seal: 'content' } });
    expect((await old.recall('Reykjavik')).hits[0]?.text).toContain('Reykjavik');
    await old.close();
    copyFileSync(join(folder, 'keys-of-before'), join(keyFolder, `${again.cube}.keys`));
    const own = await open(copy);
    expect((await own.recall('Reykjavik')).hits.filter(({ text }) => text.includes('Reykjavik'))).toEqual([]);
    await own.close();
  });

  it('keeps the key of a subject of whom something is held', async () => {
    const memory = await open();
    await memory.observe(said);
    await memory.hold(['a1'], { reason: 'a court asked' });
    await memory.forget({ subject: 'annabel' }, { mode: 'erase', dryRun: false });
    expect(await memory.get('a1')).toBeDefined();
    expect((await memory.keys?.subjects())?.map(({ user }) => user)).toContain('annabel');
    expect((await memory.verify()).problems).toEqual([]);
    await memory.close();
  });

  it('lets the subject begin anew, with a new key and new ids', async () => {
    const memory = await open();
    const [first] = (await memory.observe([{ text: 'I like figs', user: 'annabel', at: 1_000 }])).ids;
    await memory.forget({ subject: 'annabel' }, { mode: 'erase', dryRun: false });
    const result = await memory.observe([{ text: 'I like figs', user: 'annabel', at: 1_000 }]);
    expect(result.added).toBe(1);
    expect(result.ids[0]).not.toBe(first);
    expect((await memory.recall('figs')).hits.length).toBeGreaterThan(0);
    await memory.close();
  });

  it('another process goes on under the new key, and loses nothing', async () => {
    const [one, two] = [await open(), await open()];
    await one.observe(said);
    await two.observe([{ id: 'a3', text: 'I play the contrabassoon', user: 'annabel', at: '2026-03-03T10:00:00Z' }]);
    await one.forget({ subject: 'annabel' }, { mode: 'erase', dryRun: false });
    await two.observe([{ id: 'a4', text: 'I took up fencing', user: 'annabel', at: '2026-03-04T10:00:00Z' }]);
    expect(await two.get('a4')).toBeDefined();
    expect(await one.get('a4')).toBeDefined();
    expect(await two.get('a1')).toBeUndefined();
    expect((await two.verify()).problems).toEqual([]);
    await one.close();
    await two.close();
  });
});
