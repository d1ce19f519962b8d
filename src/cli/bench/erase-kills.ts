/**
 * Erasures whose process is killed (SIGKILL) at random moments, with a backup and an export to rewrite: whoever opens the
 * cube next has to come to the same end, and no receipt may be there while content is.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemRng } from '../../adapters/system/index.ts';
import { positionsIn } from '../../memory/erase/receipt.ts';
import type { ReceiptDocument } from '../../memory/erase/receipt-types.ts';
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { startChild } from '../selftest/child.ts';

export type EraseKills = {
  readonly kills: number;
  /** Killed before the erasure had begun, in the middle of it, after its end. */
  readonly before: number;
  readonly within: number;
  readonly after: number;
  /** Came to another end than an erasure that nobody killed. */
  readonly otherEnds: number;
  /** Receipts that were there while content was. */
  readonly falseReceipts: number;
  /** Words of what was erased in any byte of any file, at the end. */
  readonly wordsLeft: number;
  /** The same words before anything was erased: the search finds what is there. */
  readonly wordsThere: number;
};

const subject = 'anna';
const turns = 60;
const word = (number: number): string => `quixotic${String.fromCharCode(97 + (number % 26))}${number}zeta`;

type Place = { readonly folder: string; readonly pristine: string; readonly path: string };

export async function killErasures(
  kills: number,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<EraseKills> {
  const place = await makePlace();
  try {
    const whole = await erasedWhole(place);
    const tally = { before: 0, within: 0, after: 0, otherEnds: 0, falseReceipts: 0, wordsLeft: 0 };
    for (let done = 0; done < kills; done++) {
      options.signal?.throwIfAborted();
      fresh(place);
      await killedErasure(place, 1.2 * whole.ms * systemRng.next());
      const found = await stateOnDisk(place);
      tally[found.state] += 1;
      tally.falseReceipts += found.falseReceipts;
      const memory = await open(place.path);
      if ((await memory.receipts.list()).length === 0) await memory.forget({ subject }, { mode: 'erase' });
      if ((await endOf(memory)) !== whole.end) tally.otherEnds += 1;
      await memory.close();
      tally.wordsLeft += wordsIn(place.folder);
      options.onProgress?.(done + 1);
    }
    return { kills, ...tally, wordsThere: whole.wordsThere };
  } finally {
    for (const folder of [place.folder, place.pristine]) rmSync(folder, { recursive: true, force: true });
  }
}

const open = (path: string): Promise<Memory> => openMemory({ path, signer: false, durability: 'normal' });

/** Half of the turns are the subject's, with a word each that nobody else says. */
async function makePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-kill-'));
  const pristine = mkdtempSync(join(tmpdir(), 'palimpsest-kill-'));
  const path = join(folder, 'a.palimpsest');
  const memory = await open(path);
  await memory.observe(
    Array.from({ length: turns }, (_, i) => ({
      id: `t${i}`,
      text: i % 2 === 0 ? `I met Marta at the harbour of ${word(i)}.` : `I live in Turku, at number ${i}.`,
      user: i % 2 === 0 ? subject : 'ben',
      session: `s${Math.floor(i / 10)}`,
      at: Date.UTC(2026, 0, 1) + i * 3_600_000,
    })),
  );
  await memory.backup(join(folder, 'backup.palimpsest'));
  const lines: string[] = [];
  for await (const line of memory.export()) lines.push(`${JSON.stringify(line)}\n`);
  writeFileSync(join(folder, 'export.jsonl'), lines.join(''));
  await memory.noteExport(join(folder, 'export.jsonl'));
  await memory.close();
  cpSync(folder, pristine, { recursive: true });
  return { folder, pristine, path };
}

function fresh({ folder, pristine }: Place): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
  cpSync(pristine, folder, { recursive: true });
}

/** The end that all have to come to, and how long a process takes to it. */
async function erasedWhole(
  place: Place,
): Promise<{ readonly end: string; readonly ms: number; readonly wordsThere: number }> {
  const wordsThere = wordsIn(place.folder);
  const child = startChild({ task: 'erase', path: place.path, subject }, () => undefined);
  await child.ready;
  const started = performance.now();
  child.finish();
  await child.ended;
  const ms = performance.now() - started;
  const memory = await open(place.path);
  const end = await endOf(memory);
  await memory.close();
  return { end, ms, wordsThere };
}

async function killedErasure({ path }: Place, afterMs: number): Promise<void> {
  const child = startChild({ task: 'erase', path, subject }, () => undefined);
  await child.ready;
  await pause(afterMs);
  child.kill();
  await child.ended;
}

/** What a process that was killed has left, before anybody goes on with it. */
async function stateOnDisk({
  path,
}: Place): Promise<{ readonly state: 'before' | 'within' | 'after'; readonly falseReceipts: number }> {
  const { openSqliteStore } = await import('../../adapters/sqlite/index.ts');
  const store = await openSqliteStore(path, { mustExist: true });
  try {
    let falseReceipts = 0;
    const names = await store.blobNames('receipt/');
    for (const name of names) {
      const { body } = JSON.parse(new TextDecoder().decode(await store.blob(name))) as ReceiptDocument;
      const rows = await store.rowsAt(positionsIn(body.closure.positions));
      if (rows.some((row) => row !== undefined && row.body.length > 0)) falseReceipts += 1;
    }
    const isPending = (await store.blobNames('pending/')).length > 0;
    return { state: isPending ? 'within' : names.length > 0 ? 'after' : 'before', falseReceipts };
  } finally {
    await store.close();
  }
}

/** What is to be seen from outside, without ids and moments of what is made anew. */
async function endOf(memory: Memory): Promise<string> {
  const page = await memory.list({ limit: 1_000, archived: true });
  const [id = ''] = await memory.receipts.list();
  const body = (await memory.receipts.get(id))?.body;
  return JSON.stringify({
    items: page.items.map((item) => `${'kind' in item ? item.kind : 'turn'}: ${item.text}`).sort(),
    closure: body?.closure,
    hits: body?.scan?.hits,
    copies: body?.copies.filter(({ kind }) => kind !== 'leftover').map(({ outcome }) => outcome),
    receipts: (await memory.receipts.list()).length,
    problems: (await memory.verify()).problems,
  });
}

function wordsIn(folder: string): number {
  let found = 0;
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name)).toString('latin1').toLowerCase();
    for (let i = 0; i < turns; i += 2) if (bytes.includes(word(i))) found += 1;
  }
  return found;
}
