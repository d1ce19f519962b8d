/** Opens cubes for commands; apart from the frame so that help and usage errors load no engine. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export { openMemory } from '../memory/open-memory.ts';

/** Makes the folder of a new cube, for its owner only. */
export function ensureFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}
