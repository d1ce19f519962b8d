import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../tensor/index.ts';
import {
  askChained,
  askSingle,
  factCorpus,
  followName,
  followUp,
  documentVocabulary as words,
} from './fact-documents.ts';

const textOf = (tokens: Int32Array, key: number): Int32Array => {
  const at = tokens.indexOf(key);
  return tokens.slice(at, at + 2);
};

describe('documents of facts', () => {
  it.each(['bridge', 'open'] as const)('names what a chain passes through (%s)', (link) => {
    const random = seededRandom(link);
    const corpus = factCorpus(random, { documents: 64, link });
    for (let n = 0; n < 20; n++) {
      const { prompt, documents, answer } = askChained(random, corpus);
      const [first, second] = documents.map((d) => corpus.documents[d]!.tokens);
      const text = textOf(first!, prompt[1]!);
      const next = link === 'bridge' ? followUp(text[1]!) : followName(text);
      expect(textOf(second!, next![1]!)).toEqual(Int32Array.of(next![1]!, answer));
      expect(followName(textOf(second!, next![1]!))).toBeUndefined();
    }
  });

  it('puts a mark in place of names for training, and asks neither', () => {
    const random = seededRandom('blank');
    const corpus = factCorpus(random, { documents: 64, link: 'blank' });
    for (const [first, second] of corpus.chains) {
      expect(corpus.documents[first]!.facts[0]!.value).toBe(words.document);
      expect(corpus.documents[second]!.facts[1]!.key).toBe(words.document);
    }
    for (let n = 0; n < 200; n++) {
      const { prompt, answer } = askSingle(random, corpus);
      expect(prompt[1]).toBeGreaterThanOrEqual(words.keyFrom);
      expect(answer).toBeGreaterThanOrEqual(words.valueFrom);
    }
  });
});
