/** A cube in a temporary folder, as the speed benchmark opens it: the child process of one size loads this module. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpeedPlace } from '../../bench/index.ts';
import { openMemory } from '../../memory/open-memory.ts';

/** An empty place on disk. */
export async function makeSpeedPlace(): Promise<SpeedPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-speed-'));
  return {
    open: () => openMemory({ path: join(folder, 'speed.palimpsest') }),
    bytes: async () => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
    remove: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
