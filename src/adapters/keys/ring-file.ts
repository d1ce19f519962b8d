/**
 * The file of a key ring: replaced whole, and what it held before is overwritten.
 *
 * New content goes to `.new` and is flushed; the file gets a second name, `.old`; `.new` takes its place; `.old` is
 * overwritten and removed. A crash leaves the file as it was or as it is to be, and the next change clears up the rest.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { syncFolder } from '../sqlite/file-guard.ts';

/** What tells one content of a file from another without reading it. */
export type FileStamp = string;

export function ringStamp(path: string): FileStamp | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.ino} ${found.mtimeNs} ${found.size}`;
}

export type RingBytes = { readonly bytes: Uint8Array; readonly stamp: FileStamp };

/**
 * The bytes of a ring; `undefined` where there is no file. Takes no lock: what was replaced, and overwritten, while it
 * was being read is read again.
 *
 * @throws `unavailable` where it cannot be read
 */
export function readRingFile(path: string): RingBytes | undefined {
  let read = readOnce(path);
  while (read !== undefined && read.stamp !== ringStamp(path)) read = readOnce(path);
  return read;
}

function readOnce(path: string): RingBytes | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw ringFailure(path, error);
  }
  try {
    const { ino, mtimeNs, size } = fstatSync(file, { bigint: true });
    return { bytes: readFileSync(file), stamp: `${ino} ${mtimeNs} ${size}` };
  } catch (error) {
    throw ringFailure(path, error);
  } finally {
    closeSync(file);
  }
}

/** Replaces the file, or makes it. Call it under the lock. */
export function replaceRingFile(path: string, bytes: Uint8Array): FileStamp {
  try {
    clearUp(path);
    const fresh = `${path}.new`;
    writeFlushed(fresh, bytes);
    keepSecondName(path);
    renameSync(fresh, path);
    syncFolder(dirname(path));
    overwrite(`${path}.old`);
    return ringStamp(path) as FileStamp;
  } catch (error) {
    throw ringFailure(path, error);
  }
}

/** Copies the file to a path where nothing is. Errors: `conflict`, `storage_full`, `unavailable`. */
export function copyRingFile(path: string, target: string): void {
  try {
    writeFlushed(target, readFileSync(path));
    syncFolder(dirname(target));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new MemoryError('conflict', 'a file is there already', {
        details: { path: target },
        hint: 'choose a path that does not exist; a copy of keys never overwrites',
      });
    }
    throw ringFailure(target, error);
  }
}

/** Overwrites and removes the file and what a crash may have left beside it. Call it under the lock. */
export function removeRingFile(path: string): void {
  try {
    clearUp(path);
    overwrite(path);
    syncFolder(dirname(path));
  } catch (error) {
    throw ringFailure(path, error);
  }
}

/** True when a change was interrupted. */
export function hasLeftovers(path: string): boolean {
  return existsSync(`${path}.new`) || existsSync(`${path}.old`);
}

/** Finishes what a crash has interrupted. Call it under the lock. */
export function clearUp(path: string): void {
  overwrite(`${path}.new`);
  const old = `${path}.old`;
  const [now, before] = [statSync(path, { throwIfNoEntry: false }), statSync(old, { throwIfNoEntry: false })];
  if (before === undefined) return;
  // The crash came before the new content had its place: both names mean the ring that counts.
  if (now !== undefined && now.ino === before.ino && now.dev === before.dev) rmSync(old);
  else if (now === undefined) renameSync(old, path);
  else overwrite(old);
}

function writeFlushed(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function keepSecondName(path: string): void {
  try {
    linkSync(path, `${path}.old`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The first time there is nothing to keep; file systems without hard links cannot overwrite what a rename replaces.
    if (code !== 'ENOENT' && code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
}

/** Writes zeros over a file and removes it. On disks that write elsewhere each time, the old bytes may outlive it. */
function overwrite(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  const file = openSync(path, 'r+');
  try {
    const zeros = Buffer.alloc(size);
    for (let done = 0; done < size; ) done += writeSync(file, zeros, done, size - done, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
}

function ringFailure(path: string, error: unknown): unknown {
  const system = (error as NodeJS.ErrnoException).code;
  if (error instanceof MemoryError || system === undefined) return error;
  const details = { path, system };
  if (system === 'ENOSPC' || system === 'EDQUOT') {
    return new MemoryError('storage_full', 'the disk is full: the key ring was not changed', {
      details,
      hint: 'free some space and try again',
      cause: error,
    });
  }
  const code = system === 'EROFS' ? 'read_only' : 'unavailable';
  return new MemoryError(code, `the key ring cannot be read or written (${system})`, {
    details,
    hint: 'check that the file and its folder belong to you',
    cause: error,
  });
}
