/** Streams of bytes as parsed JSON records, each with its position, or with the reason why it could not be read. */
import { JsonScanner, type ScannedRecord, type ScanOptions } from './json-scanner.ts';
import { decodeUtf8, join, utf8Stream } from './utf8-stream.ts';

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
    if (line.bytes.every((byte) => byte === 0x20 || byte === 0x09)) continue;
    yield parseRecord(line);
  }
}

/** Longest line that is read. */
const maxLineBytes = 256 * 1024 * 1024;

/** Lines without their line ends (LF or CRLF). */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ScannedRecord> {
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  let byte = 0;
  let tooLong = false;
  const cut = (bytes: Uint8Array): ScannedRecord => {
    const ends = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
    const record = { bytes: tooLong ? new Uint8Array(0) : ends, line, byte };
    return tooLong ? { ...record, flaw: `longer than ${maxLineBytes} bytes` } : record;
  };
  for await (const chunk of utf8Stream(chunks)) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const bytes = join(rest, chunk.subarray(start, end));
      yield cut(bytes);
      byte += bytes.length + 1;
      rest = new Uint8Array(0);
      tooLong = false;
      line += 1;
      start = end + 1;
    }
    rest = join(rest, chunk.slice(start));
    if (rest.length > maxLineBytes) {
      tooLong = true;
      byte += rest.length;
      rest = new Uint8Array(0);
    }
  }
  if (rest.length > 0 || tooLong) yield cut(rest);
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
