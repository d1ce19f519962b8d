/**
 * Head-centric sparse attention of one request (dLLM-Serve, arXiv 2512.17077). A refresh computes everything and picks,
 * for every head by itself, the keys outside the current block that the block's mean query likes best (pooled over
 * neighbors); they are packed side by side once, and until the next refresh only the block is computed, on the packed
 * keys and its own. Every head keeps as many, so that a layer packs into a rectangle. Keys keep their rotation.
 */
import type { AttentionMemory, AttentionRequest, HeadLayout } from '../../models/attention-memory.ts';
import { softmaxInPlace } from '../../models/matrix.ts';
import type { Rope } from '../../models/rope.ts';
import { type SeededRandom, sampleDistinct } from '../../tensor/index.ts';

/** Whether heads choose for themselves, all alike by their summed scores, or by chance (the control). */
export type KeySelection = 'per-head' | 'shared' | 'random';

/** What a step computes. */
export type DiffusionPhase = 'full' | 'refresh' | 'reuse';

/** Settings. */
export type SparseMemoryOptions = {
  readonly layout: HeadLayout;
  readonly rope: Rope;
  /** Positions of the request. */
  readonly length: number;
  /** Share of the positions outside the block that is kept. */
  readonly retention: number;
  readonly selection: KeySelection;
  /** Neighbors on both sides and itself that share the best score (default 3). */
  readonly poolWidth?: number;
  /** Needed for random selection. */
  readonly random?: SeededRandom;
  /** Reads kept keys through their positions in place of packing them: the same numbers, for tests. */
  readonly indexed?: boolean;
};

type Packed = { readonly positions: Int32Array; readonly keys: Float32Array; readonly values: Float32Array };

/** Keys and values of one request between its refreshes. */
export class SparseMemory implements AttentionMemory {
  readonly #options: SparseMemoryOptions;
  #phase: DiffusionPhase = 'full';
  #from = 0;
  #to = 0;
  /** By layer and head. */
  #packed: Packed[] = [];
  #dense: { keys: Float32Array; values: Float32Array }[] = [];
  #pairs = 0;
  #bytesRead = 0;

  constructor(options: SparseMemoryOptions) {
    this.#options = options;
  }

  /** Keys that each head keeps for a block of this many positions. */
  static kept(length: number, block: number, retention: number): number {
    const outside = length - block;
    return outside === 0 ? 0 : Math.max(1, Math.floor(outside * retention));
  }

  /** Query-key pairs computed so far. */
  get pairs(): number {
    return this.#pairs;
  }

  /** Bytes of stored keys and values read in reuse steps so far. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** Bytes of packed keys and values now. */
  get bytes(): number {
    return this.#packed.reduce((sum, { keys, values }) => sum + keys.byteLength + values.byteLength, 0);
  }

  /** Says what the next pass does, and which positions (half open) are the block. */
  begin(phase: DiffusionPhase, from: number, to: number): void {
    if (phase === 'reuse' && this.#packed.length === 0) throw new RangeError('nothing was refreshed yet');
    this.#phase = phase;
    this.#from = from;
    this.#to = to;
    if (phase !== 'reuse') this.#packed = [];
  }

  attend(request: AttentionRequest): Float32Array {
    const { rope, layout } = this.#options;
    const { kvHeads, headSize } = layout;
    const { count, positions, values } = request;
    const rotated = request.keys.slice();
    for (let r = 0; r < count; r++) {
      for (let h = 0; h < kvHeads; h++) rope.rotate(rotated, (r * kvHeads + h) * headSize, positions[r]!);
    }
    const width = kvHeads * headSize;
    const own = (h: number, array: Float32Array): Float32Array => {
      const out = new Float32Array(count * headSize);
      for (let r = 0; r < count; r++) {
        out.set(array.subarray(r * width + h * headSize, r * width + (h + 1) * headSize), r * headSize);
      }
      return out;
    };
    const fresh = Array.from({ length: kvHeads }, (_, h) => ({ keys: own(h, rotated), values: own(h, values) }));
    if (this.#phase === 'refresh') this.#keep(request, fresh);
    const out = new Float32Array(count * layout.heads * headSize);
    for (let h = 0; h < kvHeads; h++) {
      const stored = this.#phase === 'reuse' ? this.#stored(request.layer * kvHeads + h) : undefined;
      if (stored !== undefined) this.#bytesRead += stored.keys.byteLength + stored.values.byteLength;
      this.#attendHead(request, h, { fresh: fresh[h]!, stored, out });
    }
    return out;
  }

  #stored(n: number): { readonly keys: Float32Array; readonly values: Float32Array } {
    const packed = this.#packed[n]!;
    if (this.#options.indexed !== true) return packed;
    const { headSize } = this.#options.layout;
    const dense = this.#dense[n]!;
    const gather = (array: Float32Array): Float32Array => {
      const out = new Float32Array(packed.positions.length * headSize);
      packed.positions.forEach((p, i) => {
        out.set(array.subarray(p * headSize, (p + 1) * headSize), i * headSize);
      });
      return out;
    };
    return { keys: gather(dense.keys), values: gather(dense.values) };
  }

  /** Chooses and packs; only while all positions are computed, in order. */
  #keep(
    { layer, queries }: AttentionRequest,
    fresh: readonly { readonly keys: Float32Array; readonly values: Float32Array }[],
  ): void {
    const { length, retention, selection, layout, poolWidth = 3 } = this.#options;
    const { heads, kvHeads, headSize } = layout;
    const outside = Array.from({ length }, (_, p) => p).filter((p) => p < this.#from || p >= this.#to);
    const count = SparseMemory.kept(length, this.#to - this.#from, retention);
    const group = heads / kvHeads;
    const scores = fresh.map(({ keys }, h) => {
      const best = new Float32Array(outside.length).fill(Number.NEGATIVE_INFINITY);
      for (let g = 0; g < group; g++) {
        const mean = meanRow(queries, { from: this.#from, to: this.#to, at: h * group + g, heads, headSize });
        outside.forEach((p, i) => {
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += mean[d]! * keys[p * headSize + d]!;
          best[i] = Math.max(best[i]!, dot / Math.sqrt(headSize));
        });
      }
      return maxPool(best, poolWidth);
    });
    const together = outside.map((_, i) => scores.reduce((sum, one) => sum + one[i]!, 0));
    fresh.forEach(({ keys, values }, h) => {
      const places =
        selection === 'random'
          ? sampleDistinct(this.#options.random!, outside.length, count)
          : largest(selection === 'shared' ? together : scores[h]!, count);
      const positions = Int32Array.from(places, (i) => outside[i]!).sort();
      const pack = (array: Float32Array): Float32Array => {
        const out = new Float32Array(count * headSize);
        positions.forEach((p, i) => {
          out.set(array.subarray(p * headSize, (p + 1) * headSize), i * headSize);
        });
        return out;
      };
      this.#packed[layer * kvHeads + h] = { positions, keys: pack(keys), values: pack(values) };
      if (this.#options.indexed === true) this.#dense[layer * kvHeads + h] = { keys, values };
    });
  }

  #attendHead(
    { count, queries }: AttentionRequest,
    h: number,
    with_: {
      readonly fresh: { readonly keys: Float32Array; readonly values: Float32Array };
      readonly stored: { readonly keys: Float32Array; readonly values: Float32Array } | undefined;
      readonly out: Float32Array;
    },
  ): void {
    const { heads, kvHeads, headSize } = this.#options.layout;
    const { fresh, stored, out } = with_;
    const before = (stored?.keys.length ?? 0) / headSize;
    const total = before + count;
    const weights = new Float32Array(total);
    const group = heads / kvHeads;
    const scale = 1 / Math.sqrt(headSize);
    for (let r = 0; r < count; r++) {
      for (let g = 0; g < group; g++) {
        const at = (r * heads + h * group + g) * headSize;
        for (let j = 0; j < total; j++) {
          const [keys, row] = j < before ? [stored!.keys, j] : [fresh.keys, j - before];
          let dot = 0;
          for (let d = 0; d < headSize; d++) dot += queries[at + d]! * keys[row * headSize + d]!;
          weights[j] = dot * scale;
        }
        softmaxInPlace(weights, total);
        for (let j = 0; j < total; j++) {
          const [values, row] = j < before ? [stored!.values, j] : [fresh.values, j - before];
          const weight = weights[j]!;
          for (let d = 0; d < headSize; d++) out[at + d]! += weight * values[row * headSize + d]!;
        }
      }
    }
    this.#pairs += count * total * group;
  }
}

function meanRow(
  queries: Float32Array,
  of: {
    readonly from: number;
    readonly to: number;
    readonly at: number;
    readonly heads: number;
    readonly headSize: number;
  },
): Float32Array {
  const { from, to, at, heads, headSize } = of;
  const mean = new Float32Array(headSize);
  for (let p = from; p < to; p++) {
    for (let d = 0; d < headSize; d++) mean[d]! += queries[(p * heads + at) * headSize + d]! / (to - from);
  }
  return mean;
}

function maxPool(scores: Float32Array, width: number): Float32Array {
  const reach = Math.floor(width / 2);
  return scores.map((_, i) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let j = Math.max(0, i - reach); j <= Math.min(scores.length - 1, i + reach); j++) {
      best = Math.max(best, scores[j]!);
    }
    return best;
  });
}

/** Places of the largest numbers; the first of equals. */
function largest(scores: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: scores.length }, (_, i) => i)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, count);
}
