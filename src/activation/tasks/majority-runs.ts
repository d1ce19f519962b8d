/**
 * MajorityRuns: every key casts a run of consecutive votes and the question is which value most of its votes were
 * for. Neighboring tokens of a run say nearly the same, so this is the task on which merging should beat dropping.
 */
import { integerBelow, type SeededRandom, sampleDistinct } from '../../tensor/index.ts';
import type { TaskCase, TaskQuestion } from './task.ts';

/** Token ids: two marks, keys, values, then one token for each (key, value) vote. */
export const majorityVocabulary = {
  size: 154,
  begin: 0,
  ask: 1,
  keyFrom: 2,
  keys: 16,
  valueFrom: 18,
  values: 8,
  voteFrom: 26,
} as const;

/** Votes in each key's run. */
export const votesPerKey = 5;

/** One case: 16 runs of 5 votes in random key order; 3 to 5 of the 5 votes agree. */
export function majorityRuns(random: SeededRandom, options: { readonly questions: number }): TaskCase {
  const words = majorityVocabulary;
  const order = sampleDistinct(random, words.keys, words.keys);
  const context = new Int32Array(1 + words.keys * votesPerKey);
  context[0] = words.begin;
  const winner = new Int32Array(words.keys);
  order.forEach((key, n) => {
    const value = integerBelow(random, words.values);
    winner[key] = value;
    const dissent = sampleDistinct(random, votesPerKey, integerBelow(random, 3));
    for (let v = 0; v < votesPerKey; v++) {
      const other = (value + 1 + integerBelow(random, words.values - 1)) % words.values;
      const vote = dissent.includes(v) ? other : value;
      context[1 + n * votesPerKey + v] = words.voteFrom + key * words.values + vote;
    }
  });
  const questions: TaskQuestion[] = sampleDistinct(random, words.keys, options.questions).map((key) => ({
    prompt: Int32Array.of(words.ask, words.keyFrom + key),
    answer: Int32Array.of(words.valueFrom + winner[key]!),
  }));
  return { context, questions };
}
