import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryError } from '../../errors/index.ts';
import { knowingEmbedder as model, embedderStory as story } from '../../testing/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';

let folder: string;
const opened: Memory[] = [];
const open = async (more: OpenMemoryOptions = {}): Promise<Memory> => {
  const memory = await openMemory({ path: join(folder, 'me.palimpsest'), signer: false, ...more });
  opened.push(memory);
  return memory;
};
const closeAll = async (): Promise<void> => {
  for (const memory of opened.splice(0)) await memory.close();
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-reembed-'));
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true, force: true });
});
const topOf = async (memory: Memory, query: string): Promise<string | undefined> =>
  (await memory.recall(query, { kinds: ['turn'] })).hits[0]?.id;
const golden = [
  { question: 'do we have a hound?', expect: ['m7'] },
  { question: 'is there a problem with a vehicle?', expect: ['m12'] },
];

describe('changing the embedder', () => {
  it('compares on golden questions and goes over when the new one is as good', async () => {
    const plain = model('plain', { knows: false });
    const memory = await open({ embedder: plain });
    await memory.observe(story);
    const progress: [number, number][] = [];
    const next = model('knowing');
    const change = await memory.embedder.change(next, {
      golden,
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(change).toMatchObject({ from: 'plain', to: 'knowing', switched: true });
    expect(change.golden?.after).toBe(1);
    expect(change.golden?.before).toBeLessThan(1);
    expect(change.golden?.better.length).toBeGreaterThan(0);
    expect(change.golden?.worse).toEqual([]);
    expect(change.embedded).toBeGreaterThanOrEqual(story.length);
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
    expect(await memory.embedder.status()).toMatchObject({ active: 'knowing', previous: 'plain' });
    expect(await topOf(memory, 'do we have a hound?')).toBe('m7');
    // The next write is in the new space, and the process that opens next asks nothing again.
    await memory.observe({ id: 'new', text: 'My physician called.' });
    await closeAll();
    const again = model('knowing');
    const later = await open({ embedder: again });
    expect(await topOf(later, 'did my doctor call?')).toBe('new');
    expect(again.documents).toEqual([]);
  });

  it('stays where it is when the new one is worse, keeps what was derived, and goes over when told to', async () => {
    const memory = await open({ embedder: model('knowing') });
    await memory.observe(story);
    const next = model('plain', { knows: false });
    const refused = await memory.embedder.change(next, { golden, minRecall: 0.99 });
    expect(refused.switched).toBe(false);
    expect(refused.golden?.worse.length).toBeGreaterThan(0);
    expect(refused.reason).toMatch(/recall@10.*below/);
    expect(await memory.embedder.status()).toMatchObject({
      active: 'knowing',
      change: { to: 'plain', state: 'refused' },
    });
    expect(await topOf(memory, 'do we have a hound?')).toBe('m7');
    const asked = next.documents.length;
    expect((await memory.embedder.change(next)).switched).toBe(true);
    expect(next.documents.length).toBe(asked);
    expect((await memory.stats()).embedder).toBe('plain');
  });

  it('drops a change that was refused when it is rolled back', async () => {
    const memory = await open({ embedder: model('knowing') });
    await memory.observe(story);
    await memory.embedder.change(model('plain', { knows: false }), { golden, minRecall: 1 });
    expect(await memory.embedder.rollback()).toMatchObject({ from: 'plain', to: 'knowing' });
    expect(await memory.embedder.status()).not.toHaveProperty('change');
    await expect(memory.embedder.rollback()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes back without asking for what it had, and asks for what came in between', async () => {
    const first = model('model-a');
    const memory = await open({ embedder: first });
    await memory.observe(story);
    await memory.embedder.change(model('model-b'));
    await memory.observe({ id: 'between', text: 'My physician was kind to us.' });
    const asked = first.documents.length;
    const back = await memory.embedder.rollback();
    expect(back).toMatchObject({ from: 'model-b', to: 'model-a', switched: true });
    expect(first.documents.slice(asked)).toContain('My physician was kind to us.');
    expect(first.documents.length - asked).toBeLessThan(4);
    expect(await topOf(memory, 'was the doctor kind?')).toBe('between');
    expect((await memory.embedder.status()).previous).toBe('model-b');
  });

  it('needs the embedder before when this process never had it', async () => {
    const memory = await open({ embedder: model('model-a') });
    await memory.observe(story.slice(0, 5));
    await memory.embedder.change(model('model-b'));
    await closeAll();
    const later = await open({ embedder: model('model-b') });
    await expect(later.embedder.rollback()).rejects.toMatchObject({ code: 'incompatible', hint: /rollback\(/ });
    await expect(later.embedder.rollback({ embedder: model('model-c') })).rejects.toMatchObject({
      code: 'incompatible',
    });
    await later.embedder.rollback({ embedder: model('model-a') });
    expect((await later.stats()).embedder).toBe('model-a');
  });

  it('goes to and from the embedder that ships', async () => {
    const memory = await open();
    await memory.observe(story);
    const shipped = (await memory.stats()).embedder;
    await memory.embedder.change(model('model-a'));
    expect(await topOf(memory, 'do we have a hound?')).toBe('m7');
    await memory.embedder.rollback();
    expect((await memory.stats()).embedder).toBe(shipped);
    await closeAll();
    expect((await (await open()).stats()).embedder).toBe(shipped);
  });

  it('goes on where it stopped', async () => {
    const memory = await open({ embedder: model('model-a') });
    await memory.observe(
      Array.from({ length: 700 }, (_, index) => ({ id: `t${index}`, text: `line ${index} of many` })),
    );
    const next = model('model-b', { maxBatch: 64 });
    let calls = 0;
    next.before = () => {
      calls += 1;
      if (calls === 7) throw new MemoryError('unavailable', 'the server went away');
    };
    await expect(memory.embedder.change(next)).rejects.toMatchObject({ code: 'unavailable' });
    const { change } = await memory.embedder.status();
    expect(change).toMatchObject({ to: 'model-b', state: 'deriving' });
    expect(change?.done).toBeGreaterThan(0);
    expect((await memory.stats()).embedder).toBe('model-a');
    await closeAll();

    const again = model('model-b', { maxBatch: 64 });
    const later = await open({ embedder: model('model-a') });
    const done = await later.embedder.change(again);
    expect(done.switched).toBe(true);
    // Nothing is asked for twice, and nothing is left out.
    const before = next.documents.filter((text) => again.documents.includes(text));
    expect(before.length).toBeLessThanOrEqual(256);
    expect(again.documents.length).toBeLessThan(700);
    expect((await later.recall('line 699 of many', { limit: 3 })).hits.map((hit) => hit.id)).toContain('t699');
  });

  it('goes on from what a crash leaves', async () => {
    const memory = await open({ embedder: model('model-a') });
    await memory.observe(
      Array.from({ length: 600 }, (_, index) => ({ id: `t${index}`, text: `line ${index} of many` })),
    );
    const copy = join(folder, 'crashed.palimpsest');
    const next = model('model-b', { maxBatch: 256 });
    let asked = 0;
    next.before = async () => {
      asked = next.documents.length;
      // The file in mid-change, as a killed process would leave it.
      if (asked > 0 && !(await stat(copy).catch(() => undefined))) await memory.backup(copy);
    };
    await memory.embedder.change(next);
    const crashed = await open({ path: copy, embedder: model('model-a') });
    const { active, change } = await crashed.embedder.status();
    expect([active, change?.state]).toEqual(['model-a', 'deriving']);
    const again = model('model-b');
    expect((await crashed.embedder.change(again)).switched).toBe(true);
    expect(again.documents.length).toBeLessThan(next.documents.length);
    expect(again.documents).not.toContain('line 3 of many');
    expect((await crashed.recall('line 599 of many', { limit: 3 })).hits.map((hit) => hit.id)).toContain('t599');
  });

  it('lets others read and write meanwhile, and loses nothing that they write', async () => {
    const memory = await open({ embedder: model('model-a') });
    await memory.observe(story);
    const next = model('model-b', { maxBatch: 8 });
    let written = 0;
    next.before = async () => {
      if (written >= 12) return;
      written += 1;
      await memory.observe({ id: `w${written}`, text: `meanwhile the hound number ${written} barked` });
      expect((await memory.recall('meeting')).hits.length).toBeGreaterThan(0);
    };
    expect((await memory.embedder.change(next)).switched).toBe(true);
    next.before = undefined;
    const asked = next.documents.length;
    const { hits } = await memory.recall('do we have a puppy, and did it bark?', { limit: 20, kinds: ['turn'] });
    expect(hits.map((hit) => hit.id)).toEqual(expect.arrayContaining(['m7', 'w1', 'w12']));
    await memory.reindex();
    expect(next.documents.length).toBe(asked);
  });

  it.each(['this', 'another'])('keeps no vector of what %s process erases while it runs', async (whose) => {
    const memory = await open({ embedder: model('model-a') });
    const eraser = whose === 'this' ? memory : await open({ embedder: model('model-a') });
    await memory.observe(story);
    const next = model('model-b', { maxBatch: 8 });
    let calls = 0;
    next.before = async () => {
      calls += 1;
      if (calls === 2) await eraser.forget({ ids: ['m7'] }, { mode: 'erase' });
    };
    expect((await memory.embedder.change(next)).switched).toBe(true);
    expect(next.documents).toContain('We adopted a puppy from the shelter.');
    await closeAll();
    const { openSqliteStore } = await import('../../adapters/sqlite/sqlite-store.ts');
    const { decodeVectors } = await import('./vector-store.ts');
    const store = await openSqliteStore(join(folder, 'me.palimpsest'));
    const [row] = await store.versions('turn', 'm7');
    const seqs: number[] = [];
    for (const name of await store.blobNames('vectors/')) {
      seqs.push(...(decodeVectors((await store.blob(name)) as Uint8Array)?.keys() ?? []));
    }
    await store.close();
    expect(seqs.length).toBeGreaterThan(200);
    expect(seqs).not.toContain(row?.seq);
  });

  it('may be made by two processes at once', async () => {
    const one = await open({ embedder: model('model-a') });
    await one.observe(story);
    const two = await open({ embedder: model('model-a') });
    const changes = await Promise.all([
      one.embedder.change(model('model-b', { maxBatch: 8 })),
      two.embedder.change(model('model-b', { maxBatch: 8 })),
    ]);
    expect(changes.map((change) => change.switched)).toEqual([true, true]);
    expect((await one.embedder.status()).previous).toBe('model-a');
    expect(await topOf(two, 'do we have a hound?')).toBe('m7');
    expect(await topOf(one, 'do we have a hound?')).toBe('m7');
  });

  it('is noticed by other processes: they follow, or refuse and say why', async () => {
    const memory = await open({ embedder: model('model-a') });
    await memory.observe(story);
    const follower = await open({ embedder: (active) => model(active?.space ?? 'model-a') });
    const stuck = await open({ embedder: model('model-a') });
    await follower.recall('do we have a hound?');
    await memory.embedder.change(model('model-b'));
    expect(await topOf(follower, 'do we have a hound?')).toBe('m7');
    expect((await follower.stats()).embedder).toBe('model-b');
    await expect(stuck.recall('do we have a hound?')).rejects.toMatchObject({
      code: 'incompatible',
      details: { active: 'model-b' },
    });
    await expect(stuck.observe({ text: 'more' })).rejects.toMatchObject({ code: 'incompatible' });
    await follower.observe({ id: 'f1', text: 'The automobile is fixed.' });
    expect((await memory.recall('car brakes fixed')).hits.map((hit) => hit.id)).toContain('f1');
  });

  it('refuses what makes no sense', async () => {
    const memory = await open();
    await memory.observe(story.slice(0, 3));
    const next = model('model-a');
    await expect(memory.embedder.change({} as never)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(memory.embedder.change(next, { minRecall: 0.5 })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(memory.embedder.change(next, { golden: [{ question: 'x', expect: [] }] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await closeAll();
    const blind = await open({ embedder: false });
    await expect(blind.embedder.change(next)).rejects.toMatchObject({ code: 'incompatible' });
    await closeAll();
    const reader = await open({ readOnly: true });
    await expect(reader.embedder.change(next)).rejects.toMatchObject({ code: 'read_only' });
  });
});
