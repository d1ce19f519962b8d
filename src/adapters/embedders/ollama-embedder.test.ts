import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeEmbedderContract } from '../../testing/index.ts';
import { type FakeOllama, startFakeOllama } from './fixtures/fake-ollama.ts';
import { wordVector } from './fixtures/word-vector.ts';
import { createOllamaEmbedder, type OllamaEmbedderOptions } from './ollama-embedder.ts';

let server: FakeOllama;
beforeAll(async () => {
  server = await startFakeOllama();
});
afterAll(() => server.close());
beforeEach(() => {
  server.failures.length = 0;
  server.requests.length = 0;
  server.answer = undefined;
  server.dimensions = 32;
});

const waits: number[] = [];
const make = (more: Partial<OllamaEmbedderOptions> = {}) =>
  createOllamaEmbedder({
    model: 'tiny-embed',
    baseUrl: `${server.url}/`,
    retry: {
      sleep: async (ms) => {
        waits.push(ms);
      },
    },
    ...more,
  });

describeEmbedderContract({ describe, it }, 'ollama', () => make());

describe('ollama embedder', () => {
  it('gives the vectors of the server, at length one', async () => {
    const embedder = await make();
    const [vector] = await embedder.embed(['porto porto lisbon'], { as: 'document' });
    const raw = wordVector('porto porto lisbon', 32);
    const length = Math.hypot(...raw);
    expect([...(vector as Float32Array)].map((value, i) => value - (raw[i] as number) / length)).toSatisfy(
      (rest: number[]) => rest.every((difference) => Math.abs(difference) < 1e-6),
    );
  });

  it('sends batches, several at a time but no more, and keeps the order', async () => {
    const embedder = await make({ perCall: 3, parallel: 2 });
    server.requests.length = 0;
    server.mostOpen = 0;
    const texts = Array.from({ length: 20 }, (_, index) => `word${index} tail`);
    const vectors = await embedder.embed(texts, { as: 'document' });
    expect(server.requests.map((request) => request.input.length).sort()).toEqual([2, 3, 3, 3, 3, 3, 3]);
    expect(server.mostOpen).toBe(2);
    const [last] = await embedder.embed(['word19 tail'], { as: 'document' });
    expect(vectors[19]).toEqual(last);
  });

  it('has an id that changes with the model behind the name, the width and the prefixes', async () => {
    const plain = await make();
    expect(plain.id).toBe('ollama/tiny-embed@0a109f422b47/32');
    expect((await make()).id).toBe(plain.id);
    expect((await make({ queryPrefix: 'query: ' })).id).not.toBe(plain.id);
    expect((await make({ dimensions: 16 })).id).not.toBe(plain.id);
    const before = server.digest;
    server.digest = 'sha256:ffff9f422b47e3a30ba2b10eca18548e944e8a23073ee3f3e947efcf3c45e59f';
    expect((await make()).id).not.toBe(plain.id);
    server.digest = before;
  });

  it('puts the prefixes before questions and texts', async () => {
    const embedder = await make({ queryPrefix: 'query: ', documentPrefix: 'passage: ', maxCharacters: 5 });
    server.requests.length = 0;
    await embedder.embed(['where do I live'], { as: 'query' });
    await embedder.embed(['I live in Porto'], { as: 'document' });
    expect(server.requests.map((request) => request.input)).toEqual([['query: where'], ['passage: I liv']]);
  });

  it('tries again after 429 and 503, waiting as long as the server asks', async () => {
    const embedder = await make();
    waits.length = 0;
    server.failures.push({ status: 503 }, { status: 429, retryAfter: '3' });
    expect(await embedder.embed(['a'], { as: 'document' })).toHaveLength(1);
    expect(waits).toEqual([250, 3_000]);
  });

  it('gives up after some tries, on an asked wait that is too long, and at once on a bad request', async () => {
    const embedder = await make({ retry: { attempts: 3, sleep: async () => {} } });
    server.failures.push({ status: 500 }, { status: 500 }, { status: 500 });
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({
      code: 'unavailable',
      details: { status: 500 },
    });
    expect(server.failures).toHaveLength(0);
    server.failures.push({ status: 429, retryAfter: '3600' }, { status: 200 });
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.failures).toHaveLength(1);
    server.failures.length = 0;
    server.failures.push({ status: 400 }, { status: 400 });
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.failures).toHaveLength(1);
  });

  it('says what to start and what to pull', async () => {
    await expect(make({ model: 'absent' })).rejects.toMatchObject({ code: 'unavailable', hint: /ollama pull absent/ });
    const retry = { attempts: 2, sleep: async () => {} };
    await expect(make({ baseUrl: 'http://127.0.0.1:9', retry })).rejects.toMatchObject({
      code: 'unavailable',
      hint: /ollama serve/,
    });
  });

  it('refuses another width than at first, and numbers that are none', async () => {
    const embedder = await make();
    server.dimensions = 16;
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({ code: 'incompatible' });
    server.dimensions = 32;
    // JSON has no NaN: a server that computed one sends null.
    server.answer = () => new Array<null>(32).fill(null);
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({ code: 'unavailable' });
    server.answer = () => new Array<number>(32).fill(1e300);
    await expect(embedder.embed(['a'], { as: 'document' })).rejects.toMatchObject({ code: 'unavailable' });
    server.answer = undefined;
    const lenient = await make({ whenNotFinite: 'leave-out' });
    server.answer = () => new Array<number>(32).fill(1e300);
    expect(await lenient.embed(['a'], { as: 'document' })).toEqual([new Float32Array(32)]);
  });

  it('stops in the middle of a wait', async () => {
    const embedder = await make({ retry: { firstDelayMs: 60_000, maxDelayMs: 60_000 } });
    server.failures.push({ status: 503 });
    const stop = new AbortController();
    const running = embedder.embed(['a'], { as: 'document', signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    await expect(running).rejects.toMatchObject({ code: 'aborted' });
  });
});
