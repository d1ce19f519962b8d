/** Opens a cube in a SQLite file, or makes one: checks the file, brings it to the newest format, compares the sidecar. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { Clock, Entropy, Ids, Observer, OpenStoreOptions, Store } from '../../ports/index.ts';
import { checkText } from '../check-batch.ts';
import { systemClock } from '../system/system-clock.ts';
import { systemEntropy } from '../system/system-entropy.ts';
import { systemIds } from '../system/system-ids.ts';
import { compareMark } from './commit-mark.ts';
import {
  checkHeader,
  createPrivateFile,
  databasePath,
  fileBytes,
  refuseNetworkDrive,
  syncFile,
  syncFolder,
} from './file-guard.ts';
import { HeadSidecar, readSidecar, sidecarPath } from './head-sidecar.ts';
import { type DriverChoice, pickDriver } from './open-handle.ts';
import {
  createTables,
  insertBirth,
  inspectFile,
  type Migration,
  migrations,
  newest,
  readIdentity,
  stampVersion,
} from './schema.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteCube } from './sqlite-cube.ts';
import { sqliteError } from './sqlite-error.ts';
import type { SqliteHandle } from './sqlite-handle.ts';

/** How a SQLite file is opened. */
export type OpenSqliteOptions = OpenStoreOptions & {
  /**
   * Which SQLite to use: a name, a driver of your own, or an open connection to the same path, which the store then
   * closes. Default `auto`: `node:sqlite` where Node has it, else `libsql`.
   */
  readonly driver?: DriverChoice | SqliteHandle;
  /** The id of the cube: given to a new file, demanded of an existing one. Default for a new file: a new id. */
  readonly cube?: string;
  /**
   * Opens a file that has lost the end of its log, and takes the end that is left as the right one. Default false: such
   * a file is refused with `corrupt`.
   */
  readonly acceptLoss?: boolean;
  /** Opens a file on a drive of another machine all the same. Default false. */
  readonly allowNetworkDrive?: boolean;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Makes the secret of a new cube. Default: the operating system's. */
  readonly entropy?: Entropy;
  /** Receives `warning-raised` events. */
  readonly observer?: Observer;
};

/**
 * Opens the cube at `path`, making file and folder (readable by their owner only) where there is none.
 *
 * @throws `not_found` (with `mustExist` or `readOnly`), `invalid_input` for a foreign file, `newer_version`, `corrupt`
 * for a damaged file and one that lost entries, `incompatible` when it holds another cube than `cube`, `unavailable`
 * without a driver, `unsupported` on a network drive, `busy`, `read_only`, `storage_full`
 */
export async function openSqliteStore(path: string, options: OpenSqliteOptions = {}): Promise<Store> {
  return openWithSteps(path, options, migrations);
}

/** {@link openSqliteStore} with a file format of its own: upgrades can be tested before there is one. */
export async function openWithSteps(
  path: string,
  options: OpenSqliteOptions,
  steps: readonly Migration[],
  immutable = false,
): Promise<Store> {
  const file = databasePath(path);
  if (options.cube !== undefined) checkText(options.cube, 'the id of the cube');
  const readOnly = options.readOnly ?? false;
  const given = givenHandle(options);
  const driver = given === undefined ? await pickDriver(options.driver as DriverChoice | undefined) : undefined;
  const open = driver && ((target: string, ro: boolean) => driver.open(target, { readOnly: ro, immutable }));
  let connection: SqliteConnection | undefined;
  try {
    const existed = prepareFile(file, options);
    if (!existed && !readOnly) createPrivateFile(file);
    const handle = given ?? open!(file, readOnly);
    connection = new SqliteConnection(handle, {
      path: file,
      readOnly,
      busyTimeoutMs: options.busyTimeoutMs ?? 10_000,
      durability: options.durability ?? 'full',
      ...(open === undefined ? {} : { open }),
    });
    await connection.start();
    await bringToNewest(connection, options, steps);
    const opened = connection;
    const { cube, macKey } = await opened.read('opening', () => readIdentity(opened.handle, file));
    if (options.cube !== undefined && options.cube !== cube) {
      throw new MemoryError('incompatible', `the file holds cube ${cube}, not ${options.cube}`, {
        details: { path: file, cube, expected: options.cube },
        hint: 'leave the cube out to open whatever the file holds, or choose another path',
      });
    }
    const adapter = `sqlite:${driver?.name ?? 'handle'}`;
    const clock = options.clock ?? systemClock;
    const sidecar = await openSidecar(connection, cube, options);
    return new SqliteCube({
      adapter,
      path: file,
      cube,
      macKey,
      connection,
      sidecar,
      clock,
      observer: options.observer,
    });
  } catch (error) {
    const mapped = sqliteError(error, 'opening', file);
    try {
      connection?.close();
    } catch {
      // The first error is the one to report.
    }
    // A folder that cannot be written has no room for SQLite's shared memory; without a log there is nothing to share.
    const locked = mapped.code === 'read_only' || mapped.code === 'unavailable';
    const retry = locked && readOnly && !immutable && driver !== undefined && fileBytes(`${file}-wal`) === 0;
    if (retry && mapped.details['resultCode'] !== 0) return openWithSteps(path, options, steps, true);
    throw mapped;
  }
}

/** The connection that the caller passed in as the driver, if it is one. */
function givenHandle({ driver }: OpenSqliteOptions): SqliteHandle | undefined {
  return typeof driver === 'object' && driver !== null && 'prepare' in driver ? driver : undefined;
}

/** Checks the path and what lies there; tells whether there is a file with something in it. */
function prepareFile(file: string, options: OpenSqliteOptions): boolean {
  const exists = existsSync(file);
  const empty = fileBytes(file) === 0 && fileBytes(`${file}-wal`) === 0;
  const expectsLog = existsSync(sidecarPath(file));
  if (!options.allowNetworkDrive) refuseNetworkDrive(file);
  if (empty && expectsLog && !options.acceptLoss && givenHandle(options) === undefined && expectedSeq(file) > 0) {
    throw new MemoryError(
      'corrupt',
      `the file is ${exists ? 'empty' : 'missing'}, its sidecar expects ${expectedSeq(file)} entries`,
      {
        details: { path: file, missingFrom: 1, missingTo: expectedSeq(file) },
        hint: 'restore the newest backup, or open with acceptLoss to begin anew',
      },
    );
  }
  if (empty && (options.mustExist || options.readOnly) && givenHandle(options) === undefined) {
    throw new MemoryError('not_found', 'there is no cube at this path', {
      details: { path: file },
      hint: 'check the path, or open without mustExist and readOnly to make a cube',
    });
  }
  if (exists) checkHeader(file);
  return exists;
}

/** How many entries the sidecar expects, whatever its cube. */
function expectedSeq(file: string): number {
  const found = readSidecar(file, '');
  return found.state === 'found' ? found.mark.head.seq : 0;
}

/** Creates or upgrades the tables. */
async function bringToNewest(
  connection: SqliteConnection,
  options: OpenSqliteOptions,
  steps: readonly Migration[],
): Promise<void> {
  const { path, readOnly } = connection.settings;
  const target = newest(steps);
  const kind = await connection.read('opening', () => inspectFile(connection.handle, path, steps));
  if (kind.kind === 'new' && (readOnly || options.mustExist)) {
    throw new MemoryError('not_found', 'there is no cube in this file yet', { details: { path } });
  }
  await connection.useWal();
  if (kind.kind === 'cube' && kind.version === target) return;
  if (kind.kind === 'cube' && readOnly) {
    throw new MemoryError('read_only', `the file has format ${kind.version} and must be upgraded to ${target}`, {
      details: { path, fileVersion: kind.version },
      hint: 'open it once for writing',
    });
  }
  if (kind.kind === 'cube') await keepOldFormat(connection, kind.version);
  await connection.write('creating tables', () => {
    // Another process may have done it since.
    const now = inspectFile(connection.handle, path, steps);
    if (now.kind === 'cube' && now.version === target) return;
    createTables(connection.handle, now.kind === 'cube' ? now.version : 0, steps);
    if (now.kind === 'new') insertBirth(connection.handle, birth(options));
    stampVersion(connection.handle, now.kind === 'cube' && now.sealed, steps);
  });
  // From here on, the header of the main file tells what it is.
  connection.checkpoint();
  syncFolder(dirname(path));
}

function birth(options: OpenSqliteOptions): Parameters<typeof insertBirth>[1] {
  const macKey = (options.entropy ?? systemEntropy).bytes(32);
  const cube = options.cube ?? (options.ids ?? systemIds).next('cube');
  return { cube, macKey, at: (options.clock ?? systemClock).now() };
}

/** Keeps a copy of a file of an older format beside it, once: an older version of the library can go back to it. */
async function keepOldFormat(connection: SqliteConnection, version: number): Promise<void> {
  const copy = `${connection.settings.path}.format-${version}.bak`;
  if (existsSync(copy)) return;
  await connection.read('keeping a copy of the old format', () => {
    connection.checkpoint();
    createPrivateFile(copy);
    connection.run('VACUUM INTO ?', copy);
  });
  syncFile(copy);
}

/** Compares the file with its sidecar and opens the sidecar for writing. */
async function openSidecar(
  connection: SqliteConnection,
  cube: string,
  options: OpenSqliteOptions,
): Promise<HeadSidecar | undefined> {
  const { path, readOnly } = connection.settings;
  const { mark, sidecar: found, loss } = await compareMark(connection, cube);
  const warn = (message: string): void => options.observer?.({ type: 'warning-raised', cube, message });
  if (loss !== undefined) {
    if (!options.acceptLoss) throw loss;
    warn(`loss accepted: ${loss.message}`);
  } else if (mark.head.seq > 0 && found !== 'found') {
    warn(`the sidecar ${sidecarPath(path)} is ${found}: the end of the log could not be compared`);
  }
  if (readOnly) return undefined;
  const sidecar = new HeadSidecar(path, cube);
  if (loss === undefined && found === 'found') sidecar.advance(mark);
  else sidecar.reset(mark);
  // What was ahead of the file must not come back after a power loss.
  if (loss !== undefined) sidecar.flush();
  return sidecar;
}
