/**
 * SCBench's synthetic tasks in the vocabulary of a tiny model (arXiv 2412.10319): one context, several questions on it.
 * Retrieval by key, by prefix, and by following assignments; the largest or smallest of all numbers; labels of unseen
 * members of groups from many shots; and a mix of two tasks in one context.
 */
import type { TrainingRow } from '../../models/train-transformer.ts';
import { integerBelow, type SeededRandom, sampleDistinct } from '../../tensor/index.ts';
import type { TaskCase, TaskQuestion } from './task.ts';
import { trainingRow } from './task.ts';

/** Token ids: marks, then ranges. Groups of many-shot symbols have `groupSize` members each. */
export const sharedVocabulary = {
  size: 160,
  begin: 0,
  askValue: 1,
  askSuffix: 2,
  askTrace: 3,
  askLargest: 4,
  askSmallest: 5,
  askLabel: 6,
  keyFrom: 8,
  keys: 32,
  valueFrom: 40,
  values: 32,
  numberFrom: 72,
  numbers: 24,
  symbolFrom: 96,
  groups: 8,
  groupSize: 4,
  labelFrom: 128,
  labels: 8,
  noiseFrom: 136,
  noise: 24,
} as const;

const words = sharedVocabulary;

/** The tasks, under names like those of the benchmark. */
export const sharedTasks = ['kv', 'prefix-suffix', 'multi-hop', 'find', 'many-shot', 'mix'] as const;
export type SharedTask = (typeof sharedTasks)[number];

/** Sizes of one case. */
export type SharedOptions = {
  /** Context tokens after the begin mark, a multiple of 4. */
  readonly length: number;
  readonly questions: number;
};

/** What a task puts into a context of noise: cells of tokens, and questions about them. */
type Material = { readonly cells: readonly (readonly number[])[]; readonly questions: readonly TaskQuestion[] };

/** One case of a task. */
export function sharedContextCase(task: SharedTask, random: SeededRandom, options: SharedOptions): TaskCase {
  const { length, questions } = options;
  const facts = Math.max(questions, Math.floor(length / 8));
  const material = makers[task](random, { facts, questions });
  const context = new Int32Array(1 + length);
  for (let i = 1; i <= length; i++) context[i] = words.noiseFrom + integerBelow(random, words.noise);
  context[0] = words.begin;
  const size = Math.max(...material.cells.map((cell) => cell.length));
  const places = sampleDistinct(random, Math.floor(length / size), material.cells.length);
  material.cells.forEach((cell, n) => {
    context.set(cell, 1 + size * places[n]!);
  });
  return { context, questions: material.questions };
}

type Maker = (random: SeededRandom, of: { readonly facts: number; readonly questions: number }) => Material;

const makers: Record<SharedTask, Maker> = {
  kv(random, { facts, questions }) {
    const cells = drawKeys(random, facts).map((key) => [key, drawValue(random)]);
    return {
      cells,
      questions: pick(random, cells, questions).map(([key, value]) => ask(words.askValue, [key!], [value!])),
    };
  },
  'prefix-suffix'(random, { facts, questions }) {
    const count = Math.min(facts, 10);
    const pairs = new Set<string>();
    // first parts repeat, so that both are needed
    const firsts = drawKeys(random, Math.ceil(count / 2));
    while (pairs.size < count) pairs.add(`${firsts[integerBelow(random, firsts.length)]} ${drawKey(random)}`);
    const cells = [...pairs].map((pair) => [...pair.split(' ').map(Number), drawValue(random), drawValue(random)]);
    const asked = pick(random, cells, questions);
    return { cells, questions: asked.map(([a, b, c, d]) => ask(words.askSuffix, [a!, b!], [c!, d!])) };
  },
  'multi-hop'(random, { facts, questions }) {
    const chains: number[][] = [];
    const keys = drawKeys(random, Math.min(words.keys, facts));
    while (keys.length >= 2) chains.push([...keys.splice(0, 2 + integerBelow(random, 2)), drawValue(random)]);
    const cells = chains.flatMap((chain) => chain.slice(0, -1).map((key, n) => [key, chain[n + 1]!]));
    const asked = pick(random, chains, questions);
    return { cells, questions: asked.map(([first, ...rest]) => ask(words.askTrace, [first!], rest)) };
  },
  find(random, { facts, questions }) {
    const numbers = sampleDistinct(random, words.numbers, Math.min(facts, 12)).map((n) => words.numberFrom + n);
    return { cells: numbers.map((n) => [n]), questions: extremes(random, numbers, questions) };
  },
  'many-shot'(random, { facts, questions }) {
    const labels = sampleDistinct(random, words.labels, words.labels);
    const groups = sampleDistinct(random, words.groups, Math.min(words.groups, Math.max(2, Math.floor(facts / 3))));
    const hidden = groups.map((group) => ({ group, member: integerBelow(random, words.groupSize) }));
    const symbol = (group: number, member: number): number => words.symbolFrom + group * words.groupSize + member;
    const cells = hidden.flatMap(({ group, member }) =>
      Array.from({ length: words.groupSize }, (_, m) => m)
        .filter((m) => m !== member)
        .map((m) => [symbol(group, m), words.labelFrom + labels[group]!]),
    );
    const asked = pick(random, hidden, questions);
    const question = ({ group, member }: (typeof hidden)[number]): TaskQuestion =>
      ask(words.askLabel, [symbol(group, member)], [words.labelFrom + labels[group]!]);
    return { cells, questions: asked.map(question) };
  },
  mix(random, { facts, questions }) {
    const half = Math.ceil(questions / 2);
    const kv = makers.kv(random, { facts: Math.max(half, Math.floor(facts / 2)), questions: half });
    const numbers = sampleDistinct(random, words.numbers, 6).map((n) => words.numberFrom + n);
    const found = extremes(random, numbers, questions - half);
    const both = Array.from({ length: questions }, (_, n) =>
      n % 2 === 0 ? kv.questions[n / 2]! : found[(n - 1) / 2]!,
    );
    return { cells: [...kv.cells, ...numbers.map((n) => [n])], questions: both };
  },
};

const ask = (mark: number, about: readonly number[], answer: readonly number[]): TaskQuestion => ({
  prompt: Int32Array.of(mark, ...about),
  answer: Int32Array.from(answer),
});
const drawKey = (random: SeededRandom): number => words.keyFrom + integerBelow(random, words.keys);
const drawKeys = (random: SeededRandom, count: number): number[] =>
  sampleDistinct(random, words.keys, count).map((key) => words.keyFrom + key);
const drawValue = (random: SeededRandom): number => words.valueFrom + integerBelow(random, words.values);

/** Different ones as long as there are enough. */
function pick<T>(random: SeededRandom, all: readonly T[], count: number): T[] {
  const order = sampleDistinct(random, all.length, all.length);
  return Array.from({ length: count }, (_, n) => all[order[n % all.length]!]!);
}

function extremes(random: SeededRandom, numbers: readonly number[], count: number): TaskQuestion[] {
  const first = integerBelow(random, 2);
  return Array.from({ length: count }, (_, n) =>
    (n + first) % 2 === 0
      ? ask(words.askLargest, [], [Math.max(...numbers)])
      : ask(words.askSmallest, [], [Math.min(...numbers)]),
  );
}

/**
 * A row of `tokens` tokens of a random task: as many questions as fit, then noise without loss.
 *
 * @public read by the training recipes
 */
export function sharedContextRow(random: SeededRandom, length: number, tokens: number): TrainingRow {
  const task = sharedTasks[integerBelow(random, sharedTasks.length)]!;
  const { context, questions } = sharedContextCase(task, random, { length, questions: Math.floor(length / 8) });
  let used = context.length;
  const fitting = questions.filter(({ prompt, answer }) => {
    used += prompt.length + answer.length;
    return used <= tokens;
  });
  const row = trainingRow({ context, questions: fitting });
  const padded = new Int32Array(tokens);
  for (let t = 0; t < tokens; t++) padded[t] = words.noiseFrom + integerBelow(random, words.noise);
  padded.set(row.tokens);
  const weights = new Float32Array(tokens);
  weights.set(row.weights);
  return { tokens: padded, weights };
}
