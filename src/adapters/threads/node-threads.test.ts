import { afterEach, expect, it } from 'vitest';
import type { Threads } from '../../ports/index.ts';
import { nodeThreads } from './node-threads.ts';

let open: Threads[] = [];
afterEach(async () => {
  await Promise.all(open.map((threads) => threads.close()));
  open = [];
});

const started = (task: (arrays: never) => void, count: number): Threads => {
  const threads = nodeThreads(task, count);
  open.push(threads);
  return threads;
};

const shared = (values: number[]): Float32Array => {
  const array = new Float32Array(new SharedArrayBuffer(4 * values.length));
  array.set(values);
  return array;
};

it('runs a function on shared memory, each thread on its own part, again and again', () => {
  const threads = started(({ numbers, range }: { numbers: Float32Array; range: Int32Array }) => {
    for (let i = range[0]!; i < range[1]!; i++) numbers[i] = 2 * numbers[i]!;
  }, 3);
  const numbers = shared(Array.from({ length: 30 }, (_, i) => i));
  const tasks = [0, 1, 2].map((n) => ({ numbers, range: Int32Array.of(10 * n, 10 * n + 10) }));
  for (let round = 0; round < 20; round++) {
    if (round > 0) for (let i = 0; i < 30; i++) numbers[i] = i;
    threads.run(tasks);
    expect(Array.from(numbers)).toEqual(Array.from({ length: 30 }, (_, i) => 2 * i));
  }
  threads.run(tasks.slice(0, 1));
  expect(numbers[9]).toBe(36);
  expect(numbers[10]).toBe(20);
});

it('says so when a task fails, and goes on afterwards', () => {
  const threads = started(({ numbers }: { numbers: Float32Array }) => {
    if (numbers[0] === 1) throw new Error('no');
    numbers[0] = 5;
  }, 1);
  const bad = shared([1]);
  const good = shared([0]);
  expect(() => threads.run([{ numbers: bad }])).toThrow(/a thread failed/);
  threads.run([{ numbers: good }]);
  expect(good[0]).toBe(5);
  expect(() => threads.run([{ numbers: good }, { numbers: bad }])).toThrow(/2 tasks for 1 threads/);
  expect(() => nodeThreads(() => undefined, 0)).toThrow(/not a number of threads/);
});

it('refuses work once closed', async () => {
  const threads = nodeThreads(() => undefined, 1);
  await threads.close();
  expect(() => threads.run([{}])).toThrow(/closed/);
});
