/**
 * The precision ladder: one vector at 32, 8, 4, 2 or 1 bits a component, as bytes for the store.
 *
 * TurboQuant (arXiv 2504.19874): rotate at random, then quantize every component by the Lloyd-Max codebook of the
 * normal distribution that a rotated unit vector's components follow (4 and 2 bits; Max 1960, table I), or linearly
 * with one scale a vector (8 bits), or by sign (1 bit). Deviations: a Hadamard rotation, the vector's length kept in
 * float32. Cosine to the original: 0.9999, 0.995, 0.94 and 0.80 at 8, 4, 2 and 1 bits.
 */
import { MemoryError } from '../../../errors/index.ts';
import { rotationFor } from './rotation.ts';

/** A rung of the ladder: bits a component. */
export type Precision = 32 | 8 | 4 | 2 | 1;

/** Every rung, finest first. */
export const precisions: readonly Precision[] = [32, 8, 4, 2, 1];

/** Reconstruction levels for a standard normal component, ascending, by code. */
export const lloydMaxLevels: Readonly<Record<4 | 2, Float32Array>> = {
  4: mirrored([0.1284, 0.3881, 0.6568, 0.9424, 1.2562, 1.6181, 2.0691, 2.7326]),
  2: mirrored([0.4528, 1.5104]),
};

function mirrored(upper: readonly number[]): Float32Array {
  return Float32Array.from([...upper.map((level) => -level).reverse(), ...upper]);
}

const thresholds: Readonly<Record<4 | 2, Float32Array>> = {
  4: lloydMaxLevels[4].slice(1).map((level, i) => (level + lloydMaxLevels[4][i]!) / 2),
  2: lloydMaxLevels[2].slice(1).map((level, i) => (level + lloydMaxLevels[2][i]!) / 2),
};

/** Code of a standard normal component: the number of thresholds below it. */
export function lloydMaxCode(bits: 4 | 2, value: number): number {
  const cuts = thresholds[bits];
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > cuts[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

const headerBytes = 8;

/** Bytes of one encoded vector. */
export function encodedBytes(dimensions: number, bits: Precision): number {
  return headerBytes + Math.ceil((dimensions * bits) / 8);
}

/**
 * Vector -> bytes: precision (u8), zero (u8), dimensions (u16), length or step (f32), codes; little-endian,
 * components in order from the lowest bit of each byte.
 */
export function encodeVector(vector: Float32Array, bits: Precision): Uint8Array {
  const dimensions = vector.length;
  if (!precisions.includes(bits)) {
    throw new MemoryError('invalid_input', `no codec for ${bits} bits`, {
      hint: `use one of ${precisions.join(', ')}`,
    });
  }
  if (dimensions === 0 || dimensions > 0xffff) {
    throw new MemoryError('invalid_input', `vector of ${dimensions} components`, { hint: 'use 1 to 65535 components' });
  }
  let squares = 0;
  for (const x of vector) squares += x * x;
  if (!Number.isFinite(squares)) {
    throw new MemoryError('invalid_input', 'vector with a component that is not finite', {
      hint: 'check the embedder that made it',
    });
  }
  const bytes = new Uint8Array(encodedBytes(dimensions, bits));
  const view = new DataView(bytes.buffer);
  bytes[0] = bits;
  view.setUint16(2, dimensions, true);
  const length = Math.sqrt(squares);
  if (bits === 32) {
    view.setFloat32(4, length, true);
    for (let i = 0; i < dimensions; i++) view.setFloat32(headerBytes + 4 * i, vector[i]!, true);
    return bytes;
  }
  const rotated = new Float32Array(dimensions);
  rotationFor(dimensions).rotate(vector, rotated);
  if (bits === 8) {
    let largest = 0;
    for (const x of rotated) largest = Math.max(largest, Math.abs(x));
    const step = largest / 127;
    view.setFloat32(4, step, true);
    if (step > 0) for (let i = 0; i < dimensions; i++) view.setInt8(headerBytes + i, Math.round(rotated[i]! / step));
    return bytes;
  }
  view.setFloat32(4, length, true);
  const spread = length > 0 ? Math.sqrt(dimensions) / length : 0;
  const perByte = 8 / bits;
  for (let i = 0; i < dimensions; i++) {
    const value = rotated[i]! * spread;
    const code = bits === 1 ? (value >= 0 ? 1 : 0) : lloydMaxCode(bits, value);
    const at = headerBytes + Math.floor(i / perByte);
    bytes[at] = bytes[at]! | (code << ((i % perByte) * bits));
  }
  return bytes;
}

/** Precision of an encoded vector. */
export function precisionOf(bytes: Uint8Array): Precision {
  const bits = bytes[0] as Precision;
  if (bytes.length < headerBytes || !precisions.includes(bits)) {
    throw new MemoryError('corrupt', `encoded vector of ${bytes.length} bytes names ${bits} bits a component`, {
      hint: 'rebuild the vector from its text',
    });
  }
  return bits;
}

/** Bytes -> vector of about the original length. */
export function decodeVector(bytes: Uint8Array): Float32Array {
  const bits = precisionOf(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = view.getUint16(2, true);
  if (bytes.length !== encodedBytes(dimensions, bits)) {
    throw new MemoryError(
      'corrupt',
      `encoded vector of ${bytes.length} bytes for ${dimensions} components at ${bits} bits`,
      {
        hint: 'rebuild the vector from its text',
      },
    );
  }
  const vector = new Float32Array(dimensions);
  const size = view.getFloat32(4, true);
  if (bits === 32) {
    for (let i = 0; i < dimensions; i++) vector[i] = view.getFloat32(headerBytes + 4 * i, true);
    return vector;
  }
  if (bits === 8) {
    for (let i = 0; i < dimensions; i++) vector[i] = view.getInt8(headerBytes + i) * size;
  } else {
    const perByte = 8 / bits;
    const mask = 2 ** bits - 1;
    let squares = 0;
    for (let i = 0; i < dimensions; i++) {
      const code = (bytes[headerBytes + Math.floor(i / perByte)]! >> ((i % perByte) * bits)) & mask;
      const level = bits === 1 ? 2 * code - 1 : lloydMaxLevels[bits][code]!;
      vector[i] = level;
      squares += level * level;
    }
    const scale = size / Math.sqrt(squares);
    for (let i = 0; i < dimensions; i++) vector[i] = vector[i]! * scale;
  }
  rotationFor(dimensions).unrotate(vector, vector);
  return vector;
}

/** The same vector on a coarser (or the same) rung. Going back up needs the original. */
export function lowerPrecision(bytes: Uint8Array, bits: Precision): Uint8Array {
  return precisionOf(bytes) <= bits ? bytes : encodeVector(decodeVector(bytes), bits);
}
