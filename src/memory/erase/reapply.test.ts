/** Old files of a cube: what was erased since they were made is erased in them again when they are opened. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { MemoryEvent } from '../../ports/index.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';

let folder = '';
let path = '';
let keyFolder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-older-'));
  path = join(folder, 'me.palimpsest');
  keyFolder = join(folder, 'keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const events: MemoryEvent[] = [];
const open = (file = path, more: OpenMemoryOptions = {}) =>
  openMemory({
    path: file,
    embedder: false,
    encryption: { keyFolder, seal: 'nothing' },
    observer: (event) => events.push(event),
    ...more,
  });

const said = [
  { id: 'a1', text: 'I live in Zanzibar.', user: 'anna', session: 's', at: '2026-01-01' },
  { id: 'a2', text: 'My locker code is quixotical.', user: 'anna', session: 's', at: '2026-01-02' },
  { id: 'b1', text: 'I live in Turku.', user: 'ben', session: 't', at: '2026-01-03' },
];
const words = ['zanzibar', 'quixotical'];
const left = (file: string): string[] => {
  const bytes = readFileSync(file).toString('latin1').toLowerCase();
  return words.filter((word) => bytes.includes(word));
};

/** A cube, a copy of it that it does not know of, and an erasure after the copy was made. */
async function erasedAfterCopy(): Promise<{ readonly copy: string; readonly cube: string }> {
  const memory = await open();
  await memory.observe(said);
  const noted = join(folder, 'noted.palimpsest');
  await memory.backup(noted);
  const copy = join(folder, 'copy.palimpsest');
  for (const end of ['', '.head']) copyFileSync(noted + end, copy + end);
  await memory.forget({ subject: 'anna' }, { mode: 'erase' });
  await memory.close();
  expect(left(path)).toEqual([]);
  expect(left(copy)).toEqual(words);
  return { copy, cube: memory.cube };
}

describe('an older file of a cube', () => {
  it('is erased in again before it can be read, once, and says so', async () => {
    const { copy, cube } = await erasedAfterCopy();
    events.length = 0;
    const again = await open(copy);
    const warning = events.find((event) => event.type === 'warning-raised');
    expect(warning).toMatchObject({ message: expect.stringMatching(/older than erasure_.* were erased again/) });
    expect((await again.list({ kinds: ['turn'] })).items.map(({ id }) => id)).toEqual(['b1']);
    const [receipt = ''] = await again.receipts.list();
    const document = await again.receipts.get(receipt);
    expect(document?.body.closure.turns).toBe(2);
    expect(document?.body.scan?.hits).toEqual({ text: 0, words: 0, vectors: 0 });
    expect((await again.verify()).problems).toEqual([]);
    await again.close();
    expect(left(copy)).toEqual([]);
    // The note outside holds neither words nor names.
    const ledger = readFileSync(join(keyFolder, `${cube}.erasures`), 'utf8');
    expect(ledger).not.toMatch(/zanzibar|quixotical|anna/i);
    events.length = 0;
    const third = await open(copy);
    expect(await third.receipts.list()).toHaveLength(1);
    expect(events.filter((event) => event.type === 'warning-raised')).toEqual([]);
    await third.close();
  });

  it('is not opened for reading only', async () => {
    const { copy } = await erasedAfterCopy();
    const code = await open(copy, { readOnly: true }).then(
      () => 'opened',
      (error: unknown) => (isMemoryError(error) ? error.code : String(error)),
    );
    expect(code).toBe('refused');
    expect(left(copy)).toEqual(words);
  });

  it('leaves entries alone that came to the same places later', async () => {
    const { copy } = await erasedAfterCopy();
    // Without the note it goes on with a history of its own.
    const elsewhere = { encryption: { keyFolder: join(folder, 'other-keys'), seal: 'nothing' as const } };
    const other = await open(copy, elsewhere);
    await other.forget({ subject: 'anna' }, { mode: 'erase' });
    await other.observe({ id: 'n1', text: 'I live in Graz.', user: 'anna', at: '2026-02-01' });
    await other.close();
    const again = await open(copy);
    expect((await again.list({ kinds: ['turn'] })).items.map(({ id }) => id).sort()).toEqual(['b1', 'n1']);
    await again.close();
  });

  it('is erased in by what the file that it replaces notes, where nothing is noted outside', async () => {
    const { copy } = await erasedAfterCopy();
    const elsewhere = { encryption: { keyFolder: join(folder, 'other-keys'), seal: 'nothing' as const } };
    const restored = await open(copy, elsewhere);
    expect((await restored.list({ kinds: ['turn'] })).items).toHaveLength(3);
    const again = await restored.receipts.reapply(path);
    expect(again).toMatchObject([{ entries: expect.any(Number), receipt: expect.stringMatching(/^erasure_/) }]);
    expect((await restored.list({ kinds: ['turn'] })).items.map(({ id }) => id)).toEqual(['b1']);
    expect(await restored.receipts.reapply(path)).toEqual([]);
    await restored.close();
    expect(left(copy)).toEqual([]);
  });

  it('is erased in although a crash had cut off a line of the notes', async () => {
    const { copy, cube } = await erasedAfterCopy();
    const ledger = join(keyFolder, `${cube}.erasures`);
    const noted = readFileSync(ledger, 'utf8');
    writeFileSync(ledger, `{"erasure":"erasure_cut","posit${noted}`);
    const again = await open(copy);
    expect((await again.list({ kinds: ['turn'] })).items).toHaveLength(1);
    await again.close();
  });

  it('can be erased from where no note can be written', async () => {
    const memory = await open();
    await memory.observe(said);
    // A folder is where the note would go.
    mkdirSync(join(keyFolder, `${memory.cube}.erasures`), { recursive: true });
    events.length = 0;
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(proof?.body.closure.turns).toBe(2);
    expect(events.find((event) => event.type === 'warning-raised')).toMatchObject({
      message: expect.stringMatching(/is not noted at .*EISDIR/),
    });
    await memory.close();
    const again = await open();
    expect((await again.list({ kinds: ['turn'] })).items).toHaveLength(1);
    await again.close();
  });

  it('notes nothing for a memory that has no keys or owner of its own', async () => {
    const memory = await openMemory({ path, embedder: false, signer: false });
    await memory.observe(said);
    await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    await memory.close();
    expect(existsSync(keyFolder)).toBe(false);
  });
});
