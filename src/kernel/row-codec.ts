/**
 * Entries to row bodies and back: 16 random bytes of salt (so that a digest says nothing about short texts), then JSON.
 * In a sealed cube the JSON alone is sealed: its digest says nothing without the key.
 */
import { MemoryError } from '../errors/index.ts';
import type { Row, RowKind } from '../ports/index.ts';
import type { NewEntry, StoredEntry } from './entry.ts';
import type { MemoryRecord } from './record.ts';
import type { Turn } from './turn.ts';

const saltBytes = 16;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The columns of an entry's row that do not depend on its position. */
export type EncodedEntry = {
  readonly kind: RowKind;
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly body: Uint8Array;
};

/** Whose data an entry is: the user scope of a turn or record, '' otherwise. */
export function subjectOf(entry: NewEntry): string {
  if (entry.kind === 'turn') return entry.turn.scope.user ?? '';
  if (entry.kind === 'record') return entry.record.scope.user ?? '';
  return '';
}

function contentOf(entry: NewEntry): unknown {
  switch (entry.kind) {
    case 'turn': {
      const { id, ...content } = entry.turn;
      return content;
    }
    case 'record': {
      const { id, version, recorded, ...content } = entry.record;
      return content;
    }
    case 'link': {
      const { id, ...content } = entry.link;
      return content;
    }
    case 'mark': {
      const { id, version, ...content } = entry.mark;
      return content;
    }
    case 'erasure': {
      const { id, ...content } = entry.receipt;
      return content;
    }
  }
}

function idOf(entry: NewEntry): string {
  switch (entry.kind) {
    case 'turn':
      return entry.turn.id;
    case 'record':
      return entry.record.id;
    case 'link':
      return entry.link.id;
    case 'mark':
      return entry.mark.id;
    case 'erasure':
      return entry.receipt.id;
  }
}

/** An entry's columns with its content as UTF-8 JSON, neither salted nor sealed. */
export function encodeContent(entry: NewEntry): EncodedEntry {
  return {
    kind: entry.kind,
    id: idOf(entry),
    version: entry.kind === 'record' ? entry.record.version : entry.kind === 'mark' ? entry.mark.version : 1,
    subject: subjectOf(entry),
    body: Buffer.from(JSON.stringify(contentOf(entry)), 'utf8'),
  };
}

/** `salt`: 16 fresh random bytes. */
export function encodeEntry(entry: NewEntry, salt: Uint8Array): EncodedEntry {
  const encoded = encodeContent(entry);
  return { ...encoded, body: salted(encoded.body, salt) };
}

/** Content with 16 random bytes before it. */
export function salted(content: Uint8Array, salt: Uint8Array): Uint8Array {
  const body = new Uint8Array(saltBytes + content.length);
  body.set(salt.subarray(0, saltBytes), 0);
  body.set(content, saltBytes);
  return body;
}

/** Errors: `corrupt` when the body is not what `encodeEntry` writes. */
export function decodeRow(row: Row, cube: string): StoredEntry {
  return row.body.length === 0 ? erasedEntry(row) : decodeContent(row, row.body.subarray(saltBytes), cube);
}

/** What a row without content is. Errors: `corrupt` for a receipt, which is never erased. */
export function erasedEntry(row: Row, by?: 'key'): StoredEntry {
  if (row.kind === 'erasure') throw corruptRow(row, undefined);
  const { seq, at: recordedAt, kind: was, id, version } = row;
  return { seq, recordedAt, kind: 'erased', was, id, version, ...(by === undefined ? {} : { by }) };
}

/** Errors: `corrupt` when `json` is not what `encodeContent` writes. */
export function decodeContent(row: Row, json: Uint8Array, cube: string): StoredEntry {
  const at = { seq: row.seq, recordedAt: row.at };
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(decoder.decode(json)) as Record<string, unknown>;
  } catch (cause) {
    throw corruptRow(row, cause);
  }
  if (typeof content !== 'object' || content === null) throw corruptRow(row, undefined);
  switch (row.kind) {
    case 'turn':
      return { ...at, kind: 'turn', turn: { ...content, id: row.id, cube, seq: row.seq } as unknown as Turn };
    case 'record': {
      const record = { ...content, id: row.id, version: row.version, recorded: { at: row.at } };
      return { ...at, kind: 'record', record: record as unknown as MemoryRecord };
    }
    case 'link':
      return { ...at, kind: 'link', link: { ...content, id: row.id } as never };
    case 'mark':
      return { ...at, kind: 'mark', mark: { ...content, id: row.id, version: row.version } as never };
    case 'erasure':
      return { ...at, kind: 'erasure', receipt: { ...content, id: row.id } as never };
  }
}

function corruptRow(row: Row, cause: unknown): MemoryError {
  return new MemoryError('corrupt', `the content of log entry ${row.seq} cannot be read`, {
    details: { seq: row.seq, kind: row.kind },
    hint: 'run `palimpsest verify`, then restore from a backup',
    cause,
  });
}
