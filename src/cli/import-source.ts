/** Files and folders of this machine as import sources. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { MemoryError } from '../errors/index.ts';
import type { ImportSource } from '../plaintext/import/importer.ts';

/** Folders are listed this deep. */
const maxDepth = 8;
/** More files than this are refused: the folder is hardly one export. */
const maxFiles = 20_000;

/**
 * The file or folder at `path`. Links are followed at the top only; hidden files are left out.
 *
 * @throws MemoryError `not_found` when nothing is there
 */
export async function fileImportSource(path: string): Promise<ImportSource> {
  const full = resolve(path);
  const info = await stat(full).catch((cause: unknown) => {
    throw new MemoryError('not_found', `no file or folder at ${path}`, {
      details: { path },
      hint: `it was looked for at ${full}; check the path`,
      cause,
    });
  });
  if (info.isDirectory()) return folderSource(full, basename(full));
  if (!info.isFile()) {
    throw new MemoryError('invalid_input', `${path} is neither a file nor a folder`, { details: { path } });
  }
  return fileSource(full, basename(full), info.size);
}

function fileSource(path: string, name: string, size: number): ImportSource {
  return {
    name,
    kind: 'file',
    size,
    stream: (from = 0) => createReadStream(path, { start: from, highWaterMark: 256 * 1024 }),
    entries: async () => [],
  };
}

function folderSource(path: string, name: string): ImportSource {
  return {
    name,
    kind: 'folder',
    size: 0,
    stream: () => {
      throw new MemoryError('invalid_input', `${name} is a folder, not a file`, { details: { name } });
    },
    entries: async () => {
      const found: ImportSource[] = [];
      await collect(path, '', 0, found);
      return found;
    },
  };
}

const order = new Intl.Collator('en', { numeric: true });

async function collect(folder: string, prefix: string, depth: number, found: ImportSource[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => order.compare(a.name, b.name));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory() && depth < maxDepth) await collect(path, name, depth + 1, found);
    if (!entry.isFile()) continue;
    if (found.length >= maxFiles) {
      throw new MemoryError('invalid_input', `the folder holds more than ${maxFiles} files`, {
        hint: 'pass the folder of one export, or the file itself',
      });
    }
    found.push(fileSource(path, name, (await stat(path)).size));
  }
}
