/** Random revisions and erasures by two processes: does anything out of date ever reach the model? */
import { join } from 'node:path';
import { type Conversation, KvCache, type Transformer } from '../../../activation/index.ts';
import { recallVocabulary as words } from '../../../activation/tasks/recall-vocabulary.ts';
import type { ActiveMemory, LoggedChange } from '../../../memory/activation/active-memory.ts';
import type { Memory } from '../../../memory/memory.ts';
import { openMemory } from '../../../memory/open-memory.ts';
import { argmax } from '../../../models/matrix.ts';
import { integerBelow, seededRandom } from '../../../tensor/index.ts';
import type { Numbers } from '../judge-claim.ts';
import { ask, encode, freshRead, readInBlocks } from './injection.ts';

const factCount = 24;
/** The control replaces its whole cache once in so many changes. */
const timerChanges = 25;

/**
 * Random revisions and erasures, by the process that holds the cache and by another one on the same file, each followed
 * by a question about what was changed.
 */
export async function measureStaleness(
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
  const whole = await own.activation.load(model, { encode, name: 'whole', mode: 'chained', persist: false });
  const stale = { own: 0, timer: 0, others: 0, wholeOthers: 0, left: 0, onDisk: 0, quoted: 0, keptQuoted: 0 };
  const spoken = { answers: 0, stale: 0, keptStale: 0 };
  const right = { own: 0, timer: 0, asked: 0 };
  let snapshot = replaceWhole(model, timed);
  // Two conversations that have spoken of what changes: one as it is, and the control, which keeps all that was said.
  const talk = active.open();
  let kept: number[] = [];
  const told = (key: number): number | undefined => {
    const known = truth.get(key);
    return known === undefined ? undefined : words.valueFrom + known.value;
  };
  const say = async (key: number): Promise<{ readonly own: number; readonly kept: number }> => {
    const own = await reply(talk, key);
    const read = argmax(await freshRead(active, Int32Array.of(...kept, ...ask(key))));
    kept.push(...ask(key), read);
    return { own, kept: read };
  };
  for (let n = 0; n < changes; n++) {
    const memory = draw.next() < 0.5 ? own : other;
    const newHere = newChanges(active);
    const newInChain = newChanges(whole);
    const key = integerBelow(draw, factCount);
    const before = truth.get(key);
    const old = told(key);
    if (n % timerChanges === 0) kept = [];
    const known = old === undefined ? undefined : await say(key);
    if (before !== undefined && draw.next() < 0.1) {
      if (n % 5 === 0) await active.save();
      const stored = await storedIds(own);
      stale.onDisk += stored.has(before.id) ? 1 : 0;
      await memory.forget({ ids: [...new Set([before.id, ...before.sources])] }, { mode: 'erase' });
      truth.delete(key);
      stale.left += (await storedIds(own)).has(before.id) ? 1 : 0;
    } else await learn(memory, key);
    const asked = draw.next() < 0.7 ? key : integerBelow(draw, factCount);
    const answer = argmax(await freshRead(active, ask(asked)));
    const current = new Map([...truth.values()].map(({ id, version }) => [id, version]));
    const isStale = ({ id, version }: { readonly id: string; readonly version: number }): boolean =>
      current.get(id) !== version;
    stale.own += active.segments().some(isStale) || readsFalse(active.prompt(), told) ? 1 : 0;
    if (known?.own === old && old !== undefined && told(key) !== old) {
      // the conversation has said what does not hold any more
      const again = await say(key);
      spoken.answers++;
      spoken.stale += again.own === old ? 1 : 0;
      spoken.keptStale += again.kept === old ? 1 : 0;
      stale.quoted += quotes(talk.tokens, key, old) ? 1 : 0;
      stale.keptQuoted += quotes(kept, key, old) ? 1 : 0;
    }
    const others = (changes: readonly LoggedChange[]): boolean =>
      changes.some(({ kind, source }) => (kind === 'invalidated' || kind === 'rebuilt') && source.id !== before?.id);
    stale.others += others(newHere()) ? 1 : 0;
    await whole.refresh();
    stale.wholeOthers += others(newInChain()) ? 1 : 0;
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
      'changes of what a conversation had said': spoken.answers,
      'old answers of a running conversation': spoken.stale / spoken.answers,
      'conversations that still hold what they said of it': stale.quoted,
      'changes that touched other segments': stale.others,
      'right answers': right.own / right.asked,
      'stored segments of erased records left on disk': stale.left,
    },
    baselines: {
      'stale reads, replaced on a timer': stale.timer,
      'old answers of a running conversation that keeps what was said': spoken.keptStale / spoken.answers,
      'conversations that still hold what they said of it, keeping what was said': stale.keptQuoted,
      'changes that touched other segments, one after the other': stale.wholeOthers,
      'right answers, replaced on a timer': right.timer / right.asked,
      'stored segments of records that were erased later': stale.onDisk,
    },
  };
}

/** Asks a running conversation, which keeps question and answer. */
async function reply(talk: Conversation, key: number): Promise<number> {
  for await (const token of talk.generate({ prompt: ask(key), maxTokens: 1 })) return token;
  throw new RangeError('the conversation gave no token');
}

/** Whether the tokens hold a question for the key that is answered by the value. */
function quotes(tokens: readonly number[], key: number, value: number): boolean {
  return tokens.some((token, n) => token === words.keyFrom + key && tokens[n + 1] === value);
}

/** Whether the facts among the tokens say anything but what holds. */
function readsFalse(tokens: Int32Array, told: (key: number) => number | undefined): boolean {
  const isKey = (token: number): boolean => token >= words.keyFrom && token < words.keyFrom + factCount;
  return tokens.some((token, n) => isKey(token) && told(token - words.keyFrom) !== tokens[n + 1]);
}

/** Remembers the end of the log, which lets go of its oldest entries, and gives what is new after it. */
function newChanges(active: ActiveMemory): () => readonly LoggedChange[] {
  const last = active.log().at(-1);
  return () => {
    const log = active.log();
    return log.slice(last === undefined ? 0 : log.lastIndexOf(last) + 1);
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
