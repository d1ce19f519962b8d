/** Durable jobs with leases. */
import assert from 'node:assert/strict';
import { fails, type StoreCase } from './case.ts';

export const jobCases: readonly StoreCase[] = [
  {
    title: 'adds a job once, however often it is asked to',
    async run(place) {
      const store = await place.open();
      await store.addJob({ id: 'j', kind: 'extract', payload: '{"n":1}', dueAt: 100 });
      await store.addJob({ id: 'j', kind: 'other', payload: '{"n":2}', dueAt: 5 });
      assert.deepEqual(await store.jobs(), [
        { id: 'j', kind: 'extract', payload: '{"n":1}', state: 'waiting', dueAt: 100, attempts: 0 },
      ]);
      const job = await store.leaseJob(['extract'], 'me', 100, 50);
      await store.endJob('j', 'me', { state: 'done' });
      await store.addJob({ id: 'j', kind: 'extract', payload: '{}', dueAt: 1 });
      assert.equal((await store.jobs())[0]?.state, 'done');
      assert.equal(job?.attempts, 1);
      await store.close();
    },
  },
  {
    title: 'leases due jobs of the kinds asked for, oldest first',
    async run(place) {
      const store = await place.open();
      const add = (id: string, kind: string, dueAt: number) => store.addJob({ id, kind, payload: '', dueAt });
      await add('late', 'a', 300);
      await add('second', 'a', 20);
      await add('first', 'b', 10);
      await add('stranger', 'c', 1);
      const lease = async (now: number) => (await store.leaseJob(['a', 'b'], 'me', now, 1000))?.id;
      assert.equal(await lease(5), undefined);
      assert.equal(await lease(100), 'first');
      assert.equal(await lease(100), 'second');
      assert.equal(await lease(100), undefined);
      assert.equal(await lease(300), 'late');
      assert.equal(await store.leaseJob([], 'me', 300, 1), undefined);
      await store.close();
    },
  },
  {
    title: 'gives a job to another owner when its lease has run out',
    async run(place) {
      const store = await place.open();
      await store.addJob({ id: 'j', kind: 'k', payload: '', dueAt: 0 });
      assert.equal((await store.leaseJob(['k'], 'one', 0, 100))?.leaseUntil, 100);
      assert.equal(await store.leaseJob(['k'], 'two', 99, 100), undefined);
      const taken = await store.leaseJob(['k'], 'two', 100, 100);
      assert.equal(taken?.leaseOwner, 'two');
      assert.equal(taken?.attempts, 2);
      await fails(() => store.endJob('j', 'one', { state: 'done' }), 'conflict');
      await store.endJob('j', 'two', { state: 'failed', error: 'model said no' });
      const [job] = await store.jobs();
      assert.deepEqual(job, {
        id: 'j',
        kind: 'k',
        payload: '',
        state: 'failed',
        dueAt: 0,
        attempts: 2,
        error: 'model said no',
      });
      await fails(() => store.endJob('j', 'two', { state: 'done' }), 'conflict');
      await fails(() => store.endJob('none', 'two', { state: 'done' }), 'not_found');
      await store.close();
    },
  },
  {
    title: 'takes a job back for later',
    async run(place) {
      const store = await place.open();
      await store.addJob({ id: 'j', kind: 'k', payload: '', dueAt: 0 });
      await store.leaseJob(['k'], 'me', 0, 100);
      await store.endJob('j', 'me', { state: 'waiting', dueAt: 500, error: 'busy' });
      assert.equal(await store.leaseJob(['k'], 'me', 499, 100), undefined);
      assert.equal((await store.leaseJob(['k'], 'me', 500, 100))?.attempts, 2);
      await fails(() => store.addJob({ id: 'x', kind: 'k', payload: '', dueAt: 0.5 }), 'invalid_input');
      await store.close();
    },
  },
  {
    title: 'leases every job to exactly one of many owners',
    async run(place) {
      const one = await place.open();
      const two = await place.open();
      for (let i = 0; i < 30; i++) await one.addJob({ id: `j${i}`, kind: 'k', payload: '', dueAt: i });
      const work = async (store: typeof one, owner: string) => {
        const mine: string[] = [];
        for (;;) {
          const job = await store.leaseJob(['k'], owner, 1000, 1000);
          if (job === undefined) return mine;
          mine.push(job.id);
        }
      };
      const shares = await Promise.all([work(one, 'a'), work(two, 'b'), work(one, 'c')]);
      assert.equal(new Set(shares.flat()).size, 30);
      assert.equal(shares.flat().length, 30);
      await one.close();
      await two.close();
    },
  },
];
