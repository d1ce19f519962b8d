/**
 * Words of the cube that mean nearly what a word of the question means, by the vectors of single words: "cello" for
 * "instrument". They join a question at a fraction of its own words' weight, so that they can lift a text that shares
 * no word with the question but never outvote one that does.
 */
import type { CubeIndex } from '../index/cube-index.ts';
import { writtenForm } from '../index/tokenize.ts';
import { type IndexedTerm, idf, type QueryContext } from './query-context.ts';

export type RelatedWordsOptions = {
  /** The vector of one word in the space of the index. */
  readonly embedWord: (word: string) => Promise<Float32Array | undefined>;
  /** True when no more time may be spent. */
  readonly expired: () => boolean;
};

/** Neighbors of one word of the question. */
const neighborsEach = 8;
/** Neighbors below this share of the closeness of a word to itself are chance. */
const leastCosine = 0.16;
/** Weight of the closest neighbors, relative to a word of the question itself. */
const damping = 0.35;
const maxWords = 12;

type WordVectors = {
  vectors: Float32Array;
  known: number;
  width: number;
  /** Documents that had been taken out when `near` was last emptied: a word goes with its last document. */
  dropped: number;
  /** Neighbors of words that were asked for, while no word has come. */
  near: Map<string, readonly Neighbor[]>;
};
type Neighbor = { readonly number: number; readonly cosine: number };

const kept = new WeakMap<CubeIndex, WordVectors>();

/** Terms to add to the question's own; none without vectors or time. */
export async function relatedWords(context: QueryContext, options: RelatedWordsOptions): Promise<IndexedTerm[]> {
  const { index } = context;
  const table = await wordVectors(index, options);
  if (table === undefined) return [];
  const names = new Set(context.parsed.speakers.flatMap((name) => name.toLowerCase().split(/\s+/)));
  const own = new Set(context.terms.map((term) => term.number));
  const found = new Map<number, number>();
  const asked = context.parsed.terms.filter((term) => !names.has(term) && !/\d/.test(term)).slice(0, maxWords);
  for (const term of asked) {
    if (options.expired()) break;
    let near = table.near.get(term);
    if (near === undefined) {
      const vector = await options.embedWord(writtenForm(term));
      near = vector === undefined ? [] : nearest(index, table, vector);
      table.near.set(term, near);
    }
    for (const { number, cosine } of near.filter((one) => !own.has(one.number)).slice(0, neighborsEach)) {
      found.set(number, Math.max(cosine, found.get(number) ?? 0));
    }
  }
  const live = Math.max(1, index.words.liveDocuments);
  return [...found].map(([number, cosine]) => {
    const documentFrequency = index.words.documentFrequencies.data[number] as number;
    const weight = damping * Math.min(1, cosine / (2 * leastCosine)) * idf(live, documentFrequency);
    return { term: index.terms.text(number), number, weight, documentFrequency, content: false };
  });
}

/** Vectors of the index's words, as far as time allowed; undefined when it did not suffice. */
async function wordVectors(index: CubeIndex, options: RelatedWordsOptions): Promise<WordVectors | undefined> {
  const words = index.terms.size;
  let table = kept.get(index);
  if (table === undefined) {
    table = { vectors: new Float32Array(0), known: 0, width: 0, dropped: 0, near: new Map() };
    kept.set(index, table);
  }
  if (table.known < words || table.dropped < index.dropped.length) table.near.clear();
  table.dropped = index.dropped.length;
  for (; table.known < words; table.known++) {
    if ((table.known & 63) === 0 && options.expired()) return undefined;
    const term = index.terms.text(table.known);
    const vector = /^[\p{L}'’-]{3,}$/u.test(term) ? await options.embedWord(writtenForm(term)) : undefined;
    if (vector === undefined) continue;
    if (table.width === 0) table.width = vector.length;
    const end = (table.known + 1) * table.width;
    if (table.vectors.length < end) {
      const grown = new Float32Array(Math.max(end, words * table.width));
      grown.set(table.vectors);
      table.vectors = grown;
    }
    table.vectors.set(vector, end - table.width);
  }
  return table.width === 0 ? undefined : table;
}

/** Twice as many as are wanted, since some may be words of the question. */
function nearest(
  { words, terms }: CubeIndex,
  { vectors, known, width }: WordVectors,
  vector: Float32Array,
): readonly Neighbor[] {
  const best: Neighbor[] = [];
  const frequencies = words.documentFrequencies.data;
  // Equals by the word, not by its number: numbers depend on when the index was built.
  const closer = (a: Neighbor, b: Neighbor): number =>
    b.cosine - a.cosine || (terms.text(a.number) < terms.text(b.number) ? -1 : 1);
  let floor = leastCosine;
  for (let number = 0; number < known; number++) {
    const from = number * width;
    if (from + width > vectors.length) break;
    let dot = 0;
    for (let i = 0; i < width; i++) dot += (vectors[from + i] as number) * (vector[i] as number);
    if (dot < floor || dot <= leastCosine || (frequencies[number] ?? 0) === 0) continue;
    best.push({ number, cosine: dot });
    if (best.length < neighborsEach * 4) continue;
    best.sort(closer);
    best.length = neighborsEach * 2;
    floor = (best.at(-1) as Neighbor).cosine;
  }
  return best.sort(closer).slice(0, neighborsEach * 2);
}
