/** Appending: order, atomicity, conflicts, refusals. */
import assert from 'node:assert/strict';
import type { Batch } from '../../ports/index.ts';
import { chainIsIntact, logEntries, rowIsIntact, sketches } from '../log-entries.ts';
import { add, fails, type StoreCase, text } from './case.ts';

export const appendCases: readonly StoreCase[] = [
  {
    title: 'starts empty, with an id and a secret of its own',
    async run(place) {
      const store = await place.open();
      const head = await store.head();
      assert.equal(head.seq, 0);
      assert.deepEqual([...head.hash], Array(32).fill(0));
      assert.equal(store.macKey.length, 32);
      assert.ok(store.macKey.some((byte) => byte !== 0));
      assert.ok(store.cube.length > 0);
      assert.deepEqual(await store.rows(0, 10), []);
      assert.deepEqual(await store.changes(0, 10), []);
      assert.deepEqual(await store.check(), { ok: true, problems: [] });
      await store.close();
    },
  },
  {
    title: 'gives back what was appended, byte for byte, whatever the text',
    async run(place) {
      const store = await place.open();
      const odd = [
        { id: 'ünïcödé-日本語-🦊', subject: 'ユーザー', body: new Uint8Array([0, 255, 10, 13, 0x80]) },
        { id: 'a b|c\n"\'', subject: '', body: new Uint8Array(0) },
        { id: 'x'.repeat(3000), subject: 's', body: 'y'.repeat(200_000), at: -1 },
        { kind: 'record', id: 'r', version: 7, at: 8_640_000_000_000_000 },
        { kind: 'link', id: 'l' },
        { kind: 'mark', id: 'm' },
        { kind: 'erasure', id: 'e' },
      ] as const;
      const head = await store.head();
      const batch = logEntries(store.macKey, head, odd);
      const after = await store.append(batch, 0);
      assert.equal(after.seq, odd.length);
      assert.deepEqual(after, await store.head());
      const rows = await store.rows(0, 100);
      assert.deepEqual(
        rows.map((row) => ({ ...row, body: [...row.body], mac: [...row.mac] })),
        batch.rows.map((row) => ({ ...row, body: [...row.body], mac: [...row.mac] })),
      );
      assert.ok(rows.every((row) => rowIsIntact(store.macKey, row)));
      assert.ok(chainIsIntact(head, await store.changes(0, 100)));
      await store.close();
    },
  },
  {
    title: 'refuses a batch for another head and writes nothing of it',
    async run(place) {
      const store = await place.open();
      await add(store, sketches(3));
      const late = logEntries(store.macKey, { seq: 2, hash: new Uint8Array(32) }, [{ id: 'late' }]);
      const blobs = new Map([['late', new Uint8Array(1)]]);
      const { details } = await fails(() => store.append({ ...late, blobs }, 2), 'conflict');
      assert.equal(details['actualSeq'], 3);
      const early = logEntries(store.macKey, { seq: 9, hash: new Uint8Array(32) }, [{ id: 'early' }]);
      await fails(() => store.append(early, 9), 'conflict');
      assert.equal((await store.head()).seq, 3);
      assert.equal(await store.blob('late'), undefined);
      assert.deepEqual(await store.latest('turn', ['late', 'early']), [undefined, undefined]);
      await store.close();
    },
  },
  {
    title: 'refuses a batch whose blobs only the first may write',
    async run(place) {
      const store = await place.open();
      const note = (byte: number): Batch => ({
        rows: [],
        changes: [],
        blobs: new Map([
          ['note', new Uint8Array([byte])],
          ['beside', new Uint8Array([byte])],
        ]),
        absent: ['note'],
      });
      await store.append(note(1), 0);
      await fails(() => store.append(note(2), 0), 'conflict');
      assert.deepEqual([...((await store.blob('note')) ?? [])], [1]);
      assert.deepEqual([...((await store.blob('beside')) ?? [])], [1]);
      await store.close();
    },
  },
  {
    title: 'refuses an id and version that is stored already, with everything else in the batch',
    async run(place) {
      const store = await place.open();
      await add(store, [{ kind: 'record', id: 'a', version: 1 }]);
      const again = [...sketches(40), { kind: 'record', id: 'a', version: 1 } as const, ...sketches(3)];
      await fails(() => add(store, again, new Map([['b', new Uint8Array(1)]])), 'conflict');
      await fails(() => add(store, [{ id: 'twice' }, { id: 'twice' }]), 'conflict');
      assert.equal((await store.head()).seq, 1);
      assert.equal(await store.blob('b'), undefined);
      await add(store, [{ kind: 'record', id: 'a', version: 2 }, { id: 'a' }]);
      assert.equal((await store.head()).seq, 3);
      await store.close();
    },
  },
  {
    title: 'refuses batches that do not fit together',
    async run(place) {
      const store = await place.open();
      const head = await store.head();
      const good = logEntries(store.macKey, head, sketches(2));
      const [row, change] = [good.rows[0]!, good.changes[0]!];
      const wrong: Batch[] = [
        { rows: good.rows, changes: good.changes.slice(1) },
        { rows: good.rows.slice(1), changes: good.changes.slice(1) },
        { rows: [{ ...row, id: 'other' }], changes: [change] },
        { rows: [{ ...row, at: row.at + 1 }], changes: [change] },
        { rows: [{ ...row, mac: row.mac.slice(1) }], changes: [change] },
        { rows: [row], changes: [{ ...change, digest: new Uint8Array(0) }] },
        { rows: [{ ...row, subject: 'half \ud83e' }], changes: [change] },
        { rows: [{ ...row, subject: 'nul \0' }], changes: [change] },
        { rows: [{ ...row, version: 1.5 }], changes: [{ ...change, version: 1.5 }] },
        { rows: [], changes: [], blobs: new Map([['nul \0', new Uint8Array(0)]]) },
      ];
      for (const batch of wrong) await fails(() => store.append(batch, 0), 'invalid_input');
      await fails(() => store.append(good, -1), 'invalid_input');
      assert.equal((await store.head()).seq, 0);
      await store.close();
    },
  },
  {
    title: 'writes blobs with a batch, and without entries too',
    async run(place) {
      const store = await place.open();
      await add(store, sketches(2), new Map([['index', new Uint8Array([1, 2, 3])]]));
      assert.deepEqual([...(await store.blob('index'))!], [1, 2, 3]);
      const head = await store.append({ rows: [], changes: [], blobs: new Map([['index', null]]) }, 2);
      assert.equal(head.seq, 2);
      assert.equal(await store.blob('index'), undefined);
      await fails(() => store.append({ rows: [], changes: [] }, 1), 'conflict');
      await store.close();
    },
  },
  {
    title: 'does not share buffers with its caller',
    async run(place) {
      const store = await place.open();
      const body = new TextEncoder().encode('original');
      const blob = new Uint8Array([1]);
      await add(store, [{ body }], new Map([['b', blob]]));
      body.fill(0);
      blob.fill(9);
      const [row] = await store.rows(0, 1);
      assert.equal(text(row?.body), 'original');
      row?.body.fill(0);
      assert.equal(text((await store.rows(0, 1))[0]?.body), 'original');
      assert.deepEqual([...(await store.blob('b'))!], [1]);
      await store.close();
    },
  },
  {
    title: 'takes appends one after another when they are asked for at once',
    async run(place) {
      const store = await place.open();
      const head = await store.head();
      const batches = ['a', 'b', 'c'].map((id) => logEntries(store.macKey, head, [{ id }]));
      const results = await Promise.allSettled(batches.map((batch) => store.append(batch, 0)));
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal((await store.head()).seq, 1);
      await store.close();
    },
  },
];
