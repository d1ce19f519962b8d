/**
 * Sparse pre-filling with a complete cache: every token is stored, but while it is read it sees only the first tokens
 * and its neighborhood (A-shape). In the Tri-shape the rows at the end, where the question stands, see everything.
 */
import type { AttentionMemory, AttentionRequest } from '../../../models/attention-memory.ts';
import { softmaxInPlace } from '../../../models/matrix.ts';
import type { Transformer } from '../../../models/transformer.ts';

/** Tokens at the start that everybody sees, and how far back a token sees. */
export type SparseShape = { readonly sinks: number; readonly local: number };

/** One sequence. */
export class SparsePrefill implements AttentionMemory {
  readonly #model: Transformer;
  readonly #shape: SparseShape;
  readonly #slots: { key: Float32Array; value: Float32Array }[][];
  /** New tokens see everything while this is set. */
  dense = false;

  constructor(model: Transformer, shape: SparseShape) {
    this.#model = model;
    this.#shape = shape;
    this.#slots = Array.from({ length: model.config.layers }, () => []);
  }

  /** Tokens read so far. */
  get length(): number {
    return this.#slots[0]!.length;
  }

  /** Forgets what was read after the first `length` tokens. */
  truncate(length: number): void {
    for (const slots of this.#slots) slots.length = length;
  }

  attend({ layer, count, positions, queries, keys, values }: AttentionRequest): Float32Array {
    const { heads, kvHeads, headSize } = this.#model.layout;
    const { sinks, local } = this.#shape;
    const width = kvHeads * headSize;
    const slots = this.#slots[layer]!;
    const before = slots.length;
    for (let r = 0; r < count; r++) {
      const key = keys.slice(r * width, (r + 1) * width);
      for (let h = 0; h < kvHeads; h++) this.#model.rope.rotate(key, h * headSize, positions[r]!);
      slots.push({ key, value: values.slice(r * width, (r + 1) * width) });
    }
    const out = new Float32Array(count * heads * headSize);
    for (let r = 0; r < count; r++) {
      const own = before + r;
      const seen = slots.slice(0, own + 1).filter((_, j) => this.dense || j < sinks || j > own - local);
      const weights = new Float32Array(seen.length);
      for (let h = 0; h < heads; h++) {
        const at = (r * heads + h) * headSize;
        const kv = Math.floor((h * kvHeads) / heads) * headSize;
        seen.forEach(({ key }, j) => {
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += queries[at + d]! * key[kv + d]!;
          weights[j] = dot / Math.sqrt(headSize);
        });
        softmaxInPlace(weights, seen.length);
        seen.forEach(({ value }, j) => {
          for (let d = 0; d < headSize; d++) out[at + d]! += weights[j]! * value[kv + d]!;
        });
      }
    }
    return out;
  }
}
