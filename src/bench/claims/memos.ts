/**
 * MemOS (arXiv 2507.03724): plain text that is used often becomes key-value cache, is injected in place of a prompt, and
 * follows its memory. Published: the same output, first token up to 94% sooner, the whole cache replaced on a timer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlockMemory, KvCache, openFixture, type Transformer } from '../../activation/index.ts';
import { recallVocabulary as words } from '../../activation/tasks/recall-vocabulary.ts';
import type { ActiveMemory } from '../../memory/activation/active-memory.ts';
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { argmax } from '../../models/matrix.ts';
import { integerBelow, type SeededRandom, seededRandom } from '../../tensor/index.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers, type RelationSpec } from './judge-claim.ts';
import { measureHitRates } from './memos-hit-rates.ts';
import { shippedModel } from './shipped-model.ts';

/** Facts are written `k12 v40`; filler words are written `n7`. */
const encode = (text: string): Int32Array =>
  Int32Array.from(text.trim().split(/\s+/), (word) => {
    const from = { k: words.keyFrom, v: words.valueFrom, n: words.noiseFrom }[word[0] as 'k' | 'v' | 'n'];
    return from + Number(word.slice(1));
  });
const ask = (key: number): Int32Array => Int32Array.of(words.ask, words.keyFrom + key);
const distance = (a: Float32Array, b: Float32Array): number =>
  a.reduce((m, x, i) => Math.max(m, Math.abs(x - b[i]!)), 0);

const relations: readonly RelationSpec[] = [
  {
    statement: 'chained segments give the logits of the prompt, largest difference',
    atMost: 1e-4,
    value: (m) => m['largest difference to the prompt, chained']!,
    control: { what: 'nothing injected', value: (m) => m['largest difference to the prompt, nothing injected']! },
  },
  {
    statement: 'independent segments give the logits of the prompt whose texts do not see each other',
    atMost: 1e-4,
    value: (m) => m['largest difference to the prompt in blocks, independent']!,
    control: {
      what: 'caches concatenated without turning keys to their positions',
      value: (m) => m['largest difference to the prompt in blocks, positions not repaired']!,
    },
  },
  {
    statement: 'first token with 2,000 remembered tokens: times sooner than reading them',
    atLeast: 3,
    value: (m) => m['first token, 2000 remembered and 60 asked: times sooner']!,
    control: { what: 'nothing remembered', value: (m) => m['first token, nothing remembered: times sooner']! },
  },
  {
    statement: 'the gain grows with what is remembered and shrinks with what is asked (smaller of both ratios)',
    atLeast: 1.2,
    value: (m) => {
      const gain = m['first token, 2000 remembered and 60 asked: times sooner']!;
      return Math.min(
        gain / m['first token, 500 remembered and 60 asked: times sooner']!,
        gain / m['first token, 2000 remembered and 600 asked: times sooner']!,
      );
    },
  },
  {
    statement: 'stale reads over random revisions and erasures by two processes',
    atMost: 0,
    value: (m) => m['stale reads']!,
    control: {
      what: 'segments replaced on a timer, as published',
      value: (m) => m['stale reads, replaced on a timer']!,
    },
  },
  {
    statement: 'changes that invalidated anything but the segment concerned',
    atMost: 0,
    value: (m) => m['changes that touched other segments']!,
    control: {
      what: 'one cache of the whole, as published',
      value: (m) => m['changes that touched other segments, one cache of the whole']!,
    },
  },
  {
    statement: 'answers of the model from injected memories that are right, after every change',
    atLeast: 0.95,
    value: (m) => m['right answers']!,
    control: { what: 'segments replaced on a timer', value: (m) => m['right answers, replaced on a timer']! },
  },
  {
    statement: 'stored segments of erased records left on disk',
    atMost: 0,
    value: (m) => m['stored segments of erased records left on disk']!,
    control: {
      what: 'before the erasures',
      value: (m) => m['stored segments of records that were erased later']!,
    },
  },
  {
    statement: 'scheduler: hits of a Zipf stream over 200 records with room for 20, above first in, first out',
    atLeast: 0.1,
    value: (m) => m['hit rate, scheduler']! - m['hit rate, first in first out']!,
    control: {
      what: 'records drawn at random',
      value: (m) => m['hit rate, random']! - m['hit rate, first in first out']!,
    },
  },
  {
    statement: 'and above records drawn at random',
    atLeast: 0.3,
    value: (m) => m['hit rate, scheduler']! - m['hit rate, random']!,
  },
];

export const memosClaim: ClaimDefinition = {
  system: 'memos',
  tier: 'all',
  claim: 'Memories injected as key-value cache give the output of the prompt, sooner, and are never out of date.',
  relation: relations.map(({ statement }) => statement).join('; '),
  async run(run) {
    const model = await openFixture(shippedModel('tiny-recall'));
    const seeds = run.quick ? run.seeds.slice(0, 1) : run.seeds;
    return judgeClaim({ ...run, seeds }, relations, async (seed) => {
      const changes = run.quick ? 200 : seed === seeds[0] ? 1_000 : 300;
      const folder = await mkdtemp(join(tmpdir(), 'palimpsest-memos-'));
      try {
        const equality = await measureEquality(model, seed);
        const timing = await measureFirstToken(model, seed);
        const { measured, baselines } = await measureStaleness(model, { seed, changes, folder });
        const hits = measureHitRates(seed);
        return {
          measured: { ...equality, ...timing, ...measured, ...hits.measured },
          baselines: { ...baselines, ...hits.baselines },
        };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  },
};

const noise = (draw: SeededRandom, count: number): string =>
  Array.from({ length: count }, () => `n${integerBelow(draw, words.noise)}`).join(' ');

async function remembering(texts: readonly string[]): Promise<Memory> {
  const memory = await openMemory({ embedder: false });
  for (const text of texts) await memory.remember({ kind: 'block', text });
  return memory;
}

async function measureEquality(model: Transformer, seed: number): Promise<Numbers> {
  const draw = seededRandom(`memos equality ${seed}`);
  const facts = Array.from(
    { length: 24 },
    (_, key) => `k${key} v${integerBelow(draw, words.values)} ${noise(draw, 2 * integerBelow(draw, 4))}`,
  );
  const memory = await remembering(facts);
  const chained = await memory.activation.load(model, { encode, mode: 'chained', name: 'chained' });
  const independent = await memory.activation.load(model, { encode, name: 'independent' });
  const prompts = Array.from({ length: 100 }, () =>
    Int32Array.of(...encode(noise(draw, 1 + integerBelow(draw, 12))), ...ask(integerBelow(draw, 24))),
  );
  const worst = { chained: 0, nothing: Number.POSITIVE_INFINITY, independent: 0, unrepaired: Number.POSITIVE_INFINITY };
  for (const tokens of prompts) {
    const plain = await freshRead(chained, tokens);
    const prompt = model.forward({
      tokens: Int32Array.of(...chained.prompt(), ...tokens),
      memory: new KvCache({ layout: model.layout, rope: model.rope }),
    }).data as Float32Array;
    const alone = model.forward({ tokens, memory: new KvCache({ layout: model.layout, rope: model.rope }) });
    worst.chained = Math.max(worst.chained, distance(plain, prompt));
    worst.nothing = Math.min(worst.nothing, distance(alone.data as Float32Array, prompt));
    const blocks = readInBlocks(model, facts, { tokens, repaired: true });
    worst.independent = Math.max(worst.independent, distance(await freshRead(independent, tokens), blocks));
    const wrong = readInBlocks(model, facts, { tokens, repaired: false });
    worst.unrepaired = Math.min(worst.unrepaired, distance(wrong, blocks));
  }
  await memory.close();
  return {
    'largest difference to the prompt, chained': worst.chained,
    'largest difference to the prompt, nothing injected': worst.nothing,
    'largest difference to the prompt in blocks, independent': worst.independent,
    'largest difference to the prompt in blocks, positions not repaired': worst.unrepaired,
  };
}

async function freshRead(active: ActiveMemory, tokens: Int32Array): Promise<Float32Array> {
  const talk = active.open();
  const logits = await talk.read(tokens);
  talk.close();
  return logits;
}

/** Reads texts that do not see each other; unrepaired, each keeps the positions that it had when read by itself. */
function readInBlocks(
  model: Transformer,
  texts: readonly string[],
  { tokens, repaired }: { readonly tokens: Int32Array; readonly repaired: boolean },
): Float32Array {
  const memory = new BlockMemory(model.layout, model.rope);
  let end = 0;
  let previousToken = 0;
  texts.forEach((text, block) => {
    const read = encode(text);
    memory.block = block;
    model.forward({ tokens: read, memory, positions: repaired ? end : 0, logits: 'none' });
    end += read.length;
    previousToken = read.at(-1)!;
  });
  memory.block = undefined;
  return model.forward({ tokens, memory, positions: end, previousToken }).data as Float32Array;
}

/** Prompt time over injected time, at three sizes; the fastest of three runs on each side, after one to warm up. */
async function measureFirstToken(model: Transformer, seed: number): Promise<Numbers> {
  const draw = seededRandom(`memos first token ${seed}`);
  const measures: Record<string, number> = {};
  const sooner = async (active: ActiveMemory, query: Int32Array): Promise<number> => {
    await active.refresh();
    const tokens = Int32Array.of(...active.prompt(), ...query);
    const read = async (): Promise<void> => {
      model.forward({ tokens, memory: new KvCache({ layout: model.layout, rope: model.rope }) });
    };
    const injected = async (): Promise<void> => void (await freshRead(active, query));
    // taken in turns, so that a busy moment of the machine meets both
    const times = { read: [] as number[], injected: [] as number[] };
    for (let n = 0; n < 4; n++) {
      times.injected.push(await timeOf(injected));
      times.read.push(await timeOf(read));
    }
    return Math.min(...times.read.slice(1)) / Math.min(...times.injected.slice(1));
  };
  const queries = { 60: encode(noise(draw, 60)), 600: encode(noise(draw, 600)) };
  for (const remembered of [500, 2_000]) {
    const memory = await remembering(
      Array.from({ length: remembered / 50 }, (_, n) => `k${n} v${n} ${noise(draw, 48)}`),
    );
    const active = await memory.activation.load(model, { encode, mode: 'chained' });
    for (const [asked, query] of Object.entries(queries)) {
      if (remembered === 500 && asked === '600') continue;
      measures[`first token, ${remembered} remembered and ${asked} asked: times sooner`] = await sooner(active, query);
    }
    await memory.close();
  }
  const empty = await remembering([]);
  const active = await empty.activation.load(model, { encode, mode: 'chained' });
  measures['first token, nothing remembered: times sooner'] = await sooner(active, queries[60]);
  await empty.close();
  return measures;
}

async function timeOf(body: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await body();
  return performance.now() - from;
}

const factCount = 24;
/** The control replaces its whole cache once in so many changes. */
const timerChanges = 25;

/**
 * Random revisions and erasures, by the process that holds the cache and by another one on the same file, each followed
 * by a question about what was changed.
 */
async function measureStaleness(
  model: Transformer,
  { seed, changes, folder }: { readonly seed: number; readonly changes: number; readonly folder: string },
): Promise<{ measured: Numbers; baselines: Numbers }> {
  const draw = seededRandom(`memos changes ${seed}`);
  const path = join(folder, 'changes.palimpsest');
  const own = await openMemory({ path, embedder: false, durability: 'normal' });
  const other = await openMemory({ path, embedder: false, durability: 'normal' });
  /** What is true by key: record and value. */
  const truth = new Map<number, { id: string; version: number; value: number; sources: readonly string[] }>();
  const learn = async (memory: Memory, key: number): Promise<void> => {
    const value = integerBelow(draw, words.values);
    const known = truth.get(key);
    const text = `k${key} v${value}`;
    const record =
      known === undefined ? await memory.remember({ kind: 'block', text }) : await memory.update(known.id, { text });
    truth.set(key, { id: record.id, version: record.version, value, sources: record.sources });
  };
  for (let key = 0; key < factCount; key++) await learn(own, key);
  const active = await own.activation.load(model, { encode });
  const timed = await own.activation.load(model, { encode, name: 'timer', persist: false, rescheduleMs: 1e12 });
  const stale = { own: 0, timer: 0, others: 0, wholeOthers: 0, left: 0, onDisk: 0 };
  const right = { own: 0, timer: 0, asked: 0 };
  let snapshot = replaceWhole(model, timed);
  for (let n = 0; n < changes; n++) {
    const memory = draw.next() < 0.5 ? own : other;
    const key = integerBelow(draw, factCount);
    const before = truth.get(key);
    if (before !== undefined && draw.next() < 0.1) {
      if (n % 5 === 0) await active.save();
      const stored = await storedIds(own);
      stale.onDisk += stored.has(before.id) ? 1 : 0;
      await memory.forget({ ids: [...new Set([before.id, ...before.sources])] }, { mode: 'erase' });
      truth.delete(key);
      stale.left += (await storedIds(own)).has(before.id) ? 1 : 0;
    } else await learn(memory, key);
    const from = active.log().length;
    const asked = draw.next() < 0.7 ? key : integerBelow(draw, factCount);
    const answer = argmax(await freshRead(active, ask(asked)));
    const current = new Map([...truth.values()].map(({ id, version }) => [id, version]));
    const isStale = ({ id, version }: { readonly id: string; readonly version: number }): boolean =>
      current.get(id) !== version;
    stale.own += active.segments().some(isStale) ? 1 : 0;
    const touched = active
      .log()
      .slice(from)
      .filter(({ kind, source }) => kind === 'invalidated' && source.id !== before?.id);
    stale.others += touched.length > 0 ? 1 : 0;
    stale.wholeOthers += truth.size > 1 ? 1 : 0;
    if (n % timerChanges === 0) {
      await timed.reschedule();
      snapshot = replaceWhole(model, timed);
    }
    stale.timer += snapshot.sources.some(isStale) ? 1 : 0;
    const expected = truth.get(asked);
    if (expected === undefined) continue;
    right.asked++;
    right.own += answer === words.valueFrom + expected.value ? 1 : 0;
    right.timer += snapshot.answer(ask(asked)) === words.valueFrom + expected.value ? 1 : 0;
  }
  await own.close();
  await other.close();
  return {
    measured: {
      'changes made': changes,
      'stale reads': stale.own,
      'changes that touched other segments': stale.others,
      'right answers': right.own / right.asked,
      'stored segments of erased records left on disk': stale.left,
    },
    baselines: {
      'stale reads, replaced on a timer': stale.timer,
      'changes that touched other segments, one cache of the whole': stale.wholeOthers,
      'right answers, replaced on a timer': right.timer / right.asked,
      'stored segments of records that were erased later': stale.onDisk,
    },
  };
}

async function storedIds(memory: Memory): Promise<Set<string>> {
  return new Set((await memory.activation.cached()).flatMap(({ segments }) => segments.map(({ id }) => id)));
}

/** The published way: everything composed and read once, then used until the timer says otherwise. */
function replaceWhole(
  model: Transformer,
  active: ActiveMemory,
): { readonly sources: readonly { id: string; version: number }[]; answer(tokens: Int32Array): number } {
  const held = active.segments();
  const cache = new KvCache({ layout: model.layout, rope: model.rope });
  const texts = held.map(({ text }) => text);
  return {
    sources: held.map(({ id, version }) => ({ id, version })),
    answer(tokens) {
      cache.clear();
      return argmax(readInBlocks(model, texts, { tokens, repaired: true }));
    },
  };
}
