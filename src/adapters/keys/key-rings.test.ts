import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeKeyRingContract, type KeyRingPlace } from '../../testing/index.ts';
import {
  createMemoryKeyRing,
  createSharedRing,
  defaultKeyFolder,
  type KmsWrap,
  openFileKeyRing,
  type RingProtection,
  ringPath,
} from './index.ts';

/** A service that wraps by adding its secret to each byte, and refuses what it has not wrapped. */
function fakeKms(name = 'test', secret = 7): KmsWrap & { calls: number } {
  const service = {
    name,
    calls: 0,
    async wrap(key: Uint8Array) {
      service.calls += 1;
      return Uint8Array.from([secret, ...key.map((byte) => byte + secret)]);
    },
    async unwrap(wrapped: Uint8Array) {
      service.calls += 1;
      if (wrapped[0] !== secret) throw new Error('not mine');
      return wrapped.slice(1).map((byte) => byte - secret);
    },
  };
  return service;
}

/** Cheap, so that the tests are quick. */
const cost = { n: 16, r: 8, p: 1 };
const passphrase: RingProtection = { kind: 'passphrase', passphrase: 'correct horse', cost };

function filePlaceOf(protection: RingProtection): KeyRingPlace {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-keys-'));
  return {
    open: () => openFileKeyRing(join(folder, 'deep', 'cube.keys'), { protection }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

describeKeyRingContract({ describe, it }, 'memory', {
  place() {
    const shared = createSharedRing();
    return { open: async () => createMemoryKeyRing({ shared }), remove: async () => {} };
  },
});
describeKeyRingContract({ describe, it }, 'file', { place: () => filePlaceOf({ kind: 'file' }) });
describeKeyRingContract({ describe, it }, 'passphrase', { place: () => filePlaceOf(passphrase) });
describeKeyRingContract({ describe, it }, 'kms', { place: () => filePlaceOf({ kind: 'kms', kms: fakeKms() }) });

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-keys-'));
  path = join(folder, 'cube.keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every byte in the folder, so that a key can be looked for wherever it may have been left. */
const allBytes = (): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
const shows = (key: Uint8Array): boolean => allBytes().includes(Buffer.from(key).toString('base64'));

describe('openFileKeyRing', () => {
  it('keeps file and folder for their owner alone', async () => {
    const deep = join(folder, 'keys', 'cube.keys');
    await openFileKeyRing(deep);
    expect(statSync(deep).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    await openFileKeyRing(deep).then((ring) => ring.ensure(['ann']));
    expect(statSync(deep).mode & 0o777).toBe(0o600);
  });

  it('makes nothing where it must exist, and never writes when it is open for reading only', async () => {
    await expect(openFileKeyRing(path, { mustExist: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(openFileKeyRing(path, { readOnly: true })).rejects.toMatchObject({ code: 'not_found' });
    expect(readdirSync(folder)).toEqual([]);
    const { id } = (await (await openFileKeyRing(path)).ensure(['ann'])).get('ann')!;
    const before = readFileSync(path);
    const ring = await openFileKeyRing(path, { readOnly: true });
    expect((await ring.ensure(['ann'])).get('ann')?.id).toBe(id);
    await expect(ring.ensure(['bob'])).rejects.toMatchObject({ code: 'read_only' });
    await expect(ring.destroy([id])).rejects.toMatchObject({ code: 'read_only' });
    expect(readFileSync(path)).toEqual(before);
  });

  it('holds a key on disk in the clear only without a passphrase, and nowhere once it is destroyed', async () => {
    const ring = await openFileKeyRing(path);
    const key = (await ring.ensure(['ann'])).get('ann')!;
    const bytes = Uint8Array.from(key.bytes);
    expect(shows(bytes)).toBe(true);
    const inode = readFileSync(path);
    await ring.destroy([key.id]);
    expect(shows(bytes)).toBe(false);
    expect(inode.length).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(['cube.keys']);

    const wrapped = join(folder, 'wrapped.keys');
    const sealed = (await (await openFileKeyRing(wrapped, { protection: passphrase })).ensure(['ann'])).get('ann')!;
    expect(shows(sealed.bytes)).toBe(false);
    expect(allBytes().includes('ann')).toBe(false);
  });

  it('overwrites the blocks that held a destroyed key, not only their name', async () => {
    const ring = await openFileKeyRing(path);
    const key = (await ring.ensure(['ann'])).get('ann')!;
    // A second name keeps the blocks of the replaced file within reach.
    linkSync(path, join(folder, 'second-name'));
    await ring.destroy([key.id]);
    expect(readFileSync(join(folder, 'second-name')).every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['emptied', (file: string) => truncateSync(file, 0)],
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 40)],
    [
      'changed in one byte',
      (file: string) => {
        const bytes = readFileSync(file);
        const at = bytes.indexOf('ann');
        bytes[at] = bytes[at] === 65 ? 66 : 65;
        writeFileSync(file, bytes);
      },
    ],
    ['something else', (file: string) => writeFileSync(file, '{"palimpsest":"cube"}')],
  ])('refuses a ring that was %s, and leaves it as it is', async (_what, damage) => {
    await (await openFileKeyRing(path)).ensure(['ann']);
    damage(path);
    const damaged = readFileSync(path);
    await expect(openFileKeyRing(path)).rejects.toMatchObject({ code: 'corrupt' });
    expect(readFileSync(path)).toEqual(damaged);
  });

  it('refuses the ring of a newer version', async () => {
    await openFileKeyRing(path);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"version":1', '"version":2'));
    await expect(openFileKeyRing(path)).rejects.toMatchObject({ code: 'newer_version' });
  });

  it('tells a missing and a wrong passphrase from damage', async () => {
    await (await openFileKeyRing(path, { protection: passphrase })).ensure(['ann']);
    await expect(openFileKeyRing(path)).rejects.toMatchObject({ code: 'locked' });
    await expect(
      openFileKeyRing(path, { protection: { kind: 'passphrase', passphrase: 'wrong' } }),
    ).rejects.toMatchObject({ code: 'locked' });
    await expect(
      openFileKeyRing(join(folder, 'new.keys'), { protection: { kind: 'passphrase', passphrase: '' } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect(existsSync(join(folder, 'new.keys'))).toBe(false);
  });

  it('asks the key service once to open, not for every change', async () => {
    const kms = fakeKms();
    const ring = await openFileKeyRing(path, { protection: { kind: 'kms', kms } });
    await ring.ensure(['ann']);
    await ring.ensure(['bob']);
    expect(kms.calls).toBe(1);
    await expect(
      openFileKeyRing(path, { protection: { kind: 'kms', kms: fakeKms('other', 9) } }),
    ).rejects.toMatchObject({ code: 'locked' });
    const again = await openFileKeyRing(path, { protection: { kind: 'kms', kms: fakeKms() } });
    expect(again.names().map(({ name }) => name)).toEqual(['ann', 'bob']);
  });

  it('changes its protection without losing a key', async () => {
    const ring = await openFileKeyRing(path);
    const other = await openFileKeyRing(path);
    const { id } = (await ring.ensure(['ann'])).get('ann')!;
    await ring.protect(passphrase);
    expect(ring.protection).toBe('passphrase');
    await expect(openFileKeyRing(path)).rejects.toMatchObject({ code: 'locked' });
    await expect(other.refresh()).rejects.toMatchObject({ code: 'locked' });
    await ring.ensure(['bob']);
    const again = await openFileKeyRing(path, { protection: passphrase });
    expect(again.live('ann')?.id).toBe(id);
    await again.protect({ kind: 'passphrase', passphrase: 'another' });
    await expect(openFileKeyRing(path, { protection: passphrase })).rejects.toMatchObject({ code: 'locked' });
  });

  it('notices that the file went, or was put back from an older copy', async () => {
    const ring = await openFileKeyRing(path);
    await ring.ensure(['ann']);
    const old = readFileSync(path);
    await ring.ensure(['bob']);
    writeFileSync(path, old);
    await expect(ring.refresh()).rejects.toMatchObject({ code: 'corrupt' });
    rmSync(path);
    await expect(ring.refresh()).rejects.toMatchObject({ code: 'locked' });
    await expect(ring.ensure(['cid'])).rejects.toMatchObject({ code: 'locked' });
    expect(existsSync(path)).toBe(false);
  });

  it('clears up after a crash at each step of a change', async () => {
    const ring = await openFileKeyRing(path);
    const key = (await ring.ensure(['ann'])).get('ann')!;
    const bytes = Uint8Array.from(key.bytes);
    // Before the new content has its place: a half-written file, and a second name of the ring that counts.
    writeFileSync(`${path}.new`, readFileSync(path).subarray(0, 50));
    linkSync(path, `${path}.old`);
    expect((await openFileKeyRing(path)).live('ann')?.id).toBe(key.id);
    expect(readdirSync(folder)).toEqual(['cube.keys']);
    // After it: the old content has not been overwritten yet.
    const old = readFileSync(path);
    await ring.destroy([key.id]);
    writeFileSync(`${path}.old`, old);
    expect(shows(bytes)).toBe(true);
    expect((await openFileKeyRing(path)).find(key.id)).toBe('destroyed');
    expect(shows(bytes)).toBe(false);
    writeFileSync(`${path}.old`, old);
    await ring.destroy([key.id]);
    expect(shows(bytes)).toBe(false);
  });

  it('takes over the lock of a process that is gone, and waits for one that is not', async () => {
    const ring = await openFileKeyRing(path, { busyTimeoutMs: 60 });
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const host = (await import('node:os')).hostname();
    writeFileSync(`${path}.lock`, `${gone} ${host} x`);
    await ring.ensure(['ann']);
    writeFileSync(`${path}.lock`, '');
    utimesSync(`${path}.lock`, 1, 1);
    await ring.ensure(['cid']);
    writeFileSync(`${path}.lock`, `${process.pid} ${host} x`);
    await expect(ring.ensure(['bob'])).rejects.toMatchObject({ code: 'busy' });
    expect(readFileSync(`${path}.lock`, 'utf8')).toContain(String(process.pid));
  });
});

describe('defaultKeyFolder', () => {
  it('is a folder of the user, on every platform', () => {
    expect(defaultKeyFolder('linux', '/home/ann')).toBe('/home/ann/.config/palimpsest/keys');
    for (const platform of ['darwin', 'win32'] as const) expect(defaultKeyFolder(platform, '/u/ann')).toContain('keys');
  });

  it('names a ring by the id of the cube, whatever is in it', () => {
    expect(ringPath('/k', 'cube_01abc')).toBe('/k/cube_01abc.keys');
    expect(ringPath('/k', '../../etc')).toBe('/k/.._.._etc.keys');
  });
});
