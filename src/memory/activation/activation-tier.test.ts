import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { KvCache } from '../../activation/engine/kv-cache.ts';
import { openSqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { isMemoryError } from '../../errors/index.ts';
import { makeTransformer, type Transformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { seededRandom } from '../../tensor/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';
import type { ActiveMemory, LoadActivationOptions } from './active-memory.ts';

const dayMs = 86_400_000;
const config = transformerConfig({ layers: 2, hidden: 16, heads: 2, mlp: 16, vocabulary: 128, headSize: 8 });
const modelOf = (seed: string): Transformer =>
  makeTransformer(config, initialParameters(config, seededRandom(seed), 0.3));
const model = modelOf('activation');
const encode = (text: string): Int32Array => Int32Array.from(text, (letter) => letter.charCodeAt(0) % 128);
const question = encode('Where?');

const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const clock = fixedClock(Date.UTC(2026, 0, 1));
async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  folders.push(folder);
  const path = join(folder, 'a.palimpsest');
  const open = async (more: OpenMemoryOptions = {}): Promise<Memory> => {
    const memory = await openMemory({ path, embedder: false, clock, signer: false, ...more });
    opened.push(memory);
    return memory;
  };
  return { folder, path, open };
}

const block = (memory: Memory, text: string) => memory.remember({ kind: 'block', text });

/** Three blocks, which no rule takes for the same thing told again. */
async function threeBlocks(memory: Memory): Promise<string[]> {
  const texts = ['The boat is called Marta.', 'Rent is due on Fridays.', 'Dogs sleep in the barn.'];
  const ids: string[] = [];
  for (const text of texts) ids.push((await block(memory, text)).id);
  return ids;
}

const load = (memory: Memory, more: Partial<LoadActivationOptions> = {}): Promise<ActiveMemory> =>
  memory.activation.load(model, { encode, mode: 'chained', ...more });

const distance = (a: Float32Array, b: Float32Array): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

/** What the model says when the memories are read as a prompt before the given tokens. */
function readAsPrompt(active: ActiveMemory, tokens: Int32Array): Float32Array {
  const memory = new KvCache({ layout: model.layout, rope: model.rope });
  return model.forward({ tokens: Int32Array.of(...active.prompt(), ...tokens), memory }).data as Float32Array;
}

const textOf = (active: ActiveMemory): string => String.fromCharCode(...active.prompt());
const kindsOf = (active: ActiveMemory, from = 0): string[] =>
  active
    .log()
    .slice(from)
    .map(({ kind }) => kind);

async function codeOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
}

describe('memory.activation', () => {
  it('answers with injected memories as with the prompt, and starts from disk without computing', async () => {
    const { open } = await place();
    const first = await open();
    await threeBlocks(first);
    const active = await load(first);
    expect(textOf(active)).toBe('The boat is called Marta.\nRent is due on Fridays.\nDogs sleep in the barn.\n');
    const logits = await active.open().read(question);
    expect(distance(logits, readAsPrompt(active, question))).toBeLessThan(1e-4);
    expect(kindsOf(active)).toEqual(['promoted', 'promoted', 'promoted']);
    expect(active.log()[0]?.reason).toMatch(/strength .* is within the budget/);
    await first.close();

    const second = await open();
    const again = await load(second);
    expect(kindsOf(again).filter((kind) => kind === 'restored')).toHaveLength(3);
    expect(await again.open().read(question)).toEqual(logits);
    // other weights never use what these computed
    const other = await second.activation.load(modelOf('other'), { encode, mode: 'chained' });
    expect(kindsOf(other)).not.toContain('restored');
    expect(other.key).not.toBe(again.key);
  });

  it('puts what a chat begins with before what is remembered, once', async () => {
    const { open } = await place();
    const memory = await open();
    await threeBlocks(memory);
    const preamble = [...encode('You know: ')];
    const active = await load(memory, { preamble });
    expect(textOf(active)).toMatch(/^You know: The boat/);
    expect(distance(await active.open().read(question), readAsPrompt(active, question))).toBeLessThan(1e-4);
    expect(active.bytes).toBe((active.prompt().length - preamble.length) * 256);
    const without = await load(memory);
    expect(without.key).not.toBe(active.key);
    expect(distance(await without.open().read(question), readAsPrompt(active, question))).toBeGreaterThan(1e-2);
    // nothing else is lost with a record, and the chat goes on behind the same beginning
    const talk = active.open();
    await memory.forget({ ids: (await memory.list()).items.map(({ id }) => id) }, { mode: 'erase' });
    expect(distance(await talk.read(question), readAsPrompt(active, question))).toBeLessThan(1e-4);
    expect(textOf(active)).toBe('You know: ');
  });

  it.each(['chained', 'independent'] as const)(
    'goes on with what is true now when another process revised it (%s)',
    async (mode) => {
      const { open } = await place();
      const memory = await open();
      const ids = await threeBlocks(memory);
      const active = await load(memory, { mode });
      const talk = active.open();
      await talk.read(question);
      const before = active.log().length;

      const other = await open();
      await other.update(ids[1]!, { text: 'Rent is due on Mondays.' });
      const more = encode(' And when?');
      const logits = await talk.read(more);
      expect(textOf(active)).toBe('The boat is called Marta.\nDogs sleep in the barn.\nRent is due on Mondays.\n');
      // what was said before may quote the old text
      const fresh = await load(await open(), { mode, persist: false });
      expect(distance(logits, await fresh.open().read(more))).toBeLessThan(1e-4);
      expect([...talk.tokens]).toEqual([...more]);
      const sources = [{ id: ids[1], version: 1 }];
      expect(talk.dropped).toEqual([{ tokens: question.length, sources }]);
      const log = active.log().slice(before);
      expect(log.filter(({ kind }) => kind === 'invalidated').map(({ source }) => source.id)).toEqual([ids[1]]);
      // in a chain the text after it had read the old one
      const rebuilt = log.filter(({ kind }) => kind === 'rebuilt').map(({ source }) => source.id);
      expect(rebuilt).toEqual(mode === 'chained' ? [ids[2]] : []);
    },
  );

  it('lets an erasure purge memory, disk and conversations, and counts it on the report', async () => {
    const { open, path } = await place();
    const memory = await open();
    const ids = await threeBlocks(memory);
    const active = await load(memory);
    const talk = active.open();
    await talk.read(question);
    const sources = (await memory.history(ids[0]!))[0]?.sources ?? [];
    const report = await memory.forget({ ids: sources }, { mode: 'erase' });
    const outcome = report.hooks?.find(({ name }) => name === 'activation');
    expect(outcome?.state).toBe('done');
    expect(outcome?.removed).toMatchObject({ segments: 3, 'stored segments': 3 });
    expect(active.segments()).toEqual([]);
    expect(talk.cache).toBeUndefined();
    // in a chain all three had read the first
    expect(await memory.activation.cached()).toEqual([]);
    await talk.read(encode('?'));
    expect(textOf(active)).toBe('Rent is due on Fridays.\nDogs sleep in the barn.\n');
    await memory.close();
    expect((await readFile(path)).includes('Marta')).toBe(false);
  });

  it('keeps what was said before a memory came, and drops what was said after it when it is erased', async () => {
    const { open } = await place();
    const memory = await open();
    await threeBlocks(memory);
    const active = await load(memory, { mode: 'independent' });
    const talk = active.open();
    await talk.read(question);
    const late = await block(memory, 'Keys hang in the hall.');
    const spoken: number[] = [];
    for await (const token of talk.generate({ prompt: encode('Keys?'), maxTokens: 3 })) spoken.push(token);
    // new memories alone take nothing
    expect([...talk.tokens]).toEqual([...question, ...encode('Keys?'), ...spoken]);
    expect(talk.dropped).toEqual([]);
    const held = talk.tokens;
    const report = await memory.forget({ ids: [late.id] }, { mode: 'erase' });
    expect(report.hooks?.[0]?.removed).toMatchObject({ segments: 1, 'conversation tokens': 5 + 3 });
    expect([...talk.tokens]).toEqual([...question]);
    expect([...held].slice(question.length)).toEqual(Array.from({ length: 8 }, () => 0));
    const fresh = active.open();
    const logits = await talk.read(encode('?'));
    expect(distance(logits, await fresh.read(Int32Array.of(...question, ...encode('?'))))).toBeLessThan(1e-4);
  });

  it('drops what quotes a memory that had lost its place before it was revised or erased', async () => {
    const { open } = await place();
    const memory = await open();
    const ids = await threeBlocks(memory);
    const active = await load(memory, { mode: 'independent', budgetBytes: 256 * 55 });
    const talk = active.open();
    await talk.read(question);
    for (let n = 0; n < 3; n++) await memory.recall('where do the dogs sleep?', { limit: 1 });
    expect((await active.reschedule())[0]).toMatchObject({ kind: 'demoted', source: { id: ids[1] } });
    await talk.read(encode('And?'));
    expect(talk.tokens).toHaveLength(question.length + 4);
    await memory.update(ids[1]!, { text: 'Rent is due on Mondays.' });
    await talk.read(encode('Now?'));
    expect([...talk.tokens]).toEqual([...encode('Now?')]);
  });

  it('breaks off a reply whose memories are erased while it is given', async () => {
    const { open } = await place();
    const memory = await open();
    const ids = await threeBlocks(memory);
    const active = await load(memory, { mode: 'independent' });
    const talk = active.open();
    const reply = talk.generate({ prompt: question, maxTokens: 5 });
    await reply.next();
    await memory.forget({ ids: [ids[0]!] }, { mode: 'erase' });
    expect(await codeOf(() => reply.next())).toBe('conflict');
    expect(talk.tokens).toEqual([]);
    expect(talk.dropped).toMatchObject([{ sources: [{ id: ids[0] }] }]);
  });

  it('is purged by a process that has never loaded a model, and stays purged', async () => {
    const { open } = await place();
    const memory = await open();
    const ids = await threeBlocks(memory);
    const active = await load(memory, { mode: 'independent' });
    const other = await open();
    const report = await other.forget({ ids: [ids[1]!] }, { mode: 'erase' });
    expect(report.hooks?.[0]?.removed).toMatchObject({ segments: 0, 'stored segments': 1 });
    await active.close();
    const [cached] = await other.activation.cached();
    expect(cached?.segments.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  it('takes archived records out, and lets what fades go with a reason', async () => {
    const { open } = await place();
    const memory = await open();
    const [first] = await threeBlocks(memory);
    const when = { from: clock.now(), to: clock.now() + 1, granularity: 'day' };
    const data = { subject: 'user', action: 'moved', when };
    const event = await memory.remember({ kind: 'event', text: 'I moved to Porto.', data });
    const active = await load(memory, { kinds: ['block', 'event'], mode: 'independent' });
    expect(active.segments().map(({ kind }) => kind)).toEqual(['block', 'block', 'block', 'event']);
    const { lasts } = active.segments().at(-1)!;
    expect(lasts.until).toBeGreaterThan(clock.now() + dayMs);
    expect(active.segments()[0]?.lasts).toEqual({ why: expect.stringMatching(/does not fade kind block/) });
    await memory.forget({ ids: [first!] });
    expect((await active.refresh()).map(({ kind, source }) => `${kind} ${source.id}`)).toEqual([
      `invalidated ${first}`,
    ]);
    clock.set(Math.floor(lasts.until!) - 60_000);
    expect(await active.reschedule()).toEqual([]);
    clock.set(Math.ceil(lasts.until!) + 60_000);
    const [demoted] = await active.refresh();
    expect(demoted?.source.id).toBe(event.id);
    expect(demoted?.kind).toBe('demoted');
    expect(demoted?.reason).toMatch(/left, less than 20%/);
  });

  it('caches a fact that holds until a known time, and not after it or before it begins', async () => {
    const { open } = await place();
    const memory = await open();
    const now = clock.now();
    const data = { subject: 'user', slot: 'home.city', value: 'Porto' };
    const valid = { from: now - dayMs, to: now + dayMs };
    const { id } = await memory.remember({ kind: 'fact', text: 'I live in Porto until tomorrow.', data, valid });
    const later = { ...data, slot: 'work.city', value: 'Oslo' };
    const soon = { from: now + dayMs / 2, to: now + 3 * dayMs };
    await memory.remember({ kind: 'fact', text: 'I work in Oslo.', data: later, valid: soon });
    const active = await load(memory, { mode: 'independent' });
    expect(active.segments().map((one) => one.id)).toEqual([id]);
    expect(active.segments()[0]?.lasts.until).toBe(valid.to);
    const talk = active.open();
    await talk.read(question);
    clock.set(valid.to - 1);
    await active.reschedule();
    expect(active.segments()).toHaveLength(2);
    clock.set(valid.to);
    // no write, and less than the time after which strengths are looked at again
    await talk.read(encode('?'));
    expect(active.segments().map(({ text }) => text)).toEqual(['I work in Oslo.']);
    expect(talk.tokens).toHaveLength(1);
    clock.set(now);
  });

  it('keeps to its budget in bytes and gives places to what is used', async () => {
    const { open } = await place();
    const memory = await open();
    const ids = await threeBlocks(memory);
    // 2 layers, 2 heads, 8 numbers of 4 bytes, keys and values: 256 bytes a token
    const active = await load(memory, { mode: 'independent', budgetBytes: 256 * 55 });
    expect(active.maxTokens).toBe(55);
    expect(active.bytes).toBeLessThanOrEqual(256 * 55);
    expect(active.segments().map(({ id }) => id)).toEqual([ids[0], ids[1]]);
    for (let n = 0; n < 3; n++) await memory.recall('where do the dogs sleep?', { limit: 1 });
    const changes = await active.reschedule();
    expect(changes.map(({ kind, source }) => `${kind} ${source.id}`)).toEqual([
      `demoted ${ids[1]}`,
      `promoted ${ids[2]}`,
    ]);
    expect(changes[1]?.reason).toMatch(/uses of late/);
  });

  it('shows what is cached, and what of it is out of date', async () => {
    const { open } = await place();
    const memory = await open();
    const ids = await threeBlocks(memory);
    await (await load(memory, { mode: 'independent', name: 'tiny' })).close();
    await memory.update(ids[1]!, { text: 'Rent is due on Mondays.' });
    const [cached] = await memory.activation.cached();
    expect(cached).toMatchObject({ name: 'tiny', mode: 'independent' });
    expect(cached?.segments.map(({ current }) => current)).toEqual([true, false, true]);
    expect(cached?.segments[1]?.lasts.why).toMatch(/replaced by version 2/);
    expect(cached?.bytes).toBe(cached?.segments.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(await codeOf(() => memory.activation.drop('nothing'))).toBe('not_found');
    expect(await memory.activation.drop()).toBe(3);
    expect(await memory.activation.cached()).toEqual([]);
  });

  it.each([false, true])('is sealed on disk where the cube is (%s)', async (sealed) => {
    const { open, folder, path } = await place();
    const more = sealed ? { encryption: { keyFolder: join(folder, 'keys') } } : {};
    const memory = await open(more);
    const ids = await threeBlocks(memory);
    await (await load(memory)).close();
    await memory.close();
    const plain = Buffer.from('palimpsest-kv');
    expect((await readFile(path)).includes(plain)).toBe(!sealed);
    const again = await open(more);
    const active = await load(again);
    expect(kindsOf(active)).toContain('restored');
    await again.forget({ ids: [ids[0]!] }, { mode: 'erase' });
    expect(await again.activation.cached()).toEqual([]);
  });

  it('holds more in fewer bits under the same bytes, apart from what is held exactly, and restores it', async () => {
    const { open } = await place();
    const memory = await open();
    await threeBlocks(memory);
    const budgetBytes = 30 * 2 * 2 * 8 * 8;
    const tokensIn = async (bits: 32 | 8): Promise<number> => {
      const active = await load(memory, { mode: 'independent', bits, budgetBytes });
      const { length } = active.prompt();
      expect(active.bytes).toBeLessThanOrEqual(budgetBytes);
      await active.close();
      return length;
    };
    expect(await tokensIn(8)).toBeGreaterThan(1.5 * (await tokensIn(32)));
    const cached = await memory.activation.cached();
    expect(cached.map(({ bits }) => bits).sort()).toEqual([32, 8]);
    for (const { bytes, segments, budgetBytes: budget } of cached) {
      expect(bytes).toBe(segments.reduce((sum, one) => sum + one.bytes, 0));
      expect(bytes).toBeLessThanOrEqual(budget);
    }
    const again = await load(memory, { mode: 'independent', bits: 8, budgetBytes });
    expect(kindsOf(again)).toContain('restored');
  });

  it('says how much really lies on disk, and writes again what could not be read', async () => {
    const { open, path } = await place();
    const memory = await open();
    await threeBlocks(memory);
    await (await load(memory)).close();
    const [cached] = await memory.activation.cached();
    await memory.close();
    const stored = async (spoil = false): Promise<Uint8Array[]> => {
      const store = await openSqliteStore(path);
      const names = (await store.blobNames('kv/')).filter((name) => !name.endsWith('/list'));
      const found = await Promise.all(names.map((name) => store.blob(name)));
      if (spoil) await store.putBlobs(new Map([[names[0]!, new Uint8Array(9)]]));
      await store.close();
      return found.map((bytes) => bytes!);
    };
    const before = await stored(true);
    expect(before.reduce((sum, { length }) => sum + length, 0)).toBe(cached?.bytes);
    const again = await open();
    expect(kindsOf(await load(again)).filter((kind) => kind === 'rebuilt')).toHaveLength(1);
    await again.close();
    expect(await stored()).toEqual(before);
  });

  it('reads what is stored and leaves it as it is, where that is asked for', async () => {
    const { open } = await place();
    const memory = await open();
    await threeBlocks(memory);
    await (await load(memory, { mode: 'independent' })).close();
    const before = await memory.activation.cached();
    const reader = await load(memory, { mode: 'independent', persist: 'read', budgetBytes: 256 * 30 });
    expect(kindsOf(reader)).toContain('restored');
    expect(reader.segments()).toHaveLength(1);
    await reader.close();
    expect(await memory.activation.cached()).toEqual(before);
  });

  it('refuses what it cannot work with', async () => {
    const { open } = await place();
    const memory = await open();
    await threeBlocks(memory);
    const wrong: Readonly<Record<string, unknown>>[] = [
      { encode: undefined },
      { encode: () => [500] },
      { mode: 'sideways' },
      { preamble: [500] },
      { preamble: 'You are' },
      { budgetBytes: 3 },
      { budgetBytes: Number.NaN },
      { margin: 2 },
      { bits: 3 },
      { kinds: 'fact' },
      { kinds: ['nonsense'] },
      { scope: { usr: 'x' } },
      { promoteUse: 3 },
      { pin: 'all' },
      { persist: 'no' },
      { render: () => 5 },
      { encode: () => 'abc' },
      { encode: () => [1.5] },
      { encode: async () => [1] },
      { bits: 8, mode: 'chained' },
    ];
    for (const options of wrong) {
      expect(await codeOf(() => load(memory, options as Partial<LoadActivationOptions>))).toBe('invalid_input');
    }
    const nothing = memory.activation.load(undefined as never, { encode });
    await expect(nothing).rejects.toMatchObject({ code: 'invalid_input', hint: expect.stringContaining('kv model') });
    const active = await load(memory);
    const talk = active.open();
    expect(await codeOf(() => talk.read(new Int32Array()))).toBe('invalid_input');
    await active.close();
    expect(await codeOf(() => talk.read(question))).toBe('closed');
    expect(await codeOf(() => active.refresh())).toBe('closed');
    expect(await codeOf(() => active.open())).toBe('closed');
  });
});
