/** All files that hold a cube, or may hold what was in it. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CubeFile } from '../../ports/index.ts';
import { sidecarPath } from './head-sidecar.ts';

/** What an upgrade and a restore keep on purpose. */
const keptCopy = /^\.(?:format-\d+\.bak|before-restore-[0-9TZ]+(?:-\d+)?)(?:-wal|-shm|-journal|\.head)?$/;
/** What a restore, a backup or an encryption that was killed leaves behind. */
const leftBehind = /^\.(?:(?:restoring|encrypting)-[0-9a-f]{12}|[0-9a-f]{12}\.part)(?:-wal|-shm|-journal|\.head)?$/;

/** Only files that are there, the cube's own first. */
export function cubeFiles(path: string): readonly CubeFile[] {
  const own = [path, `${path}-wal`, `${path}-shm`, `${path}-journal`, sidecarPath(path)];
  const found: CubeFile[] = own.filter((file) => existsSync(file)).map((file) => ({ path: file, what: 'own' }));
  const name = basename(path);
  for (const other of readdirSync(dirname(path)).sort()) {
    if (!other.startsWith(name)) continue;
    const rest = other.slice(name.length);
    if (keptCopy.test(rest)) found.push({ path: join(dirname(path), other), what: 'copy' });
    else if (leftBehind.test(rest)) found.push({ path: join(dirname(path), other), what: 'leftover' });
  }
  return found;
}
