/** A consistent copy of a cube while it is in use. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import { readMark } from './commit-mark.ts';
import { createPrivateFile, databasePath, refuseNetworkDrive, syncFile, syncFolder } from './file-guard.ts';
import { HeadSidecar, sidecarPath } from './head-sidecar.ts';
import { createTables, isSealed, stampVersion } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { sqliteError } from './sqlite-error.ts';
import type { SqliteHandle } from './sqlite-handle.ts';

/** Entries copied between two turns of the event loop. */
const chunkEntries = 4000;

/** As the port's `backup` takes them. */
export type BackupOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function countOf(handle: SqliteHandle): number {
  const [row] = handle.prepare('SELECT count(*) AS entries FROM log').all() as { readonly entries: number }[];
  return Number(row?.entries ?? 0);
}

/**
 * Copies table by table into an empty file, from one snapshot, giving way to other work between chunks.
 *
 * Only `exec` is used on this connection: libsql keeps a connection's file open as long as one of its prepared
 * statements has not been collected.
 */
async function copyInChunks(
  target: SqliteHandle,
  { source, sealed }: { readonly source: string; readonly sealed: boolean },
  total: number,
  { signal, onProgress }: BackupOptions,
): Promise<void> {
  // The copy is flushed as a whole at the end and thrown away if anything fails before.
  target.exec('PRAGMA synchronous = OFF');
  target.exec('PRAGMA cell_size_check = ON');
  target.exec('PRAGMA temp_store = MEMORY');
  target.exec(`ATTACH DATABASE ${quoted(source)} AS source`);
  target.exec('BEGIN');
  createTables(target, 0);
  for (const table of ['meta', 'blobs', 'jobs']) target.exec(`INSERT INTO main.${table} SELECT * FROM source.${table}`);
  for (let done = 0; ; done += chunkEntries) {
    throwIfAborted(signal);
    const last = done + chunkEntries >= total;
    const end = last ? '' : ` AND seq <= ${done + chunkEntries}`;
    target.exec(`INSERT INTO main.log SELECT * FROM source.log WHERE seq > ${done}${end} ORDER BY seq`);
    onProgress?.(Math.min(done + chunkEntries, total), total);
    if (last) break;
    await setImmediate();
  }
  stampVersion(target, sealed);
  target.exec('COMMIT');
}

/** Gives the finished copy its name, which nothing may have taken meanwhile. */
function publish(part: string, target: string): void {
  syncFile(part);
  try {
    linkSync(part, target);
    rmSync(part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw occupied(target);
    // File systems without hard links: a rename, which would overwrite, after one more look.
    if (existsSync(target)) throw occupied(target);
    renameSync(part, target);
  }
  syncFolder(dirname(target));
}

function occupied(path: string): MemoryError {
  return new MemoryError('invalid_input', 'a file is there already', {
    details: { path },
    hint: 'choose a path that does not exist; a backup never overwrites',
  });
}

/** Reads the finished copy: its head, once more as a whole, and its sidecar beside it. */
function finish(connection: SqliteConnection, cube: string, target: string): void {
  const { open } = connection.settings;
  if (open === undefined) return;
  const copy = open(target, true);
  try {
    const mark = readMark(copy, cube);
    const { head } = mark;
    const entries = countOf(copy);
    if (entries !== head.seq) {
      throw new MemoryError('corrupt', `the log has ${entries} entries but ends at ${head.seq}`, {
        details: { path: connection.settings.path, entries, head: head.seq },
        hint: 'run a check and restore the newest backup',
      });
    }
    const sidecar = new HeadSidecar(target, cube);
    sidecar.reset(mark);
    sidecar.flush();
    sidecar.close();
  } finally {
    copy.close();
  }
}

/**
 * Writes a consistent copy of an open cube, with its sidecar, to a path where nothing is yet.
 *
 * @throws `invalid_input` when something is there, `aborted`, `storage_full`, `corrupt` when the cube is damaged; the
 * target then does not exist.
 */
export async function backupCube(
  connection: SqliteConnection,
  cube: string,
  path: string,
  options: BackupOptions,
): Promise<void> {
  const target = databasePath(path);
  refuseNetworkDrive(target);
  for (const file of [target, `${target}-wal`, sidecarPath(target)]) if (existsSync(file)) throw occupied(file);
  const part = `${target}.${randomBytes(6).toString('hex')}.part`;
  const { settings } = connection;
  try {
    createPrivateFile(part);
    const [row] = await connection.read('counting entries', () =>
      connection.all<{ readonly seq: number | null }>('SELECT max(seq) AS seq FROM log WHERE cube_id = ?', cube),
    );
    const total = Number(row?.seq ?? 0);
    const sealed = await connection.read('reading the format', () => isSealed(connection.handle, settings.path));
    if (settings.open === undefined) {
      // A handle that was passed in cannot be doubled: SQLite's own copy, in one go.
      await connection.read('copying', () => connection.run('VACUUM INTO ?', part));
      options.onProgress?.(total, total);
    } else {
      const handle = settings.open(part, false);
      try {
        await copyInChunks(handle, { source: settings.path, sealed }, total, options);
      } finally {
        handle.close();
      }
    }
    throwIfAborted(options.signal);
    publish(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw sqliteError(error, 'backing up', target);
  }
  try {
    finish(connection, cube, target);
  } catch (error) {
    rmSync(target, { force: true });
    rmSync(sidecarPath(target), { force: true });
    throw sqliteError(error, 'checking the backup', target);
  }
}
