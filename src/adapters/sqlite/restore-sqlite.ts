/** Puts a backup back in place, after checking it. */
import { MemoryError } from '../../errors/index.ts';
import type { BackupOptions } from './backup.ts';
import { type OpenSqliteOptions, openSqliteStore } from './sqlite-store.ts';

/**
 * Copies the cube at `from` to `to`, where nothing may be yet.
 *
 * @throws `corrupt` when the backup does not pass its own checks; everything that opening and backing up throw
 */
export async function restoreSqlite(
  from: string,
  to: string,
  options: BackupOptions & Pick<OpenSqliteOptions, 'driver' | 'allowNetworkDrive'> = {},
): Promise<void> {
  const { driver, allowNetworkDrive } = options;
  const store = await openSqliteStore(from, {
    mustExist: true,
    readOnly: true,
    ...(driver === undefined ? {} : { driver }),
    ...(allowNetworkDrive === undefined ? {} : { allowNetworkDrive }),
  });
  try {
    const { ok, problems } = await store.check();
    if (!ok) {
      throw new MemoryError('corrupt', `the backup is damaged: ${problems[0]}`, {
        details: { path: from, problems },
        hint: 'use an older backup',
      });
    }
    await store.backup(to, options);
  } finally {
    await store.close();
  }
}
