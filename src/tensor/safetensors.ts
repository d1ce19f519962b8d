/**
 * The safetensors file format: an 8-byte little-endian header length, a JSON header (name -> dtype, shape, byte
 * range), then the bytes. Reads float and integer types into float32 or int32; writes float32 and int32.
 */
import { MemoryError } from '../errors/index.ts';
import { elementCount, type HostArray, type ParameterTree } from './host-array.ts';

/** A read file: its arrays and the free-form strings of its header. */
export type SafetensorsFile = {
  readonly tensors: ParameterTree;
  readonly metadata: Readonly<Record<string, string>>;
};

const headerLimitBytes = 100_000_000;
const elementBytes: Readonly<Record<string, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

const corrupt = (message: string): MemoryError =>
  new MemoryError('corrupt', `safetensors: ${message}`, { hint: 'fetch or write the file again' });

/** A half-precision number from its 16 bits. */
export function floatFromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The nearest half-precision number's 16 bits; beyond 65504 it saturates to infinity. */
export function halfFromFloat(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  const fraction = Math.round((size / 2 ** exponent - 1) * 1024);
  return sign | (((exponent + 15) << 10) + fraction);
}

type Entry = { readonly dtype: string; readonly shape: readonly number[]; readonly data_offsets: [number, number] };

function checkedEntry(name: string, value: unknown, bodyBytes: number): Entry {
  const entry = value as Partial<Entry> | null;
  const dtype = entry?.dtype;
  const shape = entry?.shape;
  const offsets = entry?.data_offsets;
  if (typeof dtype !== 'string' || !(dtype in elementBytes)) {
    throw new MemoryError('unsupported', `safetensors: tensor ${name} has type ${String(dtype)}`, {
      hint: `supported types are ${Object.keys(elementBytes).join(', ')}`,
    });
  }
  if (!Array.isArray(shape) || shape.some((n) => !Number.isSafeInteger(n) || n < 0)) {
    throw corrupt(`tensor ${name} has no valid shape`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || offsets.some((n) => !Number.isSafeInteger(n))) {
    throw corrupt(`tensor ${name} has no valid byte range`);
  }
  const [from, to] = offsets;
  if (from < 0 || to < from || to > bodyBytes || to - from !== elementCount(shape) * elementBytes[dtype]!) {
    throw corrupt(`tensor ${name} of shape [${shape}] does not fit bytes ${from} to ${to} of ${bodyBytes}`);
  }
  return { dtype, shape, data_offsets: [from, to] };
}

function decode(dtype: string, view: DataView, count: number): Float32Array | Int32Array {
  switch (dtype) {
    case 'F32':
      return Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true));
    case 'F64':
      return Float32Array.from({ length: count }, (_, i) => view.getFloat64(i * 8, true));
    case 'F16':
      return Float32Array.from({ length: count }, (_, i) => floatFromHalf(view.getUint16(i * 2, true)));
    case 'BF16': {
      const bits = Uint32Array.from({ length: count }, (_, i) => view.getUint16(i * 2, true) << 16);
      return new Float32Array(bits.buffer);
    }
    case 'I64':
      return Int32Array.from({ length: count }, (_, i) => Number(view.getBigInt64(i * 8, true)));
    case 'I32':
      return Int32Array.from({ length: count }, (_, i) => view.getInt32(i * 4, true));
    case 'I16':
      return Int32Array.from({ length: count }, (_, i) => view.getInt16(i * 2, true));
    case 'I8':
      return Int32Array.from({ length: count }, (_, i) => view.getInt8(i));
    default:
      return Int32Array.from({ length: count }, (_, i) => view.getUint8(i));
  }
}

/** Parses a file. Throws `corrupt` for a damaged one and `unsupported` for unknown element types. */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  if (bytes.length < 8) throw corrupt(`file has ${bytes.length} bytes, the header alone needs 8`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > headerLimitBytes || 8 + headerBytes > bytes.length) {
    throw corrupt(`header of ${headerBytes} bytes in a file of ${bytes.length}`);
  }
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerBytes)));
  } catch (cause) {
    throw new MemoryError('corrupt', 'safetensors: the header is not valid json', { cause });
  }
  const bodyFrom = 8 + headerBytes;
  const tensors: Record<string, HostArray> = {};
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      metadata = value as Record<string, string>;
      continue;
    }
    const entry = checkedEntry(name, value, bytes.length - bodyFrom);
    const [from, to] = entry.data_offsets;
    const part = new DataView(bytes.buffer, bytes.byteOffset + bodyFrom + from, to - from);
    tensors[name] = { shape: entry.shape, data: decode(entry.dtype, part, elementCount(entry.shape)) };
  }
  return { tensors, metadata };
}

/** Serializes arrays (float32 and int32), sorted by name so that equal trees give equal bytes. */
export function writeSafetensors(
  tensors: ParameterTree,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(tensors).sort();
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header['__metadata__'] = metadata;
  let offset = 0;
  for (const name of names) {
    const { shape, data } = tensors[name]!;
    const dtype = data instanceof Int32Array ? 'I32' : 'F32';
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.length * 4] };
    offset += data.length * 4;
  }
  let json = JSON.stringify(header);
  const unpadded = new TextEncoder().encode(json).length;
  json += ' '.repeat((8 - (unpadded % 8)) % 8);
  const headerText = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + headerText.length + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerText.length), true);
  bytes.set(headerText, 8);
  let at = 8 + headerText.length;
  for (const name of names) {
    const { data } = tensors[name]!;
    for (let i = 0; i < data.length; i++, at += 4) {
      if (data instanceof Int32Array) view.setInt32(at, data[i]!, true);
      else view.setFloat32(at, data[i]!, true);
    }
  }
  return bytes;
}
