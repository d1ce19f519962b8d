/** Reading: ranges, positions, versions, erasure. */
import assert from 'node:assert/strict';
import { bodyDigest, rowMac } from '../../kernel/change-log.ts';
import { chainIsIntact, rowIsIntact, sketches } from '../log-entries.ts';
import { add, fails, type StoreCase, text } from './case.ts';

export const readCases: readonly StoreCase[] = [
  {
    title: 'reads ranges of rows and changes in order',
    async run(place) {
      const store = await place.open();
      const before = await store.head();
      for (const count of [1, 16, 17, 100, 116]) await add(store, sketches(count));
      const total = 250;
      for (const [since, limit] of [
        [0, 1000],
        [0, 100],
        [100, 100],
        [249, 10],
        [250, 10],
        [400, 10],
        [0, 0],
      ] as const) {
        const from = Math.min(since, total);
        const expected = Array.from({ length: Math.min(limit, total - from) }, (_, i) => from + 1 + i);
        assert.deepEqual(
          (await store.rows(since, limit)).map((row) => row.seq),
          expected,
        );
        assert.deepEqual(
          (await store.changes(since, limit)).map((change) => change.seq),
          expected,
        );
      }
      assert.equal((await store.rows(0, Number.POSITIVE_INFINITY)).length, total);
      assert.ok(chainIsIntact(before, await store.changes(0, 1000)));
      await fails(() => store.rows(-1, 1), 'invalid_input');
      await store.close();
    },
  },
  {
    title: 'reads rows by position, in the order asked, repetitions and strangers too',
    async run(place) {
      const store = await place.open();
      await add(store, sketches(3000));
      const asked = Array.from({ length: 3000 }, (_, i) => 1 + ((i * 1021) % 3000));
      assert.deepEqual(
        (await store.rowsAt(asked)).map((row) => row?.seq),
        asked,
      );
      assert.deepEqual(
        (await store.rowsAt([2, 2, 0, -1, 3001, 1.5, 1])).map((row) => row?.seq),
        [2, 2, undefined, undefined, undefined, undefined, 1],
      );
      assert.deepEqual(await store.rowsAt([]), []);
      await store.close();
    },
  },
  {
    title: 'keeps versions in order and finds the newest of each id',
    async run(place) {
      const store = await place.open();
      const record = (id: string, version: number) =>
        ({ kind: 'record', id, version, body: `${id}${version}` }) as const;
      await add(store, [record('a', 1), record('b', 1), { id: 'a', body: 'turn a' }]);
      await add(store, [record('a', 2), record('b', 3), record('b', 2)]);
      await add(
        store,
        Array.from({ length: 12 }, (_, i) => record('a', 3 + i)),
      );
      assert.deepEqual(
        (await store.versions('record', 'a')).map((row) => row.version),
        Array.from({ length: 14 }, (_, i) => i + 1),
      );
      assert.deepEqual(
        (await store.versions('record', 'b')).map((row) => text(row.body)),
        ['b1', 'b2', 'b3'],
      );
      assert.deepEqual(await store.versions('record', 'c'), []);
      const found = await store.latest('record', ['b', 'none', 'a', 'b']);
      assert.deepEqual(
        found.map((row) => text(row?.body)),
        ['b3', undefined, 'a14', 'b3'],
      );
      assert.deepEqual(
        (await store.latest('turn', ['a', 'b'])).map((row) => text(row?.body)),
        ['turn a', undefined],
      );
      assert.deepEqual(await store.latest('record', []), []);
      await store.close();
    },
  },
  {
    title: 'erases content and keeps the chain',
    async run(place) {
      const store = await place.open();
      const before = await store.head();
      await add(store, [{ body: 'keep one' }, { body: 'secret' }, { body: 'keep two' }]);
      const rows = await store.rows(0, 10);
      const erased = { ...rows[1]!, body: new Uint8Array(0), subject: '' };
      await store.replaceBodies([{ seq: 2, body: erased.body, mac: rowMac(store.macKey, erased), subject: '' }]);
      const after = await store.rows(0, 10);
      assert.deepEqual(
        after.map((row) => row.subject),
        [rows[0]!.subject, '', rows[2]!.subject],
      );
      assert.deepEqual(
        after.map((row) => text(row.body)),
        ['keep one', '', 'keep two'],
      );
      assert.ok(after.every((row) => rowIsIntact(store.macKey, row)));
      const changes = await store.changes(0, 10);
      assert.ok(chainIsIntact(before, changes));
      assert.deepEqual([...changes[1]!.digest], [...bodyDigest(new TextEncoder().encode('secret'))]);
      assert.equal((await store.check()).ok, true);
      await store.close();
    },
  },
  {
    title: 'erases nothing when one of the positions does not exist',
    async run(place) {
      const store = await place.open();
      await add(store, [{ body: 'keep' }]);
      const mac = new Uint8Array(32);
      const body = new Uint8Array(0);
      await fails(
        () =>
          store.replaceBodies([
            { seq: 1, body, mac },
            { seq: 2, body, mac },
          ]),
        'not_found',
      );
      assert.equal(text((await store.rows(0, 1))[0]?.body), 'keep');
      await fails(() => store.replaceBodies([{ seq: 1, body, mac: new Uint8Array(3) }]), 'invalid_input');
      await store.close();
    },
  },
];
