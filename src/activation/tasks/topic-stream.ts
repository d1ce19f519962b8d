/**
 * Text-like streams with temporal locality: stretches of one topic whose few words follow each other by the topic's own
 * habits, mixed with words that every topic uses. What a feed-forward layer needs for a token is much of what it needed
 * for the tokens before, as in real text; shuffling a stream takes that away and leaves its words.
 */
import type { TrainingRow } from '../../models/train-transformer.ts';
import { integerBelow, type SeededRandom, seededRandom } from '../../tensor/index.ts';

/** Token ids: the begin mark, words of all topics, and words of each topic. */
export const topicVocabulary = {
  size: 161,
  begin: 0,
  sharedFrom: 1,
  shared: 16,
  topicFrom: 17,
  topics: 24,
  words: 6,
} as const;

const { sharedFrom, shared, topicFrom, topics, words } = topicVocabulary;

/** The language itself is fixed: which word likes which follower, and which shared words a topic prefers. */
const habits = Array.from({ length: topics }, (_, topic) => {
  const random = seededRandom(`topic stream, habits of topic ${topic}`);
  return {
    followers: Array.from({ length: words }, () => [integerBelow(random, words), integerBelow(random, words)] as const),
    preferred: Array.from({ length: 3 }, () => integerBelow(random, shared)),
  };
});

/** A begin mark and `length` tokens; a topic lasts 24 to 48 tokens. */
export function topicStream(random: SeededRandom, length: number): Int32Array {
  const stream = new Int32Array(length + 1);
  let left = 0;
  let topic = 0;
  let word = 0;
  for (let t = 1; t <= length; t++) {
    if (left-- === 0) {
      topic = integerBelow(random, topics);
      word = integerBelow(random, words);
      left = 24 + integerBelow(random, 25);
    }
    const { followers, preferred } = habits[topic]!;
    if (random.next() < 0.25) {
      stream[t] = sharedFrom + preferred[integerBelow(random, preferred.length)]!;
      continue;
    }
    const draw = random.next();
    word = draw < 0.6 ? followers[word]![0] : draw < 0.9 ? followers[word]![1] : integerBelow(random, words);
    stream[t] = topicFrom + topic * words + word;
  }
  return stream;
}

/** The same tokens in another order (the begin mark stays first): the control without temporal locality. */
export function shuffledStream(stream: Int32Array, random: SeededRandom): Int32Array {
  const shuffled = stream.slice();
  for (let i = shuffled.length - 1; i > 1; i--) {
    const j = 1 + integerBelow(random, i);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

/**
 * A training row: every next token counts.
 *
 * @public read by the training recipes
 */
export function topicRow(random: SeededRandom, length: number): TrainingRow {
  return { tokens: topicStream(random, length), weights: new Float32Array(length + 1).fill(1, 0, length) };
}
