/** The known words that mean about what a word means: by the signs of its meaning first, then exactly. */
import { meaningComponents, meaningOf, type TextVectors } from './word-vectors.ts';

export type NearWords = { readonly ids: readonly number[]; readonly values: readonly number[] };

/** Nearness from which two words count as like each other. */
const near = 0.5;
/** Words like one word that are kept. */
const mostNear = 8;
/** Signs of 100 in which two words that are that near mostly differ at most: 33 are expected at the very edge. */
const mostDiffering = 36;
/** Words whose neighbours are kept. */
const mostKept = 30_000;
/** Signs are compared 32 at a time; the loop below is written for these four. */
const signWords = 4;

function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function signsOf(meaning: Float32Array, into: Int32Array, at: number): void {
  for (let one = 0; one < meaningComponents; one += 1)
    if ((meaning[one] as number) > 0) into[at + (one >> 5)] = (into[at + (one >> 5)] as number) | (1 << (one & 31));
}

/** Finds near words; a word in angle brackets is near itself only. What was found is remembered. */
export function createNearWords(words: readonly string[], vectors: TextVectors): (word: string) => NearWords {
  const ids = new Map(words.map((word, id) => [word, id]));
  const table = new Float32Array(words.length * meaningComponents);
  const signs = new Int32Array(words.length * signWords);
  words.forEach((word, id) => {
    if (word.startsWith('<')) return;
    const meaning = meaningOf(vectors, word);
    table.set(meaning, id * meaningComponents);
    signsOf(meaning, signs, id * signWords);
  });
  const known = new Map<string, NearWords>();
  const own = new Int32Array(signWords);
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const self = ids.get(word);
    const found: [number, number][] = self === undefined ? [] : [[self, 1]];
    const meaning = word.startsWith('<') ? undefined : meaningOf(vectors, word);
    if (meaning?.some((one) => one !== 0) === true) {
      own.fill(0);
      signsOf(meaning, own, 0);
      const [a, b, c, d] = own as unknown as readonly [number, number, number, number];
      for (let id = 0, from = 0; id < words.length; id += 1, from += signWords) {
        const differing =
          bitCount((signs[from] as number) ^ a) +
          bitCount((signs[from + 1] as number) ^ b) +
          bitCount((signs[from + 2] as number) ^ c) +
          bitCount((signs[from + 3] as number) ^ d);
        if (differing > mostDiffering || id === self) continue;
        let sum = 0;
        for (let one = 0, at = id * meaningComponents; one < meaningComponents; one += 1, at += 1)
          sum += (meaning[one] as number) * (table[at] as number);
        if (sum > near) found.push([id, (sum - near) / (1 - near)]);
      }
    }
    found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    found.length = Math.min(found.length, mostNear);
    const made = { ids: found.map(([id]) => id), values: found.map(([, value]) => value) };
    if (known.size >= mostKept) known.clear();
    known.set(word, made);
    return made;
  };
}
