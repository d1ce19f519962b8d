/** The container of an index snapshot: named typed arrays in one buffer, aligned for use in place, with a checksum. */
import { MemoryError } from '../../errors/index.ts';

export type SectionArray = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
type ArrayType = 'u8' | 'u16' | 'i32' | 'u32' | 'f32' | 'f64';

export type SnapshotContents = {
  /** Plain JSON: versions, counts, the embedding space. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly sections: ReadonlyMap<string, SectionArray>;
};

const magic = 0x58444950;
const prefixBytes = 16;

/** One buffer: magic, JSON length, checksum, reserved word; JSON; sections at multiples of 8. */
export function encodeSnapshot(contents: SnapshotContents): Uint8Array {
  const table: [name: string, type: ArrayType, offset: number, length: number][] = [];
  let offset = 0;
  for (const [name, array] of contents.sections) {
    table.push([name, typeOf(array), offset, array.length]);
    offset = align(offset + array.byteLength);
  }
  const json = new TextEncoder().encode(JSON.stringify({ header: contents.header, table }));
  const start = align(prefixBytes + json.length);
  const out = new Uint8Array(start + offset);
  const words = new Uint32Array(out.buffer, 0, 4);
  words[0] = magic;
  words[1] = json.length;
  out.set(json, prefixBytes);
  let index = 0;
  for (const array of contents.sections.values()) {
    const at = start + (table[index++] as (typeof table)[number])[2];
    out.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
  }
  words[2] = checksum(out);
  return out;
}

/**
 * The arrays as views over `bytes` (which must not be changed afterwards).
 *
 * @param trusted the bytes were authenticated by whoever kept them: the checksum is not computed again
 * @throws MemoryError `corrupt` when the bytes are not a whole, unchanged snapshot.
 */
export function decodeSnapshot(bytes: Uint8Array, trusted: boolean = false): SnapshotContents {
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  if (whole.length < prefixBytes || whole.length % 8 !== 0) throw damaged('length');
  const words = new Uint32Array(whole.buffer, whole.byteOffset, 4);
  if (words[0] !== magic) throw damaged('magic');
  if (!trusted && words[2] !== checksum(whole)) throw damaged('checksum');
  const jsonLength = words[1] as number;
  const text = new TextDecoder().decode(whole.subarray(prefixBytes, prefixBytes + jsonLength));
  const { header, table } = JSON.parse(text) as {
    header: Record<string, unknown>;
    table: [string, ArrayType, number, number][];
  };
  const start = whole.byteOffset + align(prefixBytes + jsonLength);
  const sections = new Map<string, SectionArray>();
  for (const [name, type, at, length] of table) {
    sections.set(name, new constructors[type](whole.buffer as ArrayBuffer, start + at, length));
  }
  return { header, sections };
}

const constructors = {
  u8: Uint8Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

function typeOf(array: SectionArray): ArrayType {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint16Array) return 'u16';
  if (array instanceof Int32Array) return 'i32';
  if (array instanceof Uint32Array) return 'u32';
  if (array instanceof Float32Array) return 'f32';
  return 'f64';
}

function align(offset: number): number {
  return (offset + 7) & ~7;
}

function damaged(what: string): MemoryError {
  return new MemoryError('corrupt', `index snapshot fails its ${what} test`, {
    hint: 'drop the snapshot; the index is rebuilt from the rows',
  });
}

/** Two interleaved multiplicative sums over 32-bit words, the checksum word itself taken as zero. */
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  for (let i = 0; i + 1 < words.length; i += 2) {
    a = Math.imul(a ^ (i === 2 ? 0 : (words[i] as number)), 0x01000193);
    b = Math.imul(b ^ (words[i + 1] as number), 0x85ebca6b);
    b ^= b >>> 13;
  }
  a ^= a >>> 16;
  return (Math.imul(a, 0x7feb352d) ^ b) >>> 0;
}
