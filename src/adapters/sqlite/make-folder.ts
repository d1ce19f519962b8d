/** Makes a folder and those above it, one level after the other. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';

/** No file system takes longer paths. */
const mostLevels = 4_096;

/**
 * Makes `folder`, readable by its owner only, with every folder above it that is missing.
 *
 * Level by level and not with the `recursive` option of `mkdir`: where a file system refuses new folders with ENOENT, as
 * `/proc` does, Node tries that one again without end.
 *
 * @throws `invalid_input` when a part of the path is a file, `unavailable` where no folder can be made, `read_only`,
 * `storage_full`
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let level = resolve(folder);
  while (!existsSync(level) && missing.length < mostLevels) {
    missing.push(level);
    if (dirname(level) === level) break;
    level = dirname(level);
  }
  if (existsSync(level) && !statSync(level).isDirectory()) throw failure(folder, level, 'ENOTDIR', undefined);
  for (const made of missing.reverse()) {
    try {
      mkdirSync(made, { mode: 0o700 });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process may have made it since.
      if (code === 'EEXIST' && statSync(made, { throwIfNoEntry: false })?.isDirectory() === true) continue;
      throw failure(folder, made, code ?? 'unknown', error);
    }
  }
}

function failure(folder: string, level: string, system: string, cause: unknown): MemoryError {
  const details = { path: folder, at: level, system };
  if (system === 'ENOTDIR' || system === 'EEXIST') {
    return new MemoryError('invalid_input', `${level} is a file, so no folder can be made there`, {
      details,
      hint: 'choose another folder',
      cause,
    });
  }
  if (system === 'ENOSPC' || system === 'EDQUOT') {
    return new MemoryError('storage_full', `the disk is full: the folder ${level} could not be made`, {
      details,
      hint: 'free some space and try again',
      cause,
    });
  }
  const code = system === 'EROFS' ? 'read_only' : 'unavailable';
  return new MemoryError(code, `the folder ${level} cannot be made (${system})`, {
    details,
    hint: 'choose a folder on a disk that you may write to',
    cause,
  });
}
