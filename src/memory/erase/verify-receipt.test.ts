/** A receipt that somebody else wrote or signed does not hold against the cube, however well it is signed. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signerFrom } from '../../adapters/keys/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import { signReceipt } from './receipt.ts';
import type { ReceiptDocument } from './receipt-types.ts';
import { type ReceiptCheck, verifyReceipt } from './verify-receipt.ts';

let folder = '';
let path = '';
const opened: Memory[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-verify-'));
  path = join(folder, 'me.palimpsest');
});
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  rmSync(folder, { recursive: true, force: true });
});

const keyFolder = (): string => join(folder, 'keys');
async function open(file = path): Promise<Memory> {
  const memory = await openMemory({
    path: file,
    embedder: false,
    encryption: { keyFolder: keyFolder(), seal: 'nothing' },
  });
  opened.push(memory);
  return memory;
}

const said = [
  { id: 'a1', text: 'I live in Zanzibar.', user: 'anna', session: 's', at: '2026-01-01' },
  { id: 'b1', text: 'I live in Turku.', user: 'ben', session: 't', at: '2026-01-03' },
];
const failed = ({ findings }: ReceiptCheck): string[] => findings.filter(({ ok }) => !ok).map(({ what }) => what);
const stranger = signerFrom(new Uint8Array(32).fill(9));

async function failing(): Promise<{ readonly memory: Memory; readonly proof: ReceiptDocument }> {
  const memory = await open();
  await memory.observe(said);
  const moved = join(folder, 'b.palimpsest');
  await memory.backup(moved);
  rmSync(moved);
  const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
  return { memory, proof: proof as ReceiptDocument };
}

describe('a forged receipt', () => {
  it('is found out by the document and the key that the cube keeps', async () => {
    const { memory, proof } = await failing();
    expect(failed(await memory.receipts.verify(proof))).toEqual(['completeness']);
    const forged = await signReceipt({ ...proof.body, copies: [] }, stranger);
    const check = await memory.receipts.verify(forged);
    expect(failed(check)).toEqual(['document']);
    expect(check).toMatchObject({ ok: false, identity: 'not proven', verdict: 'the receipt does not hold' });
    expect(check.findings.find(({ what }) => what === 'document')?.message).toContain(`key ${stranger.keyId}`);
    // The same words, by a stranger.
    expect(failed(await memory.receipts.verify(await signReceipt(proof.body, stranger)))).toContain('document');
    // Even where the caller names the stranger's key.
    expect(failed(await memory.receipts.verify(forged, { expectedKey: stranger.keyId }))).toEqual(['document']);
  });

  it('by the right key is found out where the cube keeps another one', async () => {
    const signer = signerFrom(new Uint8Array(32).fill(7));
    const memory = await openMemory({ path, embedder: false, signer });
    opened.push(memory);
    await memory.observe(said);
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    const other = await signReceipt(
      { ...(proof as ReceiptDocument).body, completedAt: '2020-01-01T00:00:00.000Z' },
      signer,
    );
    const check = await memory.receipts.verify(other, { expectedKey: signer.keyId });
    expect(failed(check)).toEqual(['document']);
    expect(check.findings.find(({ what }) => what === 'document')?.message).toContain('completedAt');
    const good = await memory.receipts.verify(proof as ReceiptDocument);
    expect(good).toMatchObject({ ok: true, identity: 'key of the cube' });
    // By itself it cannot be told from a good one, and the verdict says that.
    const alone = await verifyReceipt(JSON.stringify(other));
    expect(alone).toMatchObject({ ok: true, identity: 'not proven' });
    expect(alone.verdict).toMatch(/^signed by an unknown key: identity not proven/);
    const named = await verifyReceipt(JSON.stringify(proof), { expectedKey: signer.keyId });
    expect(named).toMatchObject({ ok: true, identity: 'named key' });
  });
});

describe('a published receipt and a cube that was put back from before it', () => {
  async function published(): Promise<{ proof: ReceiptDocument; known: string; copy: string; old: string }> {
    const memory = await open();
    await memory.observe(said);
    const [known, copy, old] = ['known', 'copy', 'old'].map((name) => join(folder, `${name}.palimpsest`)) as [
      string,
      string,
      string,
    ];
    await memory.backup(known);
    for (const end of ['', '.head']) copyFileSync(known + end, copy + end);
    await memory.observe({ id: 'b2', text: 'I love chess.', user: 'ben', session: 't', at: '2026-01-04' });
    await memory.observe({ id: 'a2', text: 'I love rowing.', user: 'anna', session: 's', at: '2026-01-04' });
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    await memory.close();
    for (const end of ['', '-wal', '.head']) if (existsSync(path + end)) copyFileSync(path + end, old + end);
    return { proof: proof as ReceiptDocument, known, copy, old };
  }

  it('holds by the newer erasure that stands for it, which has its selector and names it', async () => {
    const { proof, copy } = await published();
    const restored = await open(copy);
    const [again] = restored.receipts.reapplied;
    const newer = await restored.receipts.get(again?.receipt ?? '');
    expect(newer?.body.asked).toMatchObject({ selector: 'subject', again: proof.body.id });
    await restored.observe({ id: 'n1', text: 'I live in Graz.', user: 'carl', at: '2026-02-01' });
    const check = await restored.receipts.verify(proof);
    expect(failed(check)).toEqual([]);
    expect(check.identity).toBe('key of the cube');
    expect(check.findings.find(({ what }) => what === 'chain')?.message).toContain(
      `erased in again as ${again?.receipt}`,
    );
    // Control: a stranger's receipt of the same erasure does not.
    expect((await restored.receipts.verify(await signReceipt(proof.body, stranger))).ok).toBe(false);
    expect((await restored.receipts.verify(newer as ReceiptDocument)).ok).toBe(true);
  });

  it('holds in a backup that the erasure had reached, by the document of the cube that it replaced', async () => {
    const { proof, known, old } = await published();
    const restored = await open(known);
    // Nobody can say whose key it was before the cube that was replaced is asked.
    expect(failed(await restored.receipts.verify(proof))).toEqual(['document']);
    const { keyId = '' } = proof.signature ?? {};
    expect((await restored.receipts.verify(proof, { expectedKey: keyId })).ok).toBe(true);
    await restored.receipts.reapply(old);
    const check = await restored.receipts.verify(proof);
    expect(failed(check)).toEqual([]);
    expect(check.findings.find(({ what }) => what === 'chain')?.message).toContain('was put back from before');
  });
});
