/** Reading suite data from disk, with errors that name the file. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MemoryError } from '../../errors/index.ts';

/** `file`, `folder` or undefined when nothing is there. */
export async function pathKind(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const entry = await stat(path);
    return entry.isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/** Fails with `not_found` when the path does not exist. */
export async function requirePath(path: string): Promise<'file' | 'folder'> {
  const kind = await pathKind(path);
  if (kind === undefined) {
    throw new MemoryError('not_found', `no file or folder at ${path}`, {
      details: { path },
      hint: 'pass the file or folder of the data set with --data',
    });
  }
  return kind;
}

/** The text of a file. Fails with `not_found` for a path that does not exist, `invalid_input` for a folder. */
export async function readText(path: string): Promise<string> {
  if ((await requirePath(path)) === 'file') return readFile(path, 'utf8');
  throw new MemoryError('invalid_input', `${path} is a folder, and one file is read here`, {
    details: { path },
    hint: 'name the file in it',
  });
}

/** Parses one JSON file. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (cause) {
    throw new MemoryError('invalid_input', `${basename(path)} is not valid JSON`, { details: { path }, cause });
  }
}

/** Parses JSON lines, or a JSON array; empty lines are skipped. */
export async function readJsonLines(path: string): Promise<unknown[]> {
  const text = await readText(path);
  if (text.trimStart().startsWith('[')) return readJson(path) as Promise<unknown[]>;
  const values: unknown[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch (cause) {
      throw new MemoryError('invalid_input', `${basename(path)} line ${index + 1} is not valid JSON`, {
        details: { path, line: index + 1 },
        cause,
      });
    }
  }
  return values;
}

/** Files below `folder` whose name passes, at most `depth` levels down, in natural order of their paths. */
export async function findFiles(folder: string, accept: (name: string) => boolean, depth = 4): Promise<string[]> {
  const found: string[] = [];
  const walk = async (current: string, left: number): Promise<void> => {
    const entries = await readdir(current, { withFileTypes: true });
    entries.sort((a, b) => naturalOrder(a.name, b.name));
    for (const entry of entries) {
      const path = join(current, entry.name);
      if (entry.isFile() && accept(entry.name)) found.push(path);
      else if (entry.isDirectory() && left > 0) await walk(path, left - 1);
    }
  };
  await walk(folder, depth);
  return found;
}

const collator = new Intl.Collator('en', { numeric: true });

/** `2` before `10`. */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The error for a file that is there but has another format. */
export function wrongFormat(suite: string, path: string, expected: string): MemoryError {
  return new MemoryError('invalid_input', `${path} is not ${suite} data: ${expected}`, {
    details: { suite, path },
    hint: `see the description of the ${suite} suite for the files that it reads`,
  });
}
