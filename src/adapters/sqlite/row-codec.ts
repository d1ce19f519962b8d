/**
 * Reads log entries without ever handing text to a driver: one BLOB an entry, put together in SQL, taken apart here.
 *
 * libsql aborts the process on a text that is not valid UTF-8, and one flipped bit in a record header can turn any
 * column into one, so nothing but BLOBs is selected. One BLOB instead of eight is also three times as fast.
 */
import { isUtf8 } from 'node:buffer';
import { MemoryError } from '../../errors/index.ts';
import type { Change, Head, Row, RowKind } from '../../ports/index.ts';

/** A BLOB as drivers give it: libsql an ArrayBuffer, the others a Uint8Array. */
export type SqliteBlob = ArrayBuffer | Uint8Array;

/** A result row with one packed entry; `null` when a damaged column was NULL. */
export type Packed = { readonly packed: SqliteBlob | null };

const texts = 'l.kind || l.id || l.subject';
const head =
  "l.seq || ' ' || l.version || ' ' || l.at || ' ' || length(CAST(l.kind AS BLOB)) || ' ' || " +
  "length(CAST(l.id AS BLOB)) || ' ' || length(CAST(l.subject AS BLOB))";

/** SQL expression for a row of `log AS l`: `seq version at |kind| |id| |subject| \n kind id subject mac body`. */
export const packedRow: string = `CAST(${head} || char(10) || ${texts} || l.mac || l.body AS BLOB) AS packed`;

/** SQL expression for a change of `log AS l`: as {@link packedRow}, with digest and hash for mac and body. */
export const packedChange: string = `CAST(${head} || char(10) || ${texts} || l.digest || l.hash AS BLOB) AS packed`;

const kinds: Readonly<Record<RowKind, true>> = { turn: true, record: true, link: true, mark: true, erasure: true };
const hashBytes = 32;

/** The bytes of a BLOB, without copying. */
export function blobBytes(blob: SqliteBlob): Buffer {
  return blob instanceof Uint8Array
    ? Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength)
    : Buffer.from(blob, 0, blob.byteLength);
}

/** A view of `bytes` that is a plain Uint8Array. */
function view(bytes: Buffer, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}

type Entry = {
  readonly seq: number;
  readonly version: number;
  readonly at: number;
  readonly kind: RowKind;
  readonly id: string;
  readonly subject: string;
  readonly bytes: Buffer;
  /** Where the binary part begins. */
  readonly rest: number;
};

function damaged(what: string, seq: number | undefined): MemoryError {
  return new MemoryError('corrupt', seq === undefined ? `an entry of the log ${what}` : `entry ${seq} ${what}`, {
    details: seq === undefined ? {} : { seq },
    hint: 'run a check and restore the newest backup',
  });
}

function entry({ packed }: Packed): Entry {
  if (packed === null || packed === undefined) throw damaged('has a column without a value', undefined);
  const bytes = blobBytes(packed);
  const lineEnd = bytes.indexOf(10);
  const numbers = lineEnd < 0 ? [] : bytes.toString('latin1', 0, lineEnd).split(' ').map(Number);
  const [seq, version, at, kindBytes, idBytes, subjectBytes] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const position = Number.isSafeInteger(seq) ? seq : undefined;
  if (numbers.length !== 6 || !numbers.every(Number.isSafeInteger)) throw damaged('has a damaged number', position);
  const kindEnd = lineEnd + 1 + kindBytes;
  const idEnd = kindEnd + idBytes;
  const rest = idEnd + subjectBytes;
  if (rest + hashBytes > bytes.length) throw damaged('is too short', position);
  const kind = bytes.toString('latin1', lineEnd + 1, kindEnd);
  if (!Object.hasOwn(kinds, kind)) throw damaged('has an unknown kind', position);
  if (!isUtf8(view(bytes, kindEnd, rest))) throw damaged('has text that is not UTF-8', position);
  return {
    seq,
    version,
    at,
    kind: kind as RowKind,
    id: bytes.toString('utf8', kindEnd, idEnd),
    subject: bytes.toString('utf8', idEnd, rest),
    bytes,
    rest,
  };
}

/** @throws `corrupt` when the entry cannot be taken apart; what can be is for the reader's MAC to judge. */
export function decodeRow(packed: Packed): Row {
  const { seq, kind, id, version, subject, at, bytes, rest } = entry(packed);
  const body = view(bytes, rest + hashBytes, bytes.length);
  return { seq, kind, id, version, subject, at, body, mac: view(bytes, rest, rest + hashBytes) };
}

/** @throws `corrupt` when the entry cannot be taken apart; what can be is for the reader's hash chain to judge. */
export function decodeChange(packed: Packed): Change {
  const { seq, kind, id, version, at, bytes, rest } = entry(packed);
  if (bytes.length !== rest + 2 * hashBytes) throw damaged('has a damaged digest or hash', seq);
  const digest = view(bytes, rest, rest + hashBytes);
  return { seq, at, kind, id, version, digest, hash: view(bytes, rest + hashBytes, bytes.length) };
}

/** @throws `corrupt` as {@link decodeChange}. */
export function decodeHead(packed: Packed | undefined): Head {
  if (packed === undefined) return { seq: 0, hash: new Uint8Array(hashBytes) };
  const { seq, hash } = decodeChange(packed);
  return { seq, hash: hash.slice() };
}
