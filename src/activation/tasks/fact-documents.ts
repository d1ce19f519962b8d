/**
 * Documents of facts: short documents of `key value` cells among filler, whose keys occur once in the whole corpus. Keys are
 * open tokens (see `open-tokens.ts`): there are as many as a corpus needs.
 *
 * A chained question needs two documents: the first fact's value is one of 16 bridge values, and the second fact's key is
 * that bridge's name, a fixed open token (`followUp` turns one into the other). With `link: 'open'` the first fact's value
 * is the second one's key itself, which a model can read but not say: `followName` takes it from the text. Training uses
 * `link: 'blank'`, where a mark stands in both places: the step to be learned is to find the first document.
 */
import { integerBelow, type SeededRandom, sampleDistinct } from '../../tensor/index.ts';

/** Token ids: five marks, 64 values, 32 fillers; open tokens (keys) from 101 on. */
export const documentVocabulary = {
  size: 101,
  /** First token of every document. */
  document: 0,
  ask: 1,
  /** Asks across two documents. */
  follow: 2,
  /** The answer to a chained question whose first document has not been read yet: fetch it and ask again. */
  more: 3,
  /** The answer to a question that no document answers. */
  absent: 4,
  valueFrom: 5,
  values: 64,
  /** The last values are bridges where a corpus has chains of that kind, and no other fact's value there. */
  bridgeFrom: 53,
  bridges: 16,
  /** Names of bridges, far from the keys of any corpus. */
  nameFrom: 0x60000000,
  noiseFrom: 69,
  noise: 32,
  keyFrom: 101,
} as const;

const words = documentVocabulary;

/** Facts in a document, and its length: mark and filler, four facts, one filler cell. */
export const documentShape = { facts: 4, cells: 6, length: 12 } as const;

/** One document. A fact's value is a value token, or the key of a fact elsewhere. */
export type FactDocument = {
  readonly id: string;
  readonly tokens: Int32Array;
  readonly facts: readonly { readonly key: number; readonly value: number }[];
};

/** A question with the documents that hold its answer, in the order in which they have to be found. */
export type DocumentQuestion = {
  readonly kind: 'single' | 'chained' | 'absent';
  readonly prompt: Int32Array;
  readonly answer: number;
  /** Indices into the corpus. */
  readonly documents: readonly number[];
};

/** Documents whose keys are all different. */
export type FactCorpus = {
  readonly documents: readonly FactDocument[];
  readonly chains: readonly (readonly [first: number, second: number])[];
  readonly link: ChainLink;
};

/** What a chain passes through: one of 16 values, the key itself, or a mark in its place. */
export type ChainLink = 'bridge' | 'open' | 'blank';

/**
 * Draws a corpus. Keys are consecutive numbers from a random start, dealt to the documents in order: their codes are
 * pseudo-random anyway, and two corpora of one seed share them only by accident.
 *
 * @param options `documents` in all; `chains` facts that name what another document's fact is about (default a quarter of
 *   the documents, at least one when there are two, at most 16); `link` what they pass through (default `bridge`)
 */
export function factCorpus(
  random: SeededRandom,
  options: { readonly documents: number; readonly chains?: number; readonly link?: ChainLink },
): FactCorpus {
  const { documents, link = 'bridge' } = options;
  const usual = Math.max(Math.floor(documents / 4), documents > 1 ? 1 : 0);
  const chains = options.chains ?? (link === 'bridge' ? Math.min(words.bridges, usual) : usual);
  const { facts, cells, length } = documentShape;
  if (2 * chains > documents) throw new RangeError(`${chains} chains need ${2 * chains} documents`);
  const firstKey = words.keyFrom + integerBelow(random, 1 << 30);
  const linked = sampleDistinct(random, documents, 2 * chains);
  const pairs = Array.from({ length: chains }, (_, n): [number, number] => [linked[2 * n]!, linked[2 * n + 1]!]);
  const next = new Map(pairs);
  const bridges = link === 'bridge' ? sampleDistinct(random, words.bridges, chains) : [];
  const bridgeOf = new Map(
    bridges.flatMap((bridge, n) => pairs[n]!.map((d) => [d, words.bridgeFrom + bridge] as const)),
  );
  const answers = link === 'bridge' ? words.bridgeFrom - words.valueFrom : words.values;
  const seconds = new Set(pairs.map(([, second]) => second));
  const made = Array.from({ length: documents }, (_, d): FactDocument => {
    const tokens = new Int32Array(length);
    for (let i = 0; i < length; i++) tokens[i] = words.noiseFrom + integerBelow(random, words.noise);
    tokens[0] = words.document;
    const places = sampleDistinct(random, cells - 1, facts);
    const held = places.map((place, n) => {
      const target = n === 0 ? next.get(d) : undefined;
      // The fact that a chain leads to is the second one of its document, so that chains do not run on.
      const bridge = n === 1 && !next.has(d) ? bridgeOf.get(d) : undefined;
      const own = bridge === undefined ? firstKey + d * facts + n : nameOf(bridge);
      const key = link === 'blank' && n === 1 && seconds.has(d) ? words.document : own;
      const name = link === 'blank' ? words.document : firstKey + (target ?? 0) * facts + 1;
      const value = target === undefined ? words.valueFrom + integerBelow(random, answers) : (bridgeOf.get(d) ?? name);
      tokens[2 + 2 * place] = key;
      tokens[3 + 2 * place] = value;
      return { key, value };
    });
    return { id: `document ${d}`, tokens, facts: held };
  });
  return { documents: made, chains: pairs, link };
}

const isAnswer = (corpus: FactCorpus, value: number): boolean =>
  value >= words.valueFrom && value < (corpus.link === 'bridge' ? words.bridgeFrom : words.valueFrom + words.values);

const isKey = (key: number): boolean => key >= words.keyFrom && key < words.nameFrom;

/** Asks one fact whose value is an answer. */
export function askSingle(random: SeededRandom, corpus: FactCorpus, from?: readonly number[]): DocumentQuestion {
  const at =
    from === undefined ? integerBelow(random, corpus.documents.length) : from[integerBelow(random, from.length)]!;
  const facts = corpus.documents[at]!.facts.filter(({ key, value }) => isAnswer(corpus, value) && isKey(key));
  const fact = facts[integerBelow(random, facts.length)]!;
  return { kind: 'single', prompt: Int32Array.of(words.ask, fact.key), answer: fact.value, documents: [at] };
}

/** Asks along one of the corpus's chains. */
export function askChained(random: SeededRandom, corpus: FactCorpus): DocumentQuestion {
  const [first, second] = corpus.chains[integerBelow(random, corpus.chains.length)]!;
  const key = corpus.documents[first]!.facts[0]!.key;
  const answer = corpus.documents[second]!.facts[1]!.value;
  const mark = corpus.link === 'bridge' ? words.ask : words.follow;
  return { kind: 'chained', prompt: Int32Array.of(mark, key), answer, documents: [first, second] };
}

const nameOf = (bridge: number): number => words.nameFrom + bridge;

/** What to ask after an answer: the name of a bridge. `undefined` after any other answer. */
export function followUp(answer: number): Int32Array | undefined {
  const isBridge = answer >= words.bridgeFrom && answer < words.bridgeFrom + words.bridges;
  return isBridge ? Int32Array.of(words.ask, nameOf(answer)) : undefined;
}

/** What to ask after an answer that was read from the text of a fact whose value is a name: any open token. */
export function followName(text: Int32Array | undefined): Int32Array | undefined {
  const name = text?.at(-1);
  return name === undefined || name < words.keyFrom ? undefined : Int32Array.of(words.ask, name);
}

/** Asks a key that no document has. */
export function askAbsent(random: SeededRandom, corpus: FactCorpus): DocumentQuestion {
  const used = corpus.documents.length * documentShape.facts;
  const key = corpus.documents[0]!.facts[0]!.key + used + integerBelow(random, 1 << 20);
  return { kind: 'absent', prompt: Int32Array.of(words.ask, key), answer: words.absent, documents: [] };
}
