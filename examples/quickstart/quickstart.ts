import assert from 'node:assert/strict';
import { openMemory } from 'palimpsest';

const memory = await openMemory({ path: 'anna.palimpsest' });
await memory.observe([
  { id: 'm1', speaker: 'Anna', text: 'I live in Bergen.', at: '2025-03-01' },
  { id: 'm2', speaker: 'Anna', text: 'I moved to Oslo last week.', at: '2026-03-09' },
]);
const now = await memory.ask('Where does Anna live?');
const then = await memory.asOf({ valid: '2025-06-01' }).ask('Where does Anna live?');
console.log(now.text, now.evidence[0]?.sources, then.text); // Oslo [ 'm2' ] Bergen
await memory.close();

assert.equal(now.text, 'Oslo');
assert.deepEqual(now.evidence[0]?.sources, ['m2']);
assert.equal(then.text, 'Bergen');
