import { describe, expect, it } from 'vitest';
import { createInMemoryCube, createInMemoryStore, type InMemoryCube } from '../adapters/in-memory/in-memory-store.ts';
import { isMemoryError } from '../errors/index.ts';
import { fixedClock, seededEntropy } from '../testing/index.ts';
import { type Cube, openCube } from './cube.ts';
import type { NewEntry, StoredEntry } from './entry.ts';
import { verifyCube } from './verify-cube.ts';

const turn = (id: string, text = `said ${id}`): NewEntry => ({
  kind: 'turn',
  turn: { id, scope: {}, role: 'user', text, at: 1, source: 'user', trust: 1, marks: [], hash: '' },
});

async function cubeOver(content: InMemoryCube): Promise<Cube> {
  return openCube({ store: createInMemoryStore({ content }), clock: fixedClock(1_000), entropy: seededEntropy(1) });
}

async function all(cube: Cube): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for await (const page of cube.since(0)) entries.push(...page);
  return entries;
}

async function codeOf(run: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
}

describe('a cube', () => {
  it('gives positions without gaps and reads back what was committed', async () => {
    const cube = await cubeOver(createInMemoryCube());
    const stored = await cube.commit([turn('a'), turn('b')]);
    expect(stored.map((entry) => entry.seq)).toEqual([1, 2]);
    await cube.commit([turn('c')]);
    expect((await all(cube)).map((entry) => entry.kind === 'turn' && entry.turn.id)).toEqual(['a', 'b', 'c']);
    expect((await verifyCube(cube.store)).problems).toEqual([]);
  });

  it('refuses to append behind another writer, and goes on after catching up', async () => {
    const content = createInMemoryCube();
    const [one, two] = [await cubeOver(content), await cubeOver(content)];
    await one.commit([turn('a')]);
    expect(await codeOf(() => two.commit([turn('b')]))).toBe('conflict');
    expect(await two.moved()).toBe(true);
    await all(two);
    await two.commit([turn('b')]);
    expect(await two.moved()).toBe(false);
    expect((await verifyCube(one.store)).problems).toEqual([]);
  });

  it('never answers from a damaged row, and verify names it', async () => {
    const content = createInMemoryCube();
    const cube = await cubeOver(content);
    await cube.commit([turn('a'), turn('b'), turn('c')]);
    const victim = content.rows[1];
    if (victim === undefined) throw new Error('no second row');
    const body = victim.body.slice();
    body[20] = (body[20] as number) ^ 1;
    content.rows[1] = { ...victim, body };
    expect(await codeOf(() => cube.at([2]))).toBe('corrupt');
    expect(await codeOf(() => all(cube))).toBe('corrupt');
    const { problems } = await verifyCube(cube.store);
    expect(problems.map((problem) => [problem.what, problem.seq])).toEqual([['row', 2]]);
  });

  it('notices an entry that was cut out or exchanged', async () => {
    const content = createInMemoryCube();
    const cube = await cubeOver(content);
    await cube.commit([turn('a'), turn('b'), turn('c')]);
    const [first, second] = content.changes;
    if (first === undefined || second === undefined) throw new Error('no changes');
    content.changes[1] = { ...first, seq: 2 };
    const { problems } = await verifyCube(cube.store);
    expect(problems.some((problem) => problem.what === 'chain' && problem.seq === 2)).toBe(true);
  });

  it('erases content and stays verifiable, but only with a receipt', async () => {
    const cube = await cubeOver(createInMemoryCube());
    await cube.commit([turn('a'), turn('b')]);
    await cube.erase([1]);
    expect((await all(cube))[0]).toMatchObject({ kind: 'erased', was: 'turn', id: 'a' });
    expect((await verifyCube(cube.store)).problems[0]?.message).toMatch(/without a receipt/);
    const receipt = { id: 'erasure_1', reason: 'asked', selector: '1 ids', seqs: [1] };
    await cube.commit([{ kind: 'erasure', receipt }]);
    expect((await verifyCube(cube.store)).problems).toEqual([]);
  });

  it('never lets recorded time run backwards', async () => {
    const clock = fixedClock(5_000);
    const cube = await openCube({ store: createInMemoryStore(), clock, entropy: seededEntropy(1) });
    const [first] = await cube.commit([turn('a')]);
    clock.set(1_000);
    const [second] = await cube.commit([turn('b')]);
    expect(second?.recordedAt).toBe(first?.recordedAt);
  });
});
