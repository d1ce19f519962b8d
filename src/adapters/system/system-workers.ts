/** Node's worker threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Workers } from '../../ports/index.ts';

export const systemWorkers: Workers = {
  spare: Math.max(0, availableParallelism() - 1),
  start(script, given, onFailure) {
    const worker = new Worker(script, { eval: true, workerData: given, env: {}, execArgv: [] });
    let stopped = false;
    worker.unref();
    worker.on('error', (error) => {
      if (!stopped) onFailure(error.message);
    });
    worker.on('exit', (code) => {
      if (!stopped) onFailure(`ended with ${code}`);
    });
    return {
      async stop() {
        stopped = true;
        await worker.terminate();
      },
    };
  },
};
