/** `backup`: the cube, and its keys only where they are asked for. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { Engine } from '../engine.ts';
import { copyRing } from './memory-keys.ts';

export type BackupMemoryOptions = {
  readonly signal?: AbortSignal;
  /**
   * Puts a copy of the key ring beside the backup, as `FILE.keys`: the backup can then be read by whoever has both, also
   * what is erased later. Default false.
   */
  readonly withKeys?: boolean;
};

/** Where the keys of a backup are that was made with them. */
export function keysBeside(path: string): string {
  return `${resolve(path)}.keys`;
}

/** Inside `exclusive`. Errors: as the store's `backup`; `invalid_input` for keys of a cube that is not encrypted. */
export async function backupMemory(engine: Engine, path: string, options: BackupMemoryOptions = {}): Promise<void> {
  const { withKeys = false, ...watching } = options;
  const { keys } = engine;
  if (withKeys && keys === undefined) {
    throw new MemoryError('invalid_input', 'this cube is not encrypted: it has no keys to back up', {
      hint: 'leave `withKeys` out',
    });
  }
  if (withKeys && existsSync(keysBeside(path))) {
    throw new MemoryError('conflict', 'a file is where the keys would go', { details: { path: keysBeside(path) } });
  }
  await engine.cube.store.backup(path, watching);
  if (withKeys && keys !== undefined) await copyRing(keys.ring, keysBeside(path));
}
