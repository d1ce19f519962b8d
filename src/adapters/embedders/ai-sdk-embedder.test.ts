import { describe, expect, it } from 'vitest';
import { describeEmbedderContract } from '../../testing/index.ts';
import { type AiSdkEmbedderOptions, type AiSdkEmbeddingModel, createAiSdkEmbedder } from './ai-sdk-embedder.ts';
import { wordVector } from './fixtures/word-vector.ts';

type Call = { values: string[]; abortSignal?: AbortSignal; headers?: unknown; providerOptions?: unknown };
type Fake = AiSdkEmbeddingModel & {
  readonly calls: Call[];
  readonly failures: unknown[];
  open: number;
  mostOpen: number;
};

/** The shape that provider packages export, over a model that counts words. */
function fakeModel(more: Partial<AiSdkEmbeddingModel> = {}): Fake {
  const model: Fake = {
    specificationVersion: 'v3',
    provider: 'fake.embedding',
    modelId: 'words-1',
    maxEmbeddingsPerCall: 4,
    supportsParallelCalls: true,
    calls: [],
    failures: [],
    open: 0,
    mostOpen: 0,
    async doEmbed(options) {
      model.open += 1;
      model.mostOpen = Math.max(model.mostOpen, model.open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      model.open -= 1;
      options.abortSignal?.throwIfAborted();
      const failure = model.failures.shift();
      if (failure !== undefined) throw failure;
      model.calls.push(options);
      if (options.values.length > 4) throw new Error('too many values');
      return {
        embeddings: options.values.map((text) => wordVector(text, 24)),
        usage: { tokens: options.values.length },
      };
    },
    ...more,
  };
  return model;
}

/** What the AI SDK throws for an HTTP answer that is no success. */
const apiCallError = (statusCode: number, isRetryable: boolean, headers: Record<string, string> = {}): Error =>
  Object.assign(new Error('no success'), {
    name: 'AI_APICallError',
    statusCode,
    isRetryable,
    responseHeaders: headers,
  });

const waits: number[] = [];
const make = (model: AiSdkEmbeddingModel, more: Partial<AiSdkEmbedderOptions> = {}) =>
  createAiSdkEmbedder({
    model,
    retry: {
      sleep: async (ms) => {
        waits.push(ms);
      },
    },
    ...more,
  });

for (const version of ['v2', 'v3', 'v4']) {
  describeEmbedderContract({ describe, it }, `AI SDK ${version}`, () =>
    make(fakeModel({ specificationVersion: version })),
  );
}

describe('AI SDK embedder', () => {
  it('keeps to what the model takes a call, and to one call at a time where it must', async () => {
    const texts = Array.from({ length: 19 }, (_, index) => `word${index}`);
    const parallel = fakeModel();
    await (await make(parallel)).embed(texts, { as: 'document' });
    expect(parallel.calls.map((call) => call.values.length).every((length) => length <= 4)).toBe(true);
    expect(parallel.mostOpen).toBe(4);
    const serial = fakeModel({ supportsParallelCalls: Promise.resolve(false) });
    await (await make(serial)).embed(texts, { as: 'document' });
    expect(serial.mostOpen).toBe(1);
    const unbounded = fakeModel({ maxEmbeddingsPerCall: Promise.resolve(undefined) });
    await expect((await make(unbounded)).embed(texts, { as: 'document' })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('names provider, model, width and every setting that changes vectors', async () => {
    const plain = await make(fakeModel());
    expect(plain.id).toBe('ai-sdk/fake.embedding/words-1/24');
    const others = await Promise.all([
      make(fakeModel({ modelId: 'words-2' })),
      make(fakeModel(), { revision: '2026-05' }),
      make(fakeModel(), { providerOptions: { query: { fake: { task: 'query' } } } }),
      make(fakeModel(), { documentPrefix: 'passage: ' }),
    ]);
    expect(new Set([plain, ...others].map((embedder) => embedder.id)).size).toBe(5);
  });

  it('passes options and headers on, and tells what was used', async () => {
    const model = fakeModel();
    let tokens = 0;
    const embedder = await make(model, {
      headers: { 'x-team': 'memory' },
      providerOptions: { query: { fake: { task: 'query' } } },
      onUsage: (usage) => {
        tokens += usage.tokens;
      },
    });
    model.calls.length = 0;
    tokens = 0;
    await embedder.embed(['a b', 'c'], { as: 'query' });
    await embedder.embed(['d'], { as: 'document' });
    expect(model.calls[0]).toMatchObject({
      headers: { 'x-team': 'memory' },
      providerOptions: { fake: { task: 'query' } },
    });
    expect(model.calls[1]).not.toHaveProperty('providerOptions');
    expect(tokens).toBe(3);
  });

  it('tries again what passes, and only that', async () => {
    const model = fakeModel();
    const embedder = await make(model);
    waits.length = 0;
    model.failures.push(apiCallError(429, true, { 'retry-after': '2' }), new TypeError('fetch failed'));
    expect(await embedder.embed(['a'], { as: 'document' })).toHaveLength(1);
    expect(waits).toEqual([2_000, 500]);
    model.failures.push(apiCallError(401, false), apiCallError(401, false));
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({ code: 'unavailable', hint: /key/ });
    expect(model.failures).toHaveLength(1);
  });

  it('refuses what is no embedding model', async () => {
    await expect(make('openai/text-embedding-3-small' as never)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(make(fakeModel({ specificationVersion: 'v1' }))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
