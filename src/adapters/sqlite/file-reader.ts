/**
 * Reads the bytes of files that SQLite may have open in this process.
 *
 * Closing any descriptor of a file drops all POSIX locks that the process has on it, those of an open connection too. So
 * a file of a cube that is open here is opened once, and closed only when no store of this process has it any more (in
 * a worker thread, which does not see the others' stores: with the process).
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Descriptors by device and inode, with the path under which they were opened. */
const open = new Map<string, { readonly file: number; readonly path: string }>();
/** How many stores of this process have a cube open, by the path of its main file. */
const stores = new Map<string, number>();

/** A store has opened the cube at `path`. */
export function noteStoreOpened(path: string): void {
  stores.set(path, (stores.get(path) ?? 0) + 1);
}

/** A store has closed the cube at `path`; call it when its connection is closed. */
export function noteStoreClosed(path: string): void {
  const left = (stores.get(path) ?? 1) - 1;
  if (left > 0) {
    stores.set(path, left);
    return;
  }
  stores.delete(path);
  closeUnused();
}

function closeUnused(): void {
  if (!isMainThread) return;
  for (const [key, { file, path }] of open) {
    if ([...stores.keys()].some((cube) => path.startsWith(cube))) continue;
    open.delete(key);
    closeSync(file);
  }
}

const chunkBytes = 4 << 20;

/**
 * Gives the file piece by piece, each beginning with the last `overlap` bytes of the one before; returns its size, or
 * `undefined` where there is none. `piece` is valid during the call only.
 */
export function readPieces(
  path: string,
  overlap: number,
  onPiece: (piece: Uint8Array, position: number) => void,
): number | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) return undefined;
  const key = `${found.dev}:${found.ino}`;
  const known = open.get(key)?.file;
  const file = known ?? openSync(path, 'r');
  if (known === undefined) open.set(key, { file, path });
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, chunkBytes) + overlap);
    let kept = 0;
    for (let position = 0; position < size; ) {
      const read = readSync(file, buffer, kept, Math.min(chunkBytes, size - position), position);
      if (read === 0) break;
      onPiece(buffer.subarray(0, kept + read), position - kept);
      position += read;
      const keep = Math.min(kept + read, overlap);
      buffer.copyWithin(0, kept + read - keep, kept + read);
      kept = keep;
    }
    return size;
  } finally {
    closeUnused();
  }
}
