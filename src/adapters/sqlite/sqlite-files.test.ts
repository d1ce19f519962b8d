/** What is special about cubes in files: whose file it is, its format, its sidecar, its permissions, a full disk. */
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { MemoryEvent, Store } from '../../ports/index.ts';
import { type FilePlace, filePlace, fixedClock, logEntries, sketches } from '../../testing/index.ts';
import { networkDriveKind } from './file-guard.ts';
import {
  libsqlDriver,
  nodeSqliteDriver,
  openSqliteStore,
  pickDriver,
  replaceSqlite,
  restoreSqlite,
  type SqliteDriver,
  type SqliteHandle,
} from './index.ts';
import { type Migration, migrations } from './schema.ts';
import { openWithSteps } from './sqlite-store.ts';

const places: FilePlace[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const drivers = [nodeSqliteDriver(), await libsqlDriver()].filter((driver) => driver !== undefined);

async function add(store: Store, count: number, sketch = {}): Promise<void> {
  const head = await store.head();
  await store.append(logEntries(store.macKey, head, sketches(count, sketch)), head.seq);
}

const secondStep: Migration = {
  to: 2,
  objects: 'blobs jobs jobs_by_due log log_by_id meta notes',
  statements: ['CREATE TABLE notes (cube_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (cube_id, id))'],
};

describe.each(drivers.map((driver) => [driver.name, driver] as const))('files over sqlite:%s', (_, driver) => {
  const makePlace = (): FilePlace => {
    const place = filePlace((path, options) => openSqliteStore(path, { ...options, driver }));
    places.push(place);
    return place;
  };
  const openWatched = async (path: string, options = {}): Promise<readonly [Store, string[]]> => {
    const warnings: string[] = [];
    const observer = (event: MemoryEvent): void => void warnings.push('message' in event ? event.message : event.type);
    return [await openSqliteStore(path, { driver, observer, ...options }), warnings];
  };

  it.skipIf(process.platform === 'win32')('makes files and folders that only their owner can read', async () => {
    const { folder } = makePlace();
    const path = join(folder, 'new', 'deep', 'cube.db');
    const store = await openSqliteStore(path, { driver });
    await add(store, 3);
    await store.backup(join(folder, 'copy.db'));
    const mode = (name: string): string => (statSync(name).mode & 0o777).toString(8);
    for (const name of readdirSync(join(folder, 'new', 'deep')))
      expect(mode(join(folder, 'new', 'deep', name))).toBe('600');
    for (const name of ['copy.db', 'copy.db.head']) expect(mode(join(folder, name))).toBe('600');
    expect([mode(join(folder, 'new')), mode(join(folder, 'new', 'deep'))]).toEqual(['700', '700']);
    await store.close();
  });

  it('gives a new cube the id that is asked for and refuses another one', async () => {
    const { path } = makePlace();
    await (await openSqliteStore(path, { driver, cube: 'mine' })).close();
    const again = await openSqliteStore(path, { driver, cube: 'mine' });
    expect(again.cube).toBe('mine');
    await again.close();
    await expect(openSqliteStore(path, { driver, cube: 'yours' })).rejects.toMatchObject({ code: 'incompatible' });
  });

  it('refuses the database of another program and leaves it alone', async () => {
    const { path } = makePlace();
    const handle = driver.open(path, { readOnly: false, immutable: false });
    handle.exec('CREATE TABLE bookmarks (url TEXT)');
    handle.close();
    const before = readFileSync(path);
    await expect(openSqliteStore(path, { driver })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses paths that are no files', async () => {
    const { folder } = makePlace();
    for (const path of ['', ':memory:', 'file:x.db', 'a\0b', folder]) {
      await expect(openSqliteStore(path, { driver })).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  it('writes nothing to a file that was replaced while it was open', async () => {
    const { path, folder } = makePlace();
    const store = await openSqliteStore(path, { driver });
    await add(store, 2);
    await store.backup(join(folder, 'copy.db'));
    renameSync(path, join(folder, 'old.db'));
    await expect(add(store, 1)).rejects.toMatchObject({ code: 'corrupt' });
    renameSync(join(folder, 'copy.db'), path);
    await expect(add(store, 1)).rejects.toMatchObject({ code: 'corrupt', hint: expect.stringContaining('again') });
    await store.close().catch(() => undefined);
  });

  it('replaces no cube that is open, nor by a damaged backup', async () => {
    const { path, folder } = makePlace();
    const backup = join(folder, 'backup.db');
    const store = await openSqliteStore(path, { driver });
    await add(store, 2);
    await store.backup(backup);
    await add(store, 1);
    const replacing = replaceSqlite(backup, path, { driver, busyTimeoutMs: 50 });
    await expect(replacing).rejects.toMatchObject({ code: 'busy', hint: expect.stringContaining('close it') });
    await add(store, 1);
    expect((await store.head()).seq).toBe(4);
    await store.close();
    writeFileSync(backup, 'no database');
    await expect(replaceSqlite(backup, path, { driver })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it('replaces a file that is no cube any more, and keeps every file that it replaced', async () => {
    const { path, folder } = makePlace();
    const backup = join(folder, 'backup.db');
    const store = await openSqliteStore(join(folder, 'source.db'), { driver });
    await add(store, 2);
    await store.backup(backup);
    await store.close();
    const kept: string[] = [];
    for (const content of ['first wreck', 'second wreck']) {
      writeFileSync(path, content.padEnd(200, '.'));
      writeFileSync(`${path}-wal`, 'a log of nothing');
      kept.push(await replaceSqlite(backup, path, { driver, clock: fixedClock(Date.UTC(2026, 10, 22)) }));
    }
    expect(new Set(kept).size).toBe(2);
    expect(kept.map((name) => readFileSync(name, 'utf8').slice(0, 6))).toEqual(['first ', 'second']);
    const restored = await openSqliteStore(path, { driver, mustExist: true });
    expect((await restored.head()).seq).toBe(2);
    expect((await restored.check()).problems).toEqual([]);
    await restored.close();
  });

  it('refuses a newer format, naming both versions', async () => {
    const { path } = makePlace();
    await (await openWithSteps(path, { driver }, [...migrations, secondStep])).close();
    await expect(openSqliteStore(path, { driver })).rejects.toMatchObject({
      code: 'newer_version',
      details: { fileVersion: 2, supportedVersion: 1 },
    });
  });

  it('upgrades an older format in place and keeps a copy of it', async () => {
    const place = makePlace();
    const old = await place.open();
    await add(old, 30);
    await old.close();
    const steps = [...migrations, secondStep];
    await expect(openWithSteps(place.path, { driver, readOnly: true }, steps)).rejects.toMatchObject({
      code: 'read_only',
    });
    const upgraded = await openWithSteps(place.path, { driver }, steps);
    expect((await upgraded.head()).seq).toBe(30);
    expect(await upgraded.check()).toEqual({ ok: true, problems: [] });
    await add(upgraded, 1);
    await upgraded.close();
    const copy = await openSqliteStore(`${place.path}.format-1.bak`, { driver, mustExist: true });
    expect((await copy.head()).seq).toBe(30);
    await copy.close();
  });

  it('refuses a cube whose tables were tampered with', async () => {
    const place = makePlace();
    await (await place.open()).close();
    const handle = driver.open(place.path, { readOnly: false, immutable: false });
    handle.exec('CREATE TRIGGER evil AFTER INSERT ON log BEGIN DELETE FROM log; END');
    handle.close();
    await expect(place.open()).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('reaches one cube through a link and through its own name', async () => {
    const place = makePlace();
    const store = await place.open();
    const link = join(place.folder, 'link.db');
    symlinkSync(place.path, link);
    const linked = await openSqliteStore(link, { driver });
    await add(linked, 4);
    expect((await store.head()).seq).toBe(4);
    expect(existsSync(`${link}.head`)).toBe(false);
    await linked.close();
    await store.close();
  });

  it('goes on without its sidecar, and says so', async () => {
    const place = makePlace();
    const store = await place.open();
    await add(store, 4);
    await store.close();
    for (const damage of ['missing', 'unreadable']) {
      if (damage === 'missing') rmSync(`${place.path}.head`);
      else writeFileSync(`${place.path}.head`, 'x'.repeat(256));
      const [again, warnings] = await openWatched(place.path);
      expect(warnings.join()).toContain(damage);
      await again.close();
    }
    const [quiet, warnings] = await openWatched(place.path);
    expect(warnings).toEqual([]);
    await quiet.close();
  });

  it('reads one slot of the sidecar when the other is damaged', async () => {
    const place = makePlace();
    const store = await place.open();
    await add(store, 4);
    await add(store, 4);
    await store.close();
    const good = readFileSync(`${place.path}.head`);
    for (const position of [20, 150]) {
      const bad = Buffer.from(good);
      bad[position] = (bad[position] as number) ^ 1;
      writeFileSync(`${place.path}.head`, bad);
      const [again, warnings] = await openWatched(place.path);
      expect(warnings).toEqual([]);
      await again.close();
    }
  });

  it('notices an old copy put in place of the file, also when only blobs or jobs were newer', async () => {
    const place = makePlace();
    const store = await place.open();
    await add(store, 5);
    const backup = place.files.newPath();
    await store.backup(backup);
    await store.putBlobs(new Map([['usage', new Uint8Array(3)]]));
    await store.addJob({ id: 'j', kind: 'k', payload: '', dueAt: 0 });
    await store.close();
    const put = (): void => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${place.path}${suffix}`, { force: true });
      copyFileSync(backup, place.path);
    };
    put();
    await expect(place.open()).rejects.toMatchObject({ code: 'corrupt', details: { missingCommits: 2 } });
    const [accepted, warnings] = await openWatched(place.path, { acceptLoss: true });
    expect(warnings.join()).toContain('2 commits');
    await add(accepted, 3);
    await accepted.close();
    put();
    await expect(place.open({ readOnly: true })).rejects.toMatchObject({ details: { missingFrom: 6, missingTo: 8 } });
    rmSync(place.path);
    await expect(place.open()).rejects.toMatchObject({ code: 'corrupt', details: { missingFrom: 1, missingTo: 8 } });
  });

  it('notices a log that was rewritten', async () => {
    const place = makePlace();
    const store = await place.open();
    await add(store, 5);
    const backup = place.files.newPath();
    await store.backup(backup);
    await add(store, 1, { body: 'one history' });
    await store.close();
    const other = await openSqliteStore(backup, { driver });
    await add(other, 1, { body: 'another history' });
    await add(other, 1);
    await other.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${place.path}${suffix}`, { force: true });
    copyFileSync(backup, place.path);
    await expect(place.open()).rejects.toMatchObject({ code: 'corrupt', details: { seq: 6 } });
  });

  it('follows with the sidecar once a second when commits are not flushed, and at the end', async () => {
    const place = makePlace();
    const clock = fixedClock();
    const store = await openSqliteStore(place.path, { driver, durability: 'normal', clock });
    const noted = (): Buffer => readFileSync(`${place.path}.head`);
    await add(store, 1);
    const first = noted();
    await add(store, 1);
    expect(noted().equals(first)).toBe(true);
    clock.advance(1000);
    await add(store, 1);
    const second = noted();
    expect(second.equals(first)).toBe(false);
    await add(store, 1);
    await store.close();
    expect(noted().equals(second)).toBe(false);
  });

  it('restores a backup, and refuses a damaged one', async () => {
    const place = makePlace();
    const store = await place.open();
    await add(store, 200, { body: 'some words that fill pages '.repeat(10) });
    const backup = place.files.newPath();
    await store.backup(backup);
    await store.destroy();
    expect(readdirSync(place.folder).filter((name) => name.startsWith('cube.'))).toEqual([]);
    await restoreSqlite(backup, place.path, { driver });
    const restored = await place.open({ mustExist: true });
    expect((await restored.head()).seq).toBe(200);
    expect(restored.cube).toBe(store.cube);
    await restored.close();
    await expect(restoreSqlite(backup, place.path, { driver })).rejects.toMatchObject({ code: 'invalid_input' });
    const bytes = readFileSync(backup);
    bytes.fill(0xee, 40_960, 41_960);
    const damaged = place.files.newPath();
    writeFileSync(damaged, bytes);
    const target = place.files.newPath();
    await expect(restoreSqlite(damaged, target, { driver })).rejects.toMatchObject({ code: 'corrupt' });
    expect(existsSync(target)).toBe(false);
  });

  it('reports a full disk, keeps what was there, and goes on when there is room again', async () => {
    const { path } = makePlace();
    const handle = driver.open(path, { readOnly: false, immutable: false });
    const store = await openSqliteStore(path, { driver: handle });
    await add(store, 10);
    handle.exec('PRAGMA max_page_count = 30');
    let full: unknown;
    for (let i = 0; i < 50 && full === undefined; i++) {
      await add(store, 10, { body: 'x'.repeat(500) }).catch((error: unknown) => {
        full = error;
      });
    }
    expect(full).toMatchObject({ code: 'storage_full' });
    const { seq } = await store.head();
    expect(seq % 10).toBe(0);
    await expect(store.putBlobs(new Map([['b', new Uint8Array(200_000)]]))).rejects.toMatchObject({
      code: 'storage_full',
    });
    expect(await store.check()).toEqual({ ok: true, problems: [] });
    handle.exec('PRAGMA max_page_count = 100000');
    await add(store, 10, { body: 'x'.repeat(500) });
    expect((await store.head()).seq).toBe(seq + 10);
    await store.close();
  });

  it('gives up after the wait that was allowed when another writer keeps the lock', async () => {
    const place = makePlace();
    const store = await place.open({ busyTimeoutMs: 120 });
    const blocker = driver.open(place.path, { readOnly: false, immutable: false });
    blocker.exec('BEGIN IMMEDIATE');
    const started = performance.now();
    await expect(add(store, 1)).rejects.toMatchObject({ code: 'busy' });
    const waited = performance.now() - started;
    expect(waited).toBeGreaterThan(100);
    expect(waited).toBeLessThan(2000);
    blocker.exec('ROLLBACK');
    await add(store, 1);
    blocker.close();
    await store.close();
  });

  it('reads a cube in a folder that cannot be written, where SQLite has no room for shared memory', async () => {
    const place = makePlace();
    const store = await place.open();
    await add(store, 3);
    const copy = place.files.newPath();
    await store.backup(copy);
    const asked: boolean[] = [];
    const unwritable: SqliteDriver = {
      name: driver.name,
      open(path, request) {
        asked.push(request.immutable);
        if (!request.immutable) throw Object.assign(new Error('unable to open'), { rawCode: 14 });
        return driver.open(path, request);
      },
    };
    await expect(openSqliteStore(copy, { driver: unwritable })).rejects.toMatchObject({ code: 'unavailable' });
    const reader = await openSqliteStore(copy, { driver: unwritable, readOnly: true });
    expect(asked).toEqual([false, false, true]);
    expect((await reader.rows(0, 10)).length).toBe(3);
    await expect(add(reader, 1)).rejects.toMatchObject({ code: 'read_only' });
    await reader.close();
    await store.close();
  });

  it('replaces a connection that a failed upgrade of a read transaction left stuck', async () => {
    const place = makePlace();
    const handles: SqliteHandle[] = [];
    const watched: SqliteDriver = {
      name: 'watched',
      open(path, request) {
        const handle = driver.open(path, request);
        handles.push(handle);
        return handle;
      },
    };
    const store = await openSqliteStore(place.path, { driver: watched });
    const other = await place.open();
    const [handle] = handles as [SqliteHandle];
    handle.exec('BEGIN');
    handle.prepare('SELECT count(*) AS n FROM log').all();
    await add(other, 2);
    expect(() => handle.exec("INSERT INTO blobs VALUES ('', '', '', '')")).toThrow();
    handle.exec('ROLLBACK');
    const head = { seq: 2, hash: (await other.head()).hash };
    await store.append(logEntries(store.macKey, head, sketches(3)), 2);
    expect((await store.head()).seq).toBe(5);
    expect((await other.head()).seq).toBe(5);
    await store.close();
    await other.close();
  });

  it('waits for another writer without blocking the process', async () => {
    const place = makePlace();
    const store = await place.open();
    const blocker = driver.open(place.path, { readOnly: false, immutable: false });
    blocker.exec('BEGIN IMMEDIATE');
    // The lock is let go by a timer of this very process: if waiting blocked it, the append would give up as busy.
    setTimeout(() => blocker.exec('COMMIT'), 200);
    const started = performance.now();
    await add(store, 1);
    expect(performance.now() - started).toBeLessThan(5000);
    blocker.close();
    await store.close();
  });
});

describe('pickDriver', () => {
  it('takes what there is and says what is missing', async () => {
    expect((await pickDriver()).name).toBe(nodeSqliteDriver() === undefined ? 'libsql' : 'node');
    const own: SqliteDriver = { name: 'own', open: () => expect.unreachable() };
    expect(await pickDriver(own)).toBe(own);
    await expect(pickDriver('oracle' as 'auto')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it.skipIf(nodeSqliteDriver() !== undefined)('names what to do where Node has no SQLite', async () => {
    await expect(pickDriver('node')).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('22.13'),
    });
  });
});

describe('networkDriveKind', () => {
  it('takes the disk of the tests for a local one', () => {
    expect(networkDriveKind(process.cwd())).toBeUndefined();
    expect(networkDriveKind('/no/such/folder')).toBeUndefined();
  });
});
