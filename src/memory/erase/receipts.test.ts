import { appendFileSync, existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { signerFrom } from '../../adapters/keys/index.ts';
import { openSqliteStore } from '../../adapters/sqlite/index.ts';
import { openCube } from '../../kernel/cube.ts';
import { fixedClock, seededEntropy } from '../../testing/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import { pendingErasure } from '../vectors/unit-vectors.ts';
import type { ReceiptDocument } from './receipt-types.ts';
import { verifyReceipt } from './verify-receipt.ts';

const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const signer = signerFrom(new Uint8Array(32).fill(7));

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  folders.push(folder);
  const path = join(folder, 'a.palimpsest');
  const open = async (at: string = path): Promise<Memory> => {
    const memory = await openMemory({ path: at, signer });
    opened.push(memory);
    return memory;
  };
  return { folder, path, open };
}

const said = [
  { text: 'I live in Porto. My locker code is zanzibarian-4711.', user: 'anna', at: '2026-01-01' },
  { text: 'Yesterday I met Zebulon Quigley at the velodrome in Porto.', user: 'anna', at: '2026-01-02' },
  { text: 'I live in Turku and I love chess.', user: 'ben', at: '2026-01-03' },
  { text: 'Always answer in short sentences.', user: 'ben', at: '2026-01-04' },
];

const secrets = ['zanzibarian', 'zebulon', 'quigley', 'velodrom'];
const leftIn = (bytes: Buffer): string[] =>
  secrets.filter((word) => bytes.toString('latin1').toLowerCase().includes(word));

describe('the receipt of an erasure', () => {
  it.each([
    ['I live in Bergen.', 'Anna lives in Rome.'],
    ['I study chess openings.', 'Anna studies law.'],
    ['My brother works as a baker.', 'He worked there, and works still. Nothing in particular happened.'],
    ['I am allergic to nuts.', 'The user is allergic to dust. She prefers tea.'],
  ])('holds where the rules say of %s what was erased with "%s"', async (stays, goes) => {
    const { open } = await place();
    const memory = await open();
    await memory.observe([
      { text: stays, speaker: 'Anna', at: '2026-01-01', session: 's1' },
      { text: goes, source: 'web', at: '2026-01-02', session: 's2' },
    ]);
    const { proof, warnings } = await memory.forget({ source: 'web' }, { mode: 'erase' });
    expect(warnings).toEqual([]);
    expect(proof?.body.scan?.hits).toEqual({ text: 0, words: 0, vectors: 0 });
  });

  it('says what went, is signed, holds no content, and is true of the cube', async () => {
    const { path, open } = await place();
    const memory = await open();
    await memory.observe(said);
    await memory.close();
    const again = await open();
    const report = await again.forget({ subject: 'anna' }, { mode: 'erase', reason: 'asked by letter' });
    const proof = report.proof as ReceiptDocument;
    expect(report.warnings).toEqual([]);
    expect(proof.body.closure.turns).toBe(2);
    expect(proof.body.scan?.hits).toEqual({ text: 0, words: 0, vectors: 0 });
    expect(proof.body.scan?.control.found).toBe(proof.body.scan?.control.planted);
    expect(proof.body.scan?.files).toBeGreaterThanOrEqual(2);
    expect(leftIn(Buffer.from(JSON.stringify(proof)))).toEqual([]);
    expect(JSON.stringify(proof)).not.toMatch(/anna|porto|letter/i);
    const check = await again.receipts.verify(proof);
    expect(check.findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(check.ok).toBe(true);
    expect(check.provesNot.length).toBeGreaterThan(3);
    expect(await again.receipts.list()).toEqual([report.receipt]);
    expect(await again.receipts.get(report.receipt ?? '')).toEqual(proof);
    expect(await again.receipts.signingKey()).toEqual({ keyId: signer.keyId, publicKey: signer.publicKey });
    await again.close();
    for (const suffix of ['', '-wal', '.head']) {
      if (existsSync(path + suffix)) expect(leftIn(readFileSync(path + suffix))).toEqual([]);
    }
  });

  it('fails where a byte was changed, the key is another one, or the cube does not agree', async () => {
    const { path, folder, open } = await place();
    const memory = await open();
    await memory.observe(said);
    const copy = join(folder, 'before.palimpsest');
    await memory.backup(copy);
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    await memory.close();
    const text = JSON.stringify(proof);
    const bad = async (changed: string, options = {}) => {
      const check = await verifyReceipt(changed, options);
      return check.findings.filter(({ ok }) => !ok).map(({ what }) => what);
    };
    expect(await bad(text)).toEqual([]);
    expect(await bad(text.replace('"turns":2', '"turns":1'))).toEqual(['signature']);
    const scan = proof?.body.scan;
    expect(await bad(text.replace(`"patterns":${scan?.patterns}`, '"patterns":1'))).toEqual(['signature']);
    expect(await bad(text.replace('"mentions"', '"more":{"a":1},"mentions"'))).toEqual(['signature']);
    expect(await bad(text, { expectedKey: 'feedfeedfeedfeedfeedfeedfeedfeed' })).toEqual(['signature']);
    expect(await bad(text, { expectedKey: signer.keyId })).toEqual([]);
    expect(await bad(JSON.stringify({ body: proof?.body }))).toEqual(['signature']);
    await expect(verifyReceipt('{"body":{}}')).rejects.toThrow(/no receipt|not a receipt/);

    const store = await openSqliteStore(path, { readOnly: true });
    expect(await bad(text, { store })).toEqual([]);
    await store.close();
    const other = await openSqliteStore(join(folder, 'other.palimpsest'));
    expect(await bad(text, { store: other })).toEqual(['cube']);
    await other.close();
  });

  it('reaches backups and exports that the cube knows of, and names those that it cannot reach', async () => {
    const { folder, open } = await place();
    const memory = await open();
    await memory.observe(said);
    const [backup, moved, file] = ['b.palimpsest', 'c.palimpsest', 'e.jsonl'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await memory.backup(backup);
    await memory.backup(moved);
    await rm(moved);
    for await (const line of memory.export()) appendFileSync(file, `${JSON.stringify(line)}\n`);
    await memory.noteExport(file);
    expect(leftIn(readFileSync(backup)).length).toBeGreaterThan(0);
    const report = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(report.proof?.body.copies.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['backup', 'rewritten'],
      ['backup', 'not covered'],
      ['export', 'rewritten'],
    ]);
    expect(report.warnings.join()).toMatch(/c\.palimpsest is not covered/);
    expect((await memory.receipts.verify(report.proof as ReceiptDocument)).ok).toBe(false);
    expect(leftIn(readFileSync(backup))).toEqual([]);
    expect(leftIn(readFileSync(file))).toEqual([]);
    const restored = await open(backup);
    expect((await restored.verify()).problems).toEqual([]);
    expect((await restored.list({ kinds: ['turn'] })).items).toHaveLength(2);
    // Erased once more, nothing is left to do in it.
    await memory.forget({ ids: [(await memory.list({ kinds: ['turn'] })).items[0]?.id as string] }, { mode: 'erase' });
    expect((await memory.receipts.copies()).map(({ path }) => path).sort()).toEqual([backup, moved, file].sort());
  });

  it('reaches a copy that was away when it is asked again, though nothing is left in the cube', async () => {
    const { folder, open } = await place();
    const memory = await open();
    await memory.observe(said);
    const [backup, away] = [join(folder, 'b.palimpsest'), join(folder, 'away')] as const;
    const [file, hidden] = [join(folder, 'e.jsonl'), join(folder, 'hidden')] as const;
    await memory.backup(backup);
    for await (const line of memory.export()) appendFileSync(file, `${JSON.stringify(line)}\n`);
    await memory.noteExport(file);
    await rename(backup, away);
    await rename(file, hidden);
    const first = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect((await memory.receipts.verify(first.proof as ReceiptDocument)).ok).toBe(false);
    await rename(away, backup);
    await rename(hidden, file);
    // Nobody is left to erase; her name stands in the copies.
    const dry = await memory.forget({ subject: 'anna' }, { mode: 'erase', dryRun: true });
    expect(dry.selected).toEqual([]);
    expect(dry.warnings.join()).toMatch(/b\.palimpsest is not covered by an earlier erasure/);
    expect(dry.warnings.join()).toMatch(/the name stands in .*e\.jsonl/);
    expect(leftIn(readFileSync(file)).length).toBeGreaterThan(0);
    const second = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(second.receipt).toBeUndefined();
    expect(second.settled).toMatchObject([
      {
        erasure: first.receipt,
        copies: [
          { path: backup, outcome: 'rewritten' },
          { path: file, outcome: 'rewritten' },
        ],
      },
    ]);
    expect(second.warnings).toEqual([]);
    expect(leftIn(readFileSync(backup))).toEqual([]);
    expect(leftIn(readFileSync(file))).toEqual([]);
    const signed = await memory.receipts.get(first.receipt ?? '');
    expect(signed?.body.copies.map(({ outcome }) => outcome)).toEqual(['rewritten', 'rewritten']);
    expect((await memory.receipts.verify(signed as ReceiptDocument)).ok).toBe(true);
    expect((await memory.forget({ subject: 'anna' }, { mode: 'erase' })).settled).toEqual([]);
  });

  it('removes drafts beside known copies that a killed process left', async () => {
    const { folder, open } = await place();
    const memory = await open();
    await memory.observe(said);
    const file = join(folder, 'e.jsonl');
    for await (const line of memory.export()) appendFileSync(file, `${JSON.stringify(line)}\n`);
    await memory.noteExport(file);
    // Of the rewriting of an export, of an export, and of one that is being written right now.
    const [killed, ended] = [`${file}.0123456789ab.part`, `${file}.4194399.part`] as const;
    const alive = `${file}.${process.ppid}.part`;
    const other = join(folder, 'e.jsonl.notes.part');
    for (const path of [killed, ended, other]) writeFileSync(path, readFileSync(file));
    writeFileSync(alive, '');
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    const removed = proof?.body.copies.filter(({ kind }) => kind === 'leftover');
    expect(removed?.map(({ path, outcome }) => [path, outcome])).toEqual([
      [killed, 'removed'],
      [ended, 'removed'],
    ]);
    expect([killed, ended, alive, other].map((path) => existsSync(path))).toEqual([false, false, true, true]);
    expect((await memory.receipts.verify(proof as ReceiptDocument)).ok).toBe(true);
  });

  it('leaves a record in an export that only goes back to an earlier version', async () => {
    const { folder, open } = await place();
    const memory = await open();
    await memory.observe([
      { text: 'I live in Oslo.', user: 'bob', session: 'one', at: '2026-01-01' },
      { text: 'I moved to Bergen.', user: 'bob', session: 'two', at: '2026-02-01' },
    ]);
    const file = join(folder, 'e.jsonl');
    for await (const line of memory.export()) appendFileSync(file, `${JSON.stringify(line)}\n`);
    await memory.noteExport(file);
    const { proof } = await memory.forget({ session: 'two' }, { mode: 'erase' });
    expect(proof?.body.closure.reverted).toBe(1);
    const left = readFileSync(file, 'utf8');
    expect(left).toContain('The user lives in Oslo.');
    expect(left).not.toContain('Bergen');
  });

  it('does not call a copy older that has a history of its own', async () => {
    const { folder, path, open } = await place();
    const memory = await open();
    await memory.observe(said[2] as (typeof said)[0]);
    const [backup, kept] = [join(folder, 'b.palimpsest'), `${path}.before-restore-20260102T000000Z`] as const;
    await memory.backup(backup);
    await memory.observe(said[0] as (typeof said)[0]);
    await memory.backup(kept);
    await memory.close();
    for (const end of ['', '-wal', '-shm', '.head']) await rm(path + end, { force: true });
    await rename(backup, path);
    const back = await open();
    await back.observe({ text: 'Tea is nice.', user: 'ben', at: '2026-01-05' });
    await back.observe(said[0] as (typeof said)[0]);
    const { proof } = await back.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(proof?.body.copies).toMatchObject([{ kind: 'kept', outcome: 'not covered' }]);
  });

  it('goes on with a backup in which it was cut off', async () => {
    const { folder, path, open } = await place();
    const memory = await open();
    await memory.observe(said);
    const backup = join(folder, 'b.palimpsest');
    await memory.backup(backup);
    // The state right after the receipt was written into the backup.
    await memory.onErase({
      name: 'cut',
      erase: async () => {
        const own = await openSqliteStore(path, { readOnly: true });
        const { receipt } = JSON.parse(new TextDecoder().decode(await own.blob(pendingErasure)));
        await own.close();
        const store = await openSqliteStore(backup);
        const cube = await openCube({ store, clock: fixedClock(), entropy: seededEntropy(1) });
        await cube.commit([{ kind: 'erasure', receipt }]);
        await store.close();
        return { removed: {} };
      },
    });
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(proof?.body.copies).toMatchObject([{ kind: 'backup', outcome: 'rewritten' }]);
    expect(leftIn(readFileSync(backup))).toEqual([]);
  });

  it('finds residue that was planted, wherever it is and in whatever form', async () => {
    const { folder, open } = await place();
    const memory = await open();
    await memory.observe(said);
    const text = said[1]?.text ?? '';
    const forms: Record<string, Buffer> = {
      plain: Buffer.from(text),
      upper: Buffer.from(text.toUpperCase()),
      utf16: Buffer.from(text, 'utf16le'),
      base64: Buffer.from(Buffer.from(text).toString('base64')),
      words: Buffer.from('harbour quigley zebulon'),
      middle: Buffer.from(text.slice(12, 34)),
    };
    for (const [name, bytes] of Object.entries(forms)) {
      const file = join(folder, `${name}.copy`);
      writeFileSync(file, Buffer.concat([Buffer.alloc(10_001, 170), bytes, Buffer.alloc(5_000, 85)]));
      await memory.noteExport(file);
    }
    const { proof, warnings } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    const places = proof?.body.scan?.places.join('\n') ?? '';
    for (const name of Object.keys(forms)) expect(places).toContain(`${name}.copy at 10`);
    // They are no exports: no draft of one is left, nor open.
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    if (process.platform === 'linux') {
      const open = readdirSync('/proc/self/fd').map((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`);
        } catch {
          return '';
        }
      });
      expect(open.filter((path) => path.includes('.part'))).toEqual([]);
    }
    expect(warnings.join()).toContain('the scan found residue');
  });
});
