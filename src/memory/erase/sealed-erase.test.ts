import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import type { ReceiptDocument } from './receipt-types.ts';

const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function place(seal: 'content' | 'everything') {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  folders.push(folder);
  const open = async (name = 'a.palimpsest'): Promise<Memory> => {
    const encryption = { keyFolder: join(folder, 'keys'), ...(name === 'a.palimpsest' ? { seal } : {}) };
    const memory = await openMemory({ path: join(folder, name), embedder: false, encryption });
    opened.push(memory);
    return memory;
  };
  return { folder, open };
}

const said = [
  { id: 'a1', text: 'I live in Porto. My locker code is zanzibarian.', user: 'anna', at: '2026-01-01' },
  { id: 'a2', text: 'I love chess.', user: 'anna', at: '2026-01-02' },
  { id: 'b1', text: 'I live in Turku.', user: 'ben', at: '2026-01-03' },
];
const textsOf = async (memory: Memory): Promise<string[]> =>
  (await memory.list({ kinds: ['turn'] })).items.map(({ text }) => text);

describe.each(['content', 'everything'] as const)('erasing a subject of a cube that seals %s', (seal) => {
  it('destroys its key: backups that nobody can reach are unreadable, those with keys are named', async () => {
    const { folder, open } = await place(seal);
    const memory = await open();
    await memory.observe(said);
    const [plain, withKeys] = [join(folder, 'plain.palimpsest'), join(folder, 'keyed.palimpsest')];
    await memory.backup(plain);
    await memory.backup(withKeys, { withKeys: true });
    // Taken away to where no erasure reaches.
    for (const file of [plain, withKeys]) copyFileSync(file, file.replace('.palimpsest', '-away.palimpsest'));
    for (const file of [plain, withKeys]) await rm(file);
    const { proof, warnings } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    const body = (proof as ReceiptDocument).body;
    expect(body.keysDestroyed.length).toBeGreaterThanOrEqual(2);
    expect(body.copies.map(({ outcome }) => outcome)).toEqual(['unreadable', 'not covered']);
    expect(body.copies[1]?.why).toMatch(/with its keys/);
    expect(warnings.filter((warning) => !warning.includes('keyed'))).toEqual([]);
    expect(proof?.signature).toBeDefined();
    expect(body.scan?.hits).toEqual({ text: 0, words: 0, vectors: 0 });
    const check = await memory.receipts.verify(proof as ReceiptDocument);
    expect(check.findings.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['completeness']);
    expect((await memory.verify()).problems).toEqual([]);
    expect(await textsOf(memory)).toEqual(['I live in Turku.']);
    await memory.close();

    const restored = await open('plain-away.palimpsest');
    expect(await textsOf(restored)).toEqual(['I live in Turku.']);
    expect((await restored.recall('locker code')).hits.filter((hit) => /zanzibarian/.test(hit.text))).toEqual([]);
    expect((await restored.facts.current('user', 'home.city', { scope: { user: 'anna' } })).length).toBe(0);
    expect(existsSync(join(folder, 'plain-away.palimpsest'))).toBe(true);
  });

  it('erases single turns in it and in its backups', async () => {
    const { folder, open } = await place(seal);
    const memory = await open();
    await memory.observe(said);
    const backup = join(folder, 'b.palimpsest');
    await memory.backup(backup);
    const { proof, warnings } = await memory.forget({ ids: ['a1'] }, { mode: 'erase' });
    expect(warnings).toEqual([]);
    expect(proof?.body.copies.map(({ outcome }) => outcome)).toEqual(['rewritten']);
    expect((await memory.receipts.verify(proof as ReceiptDocument)).ok).toBe(true);
    const restored = await open('b.palimpsest');
    expect((await textsOf(restored)).sort()).toEqual(['I live in Turku.', 'I love chess.']);
    expect((await restored.verify()).problems).toEqual([]);
  });
});
