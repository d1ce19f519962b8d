/** Several processes on one cube: contention, crashes in the middle of appending. */
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite/index.ts';
import { chainIsIntact, filePlace, rowIsIntact } from '../../src/testing/index.ts';
import { driverNames, startChild } from './store-children.ts';

const places: ReturnType<typeof filePlace>[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

describe.each(driverNames)('processes over sqlite:%s', (driver) => {
  const makePlace = () => {
    const place = filePlace((path, options) => openSqliteStore(path, { ...options, driver }));
    places.push(place);
    return place;
  };

  it('two processes that create and fill one cube at the same time lose nothing', async () => {
    const place = makePlace();
    const children = ['a', 'b'].map((name) => startChild('write', driver, place.path, name, 600, 3));
    for (const child of children) expect(await child.ended).toEqual({ code: 0, signal: null, errors: '' });
    const store = await place.open({ mustExist: true });
    const rows = await store.rows(0, 10_000);
    expect(rows.length).toBe(1200);
    expect(new Set(rows.map((row) => row.id)).size).toBe(1200);
    expect(rows.every((row) => rowIsIntact(store.macKey, row))).toBe(true);
    expect(chainIsIntact({ seq: 0, hash: new Uint8Array(32) }, await store.changes(0, 10_000))).toBe(true);
    expect(await store.check()).toEqual({ ok: true, problems: [] });
    await store.close();
  });

  it('keeps every acknowledged append when the writer is killed in the middle', async () => {
    const place = makePlace();
    for (let round = 0; round < 4; round++) {
      const child = startChild('write', driver, place.path, `round${round}`, 'Infinity', 7);
      await child.until((line) => line['acknowledged'] !== undefined);
      await new Promise((resolve) => setTimeout(resolve, 20 + 35 * round));
      child.process.kill('SIGKILL');
      expect((await child.ended).signal).toBe('SIGKILL');
      const acknowledged = child.lines.reduce((max, line) => Math.max(max, Number(line['acknowledged'] ?? 0)), 0);
      const store = await place.open({ mustExist: true });
      const { seq } = await store.head();
      expect(seq).toBeGreaterThanOrEqual(acknowledged);
      // Whole batches only.
      expect(seq % 7).toBe(0);
      expect((await store.rows(0, 100_000)).every((row) => rowIsIntact(store.macKey, row))).toBe(true);
      expect(await store.check()).toEqual({ ok: true, problems: [] });
      await store.close();
    }
  });

  it('survives a writer that is killed while it makes the file', async () => {
    for (let round = 0; round < 5; round++) {
      const place = makePlace();
      const child = startChild('write', driver, place.path, 'x', 'Infinity', 1);
      await new Promise((resolve) => setTimeout(resolve, 40 + 15 * round));
      child.process.kill('SIGKILL');
      await child.ended;
      const store = await place.open();
      expect((await store.check()).problems).toEqual([]);
      await store.close();
    }
  });
});
