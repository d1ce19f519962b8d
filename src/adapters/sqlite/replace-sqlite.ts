/**
 * Puts a backup, or the cube written anew, in the place of a cube that nobody has open, and keeps what was there under a
 * name of its own.
 */
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MemoryError } from '../../errors/index.ts';
import type { Clock } from '../../ports/index.ts';
import { systemClock } from '../system/system-clock.ts';
import type { BackupOptions } from './backup.ts';
import { createPrivateFile, databasePath, syncFile, syncFolder } from './file-guard.ts';
import { type DriverChoice, pickDriver } from './open-handle.ts';
import { restoreSqlite } from './restore-sqlite.ts';
import { isBusy, sqliteError, sqliteResultCode } from './sqlite-error.ts';
import type { SqliteDriver, SqliteHandle } from './sqlite-handle.ts';

/** A cube in one file and what SQLite and the store put beside it. */
const companions = ['-wal', '-shm', '-journal', '.head'] as const;

export type ReplaceOptions = BackupOptions & {
  readonly driver?: DriverChoice;
  readonly allowNetworkDrive?: boolean;
  /** Longest wait for others to close the cube, milliseconds. Default 2,000. */
  readonly busyTimeoutMs?: number;
  /** Names the kept file. */
  readonly clock?: Clock;
};

/**
 * Replaces the cube at `to` by the backup at `from`; gives the path under which the old cube is kept.
 *
 * Until the one rename that puts the new file in place, the old cube is there, whole and under its name; from then on,
 * the new one is. A kept file is never overwritten.
 *
 * @throws `busy` while any process, this one included, has the cube at `to` open; `corrupt` when the backup does not
 * pass its checks; everything that opening and backing up throw. The cube is then as it was.
 */
export async function replaceSqlite(from: string, to: string, options: ReplaceOptions = {}): Promise<string> {
  const path = databasePath(to);
  const driver = await pickDriver(options.driver);
  const fresh = `${path}.restoring-${randomBytes(6).toString('hex')}`;
  try {
    await restoreSqlite(from, fresh, { ...options, driver });
    const lock = await lockAlone(driver, path, options.busyTimeoutMs ?? 2_000);
    try {
      return swap(fresh, path, (options.clock ?? systemClock).now(), lock);
    } finally {
      lock?.close();
    }
  } catch (error) {
    throw sqliteError(error, 'replacing the cube', path);
  } finally {
    for (const suffix of ['', ...companions]) rmSync(fresh + suffix, { force: true });
  }
}

/**
 * Writes a cube anew: `rewrite` gets the path of a copy to read from, and of the file to make, which then takes the place
 * of the cube. Nobody else can open the cube meanwhile. Gives the path under which the old cube is kept.
 *
 * @throws as {@link replaceSqlite}, and whatever `rewrite` throws; the cube is then as it was
 */
export async function rewriteSqlite(
  target: string,
  rewrite: (copy: string, fresh: string) => Promise<void>,
  options: Omit<ReplaceOptions, keyof BackupOptions> = {},
): Promise<string> {
  const path = databasePath(target);
  const driver = await pickDriver(options.driver);
  const fresh = `${path}.encrypting-${randomBytes(6).toString('hex')}`;
  const copy = `${path}.encrypting-${randomBytes(6).toString('hex')}`;
  let lock: SqliteHandle | undefined;
  try {
    lock = await lockAlone(driver, path, options.busyTimeoutMs ?? 2_000);
    if (lock === undefined) throw new MemoryError('corrupt', 'the cube is damaged', { details: { path } });
    // Through this connection: closing any other descriptor of the file would drop its lock.
    createPrivateFile(copy);
    lock.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
    if (existsSync(`${path}.head`)) copyFileSync(`${path}.head`, `${copy}.head`);
    await rewrite(copy, fresh);
    return swap(fresh, path, (options.clock ?? systemClock).now(), lock);
  } catch (error) {
    throw sqliteError(error, 'writing the cube anew', path);
  } finally {
    lock?.close();
    for (const suffix of ['', ...companions]) for (const file of [copy, fresh]) rmSync(file + suffix, { force: true });
  }
}

/**
 * Takes the file for this connection alone, and moves its write-ahead log into it. Undefined when the file is too
 * damaged to be opened: it has no users then that could be told apart from it.
 *
 * A connection in write-ahead mode keeps a shared lock on the file for as long as it is open, so the exclusive lock is
 * had only when there is no other. Leaving that mode removes the log and the shared memory, so that closing the
 * connection later removes nothing that belongs to the new file of the same name.
 */
async function lockAlone(driver: SqliteDriver, path: string, timeoutMs: number): Promise<SqliteHandle | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let handle: SqliteHandle | undefined;
    try {
      handle = driver.open(path, { readOnly: false, immutable: false });
      // Only `exec`: libsql keeps a file open as long as one of its prepared statements was not collected.
      handle.exec('PRAGMA busy_timeout = 5');
      handle.exec('PRAGMA locking_mode = EXCLUSIVE');
      handle.exec('BEGIN EXCLUSIVE');
      handle.exec('COMMIT');
      handle.exec('PRAGMA journal_mode = MEMORY');
      return handle;
    } catch (error) {
      handle?.close();
      const primary = sqliteResultCode(error) & 0xff;
      if (primary === 11 || primary === 26) return undefined;
      if (!isBusy(error)) throw error;
      if (performance.now() >= deadline) {
        throw new MemoryError('busy', 'the cube is open in another program or process, and cannot be replaced', {
          details: { path },
          hint: 'close it there (editors and agents keep theirs open through an MCP server), then try again',
          cause: error,
        });
      }
    }
    await setTimeout(25);
  }
}

function keptName(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number++) {
    const name = `${path}.before-restore-${stamp}${number === 1 ? '' : `-${number}`}`;
    if (['', ...companions].every((suffix) => !existsSync(name + suffix))) return name;
  }
}

/** A second name for a file; a copy on file systems without hard links. Fails where something has that name. */
function keep(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
    syncFile(kept);
  }
}

function swap(fresh: string, path: string, now: number, lock: SqliteHandle | undefined): string {
  const folder = dirname(path);
  const kept = keptName(path, now);
  for (const suffix of ['-wal', '-journal', '.head']) if (existsSync(path + suffix)) keep(path + suffix, kept + suffix);
  keep(path, kept);
  syncFolder(folder);
  // What belongs to the old file must not meet the new one: a log would be replayed, a sidecar would report a loss.
  for (const suffix of companions) rmSync(path + suffix, { force: true });
  // Windows renames no file over one that is open.
  if (process.platform === 'win32') lock?.close();
  renameSync(fresh, path);
  if (existsSync(`${fresh}.head`)) renameSync(`${fresh}.head`, `${path}.head`);
  syncFolder(folder);
  return kept;
}
