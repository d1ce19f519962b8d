/** Valid log entries for store tests, and the checks by which a reader would tell a damaged one. */
import { bodyDigest, changeHash, rowMac, sameBytes } from '../kernel/change-log.ts';
import type { Batch, Change, Head, Row, RowKind } from '../ports/index.ts';

/** What an entry is to hold; everything has a default. */
export type EntrySketch = {
  readonly kind?: RowKind;
  readonly id?: string;
  readonly version?: number;
  readonly subject?: string;
  readonly at?: number;
  /** Text becomes its UTF-8 bytes. */
  readonly body?: string | Uint8Array;
};

const firstAt = Date.UTC(2026, 0, 1);

/** A batch that follows `head`, with MACs and a hash chain as the kernel makes them. */
export function logEntries(macKey: Uint8Array, head: Head, sketches: readonly EntrySketch[]): Batch {
  const rows: Row[] = [];
  const changes: Change[] = [];
  let previous = head.hash;
  sketches.forEach((sketch, i) => {
    const seq = head.seq + 1 + i;
    const { kind = 'turn', id = `turn_${seq}`, version = 1, subject = 'user-1', at = firstAt + seq } = sketch;
    const given = sketch.body ?? `body of entry ${seq}`;
    const body = typeof given === 'string' ? new TextEncoder().encode(given) : given;
    const row = { seq, kind, id, version, subject, at, body };
    rows.push({ ...row, mac: new Uint8Array(rowMac(macKey, row)) });
    const change = { seq, at, kind, id, version, digest: new Uint8Array(bodyDigest(body)) };
    previous = new Uint8Array(changeHash(previous, change));
    changes.push({ ...change, hash: previous });
  });
  return { rows, changes };
}

/** So many plain entries. */
export function sketches(count: number, sketch: EntrySketch = {}): EntrySketch[] {
  return Array.from({ length: count }, () => sketch);
}

/** True when a row is the one that was written. */
export function rowIsIntact(macKey: Uint8Array, row: Row): boolean {
  return sameBytes(rowMac(macKey, row), row.mac);
}

/** True when changes follow one another, from `head` on. */
export function chainIsIntact(head: Head, changes: readonly Change[]): boolean {
  let previous = head.hash;
  let seq = head.seq;
  return changes.every((change) => {
    seq += 1;
    const expected = changeHash(previous, change);
    previous = change.hash;
    return change.seq === seq && sameBytes(expected, change.hash);
  });
}
