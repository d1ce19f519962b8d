/** One step of one peer in a process of its own: its peak of memory is its own, and it can be stopped when it hangs. */
import { fork } from 'node:child_process';
import { MemoryError } from '../../errors/index.ts';
import type { PeerResult, PeerTask } from './peer-report.ts';
import type { RunStep } from './run-peers.ts';

/** What the child is told. */
export type PeerOrder = { readonly task: PeerTask; readonly resourcesModule: string };

/** What the child says. */
export type PeerMessage =
  | { readonly type: 'step'; readonly step: string }
  | { readonly type: 'result'; readonly result: PeerResult }
  | { readonly type: 'failure'; readonly message: string };

/** Time beyond a step's own limits after which its process is ended. */
const graceMs = 300_000;

function longestMs({ request, records }: PeerTask): number {
  const own =
    records === undefined
      ? (request.qualityLimitMs ?? 240_000)
      : (request.ingestLimitMs ?? 30_000) + (request.recallLimitMs ?? 6_000);
  return own + graceMs;
}

/**
 * Steps in child processes. `resourcesModule` exports `makePeerResources`.
 *
 * @throws MemoryError `unsupported` when run from TypeScript source, which a child process cannot load
 */
export function isolatedSteps(resourcesModule: URL, onStep: (peer: string, step: string) => void = () => {}): RunStep {
  return (task, signal) => {
    const worker = new URL(
      import.meta.url.endsWith('.ts') ? '../peer-worker.ts' : '../peer-worker.js',
      import.meta.url,
    );
    if (worker.pathname.endsWith('.ts')) {
      const hint = 'build first: npm run build';
      return Promise.reject(new MemoryError('unsupported', 'a child process cannot load TypeScript source', { hint }));
    }
    return new Promise((resolve, reject) => {
      // Libraries talk on standard output; what counts comes as messages.
      const child = fork(worker, {
        signal,
        serialization: 'json',
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      let result: PeerResult | undefined;
      let failure: string | undefined;
      let step = 'start';
      const limitMs = longestMs(task);
      const timer = setTimeout(() => {
        failure = `stopped after ${Math.round(limitMs / 1_000)} s at: ${step}`;
        child.kill('SIGKILL');
      }, limitMs);
      child.on('message', (message: PeerMessage) => {
        if (message.type === 'step') {
          step = message.step;
          onStep(task.peer, step);
        } else if (message.type === 'result') result = message.result;
        else failure = message.message;
      });
      child.on('error', (cause) => {
        clearTimeout(timer);
        const code = signal?.aborted === true ? 'aborted' : 'internal';
        reject(new MemoryError(code, "the peer's process could not run", { cause }));
      });
      child.on('exit', (code, endedBy) => {
        clearTimeout(timer);
        if (result !== undefined) resolve(result);
        else if (signal?.aborted === true) reject(new MemoryError('aborted', 'stopped by the caller'));
        else
          reject(
            new MemoryError('internal', failure ?? `its process ended with ${endedBy ?? `status ${code}`} at: ${step}`),
          );
      });
      const order: PeerOrder = { task, resourcesModule: resourcesModule.href };
      child.send(order);
    });
  };
}
