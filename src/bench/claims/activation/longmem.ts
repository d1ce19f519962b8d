/** LongMem's claim: a bank filled by a frozen model is memory beyond the window, for as long as the model stays frozen. */

import { KeyValueBank, type SegmentKeyValues } from '../../../activation/long-memory/longmem/key-value-bank.ts';
import { type LongTerm, type LongTermOptions, longTerm } from '../../../activation/long-memory/longmem/long-term.ts';
import { segment, segmentLength } from '../../../activation/long-memory/longmem/train-side.ts';
import { recallVocabulary as words } from '../../../activation/tasks/recall-vocabulary.ts';
import { denseMemory } from '../../../models/attention-memory.ts';
import { openFixture } from '../../../models/fixture.ts';
import { argmax } from '../../../models/matrix.ts';
import { makeTransformer, type Transformer } from '../../../models/transformer.ts';
import {
  integerBelow,
  type ParameterTree,
  readSafetensors,
  type SeededRandom,
  sampleDistinct,
  seededRandom,
} from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import type { Numbers } from '../judge-claim.ts';
import { seededClaim } from '../seeded-claim.ts';
import type { OpenModelFolder } from '../shipped-model.ts';

/** The backbone layer that recalls (see scripts/train/tiny-long-side.mjs). */
const memoryLayer = 0;
const distances = [1, 2, 4, 8, 16, 32];
const streams = 6;
const perSegment = 2;

type Opened = { readonly backbone: Transformer; readonly side: ParameterTree };
type Stream = { readonly segments: { readonly tokens: Int32Array; readonly facts: ReadonlyMap<number, number> }[] };

async function openPair(open: OpenModelFolder, sideFile: string, backboneFile?: string): Promise<Opened> {
  const fixture = await openFixture(open('tiny-long-backbone'));
  const read = async (file: string): Promise<ParameterTree> =>
    readSafetensors(await open('tiny-long-side')(file)).tensors;
  return {
    backbone: backboneFile === undefined ? fixture : makeTransformer(fixture.config, await read(backboneFile)),
    side: await read(sideFile),
  };
}

/** 32 segments with two facts each; every key occurs once. */
function drawStream(random: SeededRandom): Stream {
  const keys = sampleDistinct(random, words.keys, words.keys);
  return {
    segments: Array.from({ length: words.keys / perSegment }, (_, s) => {
      const mine = keys.slice(s * perSegment, (s + 1) * perSegment);
      const { tokens, values } = segment(random, mine);
      return { tokens, facts: new Map(mine.map((key, n) => [key, values[n]!])) };
    }),
  };
}

/** Begin mark, eight fillers and the question: nothing of the answer is in the window. */
function questionRow(random: SeededRandom, key: number): Int32Array {
  const filler = Array.from({ length: 8 }, () => words.noiseFrom + integerBelow(random, words.noise));
  return Int32Array.of(words.begin, ...filler, words.ask, words.keyFrom + key);
}

const answerOf = (memory: LongTerm, random: SeededRandom, key: number): number =>
  argmax(memory.ask(questionRow(random, key)).data as Float32Array);

type Setting = Partial<Omit<LongTermOptions, 'backbone' | 'side' | 'memoryLayer'>>;

/** Tokens read for a query: 6% of the bank. */
const k = 128;

const remember = (of: Opened, setting: Setting = {}): LongTerm => longTerm({ ...of, memoryLayer, k, ...setting });

/** Share of right answers about the facts of the segments that lie `back` segments before the end. */
function recallAt(memory: LongTerm, stream: Stream, back: number, random: SeededRandom): number {
  const { facts } = stream.segments.at(-back)!;
  return [...facts].filter(([key, value]) => answerOf(memory, random, key) === value).length / facts.size;
}

const encodeStream = (pair: Opened, stream: Stream): SegmentKeyValues[] =>
  stream.segments.map(({ tokens }) => remember(pair).encode(tokens));

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Recall by distance for several banks over the same streams. */
function measureDistances(pair: Opened, seed: number): Numbers {
  const settings: Record<string, Setting> = {
    longmem: {},
    'plain means': { chunkKeys: 'mean' },
    '32 read': { k: 32 },
    '32 read, plain means': { k: 32, chunkKeys: 'mean' },
    '32 read, chunks of 1': { k: 32, chunk: 1 },
    'chunks of 8': { chunk: 8 },
    'chunks of 2': { chunk: 2 },
    'chunks of 1': { chunk: 1 },
    'random chunks': {},
    'latest chunks': { pick: (size, count) => Array.from({ length: Math.min(size, count) }, (_, n) => size - 1 - n) },
    'everything, no search': { k: 1 << 20 },
    'bank of 16 segments': { bankTokens: 16 * (segmentLength + 1) },
  };
  const sums: Record<string, number> = {};
  const indexes: Record<string, number> = {};
  for (let s = 0; s < streams; s++) {
    const random = seededRandom(`longmem ${seed} ${s}`);
    const stream = drawStream(random);
    const encoded = encodeStream(pair, stream);
    for (const [name, setting] of Object.entries(settings)) {
      const draws = random.split(name);
      const pick = (size: number, count: number): number[] => sampleDistinct(draws, size, Math.min(size, count));
      const memory = remember(pair, name === 'random chunks' ? { pick } : setting);
      for (const part of encoded) memory.bank.write(part);
      for (const back of name === 'bank of 16 segments' ? [...distances, 17] : distances) {
        const key = `${name}, ${back} back`;
        sums[key] = (sums[key] ?? 0) + recallAt(memory, stream, back, random) / streams;
      }
      if (s === 0) indexes[name] = memory.bank.stats().indexNumbers;
    }
    const empty = remember(pair);
    const facts = stream.segments.flatMap((one) => [...one.facts]).slice(0, 12);
    const alone = facts.filter(([key, value]) => answerOf(empty, random, key) === value).length / facts.length;
    sums['empty bank'] = (sums['empty bank'] ?? 0) + alone / streams;
    const { backbone } = pair;
    const window = facts.filter(([key, value]) => {
      const tokens = questionRow(random, key);
      const logits = backbone.forward({ tokens, memory: denseMemory(backbone.layout, backbone.rope) });
      return argmax(logits.data as Float32Array) === value;
    });
    sums['window only'] = (sums['window only'] ?? 0) + window.length / facts.length / streams;
  }
  const over = (name: string): number => mean(distances.map((back) => sums[`${name}, ${back} back`]!));
  const half = (from: number): number =>
    mean(distances.slice(from, from + 3).map((back) => sums[`longmem, ${back} back`]!));
  return {
    ...sums,
    'longmem, all distances': over('longmem'),
    'chunks of 2, all distances': over('chunks of 2'),
    'chunks of 1, all distances': over('chunks of 1'),
    'chunks of 8, all distances': over('chunks of 8'),
    'plain means, all distances': over('plain means'),
    '32 read, all distances': over('32 read'),
    '32 read, plain means, all distances': over('32 read, plain means'),
    '32 read, chunks of 1, all distances': over('32 read, chunks of 1'),
    'random chunks, all distances': over('random chunks'),
    'latest chunks, all distances': over('latest chunks'),
    'everything, no search, all distances': over('everything, no search'),
    'longmem, 8 to 32 back less 1 to 4 back': half(3) - half(0),
    'index numbers, chunks of 4 over chunks of 1': indexes['longmem']! / indexes['chunks of 1']!,
    'index numbers, chunks of 2 over chunks of 1': indexes['chunks of 2']! / indexes['chunks of 1']!,
  };
}

/** Facts over 32 segments, banks of different sizes: what is recalled of all of them. */
function measureSizes(pair: Opened, seed: number): Numbers {
  const sizes = [0, 4, 8, 16, 32];
  const measures: Record<string, number> = {};
  const random = seededRandom(`longmem sizes ${seed}`);
  const drawn = [drawStream(random), drawStream(random)].map((stream) => ({
    stream,
    encoded: encodeStream(pair, stream),
  }));
  for (const size of sizes) {
    const shares = drawn.map(({ stream, encoded }) => {
      const memory = remember(pair, { bankTokens: Math.max(4, size * (segmentLength + 1)) });
      if (size > 0) for (const part of encoded) memory.bank.write(part);
      const facts = stream.segments.flatMap((one) => [...one.facts]);
      return facts.filter(([key, value]) => answerOf(memory, random, key) === value).length / facts.length;
    });
    measures[`facts of 32 segments, bank of ${size}`] = mean(shares);
    // The same sizes, filled by the other stream: the same keys with other values.
    const strange = drawn.map(({ stream }, n) => {
      const memory = remember(pair, { bankTokens: Math.max(4, size * (segmentLength + 1)) });
      if (size > 0) for (const part of drawn[1 - n]!.encoded) memory.bank.write(part);
      const facts = stream.segments.flatMap((one) => [...one.facts]);
      return facts.filter(([key, value]) => answerOf(memory, random, key) === value).length / facts.length;
    });
    measures[`facts of 32 segments, bank of ${size} of another stream`] = mean(strange);
  }
  return measures;
}

/** A rule that only cached examples show: every key has a label, drawn anew for each seed. */
function measureExamples(pair: Opened, seed: number): Numbers {
  const random = seededRandom(`longmem examples ${seed}`);
  const labels = Array.from({ length: words.keys }, () => words.valueFrom + integerBelow(random, words.values));
  const measures: Record<string, number> = {};
  const memory = remember(pair);
  let examples = 0;
  for (const count of [0, 16, 64, 256, 1024]) {
    for (; examples < count; examples += 8) {
      const keys = sampleDistinct(random, words.keys, 8);
      const { tokens } = segment(random, keys);
      // The drawn values give way to the rule's.
      for (let i = 1; i < tokens.length; i += 2) {
        const key = tokens[i]! - words.keyFrom;
        if (key >= 0 && key < words.keys) tokens[i + 1] = labels[key]!;
      }
      memory.read(tokens);
    }
    const right = labels.filter((label, key) => answerOf(memory, random, key) === label).length;
    measures[`rule from ${count} cached examples`] = right / labels.length;
  }
  return measures;
}

/** Keys and values that another model of the same head sizes gives a segment in the layer on which it recalls. */
function encodeWith(model: Transformer, tokens: Int32Array): SegmentKeyValues {
  let made: SegmentKeyValues | undefined;
  model.forward({
    tokens,
    memory: denseMemory(model.layout, model.rope),
    logits: 'none',
    hooks: {
      onProjection: ({ layer, keys, values }) => {
        if (layer === memoryLayer) made = { keys: keys.slice(), values: values.slice() };
      },
    },
  });
  return made!;
}

/** An old bank after further training: beside the frozen encoder, and after the encoder itself learned something else. */
async function measureStaleness(open: OpenModelFolder, seed: number): Promise<Numbers> {
  const started = await openPair(open, 'side.safetensors');
  const frozen = await openPair(open, 'further-side.safetensors');
  const moved = await openPair(open, 'moved-side.safetensors', 'moved-backbone.safetensors');
  const stranger = await openFixture(open('tiny-recall'));
  const random = seededRandom(`longmem staleness ${seed}`);
  const sums: Record<string, number> = {};
  const count = 3;
  for (let s = 0; s < count; s++) {
    const stream = drawStream(random);
    const filled = (pair: Opened): LongTerm => {
      const memory = remember(pair);
      for (const { tokens } of stream.segments) memory.read(tokens);
      return memory;
    };
    const written = filled(started);
    const old = (): KeyValueBank => KeyValueBank.load(written.bank.save());
    const foreign = remember(started);
    for (const { tokens } of stream.segments) foreign.bank.write(encodeWith(stranger, tokens));
    const cases: Record<string, LongTerm> = {
      'as written': written,
      'bank of another encoder': foreign,
      'encoder frozen, old bank': remember(frozen, { bank: old() }),
      'encoder frozen, bank written anew': filled(frozen),
      'encoder moved, old bank': remember(moved, { bank: old() }),
      'encoder moved, bank written anew': filled(moved),
    };
    for (const [name, memory] of Object.entries(cases)) {
      const draws = random.split(`questions ${s}`);
      sums[name] = (sums[name] ?? 0) + mean(distances.map((b) => recallAt(memory, stream, b, draws))) / count;
    }
  }
  return sums;
}

/** The least gain of four steps in size; those to 4 and to 8 segments are given 4 points. */
function leastGain(m: Numbers, which: string): number {
  const shares = [0, 4, 8, 16, 32].map((size) => m[`facts of 32 segments, bank of ${size}${which}`]!);
  return Math.min(...shares.slice(1).map((share, n) => share - shares[n]! + (n < 2 ? 0.04 : 0)));
}

export const longmemClaim: ClaimDefinition = seededClaim({
  system: 'longmem',
  tier: 'activation',
  source: 'arXiv 2306.07174',
  claim: 'A frozen model fills a bank of keys and values, and a side network recalls from it what left the window.',
  setting:
    'tiny-long-backbone and its side network, 32 segments of 64 tokens with two facts each, 6 streams a seed; 64 values, so chance is 0.016',
  async measure(seed, open) {
    const pair = await openPair(open, 'side.safetensors');
    return {
      ...measureDistances(pair, seed),
      ...measureSizes(pair, seed),
      ...measureExamples(pair, seed),
      ...(await measureStaleness(open, seed)),
    };
  },
  relations: [
    {
      statement: 'facts from 1 to 32 segments back are recalled in 85%',
      atLeast: 0.85,
      value: (m) => m['longmem, all distances']!,
      control: { what: 'random chunks', value: (m) => m['random chunks, all distances']! },
    },
    {
      statement: 'without the bank they are not: window and empty bank stay within 8 points of chance',
      atLeast: -0.08,
      value: (m) => 1 / 64 - Math.max(m['window only']!, m['empty bank']!),
      control: { what: 'longmem', value: (m) => 1 / 64 - m['longmem, all distances']! },
    },
    {
      statement: 'the search is worth 60 points over random chunks',
      atLeast: 0.6,
      value: (m) => m['longmem, all distances']! - m['random chunks, all distances']!,
      control: {
        what: 'the latest chunks',
        value: (m) => m['latest chunks, all distances']! - m['random chunks, all distances']!,
      },
    },
    {
      statement: 'facts from 8 to 32 segments back are recalled as those from 1 to 4 (within 10 points)',
      atLeast: -0.1,
      value: (m) => m['longmem, 8 to 32 back less 1 to 4 back']!,
      control: {
        what: 'a bank of 16 segments, 16 against 32 back',
        value: (m) => m['bank of 16 segments, 32 back']! - m['bank of 16 segments, 16 back']!,
      },
    },
    {
      statement: 'it falls by 60 points exactly where the bank has let the fact go',
      atLeast: 0.6,
      value: (m) => m['bank of 16 segments, 16 back']! - m['bank of 16 segments, 17 back']!,
      control: {
        what: 'one segment earlier, 8 against 16 back',
        value: (m) => m['bank of 16 segments, 8 back']! - m['bank of 16 segments, 16 back']!,
      },
    },
    {
      statement:
        'it gains with the size of the bank, 0 to 32 segments: 6 points in the steps to 4 and to 8, 10 points in those to 16 and to 32 (printed: the least, with 4 added to the first two)',
      atLeast: 0.1,
      value: (m) => leastGain(m, ''),
      control: {
        what: 'banks of the same sizes, filled from another stream',
        value: (m) => leastGain(m, ' of another stream'),
      },
    },
    {
      statement: 'a rule shown by cached examples is learned: 70 points from 0 to 1,024 of them',
      atLeast: 0.7,
      value: (m) => m['rule from 1024 cached examples']! - m['rule from 0 cached examples']!,
      control: {
        what: '16 examples',
        value: (m) => m['rule from 16 cached examples']! - m['rule from 0 cached examples']!,
      },
    },
    {
      statement: 'with the encoder frozen an old bank is worth what one written anew is (within 5 points)',
      atLeast: -0.05,
      value: (m) => m['encoder frozen, old bank']! - m['encoder frozen, bank written anew']!,
      control: {
        what: 'a bank that another encoder wrote',
        value: (m) => m['bank of another encoder']! - m['encoder frozen, bank written anew']!,
      },
    },
    {
      statement: 'and further training of the side network takes nothing from it (within 5 points)',
      atLeast: -0.05,
      value: (m) => m['encoder frozen, old bank']! - m['as written']!,
      control: {
        what: 'a bank that another encoder wrote',
        value: (m) => m['bank of another encoder']! - m['as written']!,
      },
    },
    {
      statement: 'chunks of 4 recall within 3 points of single tokens',
      atLeast: -0.03,
      value: (m) => m['longmem, all distances']! - m['chunks of 1, all distances']!,
      control: {
        what: 'random chunks',
        value: (m) => m['random chunks, all distances']! - m['chunks of 1, all distances']!,
      },
    },
    {
      statement: 'and so they do where only 32 tokens are read for a query',
      atLeast: -0.03,
      value: (m) => m['32 read, all distances']! - m['32 read, chunks of 1, all distances']!,
      control: {
        what: 'chunks found by the plain mean of their keys, as published',
        value: (m) => m['32 read, plain means, all distances']! - m['32 read, chunks of 1, all distances']!,
      },
    },
    {
      statement: 'at about a quarter of the index',
      atLeast: -0.27,
      value: (m) => -m['index numbers, chunks of 4 over chunks of 1']!,
      control: { what: 'chunks of 2', value: (m) => -m['index numbers, chunks of 2 over chunks of 1']! },
    },
  ],
});
