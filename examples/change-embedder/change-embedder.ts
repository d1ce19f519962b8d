/**
 * Changing the embedder of a memory in use: the new vectors are made beside the old ones, both are compared on
 * questions of your own, and the memory goes over, or stays. The embedders here are toys; `palimpsest/embedders` has
 * those for Ollama, the AI SDK and ONNX models.
 */
import assert from 'node:assert/strict';
import { openMemory } from 'palimpsest';
import { wordEmbedder } from 'palimpsest/testing';

const path = 'pets.palimpsest';
const memory = await openMemory({ path });
await memory.observe([
  { id: 'm1', speaker: 'Anna', text: 'We adopted a puppy from the shelter.', at: '2026-01-02' },
  { id: 'm2', speaker: 'Anna', text: 'The automobile needs new brakes.', at: '2026-01-03' },
  ...Array.from({ length: 60 }, (_, day) => ({
    id: `n${day}`,
    speaker: 'Anna',
    text: `Entry ${day}: the choir practiced piece number ${day} in the town hall.`,
    at: Date.parse('2026-02-01') + day * 86_400_000,
  })),
]);

// Questions whose answers you know. Ids come from `observe`, or from `palimpsest list`.
const golden = [
  { question: 'do we have a hound?', expect: ['m1'] },
  { question: 'is anything wrong with our vehicle?', expect: ['m2'] },
];

const blunt = wordEmbedder('blunt-v1', { dimensions: 8 });
const refused = await memory.embedder.change(blunt, { golden, minRecall: 1 });
console.log(refused.switched, refused.reason);
await memory.embedder.rollback();

const meanings = { puppy: 'dog', hound: 'dog', automobile: 'car', vehicle: 'car' };
const fine = wordEmbedder('fine-v1', { meanings });
const change = await memory.embedder.change(fine, { golden, minRecall: 1, source: 'toy:fine' });
console.log(change.switched, change.reason);
const { hits } = await memory.recall('do we have a hound?');
await memory.close();

// Whoever opens the file next is told which embedder it needs; its vectors are in the file already.
const again = wordEmbedder('fine-v1', { meanings });
const later = await openMemory({ path, embedder: again });
await later.recall('is anything wrong with our vehicle?');
await later.close();
const wrong = await openMemory({ path }).catch((error: unknown) => error as { code: string; hint: string });

assert.equal(refused.switched, false);
assert.equal(change.switched, true);
assert.equal(change.golden?.after, 1);
assert.equal(hits[0]?.id, 'm1');
assert.deepEqual(again.documents, []);
assert.equal('code' in wrong && wrong.code, 'incompatible');
