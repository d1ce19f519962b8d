/**
 * A file of the cube that is older than an erasure holds what was erased: a backup that was put back, a copy by hand.
 * Every erasure is noted outside the cube; whoever opens such a file erases in it again, before anybody can read it.
 */
import { hash } from 'node:crypto';
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { ErasureReceipt } from '../../kernel/entry.ts';
import type { NotedErasure, Row, Store } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { forget } from '../forget.ts';
import { receiptBlob } from './finish-receipt.ts';
import { unsealed } from './known-copies.ts';
import { nothingBeside } from './named-beside.ts';
import { readTraces, withoutTraces } from './policy-traces.ts';
import { positionsIn, rangesOf } from './receipt.ts';

/** What opening, or restoring, did for one erasure that the file did not have. */
export type Reapplied = {
  /** Id of the erasure that was made then. */
  readonly erasure: string;
  /** Entries that were there again. */
  readonly entries: number;
  /** Id of the erasure that was made now. */
  readonly receipt: string;
};

const printBytes = 8;
/** Ids of erasures that were looked after in this file. */
const doneBlob = 'erase/reapplied';

export const reappliedText = ({ erasure, entries, receipt }: Reapplied): string =>
  `this file was older than ${erasure}: ${goneAgain(entries)} that it had erased were erased again (${receipt})`;

/** No entries: then rules or reasons of the policy that named the subject. */
const goneAgain = (entries: number): string => (entries === 0 ? 'parts of the policy' : `${entries} entries`);

/** Notes an erasure outside the cube; safe to repeat. Nothing where there is no such place. */
export async function noteOutside(engine: Engine, erased: ErasedEntries): Promise<void> {
  const { ledger: open, notify } = engine.settings;
  const ledger = await open?.(engine.cube.id);
  if (ledger === undefined) return;
  const noted = await notedErasure(engine.cube.store, erased, await readTraces(engine.cube.store, erased.id));
  try {
    await ledger.add(noted);
  } catch (error) {
    // Erasing must not depend on it.
    const why = isMemoryError(error) ? error.message : ((error as NodeJS.ErrnoException).code ?? 'unknown');
    const message = `${erased.id} is not noted at ${ledger.path} (${why}): old files of this cube are not known there`;
    notify({ type: 'warning-raised', cube: engine.cube.id, message });
  }
}

type ErasedEntries = Pick<ErasureReceipt, 'id' | 'seqs' | 'selector'>;

/** As it is noted: positions, and which entries stood there. */
async function notedErasure(
  store: Store,
  { id, seqs, selector }: ErasedEntries,
  traces: readonly string[],
): Promise<NotedErasure> {
  const rows = await store.rowsAt(seqs);
  const there = seqs.filter((_, index) => rows[index] !== undefined);
  const prints = rows.flatMap((row) => (row === undefined ? [] : [printOf(store.cube, row)]));
  const noted = { erasure: id, positions: rangesOf(there), prints: Buffer.concat(prints).toString('base64'), selector };
  return traces.length === 0 ? noted : { ...noted, traces };
}

/** Of an entry, not of its content: the same in every copy of the log. */
function printOf(cube: string, { seq, kind, id, version }: Row): Buffer {
  return hash('sha256', JSON.stringify([cube, seq, kind, id, version]), 'buffer').subarray(0, printBytes);
}

/**
 * Erases again what the ledger says. Not inside `exclusive`.
 *
 * @throws MemoryError `refused` where the memory is open for reading only and there is something to erase.
 */
export async function reapplyNoted(engine: Engine): Promise<readonly Reapplied[]> {
  const { ledger: open, notify } = engine.settings;
  const ledger = await open?.(engine.cube.id);
  if (ledger === undefined) return [];
  let noted: readonly NotedErasure[];
  try {
    noted = await ledger.read();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `what was erased from this cube cannot be read at ${ledger.path} (${why})`;
    notify({ type: 'warning-raised', cube: engine.cube.id, message });
    return [];
  }
  return reapply(engine, noted);
}

/** The same for the erasures in the log of another file of this cube: the one that a restore has replaced. */
export async function reapplyFrom(engine: Engine, other: Store): Promise<readonly Reapplied[]> {
  if (other.cube !== engine.cube.id) {
    throw new MemoryError('invalid_input', 'that file is another cube', { details: { cube: other.cube } });
  }
  const noted: NotedErasure[] = [];
  const { openCube } = await import('../../kernel/cube.ts');
  const { clock, entropy } = engine.settings;
  const log = await openCube({ ...(await unsealed(engine, other)), clock, entropy });
  for (let seq = 0, { seq: end } = await other.head(); seq < end; ) {
    const changes = await other.changes(seq, 2_000);
    const erasures = changes.filter(({ kind }) => kind === 'erasure').map((change) => change.seq);
    for (const entry of await log.at(erasures)) {
      if (entry?.kind !== 'erasure') continue;
      noted.push(await notedErasure(other, entry.receipt, await readTraces(log.store, entry.receipt.id)));
    }
    seq = changes.at(-1)?.seq ?? end;
  }
  const again = await reapply(engine, noted);
  await engine.exclusive(() => takeReceipts(engine, log.store));
  return again;
}

/** Receipts that were given away are compared with what the cube keeps: so this file has to keep them, too. */
async function takeReceipts(engine: Engine, other: Store): Promise<void> {
  const { store } = engine.cube;
  const own = new Set(await store.blobNames(receiptBlob('')));
  const blobs = new Map<string, Uint8Array>();
  for (const name of await other.blobNames(receiptBlob(''))) {
    const bytes = own.has(name) ? undefined : await other.blob(name);
    if (bytes !== undefined) blobs.set(name, bytes);
  }
  if (blobs.size > 0) await store.putBlobs(blobs);
}

async function reapply(engine: Engine, noted: readonly NotedErasure[]): Promise<readonly Reapplied[]> {
  const { store } = engine.cube;
  const open = noted.length === 0 ? [] : await notIn(engine, noted);
  const again: Reapplied[] = [];
  for (const one of open) {
    const seqs = await stillThere(store, one);
    const ids = seqs.length === 0 ? [] : await engine.exclusive(() => readableIds(engine, seqs));
    const beside = await engine.exclusive(() => withoutTraces(store, one.traces ?? []));
    if (ids.length + beside.blobs.size === 0) continue;
    if (engine.settings.readOnly) throw olderFile(one.erasure, seqs.length);
    const reason = `erased before as ${one.erasure}: this file was older`;
    const options = { mode: 'erase', dryRun: false, overrideHold: true, reason } as const;
    const { receipt = '' } = await forget(engine, { ids }, options, {
      ...one,
      beside: { ...nothingBeside, ...beside, traces: one.traces ?? [] },
    });
    again.push({ erasure: one.erasure, entries: seqs.length, receipt });
  }
  if (open.length > 0 && !engine.settings.readOnly) await noteDone(store, open);
  return again;
}

/** Those that are neither in the log of this file nor were looked after in it. */
async function notIn({ cube }: Engine, noted: readonly NotedErasure[]): Promise<readonly NotedErasure[]> {
  const done = await readDone(cube.store);
  const left = noted.filter(({ erasure }) => !done.has(erasure));
  const known = await cube.latest(
    'erasure',
    left.map(({ erasure }) => erasure),
  );
  return left.filter((_, index) => known[index] === undefined);
}

/** Positions at which the very entry that was erased stands with its content. */
async function stillThere(store: Store, { positions, prints }: NotedErasure): Promise<number[]> {
  const seqs = positionsIn(positions);
  const wanted = Buffer.from(prints, 'base64');
  const rows = await store.rowsAt(seqs);
  return seqs.filter((_, index) => {
    const row = rows[index];
    const print = wanted.subarray(index * printBytes, (index + 1) * printBytes);
    return row !== undefined && row.body.length > 0 && printOf(store.cube, row).equals(print);
  });
}

/** Turns, and records whose first version is among these, as far as they can be read: a destroyed key is enough. */
async function readableIds(engine: Engine, seqs: readonly number[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const entry of await engine.cube.at(seqs)) {
    if (entry?.kind === 'turn') ids.add(entry.turn.id);
    if (entry?.kind === 'record' && entry.record.version === 1) ids.add(entry.record.id);
  }
  return [...ids];
}

async function readDone(store: Store): Promise<ReadonlySet<string>> {
  const bytes = await store.blob(doneBlob);
  return new Set(bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as string[]));
}

async function noteDone(store: Store, open: readonly NotedErasure[]): Promise<void> {
  const done = [...(await readDone(store)), ...open.map(({ erasure }) => erasure)];
  await store.putBlobs(new Map([[doneBlob, new TextEncoder().encode(JSON.stringify(done))]]));
}

function olderFile(erasure: string, entries: number): MemoryError {
  return new MemoryError(
    'refused',
    `this file is older than an erasure and holds ${goneAgain(entries)} that it erased`,
    {
      details: { erasure, entries },
      hint: 'open it for writing once: it is erased in it again',
    },
  );
}
