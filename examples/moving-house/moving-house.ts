/** A person moves house, corrects the agent, and asks to be forgotten: truth over time, and forgetting with proof. */
import assert from 'node:assert/strict';
import { openMemory } from 'palimpsest';

// The clock is moved by hand, so that a year passes in a second.
let now = Date.parse('2026-01-10T09:00:00Z');
const day = 86_400_000;
const memory = await openMemory({ path: './moving-house.palimpsest', clock: { now: () => now } });
const maria = { user: 'maria' };
let talks = 0;
const says = async (text: string): Promise<void> => {
  now += 60_000;
  talks += 1;
  await memory.observe({ ...maria, session: `talk ${talks}`, text, at: now });
};

// January: what the agent learns first.
await says('I live in Leeds and my gym is round the corner from my flat.');
await says('My dentist is Dr Moss, two doors down.');
await memory.observe({ user: 'tom', session: 'talk of tom', text: 'I play the viola on Thursdays.', at: now });
assert.equal((await memory.ask('Where do I live?', { scope: maria })).text, 'Leeds');
const january = now;
const saidInJanuary = await memory.recall('Where do I live?', { scope: maria });

// March: she moves. Nothing negates what was said, and yet it is over.
now += 60 * day;
await says('I moved to Ghent last week, the boxes are still everywhere.');
assert.equal((await memory.ask('Where do I live?', { scope: maria })).text, 'Ghent');
const history = await memory.facts.history('user', 'home.city', { scope: maria });
assert.deepEqual(
  history.map(({ fact }) => fact.value),
  ['Leeds', 'Ghent'],
);

// A web page claims to know better. It is kept, it is quoted nowhere, and it waits for a person.
now += day;
await memory.remember({
  ...maria,
  kind: 'fact',
  text: 'The user lives in Porto.',
  data: { subject: 'user', slot: 'home.city', value: 'Porto' },
  source: 'web',
});
assert.equal((await memory.ask('Where do I live?', { scope: maria })).text, 'Ghent');
const [waiting] = await memory.review.list({ scope: maria });
assert.equal(waiting?.text, 'The user lives in Porto.');
await memory.review.reject(waiting.id, { by: 'Maria', reason: 'never lived there' });

// The agent gets something wrong, and she corrects it: her word wins.
now += day;
await memory.observe({ ...maria, role: 'assistant', session: 'talk 4', text: 'So you live in Bruges now.', at: now });
await says('No, I live in Ghent, not in Bruges.');
assert.equal((await memory.ask('Where do I live?', { scope: maria })).text, 'Ghent');

// Why did the answer change since January?
const { answer } = await memory.diff(january + 1, undefined, { question: 'Where do I live?', scope: maria });
assert.equal(answer?.before.text, 'Leeds');
assert.equal(answer?.after.text, 'Ghent');
assert.ok(answer.because.some(({ text }) => text.includes('moved to Ghent')));

// And January still says what it said, to the byte.
const view = memory.asOf({ known: january });
assert.deepEqual(await view.fidelity(), { faithful: true, differs: [] });
assert.deepEqual((await view.recall('Where do I live?', { scope: maria })).hits, saidInJanuary.hits);

// November: she asks to be forgotten. First what would go, then the erasure with its receipt.
now += 240 * day;
const plan = await memory.forget({ subject: 'maria' }, { mode: 'erase', dryRun: true });
assert.ok(plan.selected.length >= 6);
assert.equal(
  plan.selected.some(({ preview }) => preview.includes('viola')),
  false,
);
const report = await memory.forget({ subject: 'maria' }, { mode: 'erase', reason: 'asked to be forgotten' });
const receipt = await memory.receipts.get(report.receipt ?? '');
assert.ok(receipt);
const check = await memory.receipts.verify(receipt);
assert.deepEqual(
  check.findings.filter(({ ok }) => !ok),
  [],
);
// The scan found nothing of her in any file or table, and all that was planted to see whether it would.
assert.deepEqual(receipt.body.scan?.hits, { text: 0, words: 0, vectors: 0 });
assert.equal(receipt.body.scan.control.found, receipt.body.scan.control.planted);
// A receipt that was altered is no receipt.
const forged = { ...receipt, body: { ...receipt.body, reason: 'nothing was erased' } };
assert.equal((await memory.receipts.verify(forged)).ok, false);

// Nothing of her is left, not in the present, not in the past, not in an export; Tom is untouched.
const { hits } = await memory.recall('Where does Maria live?', { archived: true });
assert.equal(/Leeds|Ghent|Porto|Moss|Bruges/.test(JSON.stringify(hits)), false);
const past = await memory.asOf({ known: january }).recall('Where do I live?');
assert.equal(/Leeds/.test(JSON.stringify(past.hits)), false);
assert.deepEqual(
  past.fidelity.differs.map(({ what }) => what),
  ['erased since'],
);
const lines: string[] = [];
for await (const line of memory.export()) lines.push(JSON.stringify(line));
assert.equal(/Leeds|Ghent|Porto|Moss|Bruges/.test(lines.join('')), false);
assert.equal((await memory.recall('What does Tom play?')).hits[0]?.text, 'I play the viola on Thursdays.');
assert.equal((await memory.verify()).ok, true);
await memory.close();
console.log('moved, corrected, forgotten');
