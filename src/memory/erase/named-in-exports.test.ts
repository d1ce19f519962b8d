/** What was put away or held for a reason that names somebody stays so in known exports, without the name. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportLine } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-named-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(['nothing', 'content', 'everything'] as const)(
  'redacts reasons in an export of a cube that is sealed: %s',
  async (seal) => {
    const file = join(folder, 'x.jsonl');
    const open = (path: string) =>
      openMemory({ path: join(folder, path), embedder: false, encryption: { seal, keyFolder: join(folder, 'keys') } });
    const memory = await open('me.palimpsest');
    await memory.observe({ user: 'anna', text: 'My name is Anna Quillfeather.' });
    const { ids } = await memory.observe([
      { user: 'ben', text: 'I paint fences in Trier.' },
      { user: 'ben', text: 'I play chess.' },
    ]);
    const note = await memory.remember({ user: 'ben', kind: 'summary', text: 'Ben plays the viola.' });
    await memory.forget({ ids: [ids[0] as string] }, { mode: 'archive', reason: 'Quillfeather asked for it' });
    await memory.hold([ids[1] as string], { reason: 'the case of Anna Quillfeather' });
    await memory.update(note.id, { status: 'archived', reason: 'Quillfeather wrote it' });
    const lines: string[] = [];
    for await (const line of memory.export()) lines.push(JSON.stringify(line));
    writeFileSync(file, `${lines.join('\n')}\n`);
    await memory.noteExport(file);

    const { proof, warnings } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(warnings).toEqual([]);
    if (proof === undefined) throw new Error('no receipt');
    expect((await memory.receipts.verify(proof)).ok).toBe(true);
    expect(proof.body.copies).toMatchObject([{ outcome: 'rewritten', why: expect.stringMatching(/in 3 the reason/) }]);
    await memory.close();
    const left = readFileSync(file, 'utf8');
    expect(left).not.toContain('Quillfeather');

    // Put in again, it says of ben what it said before.
    const again = await open('again.palimpsest');
    await again.import(
      left
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ExportLine),
    );
    expect((await again.list({ scope: { user: 'ben' }, kinds: ['turn'] })).items.map(({ text }) => text)).not.toContain(
      'I paint fences in Trier.',
    );
    expect((await again.history(note.id)).map(({ status }) => status)).toEqual(['activated', 'archived']);
    await again.close();
  },
);
