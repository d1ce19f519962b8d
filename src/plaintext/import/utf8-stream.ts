/** Byte streams as UTF-8 without a byte order mark, whatever Unicode encoding they came in. */

const utf8Bom = [0xef, 0xbb, 0xbf];

/** Drops a UTF-8 byte order mark; converts UTF-16 (recognized by its mark) to UTF-8. */
export async function* utf8Stream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (start !== undefined) {
      bytes = join(start, chunk);
      if (bytes.length < 3) {
        start = bytes;
        continue;
      }
      start = undefined;
      if (bytes[0] === 0xff && bytes[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      else if (bytes[0] === 0xfe && bytes[1] === 0xff) decoder = new TextDecoder('utf-16be');
      else if (utf8Bom.every((byte, index) => bytes[index] === byte)) bytes = bytes.subarray(3);
    }
    yield decoder === undefined ? bytes : encoder.encode(decoder.decode(bytes, { stream: true }));
  }
  if (start !== undefined && start.length > 0) yield start;
  if (decoder !== undefined) yield encoder.encode(decoder.decode());
}

/** Both after another. */
export function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** All after another. */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of some UTF-8 bytes; `replaced` tells that invalid bytes became U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly replaced: boolean } {
  try {
    return { text: strict.decode(bytes), replaced: false };
  } catch {
    return { text: lenient.decode(bytes), replaced: true };
  }
}
