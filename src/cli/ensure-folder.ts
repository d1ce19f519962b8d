/** Makes the folder in which a file will be written. */
import { dirname } from 'node:path';
import { makeFolder } from '../adapters/sqlite/make-folder.ts';

/** For its owner only. */
export function ensureFolder(path: string): void {
  makeFolder(dirname(path));
}
