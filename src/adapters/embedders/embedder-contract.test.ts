import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../ports/index.ts';
import { describeEmbedderContract, embedderCases, wordEmbedder } from '../../testing/index.ts';
import { createStaticEmbedder } from './static-embedder.ts';

describeEmbedderContract({ describe, it }, 'static', () => createStaticEmbedder());
describeEmbedderContract({ describe, it }, 'word', () => wordEmbedder('words'));

describe('the embedder contract', () => {
  const good = wordEmbedder('good');
  const broken: Readonly<Record<string, Partial<Embedder>>> = {
    'vectors that are not of length one': {
      embed: async (texts, options) => (await good.embed(texts, options)).map((vector) => vector.map((x) => 2 * x)),
    },
    'another order': { embed: async (texts, options) => (await good.embed(texts, options)).toReversed() },
    'one vector too few': { embed: async (texts, options) => (await good.embed(texts, options)).slice(1) },
    'another width than it says': { dimensions: 7 },
    'one vector for all': {
      embed: async (texts, options) => {
        const [first] = await good.embed(['same'], options);
        return texts.map(() => (first as Float32Array).slice());
      },
    },
    'numbers that are none': {
      embed: async (texts, options) => (await good.embed(texts, options)).map((vector) => vector.fill(Number.NaN)),
    },
    'deafness to the signal': { embed: (texts, { as }) => good.embed(texts, { as }) },
    'no name': { id: '' },
  };
  it.each(Object.keys(broken))('is not passed by an embedder with %s', async (name) => {
    const embedder = { ...good, ...broken[name] };
    const outcomes = await Promise.allSettled(embedderCases.map(async ({ run }) => run(embedder)));
    expect(outcomes.some((outcome) => outcome.status === 'rejected')).toBe(true);
  });
});
