/** Streams of bytes as parsed JSON records, each with its position, or with the reason why it could not be read. */
import { JsonScanner, type ScannedRecord, type ScanOptions } from './json-scanner.ts';
import { concatenate, decodeUtf8, utf8Stream } from './utf8-stream.ts';

export type ParsedRecord = {
  readonly line: number;
  readonly byte: number;
  readonly key?: string;
  /** Absent when the record is unreadable. */
  readonly value?: unknown;
  /** Why it is unreadable, or what was lost in reading. */
  readonly problem?: string;
};

/** Records of one JSON file. */
export async function* jsonRecords(
  chunks: AsyncIterable<Uint8Array>,
  options: ScanOptions = {},
): AsyncGenerator<ParsedRecord> {
  const scanner = new JsonScanner(options);
  for await (const chunk of utf8Stream(chunks)) {
    for (const record of scanner.push(chunk)) yield parseRecord(record);
  }
  for (const record of scanner.end()) yield parseRecord(record);
}

/** Records of a file of JSON lines; empty lines are no records. */
export async function* lineRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedRecord> {
  for await (const line of lines(chunks)) {
    if (line.flaw === undefined && line.bytes.every((byte) => byte === 0x20 || byte === 0x09)) continue;
    const deep = line.flaw === undefined && isTooDeep(line.bytes);
    yield parseRecord(deep ? { ...line, flaw: `nested deeper than ${maxLineDepth} levels` } : line);
  }
}

/** Longest line that is read. */
const maxLineBytes = 256 * 1024 * 1024;

/** Lines without their line ends (LF or CRLF). */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ScannedRecord> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let line = 1;
  let byte = 0;
  const cut = (): ScannedRecord => {
    const flaw = held > maxLineBytes ? { flaw: `longer than ${maxLineBytes} bytes` } : {};
    const bytes = concatenate(pieces);
    const record = { bytes: bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes, line, byte, ...flaw };
    byte += held + 1;
    line += 1;
    pieces = [];
    held = 0;
    return record;
  };
  const keep = (piece: Uint8Array): void => {
    held += piece.length;
    if (held > maxLineBytes) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  for await (const chunk of utf8Stream(chunks)) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      keep(chunk.subarray(start, end));
      yield cut();
      start = end + 1;
    }
    // The source may reuse its chunk.
    keep(chunk.slice(start));
  }
  if (held > 0) yield cut();
}

/** Deeper lines are not parsed: what reads them may not be made for it. */
const maxLineDepth = 200;

function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxLineDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

function parseRecord(record: ScannedRecord): ParsedRecord {
  const { bytes, line, byte, key, flaw } = record;
  const place = { line, byte, ...(key === undefined ? {} : { key }) };
  if (flaw !== undefined) return { ...place, problem: flaw };
  const { text, replaced } = decodeUtf8(bytes);
  try {
    const value: unknown = JSON.parse(text);
    return replaced ? { ...place, value, problem: 'bytes that are not UTF-8 were replaced' } : { ...place, value };
  } catch (error) {
    return { ...place, problem: `not valid JSON (${jsonFlaw(error)})` };
  }
}

/** The parser's complaint without the content that it quotes. */
function jsonFlaw(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const at = /at position (\d+)/.exec(text)?.[1];
  const kind = /^(Unexpected end of JSON input|Unterminated string|Bad control character|Bad escaped character)/.exec(
    text,
  );
  return [
    kind?.[1]?.toLowerCase() ?? 'unexpected character',
    at === undefined ? '' : `at character ${at} of the record`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
