/**
 * Drafts beside a known copy that a killed process has left: an export, a backup or the rewriting of one that was cut
 * off. They hold what the copy held, and nobody else knows of them.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A number is a process; a draft without one is of nobody that could still be writing beside a finished copy. */
const draft = /^\.(?:(\d+)\.)?(?:[0-9a-f]{12}\.)?part(?:-wal|-shm|-journal|\.head)?$/;

/** Drafts that this process is writing. */
const own = new Set<string>();

/** A name beside `path` for a draft of it; `done` when it is written or given up. */
export function draftOf(path: string): { readonly part: string; done(): void } {
  const part = `${path}.${process.pid}.${randomBytes(6).toString('hex')}.part`;
  own.add(part);
  return { part, done: () => own.delete(part) };
}

/** Removes the drafts that nobody is writing any more; gives their paths. */
export function removeLeftovers(path: string): readonly string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const name = basename(path);
  const removed: string[] = [];
  for (const other of readdirSync(folder).sort()) {
    const match = other.startsWith(name) ? draft.exec(other.slice(name.length)) : null;
    const file = join(folder, other);
    if (match === null || own.has(file) || isAlive(match[1])) continue;
    rmSync(file, { force: true });
    removed.push(file);
  }
  return removed;
}

function isAlive(pid: string | undefined): boolean {
  if (pid === undefined || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    // EPERM: it is there and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
