import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/sqlite/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';
import { cover, statesFolder, statesKeyBlob, uncover } from '../snapshot-veil.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 5);
const secret = 'zanzibarian';
const turns = [
  'I live in Leeds.',
  'I work at Novatek.',
  'My piano tuner is Herr Blau.',
  'I run by the river every Monday.',
  `My boat is called ${secret}.`,
  'I am vegan.',
  'I moved to Ghent last week.',
  'Our new piano tuner is Mrs Vogel.',
  'I broke my leg, and it is in a cast.',
  'I play the cello in a quartet.',
  'I drive a Volvo.',
  'I eat meat again.',
].map((text, day) => ({ id: `t${day}`, text, session: `s${day}`, at: start + day * dayMs, user: 'anna' }));

async function states(memory: Memory): Promise<string> {
  return JSON.stringify([await memory.state.tracks(), await memory.state.conflicts()]);
}

async function filled(path: string, options: OpenMemoryOptions = {}): Promise<void> {
  const memory = await openMemory({ path, ...options });
  await memory.observe(turns);
  await memory.close();
}

/** What is said after everything was derived again from the rows of a copy. */
async function anew(path: string): Promise<string> {
  const copy = `${path}.copy`;
  for (const part of ['', '-wal']) {
    try {
      copyFileSync(path + part, copy + part);
    } catch {
      // There is none.
    }
  }
  const memory = await openMemory({ path: copy, signer: false });
  await memory.reindex();
  const found = await states(memory);
  await memory.close();
  return found;
}

const ports = async () => {
  const { systemClock, systemEntropy } = await import('../../adapters/system/index.ts');
  return { clock: systemClock, entropy: systemEntropy };
};

/** Changes what is kept in a closed cube; gives the names of its blobs. */
async function change(path: string, by: (json: string) => string): Promise<readonly string[]> {
  const at = await ports();
  const store = await openSqliteStore(path, at);
  const key = await store.blob(statesKeyBlob);
  const names = await store.blobNames(statesFolder);
  for (const name of names) {
    const json = new TextDecoder().decode(uncover((await store.blob(name)) as Uint8Array, key as Uint8Array));
    const bytes = new TextEncoder().encode(by(json));
    await store.putBlobs(new Map([[name, cover(bytes, key as Uint8Array, at.entropy)]]));
  }
  await store.close();
  return names;
}

describe('states that were read', () => {
  it('are there for the next process, as if they had been derived anew', async () => {
    const path = join(folder, 'me.palimpsest');
    await filled(path);
    const memory = await openMemory({ path });
    const found = await states(memory);
    await memory.close();
    expect(found).toContain('Vogel');
    expect(found).toBe(await anew(path));
  });

  it('are what the next process answers from (control: changed, they show)', async () => {
    const path = join(folder, 'me.palimpsest');
    await filled(path);
    expect(await change(path, (json) => json.replaceAll('Vogel', 'Mars'))).toHaveLength(1);
    const memory = await openMemory({ path });
    expect(await states(memory)).toContain('Mars');
    await memory.reindex();
    expect(await states(memory)).not.toContain('Mars');
    await memory.close();
    const again = await openMemory({ path });
    expect(await states(again)).not.toContain('Mars');
    await again.close();
  });

  it('are read again where they cannot be read', async () => {
    const path = join(folder, 'me.palimpsest');
    await filled(path);
    await change(path, () => '{"fingerprint":');
    const memory = await openMemory({ path });
    expect(await states(memory)).toContain('Vogel');
    await memory.close();
  });

  it('let a recall mark what no longer holds, however much was said', async () => {
    const path = join(folder, 'me.palimpsest');
    const memory = await openMemory({ path });
    await memory.observe(
      Array.from({ length: 260 }, (_, i) => ({
        text: `I moved to street number ${i} last week and I work as a teacher at school ${i} now.`,
        at: start + i * dayMs,
        session: `s${i}`,
      })),
    );
    // Control: nothing has been read in this process yet.
    const before = await memory.recall('where do I live?');
    expect(before.warnings.join()).toContain('no longer holds');
    await memory.close();
    const again = await openMemory({ path });
    const { hits, warnings } = await again.recall('where do I live?');
    expect(warnings).toEqual([]);
    expect(hits.some(({ validity }) => validity !== undefined)).toBe(true);
    await again.close();
  });

  it.each([false, true])('go with what is erased, and come again without it (encrypted: %s)', async (encrypted) => {
    const path = join(folder, 'me.palimpsest');
    const options: OpenMemoryOptions = encrypted
      ? { encryption: { keyFolder: join(folder, 'keys') } }
      : { signer: false };
    await filled(path, options);
    const memory = await openMemory({ path, ...options });
    expect(await states(memory)).toContain('Vogel');
    const report = await memory.forget({ ids: ['t4'] }, { mode: 'erase' });
    expect(report.proof).toBeDefined();
    expect(report.warnings.filter((text) => !text.includes('not signed'))).toEqual([]);
    expect(await states(memory)).not.toContain(secret);
    if (!encrypted) {
      const store = await openSqliteStore(path, { ...(await ports()), readOnly: true });
      expect(await store.blob(statesKeyBlob)).toBeUndefined();
      await store.close();
    }
    await memory.close();
    expect(readFileSync(path).includes(secret)).toBe(false);
    const again = await openMemory({ path, ...options });
    const found = await states(again);
    expect(found).toContain('Vogel');
    expect(found).not.toContain(secret);
    await again.close();
    if (!encrypted) expect(found).toBe(await anew(path));
  });

  it('follow what another process has written, read or erased', async () => {
    const path = join(folder, 'me.palimpsest');
    await filled(path);
    const one = await openMemory({ path });
    const other = await openMemory({ path });
    await states(one);
    await other.observe({ id: 'late', text: 'I moved to Porto last week.', session: 'x', at: start + 20 * dayMs });
    await other.observe({ id: 'late2', text: 'I live in Turku.', user: 'ben', at: start + 21 * dayMs });
    await other.forget({ ids: ['t4'] }, { mode: 'erase', scan: false });
    await other.close();
    const found = await states(one);
    expect(found).toContain('Porto');
    expect(found).toContain('Turku');
    expect(found).not.toContain(secret);
    await one.close();
    expect(found).toBe(await anew(path));
  });
});
