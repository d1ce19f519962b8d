import { describe, expect, it } from 'vitest';
import { createInMemoryCube, createInMemoryStore } from '../../adapters/in-memory/in-memory-store.ts';
import { createMemoryKeyRing, createSharedRing, type SharedRing } from '../../adapters/keys/index.ts';
import { systemEntropy } from '../../adapters/system/index.ts';
import { fixedClock } from '../../testing/index.ts';
import { openCube } from '../cube.ts';
import type { NewEntry } from '../entry.ts';
import type { MemoryRecord } from '../record.ts';
import { verifyCube } from '../verify-cube.ts';
import { createCubeSeal, cubeKeys, type SealLevel, subjectKey } from './cube-seal.ts';
import { createNameSeal } from './name-seal.ts';
import { jointKey, openBytes, sealBytes, sealedUnder } from './sealed-bytes.ts';
import { createSealedStore } from './sealed-store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array | undefined): string | undefined => data && new TextDecoder().decode(data);
const key = (id: number) => ({
  id: id.toString(16).padStart(16, '0'),
  bytes: new Uint8Array(32).fill(id),
});
const nonce = new Uint8Array(12).fill(9);

describe('sealed bytes', () => {
  it('open with the right key and context only', () => {
    const sealed = sealBytes(bytes('hello'), jointKey([key(1)]), nonce, 'here');
    expect(sealedUnder(sealed)).toEqual([key(1).id]);
    expect(text(openBytes(sealed, jointKey([key(1)]), 'here'))).toBe('hello');
    expect(openBytes(sealed, jointKey([key(1)]), 'there')).toBeUndefined();
    expect(openBytes(sealed, { ids: [key(1).id], bytes: key(2).bytes }, 'here')).toBeUndefined();
    expect(Buffer.from(sealed).includes('hello')).toBe(false);
  });

  it('do not open when any byte was changed', () => {
    const sealed = sealBytes(bytes('hello'), jointKey([key(1)]), nonce, 'here');
    for (let at = 11; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (sealed[at] as number) ^ 1;
      expect(openBytes(changed, jointKey([key(1)]), 'here')).toBeUndefined();
    }
  });

  it('take all keys of a joint key, in any order, and each once', () => {
    const [one, two] = [key(1), key(2)];
    const joint = jointKey([two, one, two]);
    expect(joint.ids).toEqual([one.id, two.id]);
    expect(jointKey([one, two])).toEqual(joint);
    const sealed = sealBytes(bytes('both'), joint, nonce, '');
    expect(sealedUnder(sealed)).toEqual([one.id, two.id]);
    expect(text(openBytes(sealed, joint, ''))).toBe('both');
    expect(openBytes(sealed, { ids: joint.ids, bytes: one.bytes }, '')).toBeUndefined();
    expect(() => jointKey([])).toThrow(/0 keys/);
  });

  it('can need the keys of very many', () => {
    const keys = Array.from({ length: 1_000 }, (_, id) => key(id + 1)).map(({ id }) => ({ id, bytes: key(5).bytes }));
    const joint = jointKey(keys);
    const sealed = sealBytes(bytes('of all'), joint, nonce, '');
    expect(sealedUnder(sealed)).toEqual(joint.ids);
    expect(text(openBytes(sealed, joint, ''))).toBe('of all');
  });

  it('are large or empty', () => {
    for (const size of [0, 1, 300_000, 2_000_001]) {
      const plain = new Uint8Array(size).fill(7);
      const sealed = sealBytes(plain, jointKey([key(3)]), nonce, 'x');
      expect(Buffer.from(openBytes(Uint8Array.from(sealed), jointKey([key(3)]), 'x')!).equals(plain)).toBe(true);
      expect(Buffer.from(openBytes(Uint8Array.from(sealed), jointKey([key(3)]), 'x', true)!).equals(plain)).toBe(true);
    }
  });

  it('are told from other bytes', () => {
    expect(sealedUnder(new Uint8Array(0))).toBeUndefined();
    expect(sealedUnder(new Uint8Array(100).fill(2))).toBeUndefined();
    expect(sealedUnder(bytes('{"plain": true, "and": "long enough to be something sealed"}'))).toBeUndefined();
  });
});

describe('name seal', () => {
  const seal = createNameSeal(new Uint8Array(32).fill(1));

  it('gives the same name the same text, and finds it again', () => {
    for (const name of ['', 'turn_1', 'Jürgen', 'x'.repeat(1_000)]) {
      expect(createNameSeal(new Uint8Array(32).fill(1)).seal(name)).toBe(seal.seal(name));
      expect(createNameSeal(new Uint8Array(32).fill(1)).open(seal.seal(name))).toBe(name);
    }
    expect(seal.seal('turn_1')).not.toContain('turn');
    expect(seal.seal('turn_1')).not.toBe(seal.seal('turn_2'));
  });

  it('opens nothing else', () => {
    expect(seal.open('turn_1')).toBeUndefined();
    expect(seal.open('')).toBeUndefined();
    expect(createNameSeal(new Uint8Array(32).fill(2)).open(seal.seal('turn_1'))).toBeUndefined();
    expect(() => seal.seal('\ud800')).toThrow(/half a character/);
  });
});

const turn = (id: string, user: string, said = `${user} said ${id}`): NewEntry => ({
  kind: 'turn',
  turn: {
    id,
    scope: user === '' ? {} : { user },
    role: 'user',
    text: said,
    at: 1,
    source: 'user',
    trust: 1,
    marks: [],
    hash: 'h',
  },
});
const record = (id: string, user: string, sources: readonly string[], version = 1): NewEntry => ({
  kind: 'record',
  record: {
    id,
    version,
    kind: 'fact',
    text: `${id} of ${sources.join(' and ')}`,
    data: {},
    scope: user === '' ? {} : { user },
    sources,
    from: [],
    valid: {},
    recorded: { at: 1 },
    status: 'activated',
    reason: 'r',
    confidence: 1,
    importance: 1,
    trust: 1,
    retention: { strength: 1, usedAt: 1, uses: 0, bits: 32 },
  } satisfies MemoryRecord,
});

async function sealedCube(shared: SharedRing, content = createInMemoryCube(), level: SealLevel = 'everything') {
  const ring = createMemoryKeyRing({ shared });
  const inner = createInMemoryStore({ content });
  const seal = await createCubeSeal({
    cube: inner.cube,
    ring,
    level,
    entropy: systemEntropy,
    readOnly: false,
  });
  const store = createSealedStore(inner, seal);
  return { cube: await openCube({ store, clock: fixedClock(5), entropy: systemEntropy, seal }), ring, store, inner };
}

async function readable(cube: Awaited<ReturnType<typeof sealedCube>>['cube'], kind: 'turn' | 'record', ids: string[]) {
  const entries = await cube.latest(kind, ids);
  return entries.map((entry) =>
    entry === undefined ? 'none' : entry.kind === 'erased' ? `erased by ${entry.by}` : entry.kind,
  );
}

describe.each(['content', 'everything'] as const)('a sealed cube: %s', (level) => {
  it('loses exactly what a destroyed key sealed, in every copy', async () => {
    const shared = createSharedRing();
    const content = createInMemoryCube();
    const { cube, ring } = await sealedCube(shared, content, level);
    await cube.commit([turn('a', 'ann'), turn('b', 'bob'), turn('n', '')]);
    await cube.commit([
      record('of-a', 'ann', ['a']),
      record('of-b', 'bob', ['b']),
      record('of-both', 'bob', ['b', 'a']),
      record('of-none', '', ['n']),
      { kind: 'mark', mark: { id: 'a', version: 1, standing: 'archived', reason: 'ann wanted it' } },
    ]);
    // A copy of the cube, opened by another process.
    const copy = await sealedCube(shared, content, level);
    const ids = await ring.retire(subjectKey('ann'));
    expect(await readable(cube, 'turn', ['a', 'b', 'n'])).toEqual(['turn', 'turn', 'turn']);
    await ring.destroy(ids);
    cube.seal?.forget();
    for (const one of [cube, copy.cube]) {
      await one.seal?.refresh();
      expect(await readable(one, 'turn', ['a', 'b', 'n'])).toEqual(['erased by key', 'turn', 'turn']);
      expect(await readable(one, 'record', ['of-a', 'of-b', 'of-both', 'of-none'])).toEqual([
        'erased by key',
        'record',
        'erased by key',
        'record',
      ]);
      expect(await readable(one, 'mark' as never, ['a'])).toEqual(['erased by key']);
      const check = await verifyCube(one.store, { decode: one.decode });
      expect(check).toMatchObject({ problems: [], keyDestroyed: 4 });
    }
  });

  it('gives a subject a new key after the old one was retired, and reads both', async () => {
    const shared = createSharedRing();
    const { cube, ring } = await sealedCube(shared, undefined, level);
    await cube.commit([turn('a', 'ann')]);
    const old = await ring.retire(subjectKey('ann'));
    await cube.commit([turn('a2', 'ann'), record('of-both', 'ann', ['a', 'a2'])]);
    expect(await readable(cube, 'turn', ['a', 'a2'])).toEqual(['turn', 'turn']);
    await ring.destroy(old);
    cube.seal?.forget();
    expect(await readable(cube, 'turn', ['a', 'a2'])).toEqual(['erased by key', 'turn']);
    expect(await readable(cube, 'record', ['of-both'])).toEqual(['erased by key']);
  });

  it('makes other ids of the same words for each subject, and others once the key is gone', async () => {
    const { cube, ring } = await sealedCube(createSharedRing(), undefined, level);
    const hex = async (user: string) => Buffer.from(await cube.idSecret(user)).toString('hex');
    const ann = await hex('ann');
    expect(await hex('ann')).toBe(ann);
    expect(await hex('bob')).not.toBe(ann);
    expect(ann).not.toBe(Buffer.from(cube.store.macKey).toString('hex'));
    await ring.destroy(await ring.retire(subjectKey('ann')));
    expect(await hex('ann')).not.toBe(ann);
  });

  it('seals derived blobs anew, so that those in a copy go with the old key', async () => {
    const shared = createSharedRing();
    const { cube, ring, store, inner } = await sealedCube(shared, undefined, level);
    await store.putBlobs(
      new Map([
        ['vectors/1', bytes('vectors')],
        ['snapshot/index', bytes('snapshot')],
        ['policy/current', bytes('policy')],
      ]),
    );
    const names = await inner.blobNames('');
    const copy = new Map(await Promise.all(names.map(async (name) => [name, await inner.blob(name)] as const)));
    const old = await ring.retire(cubeKeys.derived);
    expect(await store.resealBlobs()).toBe(2);
    expect(await store.resealBlobs()).toBe(0);
    await ring.destroy(old);
    cube.seal?.forget();
    expect(text(await store.blob('vectors/1'))).toBe('vectors');
    expect(text(await store.blob('policy/current'))).toBe('policy');
    // What an older backup holds.
    await inner.putBlobs(copy as ReadonlyMap<string, Uint8Array>);
    expect(await store.blob('vectors/1')).toBeUndefined();
    expect(await store.blob('snapshot/index')).toBeUndefined();
    expect(text(await store.blob('policy/current'))).toBe('policy');
  });

  it('tells a key that was never there from one that is destroyed', async () => {
    const shared = createSharedRing();
    const content = createInMemoryCube();
    const { cube } = await sealedCube(shared, content, level);
    const before = shared.content;
    await cube.commit([turn('a', 'ann')]);
    shared.content = before;
    const stale = await sealedCube(shared, content, level);
    await expect(stale.cube.latest('turn', ['a'])).rejects.toMatchObject({ code: 'locked' });
  });
});
