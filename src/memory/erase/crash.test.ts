/** Erasures that are cut off: at every write to the store, before it and right after it, whoever opens the cube next. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  createInMemoryCube,
  createInMemoryStore,
  type InMemoryCube,
} from '../../adapters/in-memory/in-memory-store.ts';
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { Store } from '../../ports/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import { positionsIn } from './receipt.ts';
import type { ReceiptDocument } from './receipt-types.ts';

const opened: Memory[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close().catch(() => undefined);
});

const writes = ['append', 'putBlobs', 'replaceBodies', 'compact', 'addJob'] as const;

class Crash extends Error {}

/** A store that dies at its `at`th write: before it, or when it is done and nobody has heard of it. */
function dying(inner: Store, at: number, when: 'before' | 'after', fail: () => Error = () => new Crash('killed')) {
  let count = 0;
  let dead = false;
  const store = new Proxy(inner, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        if (dead) throw fail();
        if (!writes.includes(name as (typeof writes)[number])) return value.apply(target, given);
        count += 1;
        dead = count >= at && fail().constructor === Crash;
        if (count >= at && when === 'before') throw fail();
        const result = await value.apply(target, given);
        if (count >= at) throw fail();
        return result;
      };
    },
  });
  return { store, count: () => count };
}

const copyOf = (cube: InMemoryCube): InMemoryCube => ({
  ...structuredClone({ ...cube, commits: new Map() }),
  commits: new Map(),
});

const clock = fixedClock(Date.UTC(2026, 2, 1));
const open = async (store: Store): Promise<Memory> => {
  const memory = await openMemory({ store, clock, embedder: false, signer: false });
  opened.push(memory);
  return memory;
};

/** A cube with turns, facts, episodes, a gist, a mark and a context. */
async function filled(seed: number): Promise<InMemoryCube> {
  const cube = createInMemoryCube();
  const memory = await open(createInMemoryStore({ content: cube }));
  const rng = seededRng(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(rng.next() * list.length)] as T;
  const texts = () => [
    `I live in ${pick(['Bristol', 'Porto', 'Ghent'])}.`,
    `I love ${pick(['rowing', 'chess'])}.`,
    `Yesterday I met ${pick(['Oleg', 'Marta'])} at the harbour.`,
    `I moved to ${pick(['Turku', 'Leeds'])}.`,
  ];
  for (let i = 0; i < 14; i++) {
    clock.advance(3_600_000);
    const session = `s${Math.floor(i / 5)}`;
    await memory.observe({ id: `t${i}`, text: pick(texts()), at: clock.now(), user: pick(['anna', 'ben']), session });
  }
  await memory.forget({ ids: ['t3'] });
  await memory.consolidate({ retentionBelow: 1 });
  await memory.context('where do I live?', { scope: { user: 'anna' } });
  await memory.close();
  return cube;
}

/** What is left, new ids and new positions apart. */
async function endState(memory: Memory, receipt: string) {
  const page = await memory.list({ limit: 1_000, archived: true });
  const document = (await memory.receipts.get(receipt)) as ReceiptDocument;
  const { closure, scan, chain } = document.body;
  return {
    items: page.items.map((item) => `${'kind' in item ? item.kind : 'turn'}: ${item.text}`).sort(),
    closure,
    chain: chain.seq,
    hits: scan?.hits,
    facts: (await memory.facts.current('user', 'home.city')).map(({ text }) => text).sort(),
    turns: (await memory.stats()).turns,
    records: (await memory.stats()).records,
    problems: (await memory.verify()).problems,
  };
}

describe('an erasure that is cut off', () => {
  it('comes to the same end wherever it was cut off, and is not reported done before', async () => {
    const points = 200;
    let cut = 0;
    for (let seed = 1; cut < points; seed++) {
      const cube = await filled(seed);
      const selector = seed % 2 === 0 ? ({ subject: 'anna' } as const) : ({ ids: ['t1', 't6', 't9'] } as const);
      const whole = copyOf(cube);
      const counted = dying(createInMemoryStore({ content: whole }), Number.POSITIVE_INFINITY, 'before');
      const reference = await open(counted.store);
      const opening = counted.count();
      const { receipt = '' } = await reference.forget(selector, { mode: 'erase' });
      const expected = await endState(reference, receipt);
      expect(expected.problems).toEqual([]);
      for (let at = 1; at <= counted.count() - opening; at++) {
        for (const when of ['before', 'after'] as const) {
          const content = copyOf(cube);
          const { store } = dying(createInMemoryStore({ content }), opening + at, when);
          const dead = await open(store);
          await expect(dead.forget(selector, { mode: 'erase' })).rejects.toThrow();
          const done = [...content.blobs.keys()].filter((name) => name.startsWith('receipt/'));
          for (const name of done) {
            // A receipt may only be there when the content is not.
            const { body } = JSON.parse(new TextDecoder().decode(content.blobs.get(name))) as ReceiptDocument;
            for (const seq of positionsIn(body.closure.positions)) expect(content.rows[seq - 1]?.body.length).toBe(0);
          }
          const again = await open(createInMemoryStore({ content }));
          const receipts = await again.receipts.list();
          if (receipts.length === 0) {
            // It had not begun: nothing was changed, and it can be asked for again.
            expect((await again.stats()).turns).toBe(14);
            await again.forget(selector, { mode: 'erase' });
          }
          const [id = ''] = await again.receipts.list();
          expect(await again.receipts.list()).toHaveLength(1);
          expect(await endState(again, id)).toEqual(expected);
          cut += 1;
        }
      }
    }
    expect(cut).toBeGreaterThanOrEqual(points);
  }, 600_000);

  it('is finished by the next erasure in the same process, after a full disk', async () => {
    const cube = await filled(3);
    for (let at = 1; at <= 6; at++) {
      const content = copyOf(cube);
      let full = true;
      const inner = createInMemoryStore({ content });
      const { store } = dying(inner, at, 'before', () => new MemoryError('storage_full', 'the disk is full'));
      const bound = (name: string | symbol): unknown => {
        const value = Reflect.get(inner, name, inner) as unknown;
        return typeof value === 'function' ? value.bind(inner) : value;
      };
      const memory = await open(
        new Proxy(store, { get: (target, name) => (full ? Reflect.get(target, name) : bound(name)) }),
      );
      const failed = await memory.forget({ ids: ['t1'] }, { mode: 'erase' }).then(
        () => 'done',
        (error: unknown) => (isMemoryError(error) ? error.code : String(error)),
      );
      expect(failed).toBe('storage_full');
      full = false;
      // Begun or not, asking again comes to the same end.
      await memory.forget({ ids: ['t1'] }, { mode: 'erase' }).catch((error: unknown) => {
        expect(isMemoryError(error, 'not_found')).toBe(true);
      });
      await memory.forget({ ids: ['t6'] }, { mode: 'erase' });
      expect(await memory.receipts.list()).toHaveLength(2);
      expect(await memory.get('t1')).toBeUndefined();
      expect((await memory.verify()).problems).toEqual([]);
    }
  });

  it('is carried out once where two processes erase at the same time', async () => {
    const cube = await filled(5);
    const [one, two] = [
      await open(createInMemoryStore({ content: cube })),
      await open(createInMemoryStore({ content: cube })),
    ];
    const results = await Promise.allSettled([
      one.forget({ ids: ['t1', 't2'] }, { mode: 'erase' }),
      two.forget({ ids: ['t6', 't7'] }, { mode: 'erase' }),
      one.observe({ id: 'new', text: 'I live in Graz.', user: 'ben' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    for (const memory of [one, two]) {
      for (const id of ['t1', 't2', 't6', 't7']) expect(await memory.get(id)).toBeUndefined();
      expect(await memory.get('new')).toBeDefined();
      expect((await memory.verify()).problems).toEqual([]);
      expect(await memory.receipts.list()).toHaveLength(2);
    }
    const live = await endState(one, (await one.receipts.list())[0] as string);
    await one.reindex();
    expect(await endState(one, (await one.receipts.list())[0] as string)).toEqual(live);
  });
});
