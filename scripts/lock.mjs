/** One at a time between processes: a lock is a folder; a dead owner's lock is taken over. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function ownerIsDead(path) {
  try {
    const owner = Number(readFileSync(join(path, 'owner'), 'utf8'));
    process.kill(owner, 0);
    return false;
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    if (error.code === 'EPERM') return false;
    // Between making the folder and writing the owner there is none; after a second there should be.
    return (
      performance.timeOrigin + performance.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 1_000
    );
  }
}

/** Runs `task` while holding the lock. */
export async function withLock(path, task) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      mkdirSync(path);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (ownerIsDead(path)) rmSync(path, { recursive: true, force: true });
      else await pause(100);
    }
  }
  try {
    writeFileSync(join(path, 'owner'), String(process.pid));
    return await task();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
