import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError, MemoryError } from '../errors/index.ts';
import type { Embedder } from '../ports/index.ts';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';
import type { OpenMemoryOptions } from './open-options.ts';

let folder: string;
const opened: Memory[] = [];
const open = async (more: OpenMemoryOptions = {}): Promise<Memory> => {
  const memory = await openMemory({ path: join(folder, 'me.palimpsest'), ...more });
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

type Model = Embedder & {
  /** Texts embedded as documents so far. */
  readonly documents: string[];
  /** Runs before each call; may throw. */
  before: (() => Promise<void> | void) | undefined;
};

/** Words that mean the same to a model, so that it finds what no word gives away. */
const meanings: Readonly<Record<string, string>> = {
  puppy: 'dog',
  hound: 'dog',
  automobile: 'car',
  vehicle: 'car',
  physician: 'doctor',
};

/** An embedder that costs something: no `embedSync`. Each word, or its meaning, is one direction. */
function model(id: string, { dimensions = 1024, knows = true, maxBatch = 16 } = {}): Model {
  const made: Model = {
    id,
    dimensions,
    maxBatch,
    documents: [],
    before: undefined,
    async embed(texts, { as, signal }) {
      await made.before?.();
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (signal?.aborted) throw new MemoryError('aborted', 'stopped');
      if (as === 'document') made.documents.push(...texts);
      return texts.map((text) => {
        const out = new Float32Array(dimensions);
        for (const raw of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
          const word = knows ? (meanings[raw] ?? raw) : raw;
          let hash = 0x811c9dc5;
          for (const letter of word) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
          out[hash % dimensions] = 1 + (out[hash % dimensions] as number);
        }
        const length = Math.hypot(...out) || 1;
        return out.map((value) => value / length);
      });
    },
  };
  return made;
}

const story = Array.from({ length: 120 }, (_, index) => ({
  id: `m${index}`,
  session: `s${index % 4}`,
  at: Date.parse('2026-01-05T09:00:00Z') + index * 3_600_000,
  text:
    index === 7
      ? 'We adopted a puppy from the shelter.'
      : index === 12
        ? 'The automobile needs new brakes.'
        : `Note ${index}: the meeting about subject ${index * 7} went well.`,
}));
const golden = [
  { question: 'do we have a hound?', expect: ['m7'] },
  { question: 'is there a problem with a vehicle?', expect: ['m12'] },
];

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

  it('are merged from many small blobs without loss', async () => {
    const embedder = model('model-a');
    const memory = await open({ embedder });
    for (const turn of story) await memory.observe(turn);
    await closeAll();
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

    const { openSqliteStore } = await import('../adapters/sqlite/sqlite-store.ts');
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

describe('two spaces of one width', () => {
  /** Every vector of a space is the same direction; comparing across spaces would give exactly 0 or 1. */
  const marked = (id: string, axis: number): Model & { readonly queries: () => number } => {
    const made = model(id, { dimensions: 8 });
    let queries = 0;
    return {
      ...made,
      queries: () => queries,
      async embed(texts, options) {
        if (options.as === 'query') queries += 1;
        await made.embed(texts, options);
        return texts.map(() => Float32Array.from({ length: 8 }, (_, index) => (index === axis ? 1 : 0)));
      },
    };
  };

  it('never meet in one ranking, before, during and after a change', async () => {
    const { startEngine } = await import('./engine.ts');
    const { openCube } = await import('../kernel/cube.ts');
    const { systemClock, systemEntropy, systemIds } = await import('../adapters/system/index.ts');
    const { createInMemoryStore } = await import('../adapters/in-memory/in-memory-store.ts');
    const { createMemory } = await import('./create-memory.ts');
    const a = marked('space-a', 0);
    const b = marked('space-b', 1);
    const store = createInMemoryStore({ entropy: systemEntropy });
    const cube = await openCube({ store, clock: systemClock, entropy: systemEntropy });
    const engine = await startEngine(cube, {
      path: undefined,
      readOnly: false,
      clock: systemClock,
      ids: systemIds,
      entropy: systemEntropy,
      embedder: a,
      admission: {},
      zone: 'UTC',
      notify: () => {},
    });
    const memory = createMemory(engine);
    /** Cosines of every unit alive with this axis, from the index that recall uses now. */
    const cosines = (axis: number): number[] => {
      const { index } = engine.state;
      const documents = Uint32Array.from(
        Array.from({ length: index.documents }, (_, document) => document).filter(
          (document) => index.units.alive.data[document] === 1,
        ),
      );
      const out = new Float32Array(documents.length);
      const query = Float32Array.from({ length: 8 }, (_, i) => (i === axis ? 1 : 0));
      index.vectors?.scores(query, documents, documents.length, out);
      return [...out];
    };
    const allIn = (axis: number): boolean =>
      cosines(axis).every((value) => value > 0.95) && cosines(1 - axis).every((value) => Math.abs(value) < 0.2);

    await memory.observe(story.slice(0, 20));
    const past = memory.asOf({ known: Date.now() + 1_000 });
    await past.recall('meeting');
    expect(allIn(0)).toBe(true);
    let during = 0;
    const seen: boolean[] = [];
    const slow: Model = {
      ...b,
      async embed(texts, options) {
        if (options.as === 'document' && during < 3) {
          during += 1;
          await memory.observe({ id: `d${during}`, text: `said during the change ${during}` });
          await memory.recall('said');
          seen.push(allIn(0));
        }
        return b.embed(texts, options);
      },
    };
    await memory.embedder.change(slow);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(Boolean)).toBe(true);
    expect(allIn(1)).toBe(true);
    await memory.observe({ id: 'after', text: 'said after the change' });
    await memory.reindex();
    expect(allIn(1)).toBe(true);
    // A view made before the change keeps its index, and is asked with the embedder that made it.
    const questions = { a: a.queries(), b: b.queries() };
    await past.recall('meeting');
    expect([a.queries(), b.queries()]).toEqual([questions.a + 1, questions.b]);
    await memory.recall('meeting');
    expect([a.queries(), b.queries()]).toEqual([questions.a + 1, questions.b + 1]);
    await memory.embedder.rollback();
    expect(allIn(0)).toBe(true);
    // The control: an index that holds both does not pass.
    engine.state.index.vectors?.set(
      0,
      Float32Array.from({ length: 8 }, (_, i) => (i === 1 ? 1 : 0)),
    );
    expect(allIn(0)).toBe(false);
    expect(isMemoryError(await memory.recall('').catch((error: unknown) => error), 'invalid_input')).toBe(true);
    await memory.close();
  });
});
