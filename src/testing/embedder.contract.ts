/**
 * What every embedder must do, as tests: run with any test runner that has `describe` and `it`.
 *
 * @example
 * describeEmbedderContract({ describe, it }, 'my embedder', () => createMyEmbedder());
 */
import assert from 'node:assert/strict';
import { isMemoryError } from '../errors/index.ts';
import type { Embedder } from '../ports/index.ts';
import type { TestRunner } from './store.contract.ts';

type EmbedderCase = { readonly title: string; readonly run: (embedder: Embedder) => Promise<void> };

const texts = ['the cat sat on the mat', 'my sister moved to Porto', 'ok', '日本語の文 🦊', 'line\nbreak\tand tab'];

const lengthOf = (vector: Float32Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));

const close = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, index) => Math.abs(value - (b[index] as number)) < 1e-4);

/** All cases, in the order of running. */
export const embedderCases: readonly EmbedderCase[] = [
  {
    title: 'names its space and says how wide and how many',
    async run(embedder) {
      assert.match(embedder.id, /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/);
      assert.ok(Number.isInteger(embedder.dimensions) && embedder.dimensions > 0);
      assert.ok(Number.isInteger(embedder.maxBatch) && embedder.maxBatch > 0);
    },
  },
  {
    title: 'gives one vector of length one, or zero, for each text',
    async run(embedder) {
      for (const as of ['query', 'document'] as const) {
        const vectors = await embedder.embed(texts.slice(0, embedder.maxBatch), { as });
        assert.equal(vectors.length, Math.min(texts.length, embedder.maxBatch));
        for (const vector of vectors) {
          assert.ok(vector instanceof Float32Array);
          assert.equal(vector.length, embedder.dimensions);
          assert.ok(vector.every(Number.isFinite));
          const length = lengthOf(vector);
          assert.ok(length === 0 || Math.abs(length - 1) < 1e-3, `length ${length}`);
        }
      }
    },
  },
  {
    title: 'gives the same vector whatever else is in the call, and keeps the order',
    async run(embedder) {
      const together: Float32Array[] = [];
      const order = [...texts, ...texts.slice(1), ...texts];
      for (let from = 0; from < order.length; from += embedder.maxBatch) {
        together.push(...(await embedder.embed(order.slice(from, from + embedder.maxBatch), { as: 'document' })));
      }
      for (const [index, text] of order.entries()) {
        const [alone] = await embedder.embed([text], { as: 'document' });
        assert.ok(close(together[index] as Float32Array, alone as Float32Array), `text ${index}`);
      }
      assert.ok(!close(together[0] as Float32Array, together[1] as Float32Array), 'two texts, one vector');
    },
  },
  {
    title: 'takes no text, an empty text and a blank one',
    async run(embedder) {
      assert.deepEqual(await embedder.embed([], { as: 'document' }), []);
      for (const vector of await embedder.embed(['', '  \n'].slice(0, embedder.maxBatch), { as: 'document' })) {
        assert.equal(vector.length, embedder.dimensions);
        assert.ok(vector.every(Number.isFinite));
      }
    },
  },
  {
    title: 'keeps its vectors apart: changing one changes no other',
    async run(embedder) {
      const [first] = await embedder.embed([texts[0] as string], { as: 'document' });
      const kept = (first as Float32Array).slice();
      (first as Float32Array).fill(7);
      const [second] = await embedder.embed([texts[0] as string], { as: 'document' });
      assert.ok(close(second as Float32Array, kept));
    },
  },
  {
    title: 'stops when told to',
    async run(embedder) {
      await assert.rejects(
        embedder.embed([texts[0] as string], { as: 'document', signal: AbortSignal.abort() }),
        (error) => isMemoryError(error, 'aborted'),
      );
    },
  },
];

/** Declares one test a case, each on an embedder of its own. */
export function describeEmbedderContract(
  { describe, it }: TestRunner,
  name: string,
  make: () => Embedder | Promise<Embedder>,
): void {
  describe(`embedder contract: ${name}`, () => {
    for (const { title, run } of embedderCases) it(title, async () => run(await make()));
  });
}
