/** The database's own checks of a cube, as sentences. */
import { isMemoryError } from '../../errors/index.ts';
import type { StoreCheck } from '../../ports/index.ts';
import { compareMark } from './commit-mark.ts';
import { blobBytes, decodeChange, type Packed, packedChange, type SqliteBlob } from './row-codec.ts';
import { SqliteBlobs } from './sqlite-blobs.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { SqliteJobs } from './sqlite-jobs.ts';

const chunk = 5000;

/** Runs `test` and keeps the message of what it throws. */
async function attempt(problems: string[], test: () => Promise<unknown>): Promise<void> {
  try {
    await test();
  } catch (error) {
    if (!isMemoryError(error)) throw error;
    problems.push(error.message);
  }
}

async function checkLog(connection: SqliteConnection, cube: string, problems: string[]): Promise<void> {
  const { sidecar, loss } = await compareMark(connection, cube);
  if (sidecar === 'unreadable') problems.push('the sidecar with the expected end of the log is damaged');
  if (loss !== undefined) problems.push(loss.message);
  const sql = `SELECT ${packedChange} FROM log AS l WHERE l.cube_id = ? AND l.seq > ? ORDER BY l.seq LIMIT ?`;
  let seq = 0;
  for (;;) {
    const from = seq;
    const found = await connection.read('checking the log', () => connection.all<Packed>(sql, cube, from, chunk));
    for (const packed of found) {
      const change = decodeChange(packed);
      if (change.seq !== seq + 1) problems.push(`entries ${seq + 1} to ${change.seq - 1} are missing from the log`);
      seq = change.seq;
    }
    if (found.length < chunk) break;
  }
}

/** Checks pages, indexes, the log's order, blobs, jobs and the sidecar. Row MACs and the hash chain are the caller's. */
export async function checkCube(connection: SqliteConnection, cube: string, macKey: Uint8Array): Promise<StoreCheck> {
  const problems: string[] = [];
  await attempt(problems, async () => {
    const rows = await connection.read('checking the file', () =>
      connection.all<{ readonly line: SqliteBlob }>(
        'SELECT CAST(integrity_check AS BLOB) AS line FROM pragma_integrity_check',
      ),
    );
    const lines = rows.map((row) => blobBytes(row.line).toString('latin1'));
    problems.push(...lines.filter((line) => line !== 'ok'));
  });
  await attempt(problems, () => checkLog(connection, cube, problems));
  const blobs = new SqliteBlobs(connection, cube, macKey);
  await attempt(problems, async () => {
    for (const name of await blobs.names('')) await attempt(problems, () => blobs.get(name));
  });
  await attempt(problems, () => new SqliteJobs(connection, cube, macKey).list());
  return { ok: problems.length === 0, problems };
}
