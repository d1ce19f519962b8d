/** A fact is said, changes, and is corrected by hand; nothing that was known before is lost. */
import assert from 'node:assert/strict';
import { openMemory } from 'palimpsest';

const memory = await openMemory({ path: ':memory:' });

// What people say becomes facts by rules; a newer value of a slot that has one value replaces the older one.
await memory.observe([
  { id: 'm1', speaker: 'Ben', text: 'I work at Halden Marine.', at: '2025-01-10T09:00:00Z' },
  { id: 'm2', speaker: 'Ben', text: 'I have a dog called Pixel.', at: '2025-02-02T18:30:00Z' },
  { id: 'm3', speaker: 'Ben', text: 'I now work at Nordlys Energy.', at: '2026-04-20T08:15:00Z' },
]);

const [employer] = await memory.facts.current('ben', 'work.employer');
assert.equal(employer?.fact.value, 'Nordlys Energy');
assert.deepEqual(employer.sources, ['m3']);

// The old value stays, with the time in which it held.
const history = await memory.facts.history('ben', 'work.employer');
assert.deepEqual(
  history.map(({ fact, current }) => [fact.value, current]),
  [
    ['Halden Marine', false],
    ['Nordlys Energy', true],
  ],
);
const [before] = await memory.facts.current('ben', 'work.employer', { valid: '2025-06-01' });
assert.equal(before?.fact.value, 'Halden Marine');

// Two mentions of one thing are told apart from a change.
const [dog] = await memory.facts.current('ben', 'pet.name');
assert.equal(dog?.fact.value, 'Pixel');

// A correction by hand is a new version with a reason.
const corrected = await memory.update(employer.id, {
  text: 'Ben works at Nordlys Energy in Tromsø.',
  reason: 'checked with Ben',
});
assert.equal(corrected.version, employer.version + 1);
const versions = await memory.history(employer.id);
assert.deepEqual(versions.map((version) => version.reason).at(-1), 'checked with Ben');

// Every byte is accounted for.
const { ok } = await memory.verify();
assert.equal(ok, true);
await memory.close();
console.log('remembered, revised and verified');
