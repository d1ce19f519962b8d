/** Encodes a document on its own: keys, values and router keys of every memory layer, averaged over chunks. */
import { type AttentionMemory, denseMemory } from '../../../models/attention-memory.ts';
import { linear } from '../../../models/matrix.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { requireFloats } from '../../../tensor/index.ts';

/** One memory layer of one document. Rows are chunks; widths are kvHeads * headSize. */
export type EncodedLayer = {
  /** Means of the rotated keys. */
  readonly keys: Float32Array;
  readonly values: Float32Array;
  /** Means of the router keys, each head a unit vector. */
  readonly router: Float32Array;
  readonly chunks: number;
};

/** Scales every group of `size` numbers to length 1, in place. */
function unitHeads(data: Float32Array, size: number): Float32Array {
  for (let from = 0; from < data.length; from += size) {
    let sum = 1e-8;
    for (let i = 0; i < size; i++) sum += data[from + i]! * data[from + i]!;
    const scale = 1 / Math.sqrt(sum);
    for (let i = 0; i < size; i++) data[from + i] = data[from + i]! * scale;
  }
  return data;
}

function chunkMeans(rows: Float32Array, width: number, chunk: number): Float32Array {
  const count = rows.length / width;
  const out = new Float32Array(Math.ceil(count / chunk) * width);
  for (let t = 0; t < count; t++) {
    const members = Math.min(chunk, count - Math.floor(t / chunk) * chunk);
    const to = Math.floor(t / chunk) * width;
    for (let i = 0; i < width; i++) out[to + i] = out[to + i]! + rows[t * width + i]! / members;
  }
  return out;
}

/**
 * Runs the document through the model, attending only to itself.
 *
 * @param options `firstPosition` of its first token: 0, so that positions never exceed a document's length; others serve
 *   the comparison with running positions
 */
export function encodeDocument(
  model: Transformer,
  tokens: Int32Array,
  options: { readonly firstMemoryLayer: number; readonly chunk: number; readonly firstPosition: number },
): EncodedLayer[] {
  const { firstMemoryLayer, chunk, firstPosition } = options;
  const { hidden, kvHeads, headSize } = model.config;
  const width = kvHeads * headSize;
  const layers: EncodedLayer[] = [];
  const own: AttentionMemory = denseMemory(model.layout, model.rope);
  model.forward({
    tokens,
    memory: own,
    positions: firstPosition,
    logits: 'none',
    hooks: {
      onProjection({ layer, positions, normed, keys, values }) {
        if (layer < firstMemoryLayer) return;
        const rotated = keys.slice();
        for (let t = 0; t < tokens.length; t++) {
          for (let h = 0; h < kvHeads; h++) model.rope.rotate(rotated, t * width + h * headSize, positions[t]!);
        }
        const shape = { rows: tokens.length, inputs: hidden, outputs: width };
        const router = linear(normed, requireFloats(model.parameters, `layers.${layer}.routerKey`), shape);
        layers.push({
          keys: chunkMeans(rotated, width, chunk),
          values: chunkMeans(values, width, chunk),
          router: unitHeads(chunkMeans(router, width, chunk), headSize),
          chunks: Math.ceil(tokens.length / chunk),
        });
      },
    },
  });
  return layers;
}

/**
 * Router queries [tokens, kvHeads * headSize] of normed inputs: every query head a unit vector, summed over the heads
 * that share a key head and divided by the number of heads, so that one dot product is the mean cosine over heads.
 */
export function routerQueries(model: Transformer, layer: number, normed: Float32Array): Float32Array {
  const { hidden, heads, kvHeads, headSize } = model.config;
  const rows = normed.length / hidden;
  const weight = requireFloats(model.parameters, `layers.${layer}.routerQuery`);
  const all = unitHeads(linear(normed, weight, { rows, inputs: hidden, outputs: heads * headSize }), headSize);
  const out = new Float32Array(rows * kvHeads * headSize);
  for (let t = 0; t < rows; t++) {
    for (let h = 0; h < heads; h++) {
      const to = (t * kvHeads + Math.floor((h * kvHeads) / heads)) * headSize;
      for (let i = 0; i < headSize; i++) out[to + i] = out[to + i]! + all[(t * heads + h) * headSize + i]! / heads;
    }
  }
  return out;
}
