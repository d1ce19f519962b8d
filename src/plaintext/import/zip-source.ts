/**
 * ZIP archives as import sources: entries are found in the central directory at the end and inflated as a stream, so
 * that neither the archive nor a file in it is ever held whole. Stored and deflated entries, also with 64-bit sizes.
 */
import { Inflate } from 'fflate';
import { MemoryError } from '../../errors/index.ts';
import type { ImportSource } from './importer.ts';
import { join } from './utf8-stream.ts';

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const maxEntries = 100_000;
/** The end record is 22 bytes plus a comment of at most 65,535; the 64-bit locator comes before it. */
const tailBytes = 22 + 65_535 + 20;

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** True when the bytes start as a ZIP archive. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/**
 * The archive as a folder.
 *
 * @throws MemoryError `invalid_input` when the archive has no readable directory (it was cut off, for example)
 */
export async function zipSource(archive: ImportSource): Promise<ImportSource> {
  const entries = await readDirectory(archive);
  const files = entries
    .filter((entry) => !entry.name.endsWith('/'))
    .map(
      (entry): ImportSource => ({
        name: entry.name,
        kind: 'file',
        size: entry.size,
        stream: (from = 0) => skip(inflateEntry(archive, entry), from),
        entries: async () => [],
      }),
    );
  return {
    name: archive.name,
    kind: 'folder',
    size: 0,
    stream: () => {
      throw new MemoryError('invalid_input', `${archive.name} is an archive; read its entries`);
    },
    entries: async () => files,
  };
}

function damaged(archive: ImportSource, what: string): MemoryError {
  return new MemoryError('invalid_input', `${archive.name} is a damaged ZIP archive: ${what}`, {
    hint: 'fetch the archive again, or unpack it and import the folder',
  });
}

async function readDirectory(archive: ImportSource): Promise<Entry[]> {
  const tailStart = Math.max(0, archive.size - tailBytes);
  const tail = view(await readBytes(archive, tailStart, archive.size - tailStart));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== endSignature) end -= 1;
  if (end < 0) throw damaged(archive, 'its directory is missing');
  let count = tail.getUint16(end + 10, true);
  let size = tail.getUint32(end + 12, true);
  let start = tail.getUint32(end + 16, true);
  if (start === 0xffffffff || count === 0xffff || size === 0xffffffff) {
    if (end < 20) throw damaged(archive, 'its 64-bit directory is missing');
    const at = Number(tail.getBigUint64(end - 20 + 8, true));
    const record = view(await readBytes(archive, at, 56));
    if (record.byteLength < 56 || record.getUint32(0, true) !== end64Signature) {
      throw damaged(archive, 'its 64-bit directory is missing');
    }
    count = Number(record.getBigUint64(32, true));
    size = Number(record.getBigUint64(40, true));
    start = Number(record.getBigUint64(48, true));
  }
  if (count > maxEntries || start + size > archive.size) throw damaged(archive, 'its directory lies outside the file');
  return parseDirectory(archive, await readBytes(archive, start, size), count);
}

function parseDirectory(archive: ImportSource, bytes: Uint8Array, count: number): Entry[] {
  const directory = view(bytes);
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || directory.getUint32(at, true) !== entrySignature) {
      throw damaged(archive, `entry ${index + 1} of its directory is unreadable`);
    }
    const nameLength = directory.getUint16(at + 28, true);
    const extraLength = directory.getUint16(at + 30, true);
    const commentLength = directory.getUint16(at + 32, true);
    const encrypted = (directory.getUint16(at + 8, true) & 1) === 1;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (encrypted) throw damaged(archive, `entry ${index + 1} is encrypted`);
    const wide = wideSizes(directory, at, nameLength, extraLength);
    entries.push({ name, method: directory.getUint16(at + 10, true), ...wide });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Sizes and offset, from the 64-bit extra field where the 32-bit ones are full. */
function wideSizes(
  directory: DataView,
  at: number,
  nameLength: number,
  extraLength: number,
): Pick<Entry, 'packed' | 'size' | 'offset'> {
  let packed = directory.getUint32(at + 20, true);
  let size = directory.getUint32(at + 24, true);
  let offset = directory.getUint32(at + 42, true);
  const full = 0xffffffff;
  let extra = at + 46 + nameLength;
  const extraEnd = Math.min(extra + extraLength, directory.byteLength);
  while (extra + 4 <= extraEnd) {
    const id = directory.getUint16(extra, true);
    const length = directory.getUint16(extra + 2, true);
    if (id === 1) {
      let field = extra + 4;
      const next = (): number => {
        const value = field + 8 <= extraEnd ? Number(directory.getBigUint64(field, true)) : 0;
        field += 8;
        return value;
      };
      if (size === full) size = next();
      if (packed === full) packed = next();
      if (offset === full) offset = next();
    }
    extra += 4 + length;
  }
  return { packed, size, offset };
}

/** Bytes of one entry; fails when it inflates to more than its directory says (an archive bomb, or damage). */
async function* inflateEntry(archive: ImportSource, entry: Entry): AsyncGenerator<Uint8Array> {
  const header = view(await readBytes(archive, entry.offset, 30));
  if (header.byteLength < 30) throw damaged(archive, `entry ${entry.name} lies outside the file`);
  const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (entry.method !== 0 && entry.method !== 8) {
    throw damaged(archive, `entry ${entry.name} uses the unsupported compression ${entry.method}`);
  }
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => ready.push(chunk));
  let left = entry.packed;
  let given = 0;
  for await (const chunk of archive.stream(start)) {
    const piece = chunk.subarray(0, left);
    left -= piece.length;
    if (entry.method === 0) ready.push(piece);
    else {
      try {
        inflate.push(piece, left === 0);
      } catch {
        throw damaged(archive, `entry ${entry.name} cannot be inflated`);
      }
    }
    for (const bytes of ready.splice(0)) {
      given += bytes.length;
      if (given > entry.size) throw damaged(archive, `entry ${entry.name} is larger than its directory says`);
      yield bytes;
    }
    if (left === 0) return;
  }
  if (left > 0) throw damaged(archive, `entry ${entry.name} is cut off`);
}

async function* skip(chunks: AsyncIterable<Uint8Array>, from: number): AsyncGenerator<Uint8Array> {
  let left = from;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield left === 0 ? chunk : chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

async function readBytes(source: ImportSource, from: number, length: number): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array(0);
  if (length === 0) return bytes;
  for await (const chunk of source.stream(from)) {
    bytes = join(bytes, chunk);
    if (bytes.length >= length) break;
  }
  return bytes.subarray(0, length);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
