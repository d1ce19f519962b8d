/** The config file: one small JSON object, written whole by rename, readable by its owner only. */
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { MemoryError } from '../errors/index.ts';
import { ensureFolder } from './ensure-folder.ts';

/** What the file holds; `{}` when there is none. Throws `invalid_input` when it is not a JSON object of plain values. */
export function readConfigFile(path: string): Readonly<Record<string, string | number>> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  const hint = `mend or remove ${path}`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch (cause) {
    throw new MemoryError('invalid_input', `the config file is not JSON: ${path}`, { hint, cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new MemoryError('invalid_input', `the config file is not a JSON object: ${path}`, { hint });
  }
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new MemoryError('invalid_input', `${key} in the config file is neither text nor a number`, { hint });
    }
  }
  return parsed as Record<string, string | number>;
}

/** Writes the file beside itself and renames it into place. */
export function writeConfigFile(path: string, values: Readonly<Record<string, string | number>>): void {
  ensureFolder(path);
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
