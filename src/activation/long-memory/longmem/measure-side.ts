/** Measures what a side network recalls of facts that left the window. */
import { argmax } from '../../../models/matrix.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { integerBelow, type ParameterTree, sampleDistinct, seededRandom } from '../../../tensor/index.ts';
import { recallVocabulary as words } from '../../tasks/recall-vocabulary.ts';
import { longTerm } from './long-term.ts';
import { segment } from './train-side.ts';

const perSegment = 2;

/**
 * Chunks are found by their mean, which is what training compares and the harder search.
 *
 * Share of facts recalled from a bank of 32 segments with two facts each, over `streams` of them (default 2).
 *
 * @public read by the training recipe
 */
export function measureSide(options: {
  readonly backbone: Transformer;
  readonly side: ParameterTree;
  readonly memoryLayer: number;
  readonly chunk: number;
  /** Tokens read for a question (default 128). */
  readonly k?: number;
  readonly seed: string;
  readonly streams?: number;
}): number {
  const { backbone, side, memoryLayer, chunk, k = 128, seed, streams = 2 } = options;
  let right = 0;
  for (let s = 0; s < streams; s++) {
    const random = seededRandom(`${seed} ${s}`);
    const memory = longTerm({ backbone, side, memoryLayer, chunk, chunkKeys: 'mean', k });
    const keys = sampleDistinct(random, words.keys, words.keys);
    const facts = new Map<number, number>();
    for (let at = 0; at < keys.length; at += perSegment) {
      const mine = keys.slice(at, at + perSegment);
      const { tokens, values } = segment(random, mine);
      for (const [n, key] of mine.entries()) facts.set(key, values[n]!);
      memory.read(tokens);
    }
    for (const [key, value] of facts) {
      const filler = Array.from({ length: 8 }, () => words.noiseFrom + integerBelow(random, words.noise));
      const row = Int32Array.of(words.begin, ...filler, words.ask, words.keyFrom + key);
      if (argmax(memory.ask(row).data as Float32Array) === value) right++;
    }
  }
  return right / (streams * words.keys);
}
