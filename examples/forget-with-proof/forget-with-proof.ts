/** Forgetting is a ladder: shown first, archived so that it can come back, erased so that it cannot. */
import assert from 'node:assert/strict';
import { openMemory } from 'palimpsest';

const memory = await openMemory({ path: ':memory:' });
await memory.observe([
  { id: 'm1', speaker: 'Anna', text: 'My phone number is 555-0142.', at: '2026-01-05' },
  { id: 'm2', speaker: 'Anna', text: 'I play the viola on Thursdays.', at: '2026-01-06' },
]);

// A query only shows what it would take with it.
const plan = await memory.forget({ query: 'phone number' });
assert.equal(plan.dryRun, true);
assert.deepEqual(
  plan.selected.filter((target) => target.kind === 'turn').map((target) => target.id),
  ['m1'],
);
assert.notEqual(await memory.get('m1'), undefined);

// Erasing removes the content and what was derived from it, everywhere, and leaves a receipt.
const report = await memory.forget({ ids: ['m1'] }, { mode: 'erase', reason: 'Anna asked' });
assert.equal(report.dryRun, false);
assert.notEqual(report.receipt, undefined);

const lines: string[] = [];
for await (const line of memory.export()) lines.push(JSON.stringify(line));
assert.equal(
  lines.some((line) => line.includes('555-0142')),
  false,
);
const { hits } = await memory.recall('What is Anna’s phone number?');
assert.equal(
  hits.some((hit) => hit.text.includes('555-0142')),
  false,
);

// The log stays verifiable, and the rest is untouched.
assert.equal((await memory.verify()).ok, true);
assert.equal((await memory.recall('What does Anna play?')).hits[0]?.id, 'm2');
await memory.close();
console.log('forgotten, and proved');
