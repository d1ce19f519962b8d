/**
 * Commands that compute without a pause (`reproduce`, `bench`) run in a process of their own: a signal cannot interrupt
 * JavaScript that does not wait for anything. This process waits, and on Ctrl-C or SIGTERM it ends that one with all that
 * it has started, removes its temporary files and knows what was measured until then.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './config.ts';

/** Something that was measured before the rest was stopped. */
export type Measurement = { readonly what: string; readonly numbers: Readonly<Record<string, number>> };

export type ApartResult = {
  /** Exit status; absent where it was stopped. */
  readonly status?: number;
  readonly measured: readonly Measurement[];
};

/** How to run a command line apart. */
export type RunApart = (words: readonly string[], signal: AbortSignal) => Promise<ApartResult>;

/** The name by which the process knows that it is the one that works. */
const workerName = 'palimpsest-apart';
const isWindows = process.platform === 'win32';

/** Whether this process does the work of another one. */
export function isApart(argv0: string = process.argv0): boolean {
  return argv0 === workerName;
}

/** In the process that works: tells the waiting one, and ends when that one is gone. */
export function tellMeasured(): (measurement: Measurement) => void {
  process.on('disconnect', () => process.exit(130));
  // Listening alone must not keep it alive.
  process.channel?.unref();
  return (measurement) => void process.send?.(measurement);
}

/** `program`: file of the command line program. */
export function apartRunner(program: string, environment: Environment): RunApart {
  return (words, signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-work-'));
    const child = spawn(process.execPath, [...process.execArgv, program, ...words], {
      argv0: workerName,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // A group of its own, so that it ends with everything that it has started; Windows would open a window.
      detached: !isWindows,
      env: { ...environment, TMPDIR: folder, TEMP: folder, TMP: folder },
    });
    const measured: Measurement[] = [];
    child.on('message', (message) => measured.push(message as Measurement));
    // When this process has to go at once.
    const leave = (): void => {
      endWithAll(child);
      rmSync(folder, { recursive: true, force: true });
    };
    process.once('exit', leave);
    const stop = (): void => endWithAll(child);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    return new Promise<ApartResult>((resolve, reject) => {
      child.once('error', reject);
      // `close`, not `exit`: what it told before it ended has then arrived.
      child.once('close', (status) => {
        // What it started must not outlive it, however it ended.
        endWithAll(child);
        resolve({ measured, ...(signal.aborted ? {} : { status: status ?? 1 }) });
      });
    }).finally(() => {
      signal.removeEventListener('abort', stop);
      process.removeListener('exit', leave);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
  };
}

function endWithAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone, with all of its group.
  }
}
