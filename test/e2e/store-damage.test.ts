/** Damaged files: flipped bits anywhere must end in an error or a known wrong answer, never in a dead process. */
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite/index.ts';
import { filePlace, logEntries } from '../../src/testing/index.ts';
import { driverNames, startChild } from './store-children.ts';

const places: ReturnType<typeof filePlace>[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

/** One page in each role, and both text and numbers in every column. */
const entries = 150;

describe.each(driverNames)('damage under sqlite:%s', (driver) => {
  const openAt: Parameters<typeof filePlace>[0] = (path, options) => openSqliteStore(path, { ...options, driver });

  async function damagedCube(inWal: boolean): Promise<{ readonly path: string; readonly whole: string }> {
    const place = filePlace(openAt);
    places.push(place);
    const store = await place.open();
    const sketches = Array.from({ length: entries }, (_, i) => ({
      subject: `user-${i}`,
      body: `words ${i} `.repeat(20),
    }));
    await store.append(logEntries(store.macKey, await store.head(), sketches), 0);
    await store.putBlobs(new Map([['blob', new Uint8Array(5000).fill(65)]]));
    await store.addJob({ id: 'job', kind: 'kind', payload: '{"some":"payload"}', dueAt: 1 });
    const whole = place.files.newPath();
    await store.backup(whole);
    if (!inWal) await store.compact();
    // Copied while open, so that the write-ahead log still holds what it holds.
    const path = place.files.newPath();
    for (const suffix of ['', '-wal', '.head']) {
      if (existsSync(`${place.path}${suffix}`)) copyFileSync(`${place.path}${suffix}`, `${path}${suffix}`);
    }
    await store.close();
    return { path, whole };
  }

  async function flipAll(path: string, whole: string, which: '' | '-wal', positions: number[], mask: number) {
    const child = startChild('flip', driver, path, JSON.stringify(positions), mask, which, whole);
    const end = await child.ended;
    const at = existsSync(`${path}.position`) ? readFileSync(`${path}.position`, 'utf8') : 'none';
    expect(end, `last position ${at}`).toEqual({ code: 0, signal: null, errors: '' });
    expect(child.lines.length).toBe(positions.length);
    const silent = child.lines.filter((line) => (line['silent'] as string[] | undefined)?.length && line['checked']);
    expect(silent).toEqual([]);
    const noticed = child.lines.filter((line) => line['refused'] || line['errors'] || line['caughtByMac']);
    return { noticed: noticed.length, lines: child.lines };
  }

  it.each([0x80, 0xff, 0x01])('flips of mask %i anywhere in the file are survived and noticed', async (mask) => {
    const { path, whole } = await damagedCube(false);
    const size = statSync(path).size;
    const step = Math.floor(size / 50);
    const positions = Array.from({ length: 50 }, (_, i) => (i * step + 7 * mask + i) % size);
    const { noticed } = await flipAll(path, whole, '', positions, mask);
    // Free space and unused header fields make up the rest.
    expect(noticed).toBeGreaterThan(18);
  });

  it('flips in the write-ahead log never shorten the log unnoticed', async () => {
    const { path, whole } = await damagedCube(true);
    const size = statSync(`${path}-wal`).size;
    expect(size).toBeGreaterThan(50_000);
    const positions = Array.from({ length: 60 }, (_, i) => Math.floor((i * size) / 60) + (i % 24));
    const { lines } = await flipAll(path, whole, '-wal', positions, 0x10);
    const refused = lines.filter((line) => line['refused'] === 'corrupt').length;
    expect(refused).toBeGreaterThan(30);
  });

  it('says which entries are missing, and goes on from what is left when told so', async () => {
    const { path } = await damagedCube(true);
    truncateSync(`${path}-wal`, 0);
    const error = await openAt(path).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'corrupt', details: { missingFrom: 1, missingTo: entries } });
    expect(String((error as { hint?: string }).hint)).toContain('acceptLoss');
    const warnings: string[] = [];
    const store = await openSqliteStore(path, {
      driver,
      acceptLoss: true,
      observer: (event) => warnings.push(event.type === 'warning-raised' ? event.message : event.type),
    });
    expect(warnings.join()).toContain('loss accepted');
    const head = await store.head();
    expect(head.seq).toBe(0);
    await store.append(logEntries(store.macKey, head, [{}]), 0);
    await store.close();
    const again = await openAt(path, { mustExist: true });
    expect((await again.head()).seq).toBe(1);
    await again.close();
  });

  it.each([0, 1, 50, 100, 4095, 4096, 5000, 20_000])(
    'a file cut to %i bytes is refused and left alone',
    async (bytes) => {
      const { path } = await damagedCube(false);
      truncateSync(path, bytes);
      const error = await openAt(path).then(
        () => undefined,
        (thrown: { code?: string }) => thrown.code,
      );
      expect(['corrupt', 'invalid_input']).toContain(error);
      expect(statSync(path).size).toBe(bytes);
    },
  );

  it.each(['zeros', 'noise', 'text', 'header and noise'])('a file of %s is refused and left alone', async (content) => {
    const place = filePlace(openAt);
    places.push(place);
    const bytes = Buffer.alloc(20_000, content === 'zeros' ? 0 : 'not a database\n');
    if (content.endsWith('noise'))
      for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 7919 + (i >> 3) * 104_729) & 0xff;
    if (content.startsWith('header')) bytes.write('SQLite format 3\0', 0, 'latin1');
    writeFileSync(place.path, bytes);
    await expect(place.open()).rejects.toMatchObject({ code: expect.stringMatching(/^(corrupt|invalid_input)$/) });
    expect(readFileSync(place.path).equals(bytes)).toBe(true);
  });
});
