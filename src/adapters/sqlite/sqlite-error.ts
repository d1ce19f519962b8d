/** Turns what a SQLite driver throws into a MemoryError: the one table from result codes to error codes. */
import { type ErrorCode, isMemoryError, MemoryError } from '../../errors/index.ts';

/** `SQLITE_BUSY_SNAPSHOT`: a read transaction could not become a write transaction; libsql's connection is stuck then. */
const busySnapshot = 517;
const primaryKey = 1555;
const unique = 2067;

type Mapping = { readonly code: ErrorCode; readonly what: string; readonly hint: string };

/** By primary result code, https://www.sqlite.org/rescode.html. */
const mappings: ReadonlyMap<number, Mapping> = new Map([
  [3, { code: 'unavailable', what: 'the file may not be accessed', hint: 'check the permissions of file and folder' }],
  [4, { code: 'aborted', what: 'the operation was stopped', hint: 'try again' }],
  [5, { code: 'busy', what: 'another writer holds the database', hint: 'try again, or raise busyTimeoutMs' }],
  [6, { code: 'busy', what: 'a table is locked', hint: 'try again' }],
  [8, { code: 'read_only', what: 'the database cannot be written', hint: 'check the permissions of file and folder' }],
  [9, { code: 'aborted', what: 'the operation was interrupted', hint: 'try again' }],
  [10, { code: 'unavailable', what: 'the storage device reported an error', hint: 'check the disk, then reopen' }],
  [11, { code: 'corrupt', what: 'the database file is damaged', hint: 'run a check and restore the newest backup' }],
  [13, { code: 'storage_full', what: 'the disk or quota is full', hint: 'free some space and try again' }],
  [14, { code: 'unavailable', what: 'the file cannot be opened', hint: 'check the permissions of file and folder' }],
  [15, { code: 'busy', what: 'the lock protocol gave up', hint: 'try again' }],
  [18, { code: 'invalid_input', what: 'a value is too large', hint: 'one value can hold at most 1,000,000,000 bytes' }],
  [26, { code: 'corrupt', what: 'the file is not a SQLite database', hint: 'check the path, or restore a backup' }],
]);

/** By name of the operating system's error, for what is done to files outside SQLite. */
const errnoMappings: ReadonlyMap<string, Mapping> = new Map<string, Mapping>([
  ['ENOENT', { code: 'not_found', what: 'the file or its folder is not there', hint: 'check the path' }],
  ['EISDIR', { code: 'invalid_input', what: 'the path is a folder', hint: 'give the path of a file' }],
  ['ENOTDIR', { code: 'invalid_input', what: 'a part of the path is a file', hint: 'check the path' }],
  ['EEXIST', { code: 'invalid_input', what: 'a file is there already', hint: 'choose another path' }],
  [
    'EACCES',
    { code: 'unavailable', what: 'the file may not be accessed', hint: 'check the permissions of file and folder' },
  ],
  [
    'EPERM',
    { code: 'unavailable', what: 'the file may not be accessed', hint: 'check the permissions of file and folder' },
  ],
  [
    'EROFS',
    { code: 'read_only', what: 'the file system is read-only', hint: 'open with readOnly, or choose another path' },
  ],
  ['ENOSPC', { code: 'storage_full', what: 'the disk is full', hint: 'free some space and try again' }],
  ['EDQUOT', { code: 'storage_full', what: 'the quota is used up', hint: 'free some space and try again' }],
  ['EMFILE', { code: 'unavailable', what: 'too many files are open', hint: 'close some cubes, or raise the limit' }],
  ['EIO', { code: 'unavailable', what: 'the storage device reported an error', hint: 'check the disk, then reopen' }],
]);

/** Extended result code of a driver's error, whichever way the driver tells it; 0 when it is none of SQLite's. */
export function sqliteResultCode(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0;
  const { rawCode, errcode, code, message } = error as Record<string, unknown>;
  if (typeof rawCode === 'number') return rawCode;
  if (typeof errcode === 'number') return errcode;
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return codeOfName(code);
  // libsql reports a failing open in prose that ends with the code.
  const opening = typeof message === 'string' ? /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(message) : null;
  return opening === null ? 0 : Number(opening[1]);
}

const names: readonly (readonly [name: string, code: number])[] = [
  ['SQLITE_BUSY_SNAPSHOT', busySnapshot],
  ['SQLITE_BUSY', 5],
  ['SQLITE_LOCKED', 6],
  ['SQLITE_PERM', 3],
  ['SQLITE_ABORT', 4],
  ['SQLITE_READONLY', 8],
  ['SQLITE_INTERRUPT', 9],
  ['SQLITE_IOERR', 10],
  ['SQLITE_CORRUPT', 11],
  ['SQLITE_FULL', 13],
  ['SQLITE_CANTOPEN', 14],
  ['SQLITE_PROTOCOL', 15],
  ['SQLITE_TOOBIG', 18],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', primaryKey],
  ['SQLITE_CONSTRAINT_UNIQUE', unique],
  ['SQLITE_CONSTRAINT', 19],
  ['SQLITE_NOTADB', 26],
];

/** better-sqlite3 gives the name of the extended code only. */
function codeOfName(name: string): number {
  return names.find(([start]) => name.startsWith(start))?.[1] ?? 1;
}

/** True when waiting and trying again can help. */
export function isBusy(error: unknown): boolean {
  const primary = sqliteResultCode(error) & 0xff;
  return primary === 5 || primary === 6 || primary === 15;
}

/** True when a row with the same key is there already. */
export function isDuplicate(error: unknown): boolean {
  const code = sqliteResultCode(error);
  return code === primaryKey || code === unique;
}

/** True when the connection has to be replaced before anything else. */
export function isStuck(error: unknown): boolean {
  return sqliteResultCode(error) === busySnapshot;
}

/**
 * The MemoryError for whatever was thrown while `doing` something with the database at `path`.
 * A MemoryError passes through unchanged.
 */
export function sqliteError(error: unknown, doing: string, path: string): MemoryError {
  if (isMemoryError(error)) return error;
  const result = sqliteResultCode(error);
  const errno = typeof error === 'object' && error !== null ? (error as NodeJS.ErrnoException).code : undefined;
  const mapping = result === 0 ? errnoMappings.get(errno ?? '') : mappings.get(result & 0xff);
  if (mapping === undefined) {
    return new MemoryError('internal', `sqlite failed while ${doing}`, {
      details: { path, resultCode: result },
      cause: error,
    });
  }
  return new MemoryError(mapping.code, `${mapping.what} (while ${doing})`, {
    details: { path, resultCode: result },
    hint: mapping.hint,
    cause: error,
  });
}
