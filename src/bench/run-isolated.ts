/** One size of the speed run in a process of its own, so that its peak of memory is its own. */
import { fork } from 'node:child_process';
import { MemoryError } from '../errors/index.ts';
import type { SpeedOptions, SpeedRequest, SpeedRow, SpeedStep } from './speed.ts';

/** What the child is told. */
export type SpeedTask = { readonly request: SpeedRequest; readonly memoryModule: string };

/** What the child says. */
export type SpeedMessage =
  | { readonly type: 'step'; readonly records: number; readonly step: SpeedStep }
  | { readonly type: 'row'; readonly row: SpeedRow }
  | { readonly type: 'failure'; readonly message: string };

/**
 * Runs a request of one size in a child process.
 *
 * @throws MemoryError `unsupported` when run from TypeScript source, which a child process cannot load
 */
export function runIsolated(request: SpeedRequest, memoryModule: URL, options: SpeedOptions): Promise<SpeedRow> {
  const worker = new URL(import.meta.url.endsWith('.ts') ? './speed-worker.ts' : './speed-worker.js', import.meta.url);
  if (worker.pathname.endsWith('.ts')) {
    const hint = 'build first, or pass the memory as a function';
    return Promise.reject(new MemoryError('unsupported', 'a child process cannot load TypeScript source', { hint }));
  }
  return new Promise((resolve, reject) => {
    const child = fork(worker, { signal: options.signal, serialization: 'json', execArgv: [] });
    let row: SpeedRow | undefined;
    let failure: string | undefined;
    child.on('message', (message: SpeedMessage) => {
      if (message.type === 'step') options.onProgress?.({ records: message.records, step: message.step });
      else if (message.type === 'row') row = message.row;
      else failure = message.message;
    });
    child.on('error', (cause) => {
      const code = options.signal?.aborted === true ? 'aborted' : 'internal';
      reject(new MemoryError(code, 'the speed process could not run', { cause }));
    });
    child.on('exit', (code, signal) => {
      if (row !== undefined) resolve(row);
      else if (options.signal?.aborted === true) reject(new MemoryError('aborted', 'stopped by the caller'));
      else {
        const why = failure ?? `it ended with ${signal ?? `status ${code}`}`;
        reject(
          new MemoryError('internal', `the speed process failed: ${why}`, { details: { records: request.records } }),
        );
      }
    });
    const task: SpeedTask = { request, memoryModule: memoryModule.href };
    child.send(task);
  });
}
