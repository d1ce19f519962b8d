/** What every store demands of a batch before it writes anything: the same on every adapter. */
import { MemoryError } from '../errors/index.ts';
import type { Batch, Change, Head, Row } from '../ports/index.ts';

const hashBytes = 32;

function invalid(message: string, details: Readonly<Record<string, unknown>>): MemoryError {
  return new MemoryError('invalid_input', message, { details });
}

/**
 * Refuses text that a database cannot give back unchanged: NUL (PostgreSQL) and lone surrogates (UTF-8).
 *
 * @throws `invalid_input`
 */
export function checkText(value: string, what: string): void {
  if (typeof value !== 'string' || /\p{Surrogate}/u.test(value) || value.includes('\0')) {
    throw new MemoryError('invalid_input', `${what} holds a NUL or half a character`, {
      hint: 'pass well-formed text without NUL',
    });
  }
}

function checkInteger(value: number, what: string, seq: number): void {
  if (!Number.isSafeInteger(value)) throw invalid(`${what} of entry ${seq} is not an integer`, { seq });
}

function checkEntry(row: Row, change: Change, seq: number): void {
  if (row.seq !== seq || change.seq !== seq) {
    throw invalid(`expected entry ${seq}, got row ${row.seq} and change ${change.seq}`, { seq });
  }
  const same =
    row.kind === change.kind && row.id === change.id && row.version === change.version && row.at === change.at;
  if (!same) throw invalid(`row and change of entry ${seq} differ in kind, id, version or time`, { seq });
  checkInteger(row.version, 'the version', seq);
  checkInteger(row.at, 'the time', seq);
  checkText(row.id, `the id of entry ${seq}`);
  checkText(row.subject, `the subject of entry ${seq}`);
  for (const [name, bytes] of [
    ['mac', row.mac],
    ['digest', change.digest],
    ['hash', change.hash],
  ] as const) {
    if (bytes.length !== hashBytes)
      throw invalid(`the ${name} of entry ${seq} has ${bytes.length} bytes, not 32`, { seq });
  }
}

/**
 * Checks a batch against the seq that it is to follow.
 *
 * @returns the head after the batch, `undefined` when it adds no entry
 * @throws `invalid_input`
 */
export function checkBatch(batch: Batch, expectedSeq: number): Head | undefined {
  if (!Number.isSafeInteger(expectedSeq) || expectedSeq < 0) {
    throw invalid(`expectedSeq is ${expectedSeq}, not a position in the log`, { expectedSeq });
  }
  if (batch.rows.length !== batch.changes.length) {
    throw invalid(`${batch.rows.length} rows with ${batch.changes.length} changes`, {});
  }
  batch.rows.forEach((row, i) => {
    checkEntry(row, batch.changes[i] as Change, expectedSeq + 1 + i);
  });
  for (const name of batch.blobs?.keys() ?? []) checkText(name, 'a blob name');
  const last = batch.changes.at(-1);
  return last === undefined ? undefined : { seq: last.seq, hash: last.hash };
}

/** The error for a batch that was made for another head. */
export function headMoved(expectedSeq: number, actualSeq: number): MemoryError {
  return new MemoryError('conflict', `the log ends at ${actualSeq}, not at ${expectedSeq}`, {
    details: { expectedSeq, actualSeq },
    hint: 'catch up with the newer changes and try again',
  });
}

/** The error for a blob that another writer was to be the first to write. */
export function blobThere(name: string): MemoryError {
  return new MemoryError('conflict', `blob ${name} is stored already`, {
    details: { name },
    hint: 'read it and decide again',
  });
}

/** The error for an entry whose id and version are stored already. */
export function alreadyStored(row: Pick<Row, 'kind' | 'id' | 'version'>): MemoryError {
  return new MemoryError('conflict', `${row.kind} ${row.id} version ${row.version} is stored already`, {
    details: { kind: row.kind, id: row.id, version: row.version },
    hint: 'give the change a new id or the next version',
  });
}
