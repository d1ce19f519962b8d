/** Makes the folder in which a file will be written. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** For its owner only. */
export function ensureFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}
