/**
 * Encrypts a cube that is not: writes all of it anew into a file beside it, checks that file, and puts it in place.
 *
 * In place it could not be done: every entry of the log is tied to the one before it, and the old bytes would stay in
 * the file. Until the one rename at the end the cube is what it was; the old file is kept under a name of its own, and
 * everything in it stays readable until it is removed.
 */
import { existsSync } from 'node:fs';
import type { DriverChoice } from '../../adapters/sqlite/index.ts';
import { isMemoryError, MemoryError, throwIfAborted } from '../../errors/index.ts';
import { bodyDigest, changeHash, rowMac } from '../../kernel/change-log.ts';
import type { NewEntry, StoredEntry } from '../../kernel/entry.ts';
import { forgetDamaged } from '../../kernel/remade-blobs.ts';
import { decodeRow } from '../../kernel/row-codec.ts';
import { cubeKeys, type SealLevel } from '../../kernel/sealing/cube-seal.ts';
import { createRowSeal, type RowSeal } from '../../kernel/sealing/row-seal.ts';
import { verifyCube } from '../../kernel/verify-cube.ts';
import { type Change, encryptionNote, type KeyRing, type Row, type Store } from '../../ports/index.ts';
import { pendingErasure } from '../vectors/unit-vectors.ts';
import { type EncryptionNote, encodeNote, readNote } from './encryption-note.ts';
import { checkEncryption, type EncryptionOptions } from './encryption-options.ts';
import { findRing, oldIdContext, openWith, type SealingPorts } from './open-sealed.ts';

export type EncryptCubeOptions = {
  /** Where the keys go, how they are protected, how much is sealed (default `everything`). */
  readonly encryption?: EncryptionOptions;
  readonly driver?: DriverChoice;
  /** Longest wait for others to close the cube, milliseconds. Default 2,000. */
  readonly busyTimeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onWarning?: (message: string) => void;
};

export type EncryptReport = {
  readonly cube: string;
  readonly path: string;
  /** The cube as it was, readable; remove it when the encrypted one is found to be well. */
  readonly kept: string;
  /** Where the key ring is, unless it is one of yours without a path. */
  readonly keys?: string;
  readonly entries: number;
};

const pageRows = 1_000;

/**
 * Encrypts the cube at `path`, which nobody may have open. (With the driver `libsql`, a process that has had it open may
 * still hold the file until its statements are collected.)
 *
 * @throws `incompatible` when it is encrypted already, `busy` when somebody has it open, `conflict` when it owes an
 * erasure, `corrupt` when it is damaged, and everything that opening throws; the cube is then as it was
 */
export async function encryptCube(path: string, options: EncryptCubeOptions = {}): Promise<EncryptReport> {
  const { encryption = {}, signal, onProgress, busyTimeoutMs = 2_000, onWarning = () => {} } = options;
  checkEncryption(encryption);
  const { systemClock, systemEntropy, systemIds } = await import('../../adapters/system/index.ts');
  const { openSqliteStore, rewriteSqlite } = await import('../../adapters/sqlite/index.ts');
  const ports: SealingPorts = { clock: systemClock, ids: systemIds, entropy: systemEntropy, warn: onWarning };
  const given = options.driver === undefined ? {} : { driver: options.driver };
  throwIfAborted(signal);
  if (!existsSync(path)) {
    throw new MemoryError('not_found', 'there is no cube at this path', { details: { path }, hint: 'check the path' });
  }
  let made: Omit<EncryptReport, 'path' | 'kept'> | undefined;
  const rewrite = async (copy: string, fresh: string): Promise<void> => {
    const source = forgetDamaged(await openSqliteStore(copy, { ...given, mustExist: true }), onWarning);
    try {
      await mustBePlain(source);
      const { cube } = source;
      const ring = await findRing({ cube, readOnly: false }, encryption, ports, false);
      const target = await openSqliteStore(fresh, { ...given, cube });
      try {
        const level = encryption.seal === 'content' ? 'content' : 'everything';
        const entries = await copySealed({ source, target, level, ring, ports }, { signal, onProgress });
        made = { cube, entries, ...(ring.path === undefined ? {} : { keys: ring.path }) };
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  };
  const kept = await rewriteSqlite(path, rewrite, { ...given, busyTimeoutMs }).catch(async (error: unknown) => {
    if (!isMemoryError(error, 'busy')) throw error;
    // Only now, for looking would hold the file: who has an encrypted cube open is not asked to close it first.
    const open = await openSqliteStore(path, { ...given, mustExist: true, readOnly: true });
    await mustBePlain(open).finally(() => open.close());
    throw error;
  });
  return { ...(made as NonNullable<typeof made>), path, kept };
}

async function mustBePlain(source: Store): Promise<void> {
  if ((await readNote(source)) !== undefined) {
    throw new MemoryError('incompatible', 'this cube is encrypted already', { details: { cube: source.cube } });
  }
  if ((await source.blob(pendingErasure)) === undefined) return;
  throw new MemoryError('conflict', 'an erasure of this cube is not complete yet', {
    hint: 'open the cube once (`palimpsest stats`), which completes it, then try again',
  });
}

type Watching = {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: EncryptCubeOptions['onProgress'];
};

type Copy = {
  readonly source: Store;
  readonly target: Store;
  readonly level: SealLevel;
  readonly ring: KeyRing;
  readonly ports: SealingPorts;
};

async function copySealed(
  { source, target, level, ring, ports }: Copy,
  { signal, onProgress }: Watching,
): Promise<number> {
  const head = await source.head();
  const first = await openWith(target, { level, ring: ring.id, at: ports.clock.now() }, ring, ports);
  const sealedSecret = first.seal.seal(
    source.macKey,
    first.seal.keyFor([cubeKeys.settings]),
    oldIdContext(target.cube),
  );
  const note: EncryptionNote = {
    level,
    ring: ring.id,
    at: ports.clock.now(),
    oldIdSecret: Buffer.from(sealedSecret).toString('base64'),
    before: { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') },
  };
  await target.append({ rows: [], changes: [], blobs: new Map([[encryptionNote, encodeNote(note)]]) }, 0);
  const { store, seal } = await openWith(target, note, ring, ports);
  const rowSeal = createRowSeal(store, seal);
  await copyLog(source, store, { rowSeal, ports }, { signal, onProgress });
  await copyRest(source, store);
  const check = await verifyCube(store, { decode: rowSeal.decode });
  const [problem] = check.problems;
  if (problem !== undefined || check.changes !== head.seq) {
    throw new MemoryError('corrupt', `the encrypted copy is not whole: ${problem?.message ?? 'entries are missing'}`, {
      hint: 'run `palimpsest verify` on the cube first; it was left as it is',
    });
  }
  return head.seq;
}

/** Every entry at its position and with its times; the chain is a new one, because it commits to what is sealed. */
async function copyLog(
  source: Store,
  target: Store,
  { rowSeal, ports }: { readonly rowSeal: RowSeal; readonly ports: SealingPorts },
  { signal, onProgress }: Watching,
): Promise<void> {
  const { seq: end } = await source.head();
  let hash: Uint8Array = (await target.head()).hash;
  for (let since = 0; since < end; since += pageRows) {
    throwIfAborted(signal);
    const [rows, log] = [await source.rows(since, pageRows), await source.changes(since, pageRows)];
    const entries = rows.map((row) => toNew(checked(row, source)));
    const present = entries.filter((entry) => entry !== undefined);
    const keys = await rowSeal.keysOf(present);
    const batch: { rows: Row[]; changes: Change[] } = { rows: [], changes: [] };
    let next = 0;
    rows.forEach((row, index) => {
      const { seq, at, kind } = row;
      const entry = entries[index];
      const encoded =
        entry === undefined
          ? { kind, version: row.version, id: rowSeal.storedId(row.id), subject: '', body: new Uint8Array(0) }
          : rowSeal.encode(entry, keys[next++]!, seq, ports.entropy.bytes(16));
      const stored = { seq, at, ...encoded };
      batch.rows.push({ ...stored, mac: rowMac(target.macKey, stored) });
      // What was erased leaves only the digest of what it was.
      const digest = entry === undefined ? (log[index] as Change).digest : bodyDigest(encoded.body);
      const change = { seq, at, kind, id: encoded.id, version: encoded.version, digest };
      hash = changeHash(hash, change);
      batch.changes.push({ ...change, hash });
    });
    await target.append(batch, since);
    onProgress?.(Math.min(since + pageRows, end), end);
  }
}

function checked(row: Row, source: Store): StoredEntry {
  if (Buffer.compare(rowMac(source.macKey, row), row.mac) === 0) return decodeRow(row, source.cube);
  throw new MemoryError('corrupt', `log entry ${row.seq} does not match its checksum`, {
    details: { seq: row.seq },
    hint: 'run `palimpsest verify` to see the extent, then restore from a backup; the cube was left as it is',
  });
}

function toNew(stored: StoredEntry): NewEntry | undefined {
  switch (stored.kind) {
    case 'turn': {
      const { cube, seq, ...turn } = stored.turn;
      return { kind: 'turn', turn };
    }
    case 'record':
      return { kind: 'record', record: stored.record };
    case 'link':
      return { kind: 'link', link: stored.link };
    case 'mark':
      return { kind: 'mark', mark: stored.mark };
    case 'erasure':
      return { kind: 'erasure', receipt: stored.receipt };
    case 'erased':
      return undefined;
  }
}

/** Blobs and jobs. Snapshots are left out: they belong to the old chain, and are made again. */
async function copyRest(source: Store, target: Store): Promise<void> {
  for (const name of await source.blobNames('')) {
    if (name.startsWith('snapshot/')) continue;
    const data = await source.blob(name);
    if (data !== undefined) await target.putBlobs(new Map([[name, data]]));
  }
  for (const { id, kind, payload, dueAt, state } of await source.jobs()) {
    // Done ones are history; one that is leased has a worker that is gone, for nobody has the cube open.
    if (state === 'waiting' || state === 'leased') await target.addJob({ id, kind, payload, dueAt });
  }
}
