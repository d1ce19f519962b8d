/**
 * A key-value store by position for bidirectional models: new tokens overwrite their own positions, every query sees
 * all positions that were ever written, in any order of arrival.
 */
import type { AttentionMemory, AttentionRequest, HeadLayout } from '../../models/attention-memory.ts';
import { softmaxInPlace } from '../../models/matrix.ts';
import type { Rope } from '../../models/rope.ts';

/** Keys (rotated) and values of `length` positions in every layer. */
export class PositionCache implements AttentionMemory {
  readonly #layout: HeadLayout;
  readonly #rope: Rope;
  readonly #length: number;
  readonly #keys: Float32Array[];
  readonly #values: Float32Array[];
  readonly #written: Uint8Array[];

  constructor(layout: HeadLayout, rope: Rope, length: number) {
    this.#layout = layout;
    this.#rope = rope;
    this.#length = length;
    const width = layout.kvHeads * layout.headSize;
    const perLayer = <T>(make: () => T): T[] => Array.from({ length: layout.layers }, make);
    this.#keys = perLayer(() => new Float32Array(length * width));
    this.#values = perLayer(() => new Float32Array(length * width));
    this.#written = perLayer(() => new Uint8Array(length));
  }

  attend({ layer, count, positions, queries, keys, values, onWeights }: AttentionRequest): Float32Array {
    const { heads, kvHeads, headSize } = this.#layout;
    const width = kvHeads * headSize;
    const layerKeys = this.#keys[layer]!;
    const layerValues = this.#values[layer]!;
    const written = this.#written[layer]!;
    for (let r = 0; r < count; r++) {
      const at = positions[r]! * width;
      layerKeys.set(keys.subarray(r * width, (r + 1) * width), at);
      for (let h = 0; h < kvHeads; h++) this.#rope.rotate(layerKeys, at + h * headSize, positions[r]!);
      layerValues.set(values.subarray(r * width, (r + 1) * width), at);
      written[positions[r]!] = 1;
    }
    const out = new Float32Array(count * heads * headSize);
    const weights = new Float32Array(this.#length);
    const scale = 1 / Math.sqrt(headSize);
    for (let r = 0; r < count; r++) {
      for (let h = 0; h < heads; h++) {
        const at = (r * heads + h) * headSize;
        const kv = Math.floor((h * kvHeads) / heads) * headSize;
        for (let j = 0; j < this.#length; j++) {
          const from = j * width + kv;
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += queries[at + d]! * layerKeys[from + d]!;
          weights[j] = written[j] === 1 ? dot * scale : Number.NEGATIVE_INFINITY;
        }
        softmaxInPlace(weights, this.#length);
        onWeights?.(r, h, weights, this.#length);
        for (let j = 0; j < this.#length; j++) {
          const from = j * width + kv;
          const weight = weights[j]!;
          for (let d = 0; d < headSize; d++) out[at + d]! += weight * layerValues[from + d]!;
        }
      }
    }
    return out;
  }
}
