/** Named blobs. */
import assert from 'node:assert/strict';
import { add, fails, type StoreCase } from './case.ts';

export const blobCases: readonly StoreCase[] = [
  {
    title: 'writes, overwrites, lists and removes blobs',
    async run(place) {
      const store = await place.open();
      const large = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
      await store.putBlobs(
        new Map([
          ['index/b', new Uint8Array([2])],
          ['index/a', large],
          ['usage', new Uint8Array(0)],
          ['ключ', new Uint8Array([3])],
        ]),
      );
      assert.deepEqual(await store.blobNames('index/'), ['index/a', 'index/b']);
      assert.deepEqual(await store.blobNames(''), ['index/a', 'index/b', 'usage', 'ключ']);
      assert.ok(Buffer.from(large).equals((await store.blob('index/a'))!));
      assert.equal((await store.blob('usage'))?.length, 0);
      assert.equal(await store.blob('none'), undefined);
      await store.putBlobs(
        new Map([
          ['index/a', new Uint8Array([7])],
          ['index/b', null],
          ['never there', null],
        ]),
      );
      assert.deepEqual([...(await store.blob('index/a'))!], [7]);
      assert.deepEqual(await store.blobNames('index'), ['index/a']);
      await fails(() => store.putBlobs(new Map([['\0', new Uint8Array(0)]])), 'invalid_input');
      await store.close();
    },
  },
  {
    title: 'does not count blobs as entries of the log',
    async run(place) {
      const store = await place.open();
      await add(store, [{}]);
      await store.putBlobs(new Map([['x', new Uint8Array(5)]]));
      assert.equal((await store.head()).seq, 1);
      assert.ok((await store.sizeBytes()) > 0);
      await store.close();
    },
  },
];
