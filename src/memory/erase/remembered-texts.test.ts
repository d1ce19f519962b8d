/** Sentences that readers remember to be quick are let go of when something is erased, in other processes' memories too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toldClauses } from '../../plaintext/answer/told-clauses.ts';
import { tagWords } from '../../plaintext/answer/words.ts';
import { openMemory } from '../open-memory.ts';
import { shippedUserSchema } from '../state/shipped-schema.ts';

it('remembers no sentence beyond an erasure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-remembered-'));
  const path = join(folder, 'me.palimpsest');
  const memory = await openMemory({ path, embedder: false, signer: false });
  const other = await openMemory({ path, embedder: false, signer: false });
  const text = 'I play the glockenspiel on Thursdays.';
  const { signs } = shippedUserSchema();
  const read = (): readonly unknown[] => [tagWords(text), toldClauses(text), signs?.soft(text), signs?.meaning(text)];
  try {
    await memory.observe({ id: 'a1', user: 'anna', text });
    await other.ask('What do I play?');
    const before = read();
    // The same objects: they are remembered.
    expect(read().map((one, at) => one === before[at])).toEqual([true, true, true, true]);
    // Archiving keeps the content, and so they stay.
    await memory.observe({ id: 'b1', user: 'ben', text: 'I paint fences.' });
    await memory.forget({ ids: ['b1'] });
    expect(read()[0] === before[0]).toBe(true);

    await memory.forget({ subject: 'anna' }, { mode: 'erase', scan: false });
    const after = read();
    expect(after.map((one, at) => one === before[at])).toEqual([false, false, false, false]);
    // The other one hears of it when it next does anything.
    await other.ask('What do I play?');
    expect(read()[0] === after[0]).toBe(false);
  } finally {
    await other.close();
    await memory.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
