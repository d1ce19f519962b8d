/** Several openers of one cube, and the life of a store. */
import assert from 'node:assert/strict';
import type { Store } from '../../ports/index.ts';
import { logEntries, rowIsIntact, sketches } from '../log-entries.ts';
import { add, fails, type StoreCase, text } from './case.ts';

export const sharingCases: readonly StoreCase[] = [
  {
    title: 'lets a second opener catch up, and tells it cheaply that there is something new',
    async run(place) {
      const one = await place.open();
      const two = await place.open();
      assert.equal(two.cube, one.cube);
      assert.deepEqual([...two.macKey], [...one.macKey]);
      const quiet = await two.dataVersion();
      assert.equal(await two.dataVersion(), quiet);
      const own = await one.dataVersion();
      await add(one, sketches(5));
      assert.equal(await one.dataVersion(), own);
      const moved = await two.dataVersion();
      assert.notEqual(moved, quiet);
      assert.deepEqual(
        (await two.rows(0, 10)).map((row) => row.seq),
        [1, 2, 3, 4, 5],
      );
      assert.equal(await two.dataVersion(), moved);
      const stale = logEntries(two.macKey, { seq: 0, hash: new Uint8Array(32) }, [{ id: 'stale' }]);
      await fails(() => two.append(stale, 0), 'conflict');
      await add(two, [{ body: 'from two' }]);
      assert.equal(text((await one.rows(5, 1))[0]?.body), 'from two');
      await one.close();
      await two.close();
    },
  },
  {
    title: 'serializes two writers without losing or doubling anything',
    async run(place) {
      const stores = [await place.open(), await place.open()];
      const each = 40;
      const write = async (store: Store, name: string) => {
        for (let done = 0; done < each; ) {
          const head = await store.head();
          const batch = logEntries(store.macKey, head, [{ id: `${name}${done}` }, { id: `${name}${done}'` }]);
          await new Promise((resolve) => setImmediate(resolve));
          const outcome = await store.append(batch, head.seq).catch((error: { code?: string }) => error.code);
          if (outcome === 'conflict') continue;
          assert.equal(typeof outcome, 'object', String(outcome));
          done++;
        }
      };
      await Promise.all(stores.map((store, i) => write(store, `w${i}-`)));
      const [one, two] = stores as [Store, Store];
      const rows = await one.rows(0, 1000);
      assert.equal(rows.length, 4 * each);
      assert.equal(new Set(rows.map((row) => row.id)).size, 4 * each);
      assert.ok(rows.every((row) => rowIsIntact(one.macKey, row)));
      assert.equal((await two.check()).ok, true);
      await one.close();
      await two.close();
    },
  },
  {
    title: 'answers nothing but "closed" after close',
    async run(place) {
      const store = await place.open();
      await add(store, sketches(2));
      await store.close();
      await store.close();
      const mac = new Uint8Array(32);
      const calls: (() => Promise<unknown>)[] = [
        () => store.head(),
        () => store.append({ rows: [], changes: [] }, 2),
        () => store.rows(0, 1),
        () => store.changes(0, 1),
        () => store.rowsAt([1]),
        () => store.latest('turn', ['x']),
        () => store.versions('turn', 'x'),
        () => store.replaceBodies([{ seq: 1, body: mac, mac }]),
        () => store.blob('x'),
        () => store.blobNames(''),
        () => store.putBlobs(new Map()),
        () => store.addJob({ id: 'j', kind: 'k', payload: '', dueAt: 0 }),
        () => store.leaseJob(['k'], 'me', 0, 1),
        () => store.endJob('j', 'me', { state: 'done' }),
        () => store.jobs(),
        () => store.dataVersion(),
        () => store.check(),
        () => store.backup('nowhere'),
        () => store.sizeBytes(),
        () => store.compact(),
        () => store.destroy(),
      ];
      for (const call of calls) await fails(call, 'closed');
    },
  },
  {
    title: 'reads, but does not write, when opened for reading only',
    needs: 'read-only',
    async run(place) {
      const writer = await place.open();
      await add(writer, [{ body: 'first' }]);
      const store = await place.open({ readOnly: true });
      assert.equal(store.readOnly, true);
      assert.equal(text((await store.rows(0, 1))[0]?.body), 'first');
      await add(writer, [{ body: 'second' }]);
      assert.equal((await store.head()).seq, 2);
      const mac = new Uint8Array(32);
      await fails(() => add(store, [{}]), 'read_only');
      await fails(() => store.putBlobs(new Map([['x', mac]])), 'read_only');
      await fails(() => store.addJob({ id: 'j', kind: 'k', payload: '', dueAt: 0 }), 'read_only');
      await fails(() => store.leaseJob(['k'], 'me', 0, 1), 'read_only');
      await fails(() => store.endJob('j', 'me', { state: 'done' }), 'read_only');
      await fails(() => store.replaceBodies([{ seq: 1, body: mac, mac }]), 'read_only');
      await fails(() => store.compact(), 'read_only');
      await fails(() => store.destroy(), 'read_only');
      assert.equal((await store.check()).ok, true);
      await store.close();
      assert.equal((await writer.head()).seq, 2);
      await writer.close();
    },
  },
  {
    title: 'is gone after destroy',
    async run(place) {
      const store = await place.open();
      await add(store, sketches(3), new Map([['b', new Uint8Array(9)]]));
      await store.destroy();
      const next = await place.open();
      assert.equal((await next.head()).seq, 0);
      assert.deepEqual(await next.blobNames(''), []);
      await next.close();
    },
  },
];
