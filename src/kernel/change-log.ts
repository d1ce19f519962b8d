/** The hash chain of a cube: each entry commits to its row's content and to all entries before it. */
import { createHmac, hash } from 'node:crypto';
import type { Change, Row, RowKind } from '../ports/index.ts';

const kindCodes: Readonly<Record<RowKind, number>> = { turn: 1, record: 2, link: 3, erasure: 4, mark: 5 };
const encoder = new TextEncoder();

/** The hash before the first entry: 32 zero bytes. */
export const emptyHash: Uint8Array = new Uint8Array(32);

/** SHA-256 of a row's body. */
export function bodyDigest(body: Uint8Array): Uint8Array {
  return hash('sha256', body, 'buffer');
}

/** The hash of an entry that follows one with `previous`. */
export function changeHash(previous: Uint8Array, change: Omit<Change, 'hash'>): Uint8Array {
  const id = encoder.encode(change.id);
  const bytes = new Uint8Array(32 + 8 + 8 + 1 + 4 + 4 + id.length + 32);
  const view = new DataView(bytes.buffer);
  bytes.set(previous, 0);
  view.setBigUint64(32, BigInt(change.seq), true);
  view.setFloat64(40, change.at, true);
  view.setUint8(48, kindCodes[change.kind]);
  view.setUint32(49, change.version, true);
  view.setUint32(53, id.length, true);
  bytes.set(id, 57);
  bytes.set(change.digest, 57 + id.length);
  return hash('sha256', bytes, 'buffer');
}

/** HMAC-SHA256 over every column of a row, so that a flipped bit in any of them is noticed when it is read. */
export function rowMac(key: Uint8Array, row: Omit<Row, 'mac'>): Uint8Array {
  const id = encoder.encode(row.id);
  const subject = encoder.encode(row.subject);
  const head = new Uint8Array(8 + 8 + 1 + 4 + 4 + 4);
  const view = new DataView(head.buffer);
  view.setBigUint64(0, BigInt(row.seq), true);
  view.setFloat64(8, row.at, true);
  view.setUint8(16, kindCodes[row.kind]);
  view.setUint32(17, row.version, true);
  view.setUint32(21, id.length, true);
  view.setUint32(25, subject.length, true);
  return createHmac('sha256', key).update(head).update(id).update(subject).update(row.body).digest();
}

/** Constant-length comparison of two hashes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
