import { mkdtemp, rm } from 'node:fs/promises';
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

describe('vectors of an embedder that costs something', () => {
  it('are kept: another process, a rebuild and a view of the past ask nothing again', async () => {
    const first = model('model-a');
    const memory = await open({ embedder: first });
    await memory.observe(story);
    const asked = first.documents.length;
    expect(asked).toBeGreaterThanOrEqual(story.length);
    // Equal texts of one commit are asked for once.
    expect(new Set(first.documents).size).toBe(asked);
    await memory.reindex();
    await memory.asOf({ known: Date.now() + 1_000 }).recall('puppy');
    expect(first.documents.length).toBe(asked);

    const other = model('model-a');
    const second = await open({ embedder: other });
    await second.reindex();
    expect(await topOf(second, 'do we have a hound?')).toBe('m7');
    expect(other.documents).toEqual([]);
    // What one process adds, the other one reads with its vector.
    await memory.observe({ id: 'new', text: 'My physician said that all is well.' });
    const before = other.documents.length;
    expect(await topOf(second, 'what did the doctor say?')).toBe('new');
    expect(other.documents.length).toBe(before);
  });

  it('are not needed to be found by words while the model is away', async () => {
    const embedder = model('model-a');
    const memory = await open({ embedder });
    await memory.observe(story);
    embedder.before = () => {
      throw new MemoryError('unavailable', 'the server went away');
    };
    const { hits, warnings } = await memory.recall('puppy from the shelter');
    expect(hits[0]?.id).toBe('m7');
    expect(warnings).toEqual(['the dense channel is off: the server went away']);
    // What cannot get its vector is not written: the caller knows, and may call again.
    await expect(memory.observe({ id: 'x', text: 'not now' })).rejects.toMatchObject({ code: 'unavailable' });
    embedder.before = undefined;
    expect((await memory.observe({ id: 'x', text: 'not now' })).added).toBe(1);
  });

  it('are merged from many small blobs without loss', async () => {
    const embedder = model('model-a');
    const memory = await open({ embedder });
    for (const turn of story) await memory.observe(turn);
    await closeAll();
    const { openSqliteStore } = await import('../../adapters/sqlite/sqlite-store.ts');
    const store = await openSqliteStore(join(folder, 'me.palimpsest'));
    expect((await store.blobNames('vectors/')).length).toBeLessThan(10);
    await store.close();
    const again = model('model-a');
    const reopened = await open({ embedder: again });
    await reopened.reindex();
    expect(again.documents).toEqual([]);
    expect(await topOf(reopened, 'do we have a hound?')).toBe('m7');
  });

  it('go with the text that is erased, in every space', async () => {
    const embedder = model('model-a');
    const memory = await open({ embedder });
    await memory.observe(story);
    await memory.embedder.change(model('model-b', { dimensions: 512 }));
    await memory.forget({ ids: ['m7'] }, { mode: 'erase' });
    await closeAll();

    const { openSqliteStore } = await import('../../adapters/sqlite/sqlite-store.ts');
    const { decodeVectors } = await import('./vector-store.ts');
    const store = await openSqliteStore(join(folder, 'me.palimpsest'));
    const rows = await store.versions('turn', 'm7');
    const seqs = new Set<number>();
    for (const name of await store.blobNames('vectors/')) {
      for (const seq of decodeVectors((await store.blob(name)) as Uint8Array)?.keys() ?? []) seqs.add(seq);
    }
    await store.close();
    expect(rows).toHaveLength(1);
    expect(seqs.size).toBeGreaterThan(30);
    expect(seqs.has(rows[0]?.seq as number)).toBe(false);
  });

  it('are derived where a process without an embedder wrote', async () => {
    const first = await open({ embedder: model('model-a') });
    await first.observe(story);
    await closeAll();
    const blind = await open({ embedder: false });
    await blind.observe({ id: 'late', text: 'The hound sleeps all day.' });
    expect((await blind.recall('do we have a hound?')).warnings[0]).toMatch(/no embedder/);
    await closeAll();
    const seeing = model('model-a');
    const memory = await open({ embedder: seeing });
    expect(await topOf(memory, 'puppy shelter')).toBe('m7');
    expect(seeing.documents.filter((text) => text.includes('hound sleeps')).length).toBeGreaterThan(0);
    expect(seeing.documents.length).toBeLessThan(5);
  });
});

describe('opening a cube', () => {
  it('with an embedder of another space is refused, and says what to do', async () => {
    const memory = await open({ embedder: model('model-a') });
    await memory.observe(story.slice(0, 5));
    await closeAll();
    const refused = open({ embedder: model('model-b') });
    await expect(refused).rejects.toMatchObject({
      code: 'incompatible',
      details: { active: 'model-a', given: 'model-b' },
    });
    await expect(refused).rejects.toMatchObject({ hint: /embedder\.change/ });
    // Not even with the one that ships: its vectors would not be of this space.
    await expect(open()).rejects.toMatchObject({ code: 'incompatible' });
    expect((await (await open({ embedder: false })).recall('meeting')).hits.length).toBeGreaterThan(0);
  });

  it('that was filled with the shipped embedder is refused to another one until it is changed', async () => {
    await (await open()).observe(story.slice(0, 5));
    await closeAll();
    await expect(open({ embedder: model('model-a') })).rejects.toMatchObject({ code: 'incompatible' });
    const memory = await open();
    await memory.embedder.change(model('model-a'));
    await closeAll();
    expect((await (await open({ embedder: model('model-a') })).stats()).embedder).toBe('model-a');
  });

  it('goes by itself to a new version of an embedder that is free', async () => {
    const free = (version: string) => ({ ...model(version), embedSync: () => [] });
    const memory = await open({ embedder: free('table-1') });
    await memory.observe(story.slice(0, 9));
    await closeAll();
    const next = free('table-2');
    const later = await open({ embedder: next });
    expect((await later.stats()).embedder).toBe('table-2');
    expect(await topOf(later, 'do we have a hound?')).toBe('m7');
  });

  it('takes the embedder that a function finds for its space', async () => {
    const memory = await open();
    await memory.observe(story);
    await memory.embedder.change(model('model-a'), { source: 'mine:a' });
    await closeAll();
    const seen: unknown[] = [];
    const found = await open({
      embedder: (active) => {
        seen.push(active?.source);
        return model(active?.space ?? 'none');
      },
    });
    expect(seen).toEqual(['mine:a']);
    expect(await topOf(found, 'do we have a hound?')).toBe('m7');
  });
});
