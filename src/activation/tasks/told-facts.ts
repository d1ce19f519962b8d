/**
 * Facts as this library words them ("The user's dog is Rex.") and questions about them, in English, with a
 * tokenizer that knows these words: what a small model needs to answer from the records of a memory.
 */
import { symbolsOf } from '../../models/tokenizer/byte-symbols.ts';
import { integerBelow, type SeededRandom, sampleDistinct } from '../../tensor/index.ts';

/**
 * A kind of fact: its statement with `*` for the value, and ways to ask for it. The words that say which kind it is stand
 * two tokens before the value, and one or two before the question mark.
 */
type ToldSlot = {
  readonly statement: string;
  readonly questions: readonly string[];
  readonly words: readonly string[];
};

const favorites = ['color', 'food', 'band', 'book', 'drink', 'sport', 'movie', 'season'];
const people = ['sister', 'brother', 'boss', 'friend', 'wife', 'husband'];
const pets = ['dog', 'cat'];

/** What can be told and asked. */
export const toldSlots: readonly ToldSlot[] = [
  {
    statement: 'The user lives in *.',
    questions: ['Where do I live?', 'Which city do I live in?'],
    words: [' lives', ' live'],
  },
  { statement: 'The user works at *.', questions: ['Where do I work?'], words: [' works', ' work'] },
  ...favorites.map((thing) => ({
    statement: `The user's favorite ${thing} is *.`,
    questions: [`What is my favorite ${thing}?`],
    words: [` ${thing}`],
  })),
  ...people.map((who) => ({
    statement: `The user's ${who} is *.`,
    questions: [`Who is my ${who}?`, `What is my ${who} called?`],
    words: [` ${who}`],
  })),
  ...pets.map((who) => ({
    statement: `The user's ${who} is *.`,
    questions: [`What is my ${who} called?`],
    words: [` ${who}`],
  })),
];

/** Values that are one token; any of them can be told of anything, so that a model has to look them up. */
export const toldValues: readonly string[] = (
  'Porto Berlin Oslo Lyon Turin Paris London Madrid Rome Vienna Lisbon Tokyo Boston Dublin Prague Athens ' +
  'Anna Clara Marta Ines Nora Lena Tom Max Ben Leo Rex Luna Bella Felix Oscar Milo ' +
  'Acme Globex Initech Umbra Vertex Nimbus Muse Queen Abba Blur Dune Emma Ulysses Hamlet ' +
  'blue red green yellow black white purple orange ramen pizza sushi pasta curry soup tea coffee milk water wine ' +
  'tennis chess football rowing climbing spring summer autumn winter'
).split(' ');

/** What `tokenizer.json` holds. */
export type ToldTokenizer = {
  readonly pre_tokenizer: object;
  readonly model: {
    readonly type: 'BPE';
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly string[];
    readonly unk_token: string;
    readonly ignore_merges: true;
  };
};

/** What is answered where nothing was told. */
export const toldNothing = ' nothing';

/** A tokenizer.json of whole words; every byte of what is none of them is unknown. */
export function toldTokenizer(): ToldTokenizer {
  const unknown = '<unk>';
  const vocab: Record<string, number> = {};
  const add = (symbol: string): void => {
    vocab[symbol] ??= Object.keys(vocab).length;
  };
  const encoder = new TextEncoder();
  for (const symbol of [unknown, ...symbolsOf(encoder.encode('.?\n'))]) add(symbol);
  const texts = toldSlots.flatMap(({ statement, questions }) => [statement, ...questions]);
  const pieces = texts.flatMap((text) => text.replace('*', '').match(/'s| ?\p{L}+/gu) ?? []);
  for (const piece of [...pieces, toldNothing, ...toldValues.map((value) => ` ${value}`)]) {
    add(symbolsOf(encoder.encode(piece)).join(''));
  }
  return {
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    model: { type: 'BPE', vocab, merges: [], unk_token: unknown, ignore_merges: true },
  };
}

/** Lines of facts, and every question that they answer. */
export type ToldCase = {
  readonly lines: readonly string[];
  readonly questions: readonly { readonly text: string; readonly answer: string }[];
};

/** `count` facts about different things, and one question about each in random order. */
export function toldFacts(random: SeededRandom, count: number): ToldCase {
  const slots = sampleDistinct(random, toldSlots.length, count).map((n) => toldSlots[n]!);
  const values = slots.map(() => toldValues[integerBelow(random, toldValues.length)]!);
  return {
    lines: slots.map(({ statement }, n) => `${statement.replace('*', values[n]!)}\n`),
    questions: sampleDistinct(random, count, count).map((n) => {
      const { questions } = slots[n]!;
      return { text: questions[integerBelow(random, questions.length)]!, answer: ` ${values[n]!}.\n` };
    }),
  };
}
