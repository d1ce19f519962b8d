/** One writer of a key ring at a time, among all processes: a lock file beside it, taken over from the dead. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MemoryError } from '../../errors/index.ts';
import { makeFolder } from '../sqlite/make-folder.ts';

/** The work under the lock takes milliseconds: an older lock was left by a process that is gone. */
const staleAfterMs = 60_000;
const unsignedAfterMs = 1_000;
const retryMs = 5;

/** Held while the work runs. `stillOurs` is false when the process slept so long that another took the lock over. */
export type HeldLock = { readonly stillOurs: () => boolean };

function createWith(path: string, content: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    // Windows refuses a name whose file is just being removed with EPERM.
    if (['EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
  try {
    writeSync(file, content);
  } finally {
    closeSync(file);
  }
  return true;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isDead(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function isStale(path: string, content: string): boolean {
  const [pid, host] = content.split(' ');
  if (host === hostname() && /^\d+$/.test(pid ?? '') && isDead(Number(pid))) return true;
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  // A process that dies between making the lock and signing it leaves an empty one.
  const after = content === '' ? unsignedAfterMs : staleAfterMs;
  return made !== undefined && Date.now() - made > after;
}

/** Removes the lock of a process that is gone. Only who holds the second lock may, so none removes a newer lock. */
function breakStale(path: string): void {
  const content = contentOf(path);
  if (content === undefined || !isStale(path, content)) return;
  const guard = `${path}.break`;
  if (!createWith(guard, `${process.pid} ${hostname()}`)) {
    const left = contentOf(guard);
    if (left !== undefined && isStale(guard, left)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (contentOf(path) === content) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Runs `work` alone. Errors: `busy` after `timeoutMs`. */
export async function withRingLock<T>(
  ringPath: string,
  timeoutMs: number,
  work: (lock: HeldLock) => T | Promise<T>,
): Promise<T> {
  const path = `${ringPath}.lock`;
  const mine = `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')}`;
  const deadline = performance.now() + timeoutMs;
  makeFolder(dirname(ringPath));
  while (!createWith(path, mine)) {
    breakStale(path);
    if (performance.now() >= deadline) {
      throw new MemoryError('busy', 'another process is changing the key ring', {
        details: { path: ringPath, lock: path },
        hint: 'try again; if no other process is running, remove the lock file',
      });
    }
    await setTimeout(retryMs);
  }
  const stillOurs = (): boolean => contentOf(path) === mine;
  try {
    return await work({ stillOurs });
  } finally {
    if (stillOurs()) rmSync(path, { force: true });
  }
}
