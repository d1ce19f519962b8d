/**
 * What every key ring must do, as tests: run with any test runner that has `describe` and `it`.
 *
 * @example
 * describeKeyRingContract({ describe, it }, 'my ring', { place: () => myPlace() });
 */
import assert from 'node:assert/strict';
import type { KeyRing } from '../ports/index.ts';
import type { TestRunner } from './store.contract.ts';

/** Where one ring can be kept. */
export type KeyRingPlace = {
  /** Opens the ring, making it the first time. Several may be open at once, as in several processes. */
  open(): Promise<KeyRing>;
  /** Cleans up. */
  remove(): Promise<void>;
};

type KeyRingCase = { readonly title: string; run(place: KeyRingPlace): Promise<void> };

const keyOf = async (ring: KeyRing, name: string) => (await ring.ensure([name])).get(name)!;
const copyOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** All cases, in the order of running. */
export const keyRingCases: readonly KeyRingCase[] = [
  {
    title: 'makes a key of 32 bytes for each name, once',
    async run(place) {
      const ring = await place.open();
      const made = await ring.ensure(['ann', 'bob', 'ann']);
      assert.deepEqual([...made.keys()], ['ann', 'bob']);
      const [ann, bob] = [made.get('ann')!, made.get('bob')!];
      assert.equal(ann.bytes.length, 32);
      assert.match(ann.id, /^[0-9a-f]{16}$/);
      assert.notDeepEqual(ann.bytes, bob.bytes);
      assert.notEqual(ann.id, bob.id);
      assert.equal((await keyOf(ring, 'ann')).id, ann.id);
      assert.equal(ring.live('ann')?.id, ann.id);
      assert.equal(ring.live('cid'), undefined);
    },
  },
  {
    title: 'gives the same keys when it is opened again, and the same id',
    async run(place) {
      const first = await place.open();
      const made = await keyOf(first, 'ann');
      const second = await place.open();
      assert.equal(second.id, first.id);
      const found = second.find(made.id);
      assert.ok(found !== undefined && found !== 'destroyed');
      assert.deepEqual([...found.bytes], [...made.bytes]);
    },
  },
  {
    title: 'takes any text for a name',
    async run(place) {
      const names = ['', '__proto__', 'Jürgen "x"\n', '你好', 'a'.repeat(5_000)];
      const ring = await place.open();
      await ring.ensure(names);
      const again = await place.open();
      assert.deepEqual(
        again.names().map(({ name }) => name),
        [...names].sort(),
      );
      assert.equal(again.live('__proto__')?.bytes.length, 32);
    },
  },
  {
    title: 'retires a key: new content gets another one, old content stays readable',
    async run(place) {
      const ring = await place.open();
      const old = await keyOf(ring, 'ann');
      assert.deepEqual(await ring.retire('ann'), [old.id]);
      assert.equal(ring.live('ann'), undefined);
      const next = await keyOf(ring, 'ann');
      assert.notEqual(next.id, old.id);
      assert.notEqual(ring.find(old.id), 'destroyed');
      assert.deepEqual(ring.names(), [{ name: 'ann', live: next.id, retired: [old.id] }]);
      assert.deepEqual([...(await ring.retire('ann'))].sort(), [old.id, next.id].sort());
      assert.deepEqual(await ring.retire('nobody'), []);
    },
  },
  {
    title: 'destroys keys for good, overwrites them in memory, and remembers that they were there',
    async run(place) {
      const ring = await place.open();
      const [ann, bob] = [await keyOf(ring, 'ann'), await keyOf(ring, 'bob')];
      const held = ring.find(ann.id);
      assert.ok(held !== undefined && held !== 'destroyed');
      assert.deepEqual(await ring.destroy([ann.id, 'feedfeedfeedfeed']), [ann.id]);
      assert.equal(ring.find(ann.id), 'destroyed');
      assert.ok(held.bytes.every((byte) => byte === 0));
      assert.equal(ring.find('feedfeedfeedfeed'), undefined);
      assert.equal(copyOf((ring.find(bob.id) as { bytes: Uint8Array }).bytes), copyOf(bob.bytes));
      const again = await place.open();
      assert.equal(again.find(ann.id), 'destroyed');
      assert.deepEqual(
        again.names().map(({ name }) => name),
        ['bob'],
      );
      const renewed = await keyOf(again, 'ann');
      assert.notEqual(renewed.id, ann.id);
    },
  },
  {
    title: 'destroying again changes nothing and gives the same answer',
    async run(place) {
      const ring = await place.open();
      const { id } = await keyOf(ring, 'ann');
      assert.deepEqual(await ring.destroy([id]), [id]);
      const next = await keyOf(ring, 'ann');
      assert.deepEqual(await ring.destroy([id]), [id]);
      assert.equal(ring.live('ann')?.id, next.id);
    },
  },
  {
    title: 'shows what another holder of the ring has changed after a refresh',
    async run(place) {
      const [here, there] = [await place.open(), await place.open()];
      const { id } = await keyOf(here, 'ann');
      assert.equal(await there.refresh(), true);
      assert.equal(await there.refresh(), false);
      assert.notEqual(there.find(id), undefined);
      await here.destroy(await here.retire('ann'));
      assert.equal(await there.refresh(), true);
      assert.equal(there.find(id), 'destroyed');
      assert.equal(there.live('ann'), undefined);
    },
  },
  {
    title: 'loses no key when many are made at once by several holders',
    async run(place) {
      const holders = [await place.open(), await place.open(), await place.open()];
      const names = Array.from({ length: 12 }, (_, number) => `subject ${number}`);
      const made = await Promise.all(
        names.flatMap((name) => holders.map(async (ring) => [name, (await keyOf(ring, name)).id] as const)),
      );
      const fresh = await place.open();
      assert.equal(fresh.names().length, names.length);
      for (const [name, id] of made) assert.equal(fresh.live(name)?.id, id, name);
    },
  },
  {
    title: 'goes with everything in it when it is removed',
    async run(place) {
      const ring = await place.open();
      const key = await keyOf(ring, 'ann');
      await ring.remove();
      assert.ok(key.bytes.every((byte) => byte === 0));
      assert.equal(ring.live('ann'), undefined);
      await assert.rejects(ring.ensure(['ann']), { code: 'closed' });
    },
  },
];

/** Declares one test a case. */
export function describeKeyRingContract(
  { describe, it }: TestRunner,
  name: string,
  factory: { place(): KeyRingPlace | Promise<KeyRingPlace> },
): void {
  describe(`key ring contract: ${name}`, () => {
    for (const { title, run } of keyRingCases) {
      it(title, async () => {
        const place = await factory.place();
        try {
          await run(place);
        } finally {
          await place.remove();
        }
      });
    }
  });
}
