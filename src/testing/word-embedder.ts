/** An embedder that anybody can follow: each word, or what it means, is one direction; a text is their sum. */
import { MemoryError } from '../errors/index.ts';
import type { Embedder } from '../ports/index.ts';

export type WordEmbedder = Embedder & {
  /** Texts embedded as documents so far, in order. */
  readonly documents: string[];
  /** Runs before each call; may throw. */
  before: (() => Promise<void> | void) | undefined;
};

export type WordEmbedderOptions = {
  /** Default 1,024: few words share a direction. */
  readonly dimensions?: number;
  readonly maxBatch?: number;
  /** Words that mean another word. Default none. */
  readonly meanings?: Readonly<Record<string, string>>;
};

/** Deterministic, and without `embedSync`: to a memory it is one that costs something. */
export function wordEmbedder(id: string, options: WordEmbedderOptions = {}): WordEmbedder {
  const { dimensions = 1_024, maxBatch = 16, meanings = {} } = options;
  const made: WordEmbedder = {
    id,
    dimensions,
    maxBatch,
    documents: [],
    before: undefined,
    async embed(texts, { as, signal }) {
      await made.before?.();
      if (signal?.aborted) throw new MemoryError('aborted', 'stopped by the caller');
      if (as === 'document') made.documents.push(...texts);
      return texts.map((text) => vectorOf(text, dimensions, meanings));
    },
  };
  return made;
}

function vectorOf(text: string, dimensions: number, meanings: Readonly<Record<string, string>>): Float32Array {
  const out = new Float32Array(dimensions);
  for (const raw of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const word = meanings[raw] ?? raw;
    let hash = 0x811c9dc5;
    for (const letter of word) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    out[hash % dimensions] = 1 + (out[hash % dimensions] as number);
  }
  const length = Math.hypot(...out) || 1;
  return out.map((value) => value / length);
}
