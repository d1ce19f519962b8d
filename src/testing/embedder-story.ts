/** Notes in which two are found by meaning only, and embedders that know these meanings or do not. */
import { type WordEmbedder, type WordEmbedderOptions, wordEmbedder } from './word-embedder.ts';

const meanings = { puppy: 'dog', hound: 'dog', automobile: 'car', vehicle: 'car', physician: 'doctor' };

/** An embedder that knows that a hound is a dog, unless `knows` is false. */
export function knowingEmbedder(
  id: string,
  { knows = true, ...more }: WordEmbedderOptions & { readonly knows?: boolean } = {},
): WordEmbedder {
  return wordEmbedder(id, { meanings: knows ? meanings : {}, ...more });
}

/** 120 notes over four sessions: m7 speaks of a puppy, m12 of an automobile. */
export const embedderStory: readonly {
  readonly id: string;
  readonly session: string;
  readonly at: number;
  readonly text: string;
}[] = Array.from({ length: 120 }, (_, index) => ({
  id: `m${index}`,
  session: `s${index % 4}`,
  at: Date.parse('2026-01-05T09:00:00Z') + index * 3_600_000,
  text:
    index === 7
      ? 'We adopted a puppy from the shelter.'
      : index === 12
        ? 'The automobile needs new brakes.'
        : `Note ${index}: the meeting about subject ${index * 7} went well.`,
}));
