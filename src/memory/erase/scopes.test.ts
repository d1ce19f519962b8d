/** Whom a subject names: its exact user scope, and never somebody else because of a letter. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

let folder = '';
let memory: Memory;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-scopes-'));
  memory = await openMemory({ path: join(folder, 'a.palimpsest'), embedder: false, signer: false });
});
afterEach(async () => {
  await memory.close();
  rmSync(folder, { recursive: true, force: true });
});

const said = [
  { id: 'own', text: 'I have diabetes and I bank with Lloyds.', user: 'anna', at: '2026-01-01' },
  { id: 'bob', text: "Had lunch with Anna at Nando's.", user: 'bob', at: '2026-01-02' },
  { id: 'jose', text: 'I live in Porto.', user: 'jos\u00e9', at: '2026-01-03' },
];
const left = async (): Promise<string[]> => (await memory.list({ kinds: ['turn'] })).items.map(({ id }) => id).sort();

describe('a subject in another spelling than its scope', () => {
  it.each([
    ['Anna', 'anna'],
    ['ANNA ', 'anna'],
    ['BOB', 'bob'],
    ['jose\u0301', 'jos\u00e9'],
  ])('%s is refused with the scope that there is', async (subject, scope) => {
    await memory.observe(said);
    for (const options of [{ mode: 'erase' }, { mode: 'erase', dryRun: true }, { mode: 'archive' }] as const) {
      const error: unknown = await memory.forget({ subject }, options).catch((thrown: unknown) => thrown);
      expect(isMemoryError(error, 'not_found')).toBe(true);
      expect((error as { hint?: string }).hint).toContain(`did you mean ${scope}`);
    }
    expect(await left()).toEqual(['bob', 'jose', 'own']);
  });

  it('is taken as it is where a scope has exactly that spelling, and the other one is named', async () => {
    await memory.observe([...said, { id: 'two', text: 'I live in Ghent.', user: 'Anna', at: '2026-01-04' }]);
    const { warnings, proof } = await memory.forget({ subject: 'Anna' }, { mode: 'erase' });
    expect(warnings.join('\n')).toMatch(/user scope anna differs in spelling alone and was left/);
    expect(proof?.body.closure.turns).toBe(2);
    expect(await left()).toEqual(['jose', 'own']);
  });

  it('that nobody has as a scope takes what others say, and says that it is no more than that', async () => {
    await memory.observe([
      ...said,
      { id: 'named', text: 'My name is Anna Kellermann.', user: 'anna', at: '2026-01-04' },
    ]);
    await memory.observe({ id: 'zoe', text: 'Zoe Quigley came by at noon.', user: 'bob', at: '2026-01-05' });
    const zoe = await memory.forget({ subject: 'Zoe Quigley' }, { mode: 'erase' });
    expect(zoe.mentioned).toEqual(['zoe']);
    expect(zoe.proof?.body.asked.ownScope).toBe(false);
    expect(zoe.warnings.join('\n')).toMatch(/nothing has this subject as its user scope/);
    const check = await memory.receipts.verify(zoe.proof as NonNullable<typeof zoe.proof>);
    expect(check.findings.find(({ what }) => what === 'completeness')?.message).toMatch(/no user scope/);
    // The name of somebody who has a scope under another id.
    const error: unknown = await memory
      .forget({ subject: 'Anna Kellermann' }, { mode: 'erase' })
      .catch((thrown: unknown) => thrown);
    expect(isMemoryError(error, 'not_found')).toBe(true);
    expect((error as { hint?: string }).hint).toContain('did you mean anna');
    // Control: by its scope, all of it goes.
    const anna = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(anna.proof?.body.asked.ownScope).toBeUndefined();
    expect(await left()).toEqual(['jose']);
  });
});
