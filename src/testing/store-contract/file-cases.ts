/** Stores that keep files: durability, erased bytes, backups. */
import assert from 'node:assert/strict';
import { rowMac } from '../../kernel/change-log.ts';
import { logEntries, sketches } from '../log-entries.ts';
import { add, fails, type StoreCase, type StorePlace, text } from './case.ts';

type Files = NonNullable<StorePlace['files']>;

function filesOf(place: StorePlace): Files {
  assert.ok(place.files, 'the factory must give files, or skip the claim');
  return place.files;
}

function holds(files: Files, planted: string): boolean {
  return Buffer.from(files.rawBytes()).includes(planted, 0, 'utf8');
}

export const fileCases: readonly StoreCase[] = [
  {
    title: 'opens what exists only, where told so',
    needs: 'must-exist',
    async run(place) {
      await fails(() => place.open({ mustExist: true }), 'not_found');
      await fails(() => place.open({ readOnly: true }), 'not_found');
      const store = await place.open();
      await store.close();
      const again = await place.open({ mustExist: true });
      assert.equal(again.cube, store.cube);
      await again.close();
    },
  },
  {
    title: 'keeps everything over close and reopen, with either durability',
    needs: 'durable',
    async run(place) {
      let expected = 0;
      for (const durability of ['full', 'normal', 'full'] as const) {
        const store = await place.open({ durability });
        assert.equal((await store.head()).seq, expected);
        expected = (await add(store, sketches(20), new Map([[durability, new Uint8Array([1])]]))).seq;
        await store.addJob({ id: durability, kind: 'k', payload: '{}', dueAt: 3 });
        await store.close();
      }
      const store = await place.open();
      assert.equal((await store.head()).seq, 60);
      assert.equal((await store.jobs()).length, 2);
      assert.deepEqual(await store.blobNames(''), ['full', 'normal']);
      await store.close();
    },
  },
  {
    title: 'leaves no byte of erased content in its files',
    needs: 'files',
    async run(place) {
      const files = filesOf(place);
      const store = await place.open();
      const planted = 'the planted word is xylophone-4711';
      await add(
        store,
        Array.from({ length: 300 }, (_, i) => ({ body: `filler ${i} `.repeat(30) })),
      );
      const { seq } = await add(store, [{ body: planted }]);
      const long = await add(store, [{ body: `${planted} `.repeat(2000) }]);
      await store.putBlobs(new Map([['snapshot', new TextEncoder().encode(planted.repeat(500))]]));
      await add(
        store,
        Array.from({ length: 300 }, (_, i) => ({ body: `more ${i} `.repeat(30) })),
      );
      assert.ok(holds(files, planted), 'the word must be there before');
      const rows = await store.rowsAt([seq, long.seq]);
      await store.replaceBodies(
        rows.map((row) => {
          const erased = { ...row!, body: new Uint8Array(0) };
          return { seq: erased.seq, body: erased.body, mac: rowMac(store.macKey, erased) };
        }),
      );
      await store.putBlobs(new Map([['snapshot', null]]));
      await store.compact({ rewrite: false });
      assert.ok(!holds(files, planted), 'overwritten while open');
      await store.compact();
      assert.ok(!holds(files, planted), 'compacted while open');
      assert.ok(!holds(files, 'xylophone'));
      await store.close();
      assert.ok(!holds(files, planted), 'closed');
      const again = await place.open();
      assert.equal((await again.head()).seq, 602);
      assert.equal((await again.check()).ok, true);
      await again.close();
    },
  },
  {
    title: 'makes a consistent copy while others write, and never overwrites',
    needs: 'files',
    async run(place) {
      const files = filesOf(place);
      const store = await place.open();
      const writer = await place.open();
      await add(store, sketches(9000), new Map([['b', new Uint8Array([4])]]));
      await store.addJob({ id: 'j', kind: 'k', payload: '{}', dueAt: 0 });
      const path = files.newPath();
      let writing = true;
      let appended = 0;
      const load = (async () => {
        while (writing) {
          await add(writer, sketches(5));
          appended += 5;
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      const progress: [number, number][] = [];
      await store.backup(path, { onProgress: (done, total) => progress.push([done, total]) });
      writing = false;
      await load;
      const [done, total] = progress.at(-1)!;
      assert.equal(done, total);
      const copy = await files.openAt(path, { mustExist: true });
      assert.equal(copy.cube, store.cube);
      const { seq, hash } = await copy.head();
      assert.ok(seq >= 9000 && seq <= 9000 + appended, `${seq} of ${9000 + appended}`);
      assert.deepEqual([...hash], [...(await store.changes(seq - 1, 1))[0]!.hash]);
      assert.deepEqual(await copy.rows(seq - 50, 50), await store.rows(seq - 50, 50));
      assert.deepEqual([...(await copy.blob('b'))!], [4]);
      assert.equal((await copy.jobs()).length, 1);
      assert.deepEqual(await copy.check(), { ok: true, problems: [] });
      const batch = logEntries(copy.macKey, { seq, hash }, [{ body: 'goes on' }]);
      await copy.append(batch, seq);
      assert.equal(text((await copy.rows(seq, 1))[0]?.body), 'goes on');
      await copy.close();
      await fails(() => store.backup(path), 'invalid_input');
      await store.close();
      await writer.close();
    },
  },
  {
    title: 'stops a backup when asked and leaves nothing behind',
    needs: 'files',
    async run(place) {
      const files = filesOf(place);
      const store = await place.open();
      await add(store, sketches(5000));
      const path = files.newPath();
      const before = new AbortController();
      before.abort();
      await fails(() => store.backup(path, { signal: before.signal }), 'aborted');
      const during = new AbortController();
      await fails(() => store.backup(path, { signal: during.signal, onProgress: () => during.abort() }), 'aborted');
      await fails(() => files.openAt(path, { mustExist: true }), 'not_found');
      await store.close();
    },
  },
];
