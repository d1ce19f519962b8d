import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configFromPublished, publishedNames } from '../../models/checkpoint.ts';
import { initialParameters } from '../../models/transformer-config.ts';
import { type HostArray, seededRandom, writeSafetensors } from '../../tensor/index.ts';
import { run } from '../run.ts';
import type { Streams } from '../streams.ts';

const home = mkdtempSync(join(tmpdir(), 'palimpsest-kv-'));
const folder = join(home, 'tiny-llama');
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function palimpsest(...words: string[]): Promise<{ status: number; out: string; data: never }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end('');
  let out = '';
  stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  stderr.resume();
  const streams = { in: stdin, out: stdout, err: stderr, gone: () => false } as unknown as Streams;
  const environment = { PALIMPSEST_HOME: home };
  const status = await run({ words, environment, streams, stop: new AbortController() });
  return { status, out, data: words.includes('--json') ? (JSON.parse(out).data as never) : (undefined as never) };
}

/** A folder in the published layout, with a tokenizer of single letters. */
beforeAll(() => {
  mkdirSync(folder);
  const letters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  const vocab = Object.fromEntries([...letters, 'Ġ', 'Ċ'].map((letter, id) => [letter, id]));
  const described = {
    ...{ model_type: 'llama', hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2 },
    ...{ num_key_value_heads: 1, intermediate_size: 16, vocab_size: 100, rms_norm_eps: 1e-5 },
  };
  const config = configFromPublished(described);
  const parameters = initialParameters(config, seededRandom('kv'), 0.2);
  const named: Record<string, HostArray> = {};
  for (const [ours, theirs] of publishedNames(Object.keys(parameters))) named[theirs] = parameters[ours]!;
  writeFileSync(join(folder, 'config.json'), JSON.stringify(described));
  writeFileSync(join(folder, 'model.safetensors'), writeSafetensors(named));
  writeFileSync(
    join(folder, 'tokenizer.json'),
    JSON.stringify({
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
      model: { type: 'BPE', vocab, merges: [] },
    }),
  );
});

describe('kv', () => {
  it('loads hot records, shows them with size and duration, notices what is out of date, and drops them', async () => {
    await palimpsest('observe', 'I live in Porto.', '--at', '2026-01-02');
    expect((await palimpsest('kv')).out).toMatch(/Nothing is cached/);
    const loaded = await palimpsest('kv', 'load', folder, '--json');
    expect(loaded.status).toBe(0);
    expect(loaded.data).toMatchObject({ restored: 0, models: [{ name: 'tiny-llama', mode: 'independent' }] });
    expect((await palimpsest('kv', 'load', folder, '--json')).data).toMatchObject({ promoted: 0 });
    const { data, out } = await palimpsest('kv', '--json');
    const [model] = (data as { models: { segments: object[]; bytes: number; tokens: number }[] }).models;
    // 2 layers, 1 head, 8 numbers of 4 bytes, keys and values
    expect(model?.bytes).toBe(model!.tokens * 2 * 8 * 4 * 2 + 80);
    expect(model?.segments[0]).toMatchObject({ kind: 'fact', current: true, version: 1 });
    expect(out).toMatch(/a fact does not fade while it holds/);
    expect((await palimpsest('kv')).out).toMatch(/tiny-llama .*: 1 segment \(independent\).*saved/);

    await palimpsest('observe', 'I moved to Berlin.', '--at', '2026-02-02');
    expect((await palimpsest('kv', '--json')).data).toMatchObject({ models: [{ segments: [{ current: false }] }] });
    expect((await palimpsest('kv')).out).toMatch(/stale/);
    const again = await palimpsest('kv', 'load', folder, '--json');
    expect(again.data).toMatchObject({ promoted: 1, models: [{ segments: [{ current: true }] }] });
    expect(again.out).toMatch(/Berlin/);
    expect((await palimpsest('kv', 'drop', '--json')).data).toEqual({ dropped: 1 });
    expect((await palimpsest('kv', '--json')).data).toEqual({ models: [], total: { bytes: 0 } });
  });

  it('writes a small model, which answers from what is remembered as it stands', async () => {
    const written = await palimpsest('kv', 'model', '--out', join(home, 'small'), '--json');
    expect(written.data).toMatchObject({
      files: ['PROVENANCE.json', 'config.json', 'model.safetensors', 'tokenizer.json'],
    });
    for (const place of ['/proc/palimpsest', join(home, 'small', 'config.json')]) {
      const { error } = JSON.parse((await palimpsest('kv', 'model', '--out', place, '--json')).out);
      expect(['invalid_input', 'unavailable']).toContain(error.code);
    }
    expect((await palimpsest('kv', 'model', '--out', join(home, 'small'), '--json')).out).toMatch(
      /conflict.*not empty/,
    );
    const path = join(home, 'small.palimpsest');
    const ask = async (question: string, ...more: string[]): Promise<string> => {
      const { data } = await palimpsest('kv', 'ask', join(home, 'small'), question, '--cube', path, '--json', ...more);
      return (data as { text: string }).text;
    };
    for (const [n, said] of ['I live in Porto.', 'My dog is called Rex.', 'I work at Acme.'].entries()) {
      await palimpsest('observe', said, '--at', `2026-01-0${n + 2}`, '--cube', path);
    }
    expect(await ask('Where do I live?')).toBe('Porto.');
    expect(await ask('What is my dog called?', '--bits', '8')).toBe('Rex.');
    expect(await ask('Who is my sister?', '--mode', 'chained')).toBe('nothing.');
    await palimpsest('observe', 'I moved to Berlin.', '--at', '2026-02-02', '--cube', path);
    expect(await ask('Where do I live?')).toBe('Berlin.');
    expect((await palimpsest('kv', 'ask', join(home, 'small'), 'Where do I work?', '--cube', path)).out).toMatch(
      /^Acme\.\n.*3 records .*the first token took/,
    );
  });

  it('begins every remembered text as the tokenizer of the model says', async () => {
    const path = join(home, 'begun.palimpsest');
    await palimpsest('observe', 'I live in Porto.', '--at', '2026-01-02', '--cube', path);
    const tokens = async (): Promise<number> => {
      const { data } = await palimpsest('kv', 'load', folder, '--cube', path, '--json');
      return (data as { models: { tokens: number }[] }).models[0]!.tokens;
    };
    const before = await tokens();
    const settings = join(folder, 'tokenizer_config.json');
    writeFileSync(settings, JSON.stringify({ add_bos_token: true, bos_token: '!' }));
    expect(await tokens()).toBe(before + 1);
    writeFileSync(settings, JSON.stringify({ add_bos_token: true, bos_token: 'absent' }));
    expect((await palimpsest('kv', 'load', folder, '--cube', path, '--json')).out).toMatch(/a token that it does not/);
    rmSync(settings);
    expect(await tokens()).toBe(before);
  });

  it('puts memories and question into the chat template of the model, unless asked not to', async () => {
    const path = join(home, 'chat.palimpsest');
    const small = join(home, 'chatting');
    await palimpsest('kv', 'model', '--out', small);
    await palimpsest('observe', 'I live in Porto.', '--at', '2026-01-02', '--cube', path);
    const settings = join(small, 'tokenizer_config.json');
    const template = (text: string): void => writeFileSync(settings, JSON.stringify({ chat_template: text }));
    const ask = async (...more: string[]) =>
      (await palimpsest('kv', 'ask', small, 'Where do I live?', '--cube', path, '--json', ...more)).out;
    template("{% for m in messages %}{{ m.role + ': ' + m.content + '\n' }}{% endfor %}");
    expect(JSON.parse(await ask()).data).toMatchObject({ text: 'Porto.', chat: true, segments: 1 });
    expect(JSON.parse(await ask('--plain')).data).toMatchObject({ text: 'Porto.', chat: false, segments: 1 });
    expect(JSON.parse(await ask('--mode', 'chained')).data).toMatchObject({ text: 'Porto.', chat: true });
    // a chain has read how the chat begins; a segment by itself serves both forms
    const load = async (...more: string[]) =>
      JSON.parse((await palimpsest('kv', 'load', small, '--cube', path, '--json', ...more)).out).data;
    expect([(await load()).restored, (await load('--plain')).restored]).toEqual([0, 1]);
    const chained = ['--mode', 'chained'];
    expect([(await load(...chained)).restored, (await load(...chained, '--plain')).restored]).toEqual([0, 0]);
    expect((await load(...chained)).restored).toBe(1);
    template('{% for');
    expect(JSON.parse(await ask()).error).toMatchObject({
      code: 'unsupported',
      hint: expect.stringMatching(/--plain/),
    });
    expect(JSON.parse(await ask('--plain')).data.text).toBe('Porto.');
    template('nothing of what it is given');
    expect(JSON.parse(await ask()).error.message).toMatch(/drops what it is given/);
    writeFileSync(settings, JSON.stringify({ chat_template: 7 }));
    expect(JSON.parse(await ask()).error.message).toMatch(/no text/);
    rmSync(settings);
    expect(JSON.parse(await ask()).data).toMatchObject({ text: 'Porto.', chat: false });
  });

  it('keeps all models within one budget, where there is one, and shows it', async () => {
    const path = join(home, 'budget.palimpsest');
    await palimpsest('observe', 'I live in Porto.', '--at', '2026-01-02', '--cube', path);
    await palimpsest('observe', 'My dog is called Rex.', '--at', '2026-01-02', '--cube', path);
    const json = async (...words: string[]) => JSON.parse((await palimpsest(...words, '--cube', path, '--json')).out);
    const first = (await json('kv', 'load', folder, '--name', 'first')).data.models[0];
    await json('kv', 'load', folder, '--name', 'second', '--bits', '8');
    const { bytes } = (await json('kv')).data.total;
    expect((await palimpsest('kv', '--cube', path)).out).toMatch(/every model, name, mode and precision/);
    expect((await json('kv', 'budget')).data).toEqual({ bytes, removed: [] });
    // one byte too few: the model that was saved longest ago loses its weakest segment
    const set = (await json('kv', 'budget', String(bytes - 1))).data;
    expect(set.removed).toMatchObject([{ name: 'first', segments: 1 }]);
    expect(set.bytes).toBe(bytes - set.removed[0].bytes);
    expect((await palimpsest('kv', '--cube', path)).out).toMatch(/ of .* for all models together/);
    // who is loaded now stays, whoever it is
    const again = await json('kv', 'load', folder, '--name', 'first');
    expect(again.data.models[0].segments).toHaveLength(2);
    const { models, total } = (await json('kv')).data;
    expect(total.bytes).toBeLessThan(total.budgetBytes);
    expect(models.find(({ name }: { name: string }) => name === 'second').segments).toHaveLength(1);
    expect(first.segments).toHaveLength(2);
    for (const wrong of ['0', '-5', 'much', '1e3']) {
      expect((await json('kv', 'budget', wrong)).error.code).toBe('invalid_input');
    }
    expect((await json('kv', 'budget', 'none')).data).toEqual({ bytes: total.bytes, removed: [] });
    expect((await json('kv', 'drop')).data).toEqual({ dropped: 3 });
  });

  it('says what is wrong with what it is given', async () => {
    const wrong = [
      ['budget', '5', '6'],
      ['sideways'],
      ['load'],
      ['load', folder, 'x'],
      ['show', 'x'],
      ['--budget', '5'],
      ['drop', '--bits', '8'],
      ['ask', folder],
      ['model'],
      ['load', folder, '--out', 'x'],
      ['load', folder, '--budget', '1'],
      ['load', folder, '--bits', '8', '--mode', 'chained'],
    ];
    for (const words of wrong) expect((await palimpsest('kv', ...words)).status, words.join(' ')).toBe(2);
    expect((await palimpsest('kv', 'load', '--json')).out).toMatch(/kv model --out/);
    expect((await palimpsest('kv', 'drop', 'nothing', '--json')).out).toMatch(/not_found/);
    expect((await palimpsest('kv', 'load', home, '--json')).out).toMatch(/no readable config.json.*kv model --out/);
    const nothing = join(home, 'scbench_kv.jsonl');
    writeFileSync(nothing, '\n');
    const benched = await palimpsest('bench', 'scbench', '--data', nothing, '--model', folder, '--json');
    expect([benched.status, benched.out]).toEqual([2, expect.stringMatching(/has no records/)]);
  });
});
