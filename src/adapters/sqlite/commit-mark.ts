/**
 * Where a cube stands: the end of its log and the number of all its commits, and the comparison with the sidecar.
 *
 * Blobs, jobs and erasures change no entry of the log, so its head alone would not show that they were lost.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Head } from '../../ports/index.ts';
import { readSidecar, sidecarPath } from './head-sidecar.ts';
import { blobBytes, decodeHead, type Packed, packedChange, type SqliteBlob } from './row-codec.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteHandle } from './sqlite-handle.ts';

/** The state after some commit. */
export type CommitMark = { readonly head: Head; readonly commits: number };

/** The last entry of the log that is not beyond `atMost`. */
export const selectHeadUpTo: string = `SELECT ${packedChange} FROM log AS l WHERE l.cube_id = ? AND l.seq <= ? ORDER BY l.seq DESC LIMIT 1`;

const selectCommits = "SELECT CAST(value AS BLOB) AS value FROM meta WHERE cube_id = ? AND key = 'commits'";

const updateCommits =
  'UPDATE meta SET value = CAST(CAST(CAST(value AS TEXT) AS INTEGER) + 1 AS TEXT) ' +
  "WHERE cube_id = ? AND key = 'commits' RETURNING CAST(value AS BLOB) AS value";

function commitsOf(row: unknown): number {
  const value = (row as { readonly value: SqliteBlob | null } | undefined)?.value;
  const commits = value ? Number(blobBytes(value).toString('latin1')) : Number.NaN;
  if (Number.isSafeInteger(commits) && commits >= 0) return commits;
  throw new MemoryError('corrupt', 'the number of commits is damaged', { hint: 'restore the newest backup' });
}

/** Counts one more commit; call it inside the transaction. */
export function countCommit(connection: SqliteConnection, cube: string): number {
  return commitsOf(connection.all(updateCommits, cube)[0]);
}

/** The mark of the file as it is, read through any handle. */
export function readMark(handle: SqliteHandle, cube: string): CommitMark {
  // Commits before the head: of a commit in between, the head alone is seen, and the mark lags.
  const commits = commitsOf(handle.prepare(selectCommits).all(cube)[0]);
  const packed = handle.prepare(selectHeadUpTo).all(cube, Number.MAX_SAFE_INTEGER)[0] as Packed | undefined;
  return { head: decodeHead(packed), commits };
}

/** What the comparison with the sidecar gave. */
export type MarkComparison = {
  readonly mark: CommitMark;
  readonly sidecar: 'missing' | 'unreadable' | 'found';
  /** Set when the file is behind its sidecar, or not the file that the sidecar was written for. */
  readonly loss: MemoryError | undefined;
};

function range(from: number, to: number): string {
  return from === to ? `entry ${to} is` : `entries ${from} to ${to} are`;
}

/** Compares the file with its sidecar. */
export async function compareMark(connection: SqliteConnection, cube: string): Promise<MarkComparison> {
  const { path } = connection.settings;
  // The sidecar first: another process may commit in between, and the file must not seem to end too early.
  const expected = readSidecar(path, cube);
  const mark = await connection.read('reading the head', () => readMark(connection.handle, cube));
  if (expected.state !== 'found') return { mark, sidecar: expected.state, loss: undefined };
  const { head, commits } = expected.mark;
  const hint = 'restore the newest backup, or open with acceptLoss to go on from what is left';
  const loss = (message: string, details: Readonly<Record<string, unknown>>): MarkComparison => ({
    mark,
    sidecar: 'found',
    loss: new MemoryError('corrupt', message, { details: { path, ...details }, hint }),
  });
  if (!expected.cubeMatches) return loss(`the sidecar ${sidecarPath(path)} belongs to another cube`, {});
  if (mark.head.seq < head.seq) {
    const missing = range(mark.head.seq + 1, head.seq);
    return loss(`the log ends at ${mark.head.seq} but ended at ${head.seq} before: ${missing} missing`, {
      missingFrom: mark.head.seq + 1,
      missingTo: head.seq,
    });
  }
  if (mark.commits < commits) {
    const missing = commits - mark.commits;
    return loss(`the last ${missing} commits of blobs, jobs or erasures are missing`, { missingCommits: missing });
  }
  const [found] = await connection.read('reading the head', () =>
    connection.all<Packed>(selectHeadUpTo, cube, head.seq),
  );
  if (!Buffer.from(decodeHead(found).hash).equals(head.hash)) {
    return loss(`entry ${head.seq} is not the one that was written`, { seq: head.seq });
  }
  return { mark, sidecar: 'found', loss: undefined };
}
