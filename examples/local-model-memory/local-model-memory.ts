/**
 * A local model with a memory of 50 sessions under a fixed byte budget: what is remembered lies ready in its key-value
 * cache, follows every revision and erasure before the next word, and starts from disk the next time.
 */
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { openMemory } from 'palimpsest';
import { openCheckpoint } from 'palimpsest/activation';

// A model folder as models are published: config.json, safetensors, tokenizer.json. This one ships with the package, is
// 102,000 parameters small and knows some 110 words; a Llama or Qwen folder opens the same way.
const folder = new URL('../../data/models/tiny-llama/', import.meta.url);
const { model, tokenizer, startTokens, endTokens } = await openCheckpoint((file) => readFile(new URL(file, folder)));
const encode = (text: string): number[] => [...startTokens, ...tokenizer.encode(text, { special: false })];

// Fifty sessions, and in each of them something that lasts: moves, new jobs, and tastes that change.
const told: readonly (readonly [begin: string, again: string, values: readonly string[]])[] = [
  ['I live in', 'I moved to', ['Porto', 'Berlin', 'Oslo', 'Lyon', 'Turin', 'Vienna']],
  ['I work at', 'I now work at', ['Acme', 'Globex', 'Initech', 'Umbra', 'Vertex']],
  ['My favorite color is', 'My favorite color is now', ['blue', 'red', 'green', 'yellow', 'black']],
  ['My favorite food is', 'My favorite food is now', ['ramen', 'pizza', 'sushi', 'pasta', 'curry']],
  ['My favorite drink is', 'My favorite drink is now', ['tea', 'coffee', 'milk', 'water', 'wine']],
  ['My favorite sport is', 'My favorite sport is now', ['tennis', 'chess', 'football', 'rowing', 'climbing']],
  ['My favorite band is', 'My favorite band is now', ['Muse', 'Queen', 'Abba', 'Blur']],
  ['My favorite book is', 'My favorite book is now', ['Dune', 'Emma', 'Ulysses', 'Hamlet']],
  ['My favorite movie is', 'My favorite movie is now', ['Emma', 'Hamlet', 'Dune']],
  ['My favorite season is', 'My favorite season is now', ['spring', 'summer', 'winter']],
  ['My sister is called', '', ['Anna']],
  ['My brother is called', '', ['Tom']],
  ['My dog is called', '', ['Rex']],
  ['My cat is called', '', ['Luna']],
  ['My boss is called', '', ['Clara']],
];
const sessions = Array.from({ length: 6 }, (_, round) =>
  told.flatMap(([begin, again, values]) =>
    values[round] === undefined ? [] : [`${round === 0 ? begin : again} ${values[round]}.`],
  ),
)
  .flat()
  .map((lasting, n) => {
    const talk = 'We talked for a while about how the weather has been lately, and then about nothing much.';
    return [talk, lasting].map((text, line) => ({
      ...{ text, user: 'ana', session: `session ${n}` },
      at: Date.UTC(2026, 0, 1 + n, 9, line),
    }));
  });
assert.equal(sessions.length, 50);

const path = `local-model-memory-${process.pid}.palimpsest`;
const memory = await openMemory({ path });
await memory.observe(sessions.flat());

// 24 KiB, of which a fact takes some 2,300 bytes in 8 bits: ten of the fifteen that hold.
const budgetBytes = 24 * 1024;
const options = { encode, kinds: ['fact'] as const, bits: 8 as const, budgetBytes };
const active = await memory.activation.load(model, options);
assert.ok(active.bytes <= budgetBytes);
assert.equal(active.segments().length, 10);

// What is asked for is used, and what is used gets a place.
for (let n = 0; n < 3; n++) {
  for (const question of ['where do I live?', 'where do I work?', 'what is my favorite food?']) {
    await memory.recall(question, { limit: 3 });
  }
}
for (const { kind, source, reason } of await active.reschedule()) console.log(`${kind} ${source.id}: ${reason}`);

const talk = active.open();
const answer = async (question: string): Promise<string> => {
  const said: number[] = [];
  for await (const token of talk.generate({
    prompt: tokenizer.encode(question),
    maxTokens: 8,
    stopTokens: endTokens,
  })) {
    said.push(token);
  }
  return tokenizer.decode(said).trim();
};
assert.equal(await answer('Where do I live?'), 'Vienna.');
assert.equal(await answer('Where do I work?'), 'Vertex.');
assert.equal(await answer('What is my favorite food?'), 'curry.');
assert.equal(await answer('What is my dog called?'), 'Rex.');
// it answers from its cache and from nothing else: for this fact there was no room
assert.ok(active.segments().every(({ text }) => !text.includes('color')));
assert.equal(await answer('What is my favorite color?'), 'nothing.');

// She moves. Nobody tells the conversation; its next word knows.
await memory.observe({ text: 'I moved to Madrid.', user: 'ana', at: '2026-03-01T09:00:00Z' });
assert.equal(await answer('Where do I live?'), 'Madrid.');

// And she wants her work forgotten: out of the cube, the cache, the conversation and the disk.
const jobs = ['Acme', 'Globex', 'Initech', 'Umbra', 'Vertex'];
const work = await memory.facts.history('user', 'work.employer');
const report = await memory.forget({ ids: work.flatMap(({ sources }) => sources) }, { mode: 'erase' });
const purged = report.hooks?.find(({ name }) => name === 'activation')?.removed;
assert.ok((purged?.['segments'] ?? 0) >= 1);
// nothing that was said after it is left, and no segment renders it
assert.ok((purged?.['conversation tokens'] ?? 0) >= 1);
for (const tokens of [talk.tokens, active.prompt()]) {
  assert.ok(jobs.every((job) => !tokenizer.decode(tokens).includes(job)));
}
assert.equal(await answer('Where do I work?'), 'nothing.');
assert.equal(await answer('Where do I live?'), 'Madrid.');
assert.ok(active.bytes <= budgetBytes);
await memory.close();
for (const job of jobs) assert.ok(!(await readFile(path)).includes(job));

// The next start computes nothing: segments come from the cube.
const again = await openMemory({ path });
const restarted = await again.activation.load(model, options);
assert.ok(restarted.log().every(({ kind }) => kind === 'promoted' || kind === 'restored'));
assert.equal(restarted.log().filter(({ kind }) => kind === 'restored').length, restarted.segments().length);
const later = restarted.open();
const first = await later.generate({ prompt: tokenizer.encode('Where do I live?'), maxTokens: 1 }).next();
assert.equal(tokenizer.decode([first.value!]).trim(), 'Madrid');
const [cached] = await again.activation.cached();
const words = sessions.flat().reduce((sum, { text }) => sum + text.split(' ').length, 0);
console.log(
  `${sessions.length} sessions of ${words} words; ${cached?.segments.length} facts in ${cached?.bytes} of ${budgetBytes} bytes`,
);
await again.close();
for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
