/** Import sources over bytes in memory, for tests of importers. */
import { MemoryError } from '../errors/index.ts';
import type { ImportSource } from '../plaintext/import/importer.ts';

/**
 * A file in memory.
 *
 * @param chunkBytes size of the chunks in which it is streamed; default 64 KiB
 */
export function bytesSource(name: string, content: string | Uint8Array, chunkBytes: number = 64 * 1024): ImportSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    kind: 'file',
    size: bytes.length,
    async *stream(from = 0) {
      for (let at = from; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
    entries: async () => [],
  };
}

/** A folder of files, whose names are paths inside it. */
export function folderOf(name: string, files: readonly ImportSource[]): ImportSource {
  return {
    name,
    kind: 'folder',
    size: 0,
    stream: () => {
      throw new MemoryError('invalid_input', `${name} is a folder, not a file`, { details: { name } });
    },
    entries: async () => files,
  };
}
