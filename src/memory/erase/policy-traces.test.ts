/** Rules that name a subject go from backups, from copies that come back later and from older files, too. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

let folder = '';
let path = '';
const opened: Memory[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-traces-'));
  path = join(folder, 'me.palimpsest');
});
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(file = path, keys = 'keys', readOnly = false): Promise<Memory> {
  const keyFolder = join(folder, keys);
  const memory = await openMemory({
    path: file,
    embedder: false,
    readOnly,
    encryption: { keyFolder, seal: 'nothing' },
  });
  opened.push(memory);
  return memory;
}

const week = 7 * 86_400_000;
/** Four letters: too few for the scan. */
const subject = 'xuxa';
const holds = (file: string): boolean => readFileSync(file).toString('latin1').toLowerCase().includes(subject);

/** A cube with rules that name a subject, a backup, and a copy of it that the cube does not know of. */
async function place(): Promise<{ memory: Memory; backup: string; copy: string }> {
  const memory = await open();
  await memory.observe({ id: 'b1', text: 'I live in Turku.', user: 'ben', at: '2026-01-03' });
  await memory.policies.set(
    {
      rules: [
        {
          name: `${subject} gdpr request`,
          action: 'archive',
          kinds: ['turn'],
          scope: { user: subject },
          olderThanMs: week,
        },
        { name: `as ${subject} wished`, action: 'archive', kinds: ['event'], unusedForMs: week },
        { name: 'old chats', action: 'archive', kinds: ['turn'], olderThanMs: 100 * week },
      ],
    },
    { reason: `${subject} wrote` },
  );
  const [backup, copy] = ['b', 'c'].map((name) => join(folder, `${name}.palimpsest`)) as [string, string];
  await memory.backup(backup);
  for (const end of ['', '.head']) copyFileSync(backup + end, copy + end);
  expect(holds(backup)).toBe(true);
  return { memory, backup, copy };
}

async function expectClean(file: string): Promise<void> {
  const memory = await open(file);
  expect((await memory.policies.current()).rules.map(({ name }) => name)).toEqual(['[redacted]', 'old chats']);
  await memory.close();
  expect(holds(file)).toBe(false);
}

describe('a policy that names an erased subject', () => {
  it('is written anew in known backups', async () => {
    const { memory, backup } = await place();
    const { proof } = await memory.forget({ subject }, { mode: 'erase' });
    expect(proof?.body.copies).toMatchObject([
      { outcome: 'rewritten', why: expect.stringMatching(/rules or reasons/) },
    ]);
    expect(JSON.stringify(proof)).not.toContain(subject);
    expect(holds(backup)).toBe(false);
    await memory.close();
    expect(holds(path)).toBe(false);
    await expectClean(backup);
  });

  it('is written anew in a backup that was away', async () => {
    const { memory, backup } = await place();
    renameSync(backup, `${backup}.away`);
    const { proof } = await memory.forget({ subject }, { mode: 'erase' });
    expect(proof?.body.copies).toMatchObject([{ outcome: 'not covered' }]);
    renameSync(`${backup}.away`, backup);
    // By the next erasure, of whomever.
    await memory.forget({ subject: 'nobody' }, { mode: 'erase' });
    expect(holds(backup)).toBe(false);
    await expectClean(backup);
  });

  it('is written anew in an older file before it can be read, by what is noted outside', async () => {
    const { memory, copy } = await place();
    const { receipt } = await memory.forget({ subject }, { mode: 'erase' });
    await memory.close();
    expect(readFileSync(join(folder, 'keys', `${memory.cube}.erasures`), 'utf8')).not.toContain(subject);
    expect(holds(copy)).toBe(true);
    const error: unknown = await open(copy, 'keys', true).catch((thrown: unknown) => thrown);
    expect(isMemoryError(error, 'refused')).toBe(true);
    const again = await open(copy);
    expect(again.receipts.reapplied).toMatchObject([{ erasure: receipt, entries: 0 }]);
    const [one] = again.receipts.reapplied;
    const document = await again.receipts.get(one?.receipt ?? '');
    expect(document?.body).toMatchObject({
      asked: { selector: 'subject', again: receipt },
      removed: { policyRules: 1, rewritten: 2 },
    });
    await again.close();
    await expectClean(copy);
  });

  it('is written anew by what the cube that is replaced notes', async () => {
    const { memory, copy } = await place();
    await memory.forget({ subject }, { mode: 'erase' });
    await memory.close();
    const old = join(folder, 'old.palimpsest');
    for (const end of ['', '-wal', '.head']) if (existsSync(path + end)) copyFileSync(path + end, old + end);
    const restored = await open(copy, 'other-keys');
    // Control: without any note the rule is there.
    expect((await restored.policies.current()).rules).toHaveLength(3);
    expect(await restored.receipts.reapply(old)).toHaveLength(1);
    await restored.close();
    expect(holds(copy)).toBe(false);
  });
});
