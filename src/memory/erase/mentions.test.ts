import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import { looseForms, loosePattern } from './possible-mentions.ts';
import type { ReceiptDocument } from './receipt-types.ts';

const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function place(): Promise<Memory> {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  folders.push(folder);
  const memory = await openMemory({ path: join(folder, 'a.palimpsest'), signer: false });
  opened.push(memory);
  return memory;
}

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id).sort();

describe('forms of a name', () => {
  it.each([
    ['anna kellermann', 'i met anna at noon', true],
    ['anna kellermann', 'ask KELLERMANN', true],
    ['anna kellermann', 'ping @akellermann please', true],
    ['anna kellermann', 'mail annakellermann@example.org', true],
    ['anna kellermann', "anna's bike, annas bike", true],
    ['anna kellermann', 'the annals of Havannah', false],
    ['anna', 'anna_k wrote', true],
    ['bo', 'bo came by', true],
    ['bo', 'a boat came by', false],
    ['李娜', '昨天我见到李娜了', true],
    ['王小明', '小明说他会来', true],
    ['王小明', '大明说他会来', false],
    ['van der berg', 'the van broke down', false],
    ['user-42', 'a user of ours', false],
    ['user-42', 'it was user-42', true],
  ])('%s in "%s": %s', (name, text, isThere) => {
    expect(loosePattern(looseForms([name])).test(text)).toBe(isThere);
  });
});

const said = [
  { id: 'own', text: 'My name is Anna Kellermann. I live in Porto.', user: 'anna', at: '2026-01-01' },
  { id: 'sure', text: 'Anna Kellermann and I went rowing in Ghent.', user: 'ben', at: '2026-01-02' },
  { id: 'lower', text: 'i saw anna yesterday', user: 'ben', at: '2026-01-03' },
  { id: 'handle', text: 'please ask @kellermann about the keys', user: 'ben', at: '2026-01-04' },
  { id: 'part', text: 'the kellermann house is for sale', user: 'chloe', at: '2026-01-05' },
  { id: 'other', text: 'I read the annals of Havannah.', user: 'ben', at: '2026-01-06' },
];

describe('what may speak of a subject', () => {
  it('is listed and counted, and stays unless it is included', async () => {
    const memory = await place();
    await memory.observe(said);
    const dry = await memory.forget({ subject: 'anna' }, { mode: 'erase', dryRun: true });
    expect(dry.mentioned).toEqual(['sure']);
    expect(ids(dry.possibleMentions)).toEqual(['handle', 'lower', 'part']);
    expect(dry.possibleMentions.find(({ id }) => id === 'lower')?.preview).toBe('i saw anna yesterday');
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(proof?.body.closure.possibleMentions).toBe(3);
    expect(proof?.body.scan?.notCounted?.join()).toMatch(/3 turns and records that may speak of the subject/);
    expect(proof?.body.scan?.hits).toEqual({ text: 0, words: 0, vectors: 0 });
    const check = await memory.receipts.verify(proof as ReceiptDocument);
    expect(check.findings.find(({ what }) => what === 'completeness')?.message).toMatch(/3 turns and records that may/);
    expect(check.provesNot.join()).toMatch(/only may speak of the subject/);
    expect(ids((await memory.list({ kinds: ['turn'] })).items)).toEqual(['handle', 'lower', 'other', 'part']);
    // Nothing of her own is left, and they can be taken still.
    const again = await memory.forget({ subject: 'anna' }, { mode: 'erase', dryRun: true });
    expect(again.selected).toEqual([]);
    expect(ids(again.possibleMentions)).toEqual(['lower']);
  });

  it('goes as a whole or as picked, and is redacted where that is asked', async () => {
    const all = await place();
    await all.observe(said);
    const done = await all.forget({ subject: 'anna' }, { mode: 'erase', includeMentions: true });
    expect(done.possibleMentions).toEqual([]);
    expect(done.proof?.body.asked.includeMentions).toBe('all');
    expect(done.proof?.body.closure).toMatchObject({ turns: 5, mentioned: 4, possibleMentions: 0 });
    expect(ids((await all.list({ kinds: ['turn'] })).items)).toEqual(['other']);

    const some = await place();
    await some.observe(said);
    const picked = await some.forget({ subject: 'anna' }, { mode: 'erase', includeMentions: ['lower'] });
    expect(ids(picked.possibleMentions)).toEqual(['handle', 'part']);
    expect(ids((await some.list({ kinds: ['turn'] })).items)).toEqual(['handle', 'other', 'part']);

    const redacting = await place();
    await redacting.observe(said);
    await redacting.forget({ subject: 'anna' }, { mode: 'erase', includeMentions: true, mentions: 'redact' });
    const texts = (await redacting.list({ kinds: ['turn'] })).items.map(({ text }) => text).sort();
    expect(texts).toEqual([
      'I read the annals of Havannah.',
      '[redacted] and I went rowing in Ghent.',
      'i saw [redacted] yesterday',
      'please ask [redacted] about the keys',
      'the [redacted] house is for sale',
    ]);
    for (const memory of [all, some, redacting]) expect((await memory.verify()).problems).toEqual([]);
  });

  it('finds names that are too short to be sure of, and ideographs', async () => {
    const memory = await place();
    await memory.observe([
      { id: 'own', text: 'I live in Porto.', user: 'bo', at: '2026-01-01' },
      { id: 'short', text: 'I met Bo at the harbour.', user: 'ben', at: '2026-01-02' },
      { id: 'boat', text: 'The boat left.', user: 'ben', at: '2026-01-03' },
      { id: 'own2', text: '我住在北京。', user: '李娜', at: '2026-01-04' },
      { id: 'signs', text: '昨天我见到李娜了。', user: 'ben', at: '2026-01-05' },
    ]);
    const dry = async (subject: string) => memory.forget({ subject }, { mode: 'erase', dryRun: true });
    expect(ids((await dry('bo')).possibleMentions)).toContain('short');
    expect(ids((await dry('bo')).possibleMentions)).not.toContain('boat');
    expect(ids((await dry('李娜')).possibleMentions)).toContain('signs');
  });

  it('refuses what is no possible mention, and options that exclude each other', async () => {
    const memory = await place();
    await memory.observe(said);
    const code = (selector: Parameters<Memory['forget']>[0], options: Parameters<Memory['forget']>[1]) =>
      memory.forget(selector, { mode: 'erase', ...options }).then(
        () => 'done',
        (error: unknown) => (isMemoryError(error) ? error.code : String(error)),
      );
    expect(await code({ subject: 'anna' }, { includeMentions: ['other'] })).toBe('invalid_input');
    expect(await code({ subject: 'anna' }, { includeMentions: true, mentions: 'keep' })).toBe('invalid_input');
    expect(await code({ ids: ['own'] }, { includeMentions: true })).toBe('invalid_input');
    expect((await memory.list({ kinds: ['turn'] })).items).toHaveLength(said.length);
  });
});

describe('what names a subject beside turns', () => {
  it('goes from the policy, its history and the reasons of marks, and is listed where it stays', async () => {
    const memory = await place();
    const week = 7 * 86_400_000;
    await memory.observe([
      { id: 'own', text: 'My name is Anna Kellermann.', user: 'anna', at: '2026-01-01' },
      { id: 'ben', text: 'I live in Turku.', user: 'ben', at: '2026-01-02' },
      { id: 'old', text: 'I live in Ghent.', user: 'chloe', at: '2026-01-02' },
    ]);
    await memory.policies.set(
      {
        rules: [
          { name: 'Kellermann chats', action: 'archive', kinds: ['turn'], scope: { user: 'anna' }, olderThanMs: week },
          { name: 'other', action: 'archive', kinds: ['turn'], scope: { user: 'anna.b' }, olderThanMs: week },
          { name: 'as kellermann wished', action: 'archive', kinds: ['event'], unusedForMs: week },
        ],
      },
      { reason: 'Anna Kellermann asked for it' },
    );
    await memory.forget({ ids: ['ben'] }, { reason: 'Kellermann complained' });
    await memory.forget({ ids: ['old'] }, { mode: 'erase', reason: 'the letter of Kellermann' });
    const dry = await memory.forget({ subject: 'anna' }, { mode: 'erase', dryRun: true });
    expect(dry.beside.map(({ outcome }) => outcome).sort()).toEqual([
      'kept',
      'removed',
      'rewritten',
      'rewritten',
      'rewritten',
      'rewritten',
    ]);
    expect(dry.beside.find(({ outcome }) => outcome === 'removed')?.what).toContain('Kellermann chats');

    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase', reason: 'Anna Kellermann wrote' });
    expect(proof?.body.scan?.places).toEqual([]);
    expect(proof?.body.kept).toHaveLength(1);
    expect(proof?.body.removed).toMatchObject({ policyRules: 1, rewritten: 4 });
    expect(JSON.stringify(proof)).not.toMatch(/kellermann/i);
    expect((await memory.receipts.verify(proof as ReceiptDocument)).findings.map(({ what, ok }) => [what, ok])).toEqual(
      [
        ['signature', false],
        ['completeness', true],
        ['cube', true],
        ['document', true],
        ['chain', true],
        ['rows', true],
      ],
    );
    const { rules, fade } = await memory.policies.current();
    expect(rules.map(({ name }) => name)).toEqual(['other', 'as [redacted] wished']);
    expect(fade.on).toBe(true);
    const audit = [];
    for await (const entry of memory.policies.audit()) audit.push(entry);
    const named = audit.filter(({ reason }) => /kellermann/i.test(reason));
    expect(named.map(({ action }) => action)).toEqual(['erased']);
    // The mark is another one, and says the same.
    expect((await memory.list({ kinds: ['turn'] })).items).toEqual([]);
    await memory.reindex();
    expect(ids((await memory.list({ kinds: ['turn'], archived: true })).items)).toEqual(['ben']);
    expect((await memory.verify()).problems).toEqual([]);
  });

  it('is erased though the subject said nothing', async () => {
    const memory = await place();
    await memory.policies.set({
      rules: [{ name: 'r', action: 'erase', kinds: ['turn'], scope: { user: 'zebulon' }, olderThanMs: 1 }],
    });
    const { receipt, proof } = await memory.forget({ subject: 'zebulon' }, { mode: 'erase' });
    expect(receipt).toBeDefined();
    expect(proof?.body.scan?.places).toEqual([]);
    expect((await memory.policies.current()).rules).toEqual([]);
  });
});
