/**
 * A sentence as features of a linear model: words that mean about what its words mean, pairs of neighbouring words, the
 * meaning of the whole, and ideas of the thesaurus. A word that no example had lights up those that are near it, so
 * that "lorry" counts as "van" does.
 */
import { type Thesaurus, termsOf } from '../concepts.ts';
import { createNearWords } from './near-words.ts';
import { shapedWords } from './shaped-words.ts';
import { meaningComponents, meaningOf, type TextVectors } from './word-vectors.ts';

export type Features = { readonly ids: readonly number[]; readonly values: readonly number[] };

export type FeatureSpace = {
  /** Features; the bias comes after them. */
  readonly size: number;
  readonly of: (text: string) => Features;
};

export const pairBuckets = 2_048;
const pairValue = 0.8;
const wholeScale = 1.6;

function hashOf(a: string, b: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < a.length; at += 1) hash = Math.imul(hash ^ a.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ 32, 0x01000193);
  for (let at = 0; at < b.length; at += 1) hash = Math.imul(hash ^ b.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x2c1b3c6d) >>> 0) % pairBuckets;
}

/** Features over a list of known words and ideas. */
export function createFeatureSpace(
  { words, ideas }: { readonly words: readonly string[]; readonly ideas: readonly string[] },
  { vectors, thesaurus }: { readonly vectors: TextVectors; readonly thesaurus: Thesaurus },
): FeatureSpace {
  const nearOf = createNearWords(words, vectors);
  const ideaIds = new Map(ideas.map((idea, id) => [idea, id]));
  const wholeAt = words.length + pairBuckets;
  const ideasAt = wholeAt + meaningComponents;
  const size = ideasAt + ideas.length;
  const lit = new Float32Array(size);
  return {
    size,
    of(text) {
      const ids: number[] = [];
      const light = (id: number, value: number): void => {
        if (lit[id] === 0) ids.push(id);
        if ((lit[id] as number) < value) lit[id] = value;
      };
      let before = '<start>';
      for (const word of shapedWords(text)) {
        const { ids: own, values } = nearOf(word);
        for (let at = 0; at < own.length; at += 1) light(own[at] as number, values[at] as number);
        light(words.length + hashOf(before, word), pairValue);
        before = word;
      }
      for (const idea of thesaurus.conceptsOf(termsOf(text)).keys()) {
        const id = ideaIds.get(idea);
        if (id !== undefined) light(ideasAt + id, 1);
      }
      const values = ids.map((id) => {
        const value = lit[id] as number;
        lit[id] = 0;
        return value;
      });
      const whole = meaningOf(vectors, text);
      for (let at = 0; at < meaningComponents; at += 1) {
        ids.push(wholeAt + at);
        values.push((whole[at] as number) * wholeScale);
      }
      return { ids, values };
    },
  };
}
