/**
 * Multi-query associative recall: facts `key value` in two-token cells among filler cells, then `ask key` -> value.
 * With `durableKeys` only facts whose key lies below that number are ever asked: the durable/ephemeral task, where
 * nothing in a cell's form says how long it will matter.
 */
import { integerBelow, type SeededRandom, sampleDistinct } from '../../tensor/index.ts';
import { recallVocabulary as words } from './recall-vocabulary.ts';
import type { TaskCase } from './task.ts';

/** Sizes of one case. */
export type RecallOptions = {
  /** Facts in the context. */
  readonly facts: number;
  /** Context tokens after the begin mark, even. */
  readonly length: number;
  readonly questions: number;
  /** Keys 0 .. durableKeys-1 are durable (default: all 64, every fact may be asked). */
  readonly durableKeys?: number;
  /** Facts with durable keys (default: all). More ephemeral facts than ephemeral keys repeat keys. */
  readonly durableFacts?: number;
};

/** One case. Questions ask different facts as long as there are enough. */
export function keyValueRecall(random: SeededRandom, options: RecallOptions): TaskCase {
  const { facts, length, questions, durableKeys = words.keys, durableFacts = facts } = options;
  const cells = length / 2;
  if (!Number.isInteger(cells) || facts > cells) throw new RangeError(`${facts} facts do not fit ${length} tokens`);
  const durable = sampleDistinct(random, durableKeys, durableFacts);
  const others = words.keys - durableKeys;
  const wanted = facts - durableFacts;
  const drawn =
    wanted <= others
      ? sampleDistinct(random, others, wanted)
      : Array.from({ length: wanted }, () => integerBelow(random, others));
  const ephemeral = drawn.map((k) => k + durableKeys);
  const keys = [...durable, ...ephemeral];
  const places = sampleDistinct(random, cells, facts);
  const context = new Int32Array(1 + length);
  context[0] = words.begin;
  for (let i = 1; i <= length; i++) context[i] = words.noiseFrom + integerBelow(random, words.noise);
  const values = keys.map((key, n) => {
    const value = words.valueFrom + integerBelow(random, words.values);
    context[1 + 2 * places[n]!] = words.keyFrom + key;
    context[2 + 2 * places[n]!] = value;
    return value;
  });
  const order =
    questions <= durableFacts
      ? sampleDistinct(random, durableFacts, questions)
      : Array.from({ length: questions }, () => integerBelow(random, durableFacts));
  return {
    context,
    questions: order.map((n) => ({
      prompt: Int32Array.of(words.ask, words.keyFrom + keys[n]!),
      answer: Int32Array.of(values[n]!),
    })),
  };
}
