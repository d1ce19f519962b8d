/** Keys and values of a bank's documents as half-precision blocks, and the tier that keeps them in memory. */
import { MemoryError } from '../../../errors/index.ts';
import type { ContentTier } from '../../../ports/index.ts';
import { floatFromHalf, halfFromFloat } from '../../../tensor/index.ts';
import type { EncodedLayer } from './encode-document.ts';

/** One block: the keys of a document in one layer, then its values, two bytes a number. */
export function packContent({ keys, values }: Pick<EncodedLayer, 'keys' | 'values'>): Uint8Array {
  const halves = new Uint16Array(keys.length + values.length);
  for (let i = 0; i < keys.length; i++) halves[i] = halfFromFloat(keys[i]!);
  for (let i = 0; i < values.length; i++) halves[keys.length + i] = halfFromFloat(values[i]!);
  return new Uint8Array(halves.buffer);
}

/** Keys and values of a block. Throws `corrupt` for one that does not hold whole rows of `width` numbers. */
export function unpackContent(block: Uint8Array, width: number): { keys: Float32Array; values: Float32Array } {
  const numbers = block.length / 4;
  if (!Number.isInteger(numbers / width)) {
    throw new MemoryError('corrupt', `a content block of ${block.length} bytes does not hold rows of ${width} numbers`);
  }
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const read = (from: number): Float32Array =>
    Float32Array.from({ length: numbers }, (_, i) => floatFromHalf(view.getUint16(2 * (from + i), true)));
  return { keys: read(0), values: read(numbers) };
}

/** Blocks in this process's memory; removed ones are zeroed. */
export function memoryContentTier(): ContentTier {
  const blocks = new Map<number, Uint8Array>();
  let bytes = 0;
  const forget = (block: number): void => {
    const held = blocks.get(block);
    if (held === undefined) return;
    bytes -= held.length;
    held.fill(0);
    blocks.delete(block);
  };
  return {
    write(block, content) {
      forget(block);
      blocks.set(block, content.slice());
      bytes += content.length;
    },
    read(block) {
      const held = blocks.get(block);
      if (held === undefined) throw new MemoryError('not_found', `no content block ${block}`);
      return held;
    },
    remove: forget,
    get bytes() {
      return bytes;
    },
  };
}
