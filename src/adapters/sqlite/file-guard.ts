/** What is checked about a path and its file before a SQLite driver gets to see it. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { MemoryError } from '../../errors/index.ts';
import { makeFolder } from './make-folder.ts';
import { applicationId } from './schema.ts';

/** File system types of Linux (`statfs`) that are drives of another machine. */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
]);
const fuseType = 0x65735546;
const networkFuse = /^fuse\.(sshfs|rclone|s3fs|gcsfuse|davfs2?|glusterfs|curlftpfs|goofys|juicefs|blobfuse2?)$/;

/**
 * The absolute path of a database file.
 *
 * @throws `invalid_input` for an empty path, a URI or SQLite's name of a database in memory.
 */
export function databasePath(path: string): string {
  if (
    typeof path !== 'string' ||
    path === '' ||
    path.includes('\0') ||
    path === ':memory:' ||
    path.startsWith('file:')
  ) {
    throw new MemoryError('invalid_input', `${JSON.stringify(path)} is not the path of a file`, {
      hint: 'give a plain path; for a cube that is not kept, open an in-memory store',
    });
  }
  const plain = resolve(path);
  // SQLite puts its other files beside the real file, so a link's own name must not be used.
  if (existsSync(plain)) return realpathSync(plain);
  const folder = dirname(plain);
  return existsSync(folder) ? join(realpathSync(folder), basename(plain)) : plain;
}

/** The type of a FUSE mount that `folder` lies on, from the kernel's mount table. */
function fuseKind(folder: string): string | undefined {
  let best = { mount: '', kind: '' };
  for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n')) {
    const [, mount = '', kind = ''] = line.split(' ');
    const inside = folder === mount || folder.startsWith(mount.endsWith('/') ? mount : `${mount}/`);
    if (mount !== '' && inside && mount.length >= best.mount.length) best = { mount, kind };
  }
  return best.kind === '' ? undefined : best.kind;
}

/** What kind of network drive a folder lies on; `undefined` for a local disk and where it cannot be told. */
export function networkDriveKind(folder: string): string | undefined {
  if (process.platform === 'win32') return /^[\\/]{2}(?![.?][\\/])/.test(folder) ? 'UNC share' : undefined;
  if (process.platform !== 'linux') return undefined;
  try {
    const type = statfsSync(folder).type >>> 0;
    if (type !== fuseType) return networkTypes.get(type);
    const kind = fuseKind(folder);
    return kind !== undefined && networkFuse.test(kind) ? kind : undefined;
  } catch {
    // A best-effort test: where the kernel does not answer, the drive counts as local.
    return undefined;
  }
}

/** @throws `unsupported` when the file's folder is on a drive of another machine. */
export function refuseNetworkDrive(path: string): void {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const kind = networkDriveKind(folder);
  if (kind === undefined) return;
  throw new MemoryError('unsupported', `the folder is on a network drive (${kind})`, {
    details: { path, drive: kind },
    hint: 'put the cube on a local disk: locks and shared memory do not work reliably across machines',
  });
}

/** Bytes of a file; 0 where there is none. */
export function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Flushes a file that no connection has open. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Flushes a folder's entries, so that a new or renamed file survives a power loss. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder; it flushes entries by itself.
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes the folder (0700) and an empty file (0600) unless they are there. */
export function createPrivateFile(path: string): void {
  makeFolder(dirname(path));
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Looks at the first 100 bytes of an existing file, so that a foreign file is refused untouched.
 *
 * Closing any descriptor of a file drops all POSIX locks that the process has on it, those of an open connection too.
 * So the file is read only while no connection of this process can be open: not from a worker thread, and not while
 * SQLite's shared-memory file is there. The same facts are checked again through SQLite in every case.
 *
 * @throws `invalid_input` for a file that is no SQLite database or another program's, `corrupt` for a cube that is
 * shorter than its header says.
 */
export function checkHeader(path: string): void {
  if (!isMainThread || existsSync(`${path}-shm`)) return;
  const size = fileBytes(path);
  if (size === 0) return;
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  const written = header.readUInt32BE(68);
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw new MemoryError('invalid_input', `the file of ${size} bytes is not a SQLite database`, {
      details: { path, sizeBytes: size },
      hint: 'check the path; if this was a cube, restore the newest backup',
    });
  }
  // A file that was never checkpointed has no id yet; SQLite sees the one in the write-ahead log.
  if (written !== applicationId && written !== 0) {
    throw new MemoryError(
      'invalid_input',
      `the file is a SQLite database of another program (application id ${written})`,
      {
        details: { path, applicationId: written },
        hint: 'choose another path',
      },
    );
  }
  const pageField = header.readUInt16BE(16);
  const expected = header.readUInt32BE(28) * (pageField === 1 ? 65536 : pageField);
  if (fileBytes(`${path}-wal`) === 0 && size < expected) {
    throw new MemoryError('corrupt', `the file has ${size} of ${expected} bytes`, {
      details: { path, sizeBytes: size, expectedBytes: expected },
      hint: 'restore the newest backup; the file was left as it is',
    });
  }
}
