/** One vector a text from the vectors of its tokens. */
import { MemoryError } from '../../../errors/index.ts';

/** `mean` over the tokens, the first token (`cls`), or the last one (`last`, for decoders). */
export type Pooling = 'mean' | 'cls' | 'last';

export type TokenVectors = {
  /** Row-major: text, token, component. */
  readonly data: ArrayLike<number>;
  readonly texts: number;
  readonly tokens: number;
  readonly dimensions: number;
};

/** `lengths[i]` is the number of real tokens of text `i`; what follows is padding and does not count. */
export function pool(vectors: TokenVectors, lengths: readonly number[], pooling: Pooling): Float32Array[] {
  const { data, texts, tokens, dimensions } = vectors;
  if (lengths.length !== texts || data.length !== texts * tokens * dimensions) {
    throw new MemoryError('internal', `${data.length} numbers for ${texts} texts of ${tokens} tokens`);
  }
  return lengths.map((length, text) => {
    const out = new Float32Array(dimensions);
    const start = text * tokens * dimensions;
    if (pooling === 'mean') {
      for (let token = 0; token < length; token += 1) {
        const at = start + token * dimensions;
        for (let i = 0; i < dimensions; i += 1) out[i] = (out[i] as number) + (data[at + i] as number) / length;
      }
      return out;
    }
    const at = start + (pooling === 'cls' ? 0 : Math.max(0, length - 1)) * dimensions;
    for (let i = 0; i < dimensions; i += 1) out[i] = data[at + i] as number;
    return out;
  });
}

/** What `1_Pooling/config.json` of sentence-transformers says; `undefined` where it names another way. */
export function poolingFrom(config: string): Pooling | undefined {
  const json = JSON.parse(config) as Readonly<Record<string, unknown>>;
  const ways = ['cls_token', 'mean_tokens', 'max_tokens', 'mean_sqrt_len_tokens', 'weightedmean_tokens', 'lasttoken'];
  const on = ways.filter((way) => json[`pooling_mode_${way}`] === true);
  if (on.length !== 1) return undefined;
  return { cls_token: 'cls', mean_tokens: 'mean', lasttoken: 'last' }[on[0] as string] as Pooling | undefined;
}
