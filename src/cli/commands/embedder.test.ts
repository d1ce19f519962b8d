import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeOllama, startFakeOllama } from '../../adapters/embedders/fixtures/fake-ollama.ts';
import { parseEmbedderSource, sourceText } from '../embedder-source.ts';
import type { Envelope } from '../envelope.ts';
import { run } from '../run.ts';
import type { Streams } from '../streams.ts';

let home = '';
let server: FakeOllama;
const homes: string[] = [];
beforeAll(async () => {
  server = await startFakeOllama();
  server.dimensions = 512;
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'palimpsest-cli-embedder-'));
  homes.push(home);
});
afterAll(async () => {
  await server.close();
  for (const folder of homes) rmSync(folder, { recursive: true, force: true });
});

async function palimpsest(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end('');
  const text = { out: '', err: '' };
  stdout.on('data', (part: Buffer) => {
    text.out += part.toString();
  });
  stderr.on('data', (part: Buffer) => {
    text.err += part.toString();
  });
  const streams = { in: stdin, out: stdout, err: stderr, gone: () => false } as unknown as Streams;
  const status = await run({ words, environment: { PALIMPSEST_HOME: home }, streams, stop: new AbortController() });
  return { status, ...text };
}
async function json(...words: string[]): Promise<Envelope & { readonly data: never; readonly status: number }> {
  const { status, out } = await palimpsest(...words, '--json');
  return { ...(JSON.parse(out) as Envelope), status } as never;
}

describe('palimpsest embedder', () => {
  it('shows, changes on golden questions, and rolls back', async () => {
    await palimpsest('observe', 'I moved to Oslo last week.', '--speaker', 'Anna');
    await palimpsest('observe', 'The dog is called Mostaza.', '--speaker', 'Anna');
    const shown = await json('embedder');
    expect(shown.data).toMatchObject({ free: true });
    const { data: list } = await json('list', '--kind', 'turn');
    const id = (list as { items: { id: string; text: string }[] }).items.find((item) =>
      item.text.includes('Mostaza'),
    )?.id;
    const golden = join(home, 'golden.json');
    writeFileSync(golden, JSON.stringify([{ question: 'what is the name of the dog?', expect: [id] }]));

    const source = `ollama:tiny-embed?url=${server.url}`;
    const changed = await json('embedder', 'change', source, '--golden', golden);
    expect(changed.data).toMatchObject({ switched: true, golden: { questions: 1, before: 1, after: 1 } });
    expect((await json('embedder')).data).toMatchObject({ free: false, source, dimensions: 512 });

    // The command line finds the embedder of the cube by itself.
    expect((await palimpsest('recall', 'name of the dog')).out).toContain('Mostaza');
    expect((await palimpsest('embedder', 'rollback')).out).toMatch(/In use/);
    expect((await json('embedder')).data).toMatchObject({ free: true });
  });

  it('reads on by words alone when the model is gone, and says so', async () => {
    const other = await startFakeOllama();
    await palimpsest('observe', 'The dog is called Mostaza.');
    expect((await palimpsest('embedder', 'change', `ollama:tiny-embed?url=${other.url}`)).status).toBe(0);
    other.digest = 'sha256:ffff';
    const ran = await palimpsest('recall', 'name of the dog');
    expect(ran.status).toBe(0);
    expect(ran.out).toContain('Mostaza');
    expect(ran.err).toMatch(/other vectors.*words alone/);
    await other.close();
  });

  it('says what an embedder looks like', async () => {
    await palimpsest('observe', 'hello');
    for (const words of [
      ['change'],
      ['change', 'openai'],
      ['change', 'ollama:'],
      ['change', 'ollama:x?colour=red'],
      ['show', 'static'],
      ['dance'],
      ['show', '--min-recall', '1'],
    ]) {
      expect((await json('embedder', ...words)).error?.code).toBe('invalid_input');
    }
    expect((await json('embedder', 'change', 'static', '--golden', join(home, 'none.json'))).error?.code).toBe(
      'not_found',
    );
    writeFileSync(join(home, 'bad.json'), '[{"question": 1}]');
    expect((await json('embedder', 'change', 'static', '--golden', join(home, 'bad.json'))).error?.code).toBe(
      'invalid_input',
    );
  });
});

describe('embedder sources', () => {
  it('keep prefixes as they are, and no password', () => {
    expect(parseEmbedderSource('ollama:nomic-embed-text:v1.5?query=search_query: &url=http://h:1')).toMatchObject({
      kind: 'ollama',
      name: 'nomic-embed-text:v1.5',
      query: 'search_query: ',
      url: 'http://h:1',
    });
    expect(() => parseEmbedderSource('ollama:x?url=http://me:secret@h')).toThrow(/password/);
    expect(sourceText('onnx:model?pooling=cls')).toBe(`onnx:${join(process.cwd(), 'model')}?pooling=cls`);
  });
});
