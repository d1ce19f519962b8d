/** A cube in a temporary folder, as the speed benchmark opens it: the child process of one size loads this module. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpeedPlace } from '../../bench/index.ts';
import type { EncryptionOptions } from '../../memory/encryption/encryption-options.ts';
import { openMemory } from '../../memory/open-memory.ts';

/** An empty place on disk; `encryption` is told the folder, in which the keys of an encrypted cube may lie. */
export async function makeSpeedPlace(
  encryption: (folder: string) => EncryptionOptions | false = () => false,
): Promise<SpeedPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-speed-'));
  return {
    open: () => openMemory({ path: join(folder, 'speed.palimpsest'), encryption: encryption(folder) }),
    bytes: async () =>
      readdirSync(folder)
        .filter((file) => file.startsWith('speed.palimpsest'))
        .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
    remove: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
