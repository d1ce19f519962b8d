/**
 * Worker threads for one self-contained function. The caller waits without returning to its event loop, as attention has
 * to: threads sleep on a counter in shared memory and take their arguments from their port when it moves.
 */
import { Worker } from 'node:worker_threads';
import { MemoryError } from '../../errors/index.ts';
import type { StartThreads, ThreadArrays, Threads } from '../../ports/index.ts';

/** Runs in the thread, as text: only what is passed in and Node's own modules exist there. */
const threadBody = `
const { parentPort, receiveMessageOnPort, workerData } = require('node:worker_threads');
const task = (${'TASK'});
const state = new Int32Array(workerData.state);
let seen = 0;
for (;;) {
  Atomics.wait(state, 0, seen);
  seen = Atomics.load(state, 0);
  if (seen < 0) break;
  const message = receiveMessageOnPort(parentPort);
  if (message === undefined) continue;
  try {
    task(message.message);
  } catch {
    Atomics.add(state, 2, 1);
  }
  Atomics.add(state, 1, 1);
  Atomics.notify(state, 1);
}
`;

/** Longest wait for one run, in milliseconds. */
const patienceMs = 60_000;

/**
 * Starts `count` threads. A thread that fails or does not answer makes `run` throw `unavailable`.
 *
 * @param task its text is compiled in the threads, so it may use nothing from outside its body
 */
export const nodeThreads: StartThreads = (task, count) => {
  if (!Number.isInteger(count) || count < 1) {
    throw new MemoryError('invalid_input', `${count} is not a number of threads`);
  }
  const body = threadBody.replace('TASK', () => task.toString());
  const states = Array.from({ length: count }, () => new Int32Array(new SharedArrayBuffer(12)));
  const workers = states.map((state) => {
    const worker = new Worker(body, { eval: true, workerData: { state: state.buffer } });
    worker.unref();
    return worker;
  });
  let closed = false;
  return {
    count,
    run(tasks: readonly ThreadArrays[]) {
      if (closed) throw new MemoryError('unavailable', 'the threads are closed');
      if (tasks.length > count) throw new MemoryError('invalid_input', `${tasks.length} tasks for ${count} threads`);
      const done = tasks.map((arrays, n) => {
        const state = states[n]!;
        const before = Atomics.load(state, 1);
        workers[n]!.postMessage(arrays);
        Atomics.add(state, 0, 1);
        Atomics.notify(state, 0);
        return before;
      });
      const failed = tasks.some((_, n) => {
        const state = states[n]!;
        const waited = Atomics.wait(state, 1, done[n]!, patienceMs);
        return waited === 'timed-out' || Atomics.exchange(state, 2, 0) > 0;
      });
      if (failed) throw new MemoryError('unavailable', 'a thread failed or did not answer in time');
    },
    async close() {
      closed = true;
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  } satisfies Threads;
};
