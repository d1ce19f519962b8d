/**
 * A local model with a memory of 50 sessions under a fixed byte budget: what is remembered lies ready in its key-value
 * cache, follows every revision and erasure before the next word, and starts from disk the next time.
 */
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { type MemoryRecord, openMemory } from 'palimpsest';
import { openFixture } from 'palimpsest/activation';

// A shipped model of 97,000 parameters that has learned one thing: after `key value` pairs, `ask key` gives the value.
// Its words are numbers; this tokenizer hands them out as slots and values come up. A larger model brings its own.
const folder = new URL('../../data/models/tiny-recall/', import.meta.url);
const model = await openFixture((file) => readFile(new URL(file, folder)));
const slots = new Map<string, number>();
const values = new Map<string, number>();
const numberOf = (words: Map<string, number>, word: string, from: number): number => {
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, from + words.size);
  return from + words.size - 1;
};
const render = ({ data }: MemoryRecord): string => `${String(data['slot'])}=${String(data['value'])}`;
const encode = (text: string): number[] => {
  const [slot = '', value = ''] = text.split('=');
  return [numberOf(slots, slot, 3), numberOf(values, value, 67)];
};
const askFor = (slot: string): Int32Array => Int32Array.of(2, numberOf(slots, slot, 3));
const wordOf = (logits: Float32Array): string => {
  const best = logits.indexOf(Math.max(...logits));
  return [...values].find(([, id]) => id === best)?.[0] ?? '(nothing)';
};

// Fifty sessions: five moves, three jobs, a new favorite now and then, and talk that says nothing lasting.
const cities = ['Porto', 'Berlin', 'Oslo', 'Lyon', 'Turin'];
const jobs = ['a baker', 'a nurse', 'a pilot'];
const once = [
  'My dog is called Rex.',
  'My sister is called Anna.',
  'I drive a Volvo.',
  'I am allergic to peanuts.',
  'My favorite food is ramen.',
  'My birthday is on May 3.',
  'My favorite band is Muse.',
  'I am a vegetarian.',
  'My favorite book is Dune.',
  'My boss is called Clara.',
];
const sessions = Array.from({ length: 50 }, (_, n) => {
  const said = ['We talked for a while about how the weather has been lately, and then about nothing much.'];
  if (n % 10 === 0) said.push(n === 0 ? `I live in ${cities[0]}.` : `I moved to ${cities[n / 10]}.`);
  if (n % 20 === 5) said.push(n === 5 ? `I work as ${jobs[0]}.` : `I now work as ${jobs[(n - 5) / 20]}.`);
  if (n % 5 === 2) said.push(once[(n - 2) / 5]!);
  return said.map((text, line) => ({
    ...{ text, user: 'ana', session: `session ${n}` },
    at: Date.UTC(2026, 0, 1 + n, 9, line),
  }));
});

const path = `local-model-memory-${process.pid}.palimpsest`;
const memory = await openMemory({ path });
await memory.observe(sessions.flat());

// 17 KiB: sixteen tokens of this model, eight facts of the twelve that hold, with 80 bytes a fact that are not keys or values.
const budgetBytes = 17 * 1024;
const options = { encode, render, kinds: ['fact'] as const, budgetBytes };
const active = await memory.activation.load(model, options);
assert.equal(active.segments().length, 8);
assert.ok(active.bytes <= budgetBytes);

// What is asked for is used, and what is used gets a place.
for (let n = 0; n < 3; n++) {
  await memory.recall('where do I live?', { limit: 3 });
  await memory.recall('what do I work as?', { limit: 3 });
}
for (const { kind, source, reason } of await active.reschedule()) console.log(`${kind} ${source.id}: ${reason}`);

const talk = active.open();
const answer = async (slot: string): Promise<string> => wordOf(await talk.read(askFor(slot)));
assert.equal(await answer('home.city'), 'Turin');
assert.equal(await answer('work.role'), 'a pilot');

// She moves. Nobody tells the conversation; its next word knows.
await memory.observe({ text: 'I moved to Madrid.', user: 'ana', at: '2026-03-01T09:00:00Z' });
assert.equal(await answer('home.city'), 'Madrid');

// And she wants her work forgotten: out of the cube, the cache, the conversation and the disk.
const work = await memory.facts.history('user', 'work.role');
const report = await memory.forget({ ids: work.flatMap(({ sources }) => sources) }, { mode: 'erase' });
const purged = report.hooks?.find(({ name }) => name === 'activation')?.removed;
assert.ok((purged?.['segments'] ?? 0) >= 1);
assert.notEqual(await answer('work.role'), 'a pilot');
// nothing that was said after it is left either, and no segment renders it
assert.ok((purged?.['conversation tokens'] ?? 0) >= 1);
assert.ok(!talk.tokens.includes(values.get('a pilot')!));
assert.ok(!active.prompt().includes(values.get('a pilot')!));
assert.equal(await answer('home.city'), 'Madrid');
assert.ok(active.bytes <= budgetBytes);
await memory.close();

// The next start computes nothing: segments come from the cube.
const again = await openMemory({ path });
const restarted = await again.activation.load(model, options);
assert.ok(restarted.log().every(({ kind }) => kind === 'promoted' || kind === 'restored'));
assert.equal(restarted.log().filter(({ kind }) => kind === 'restored').length, restarted.segments().length);
assert.equal(wordOf(await restarted.open().read(askFor('home.city'))), 'Madrid');
const [cached] = await again.activation.cached();
const total = sessions.flat().reduce((sum, { text }) => sum + text.split(' ').length, 0);
console.log(
  `${sessions.length} sessions of ${total} words; ${cached?.segments.length} facts in ${cached?.bytes} bytes`,
);
await again.close();
for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
