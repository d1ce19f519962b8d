/** The database's own checks of a cube, as sentences. */
import { isMemoryError } from '../../errors/index.ts';
import type { StoreCheck } from '../../ports/index.ts';
import { readSidecar } from './head-sidecar.ts';
import { blobBytes, decodeChange, type Packed, packedChange, type SqliteBlob } from './row-codec.ts';
import { SqliteBlobs } from './sqlite-blobs.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { SqliteJobs } from './sqlite-jobs.ts';

const chunk = 5000;

/** Runs `test` and keeps the message of what it throws. */
function attempt(problems: string[], test: () => void): void {
  try {
    test();
  } catch (error) {
    if (!isMemoryError(error)) throw error;
    problems.push(error.message);
  }
}

function checkLog(connection: SqliteConnection, cube: string, problems: string[]): void {
  const sql = `SELECT ${packedChange} FROM log AS l WHERE l.cube_id = ? AND l.seq > ? ORDER BY l.seq LIMIT ?`;
  // The sidecar first: another process may append meanwhile, and the log must not end before it.
  const expected = readSidecar(connection.settings.path, cube);
  let seq = 0;
  let hashAtSidecar: Uint8Array | undefined;
  for (;;) {
    const found = connection.read('checking the log', () => connection.all<Packed>(sql, cube, seq, chunk));
    for (const packed of found) {
      const change = decodeChange(packed);
      if (change.seq !== seq + 1) problems.push(`entries ${seq + 1} to ${change.seq - 1} are missing from the log`);
      seq = change.seq;
      if (expected.state === 'found' && seq === expected.head.seq) hashAtSidecar = change.hash;
    }
    if (found.length < chunk) break;
  }
  if (expected.state === 'unreadable') problems.push('the sidecar with the expected end of the log is damaged');
  if (expected.state !== 'found') return;
  if (!expected.cubeMatches) problems.push('the sidecar belongs to another cube');
  else if (seq < expected.head.seq) problems.push(`the log ends at ${seq}, the sidecar expects ${expected.head.seq}`);
  else if (hashAtSidecar !== undefined && !Buffer.from(hashAtSidecar).equals(expected.head.hash)) {
    problems.push(`entry ${expected.head.seq} is not the one that the sidecar expects`);
  }
}

/** Checks pages, indexes, the log's order, blobs, jobs and the sidecar. Row MACs and the hash chain are the caller's. */
export function checkCube(connection: SqliteConnection, cube: string, macKey: Uint8Array): StoreCheck {
  const problems: string[] = [];
  attempt(problems, () => {
    const rows = connection.read('checking the file', () =>
      connection.all<{ readonly line: SqliteBlob }>(
        'SELECT CAST(integrity_check AS BLOB) AS line FROM pragma_integrity_check',
      ),
    );
    const lines = rows.map((row) => blobBytes(row.line).toString('latin1'));
    problems.push(...lines.filter((line) => line !== 'ok'));
  });
  attempt(problems, () => checkLog(connection, cube, problems));
  const blobs = new SqliteBlobs(connection, cube, macKey);
  attempt(problems, () => {
    for (const name of blobs.names('')) attempt(problems, () => void blobs.get(name));
  });
  attempt(problems, () => void new SqliteJobs(connection, cube, macKey).list());
  return { ok: problems.length === 0, problems };
}
