import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import { nicknamesIn } from './nicknames.ts';

describe('names that somebody is called by', () => {
  it.each([
    ['My friends call me Anka.', ['anka']],
    ['Everybody calls me "Big Al" here', ['big al']],
    ['Call me Ishmael.', ['ishmael']],
    ['I am better known as Ziggy', ['ziggy']],
    ['My nickname is Pippa', ['pippa']],
    ["I'm Zbigniew, Zbig for short.", ['zbig']],
    ['Call me Monday at noon.', []],
    ['call me later, or call me back', []],
    ['She called me yesterday.', []],
    ['That is known as the Doppler effect.', []],
  ])('%s', (text, names) => expect(nicknamesIn(text)).toEqual(names));
});

describe('what is said of a subject by a nickname', () => {
  let folder = '';
  let memory: Memory;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'palimpsest-nick-'));
    memory = await openMemory({ path: join(folder, 'a.palimpsest'), embedder: false, signer: false });
    await memory.observe([
      { id: 'own', text: 'My friends call me Anka. I live in Porto.', user: 'anna', at: '2026-01-01' },
      { id: 'nick', text: 'Anka and I went rowing.', user: 'ben', at: '2026-01-02' },
      { id: 'not', text: 'Ankara is large.', user: 'ben', at: '2026-01-03' },
    ]);
    await memory.policies.set({
      rules: [{ name: 'Anka request', action: 'archive', kinds: ['turn'], olderThanMs: 1e9 }],
    });
  });
  afterEach(async () => {
    await memory.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const texts = async () => (await memory.list({ kinds: ['turn'] })).items.map(({ text }) => text).sort();

  it('is listed and counted, and goes where it is included', async () => {
    const dry = await memory.forget({ subject: 'anna' }, { mode: 'erase', dryRun: true });
    expect(dry.possibleMentions.filter(({ kind }) => kind === 'turn').map(({ id }) => id)).toEqual(['nick']);
    expect(dry.selected.map(({ id }) => id)).not.toContain('nick');
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase', includeMentions: true });
    expect(proof?.body.closure.possibleMentions).toBe(0);
    expect((await memory.policies.current()).rules.map(({ name }) => name)).toEqual(['[redacted] request']);
    expect(await texts()).toEqual(['Ankara is large.']);
  });

  it('is redacted where that is asked', async () => {
    await memory.forget({ subject: 'anna' }, { mode: 'erase', includeMentions: true, mentions: 'redact' });
    expect(await texts()).toEqual(['Ankara is large.', '[redacted] and I went rowing.']);
  });

  it('is no subject: the scope that was meant is named, and nothing changes', async () => {
    const failed = await memory.forget({ subject: 'Anka' }, { mode: 'erase' }).catch((error: unknown) => error);
    expect(isMemoryError(failed, 'not_found') && failed.hint).toMatch(/did you mean anna\?/);
    expect(await texts()).toHaveLength(3);
    // Nobody is called so: what others say of somebody without a scope can still be erased.
    expect((await memory.forget({ subject: 'Ankara' }, { mode: 'erase', dryRun: true })).selected.length).toBe(1);
  });
});
