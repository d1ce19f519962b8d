/** Starts the selftest's child processes and listens to them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { WorkerMessage, WorkerTask } from './tasks.ts';

const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
);

export type ChildEnd = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
};

export type Child = {
  readonly ready: Promise<void>;
  readonly ended: Promise<ChildEnd>;
  kill(): void;
  /** Ends its input: a reader then reports and leaves. */
  finish(): void;
};

const running = new Set<ChildProcess>();

/** Starts one; every line that it says is passed on before `ended` resolves. */
export function startChild(task: WorkerTask, onMessage: (message: WorkerMessage) => void): Child {
  const child = spawn(process.execPath, [workerFile, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => {
    if (stderr.length < 4_000) stderr += part.toString();
  });
  child.stdin.on('error', () => undefined);
  let setReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    setReady = resolve;
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    let message: WorkerMessage;
    try {
      message = JSON.parse(line) as WorkerMessage;
    } catch {
      // The last line of a killed process may be cut: it acknowledged nothing.
      return;
    }
    if (message.say === 'ready') setReady();
    onMessage(message);
  });
  const drained = new Promise<void>((resolve) => lines.once('close', () => resolve()));
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      void drained.then(() => {
        setReady();
        resolve({ code, signal, stderr: stderr.trim() });
      });
    });
  });
  return { ready, ended, kill: () => void child.kill('SIGKILL'), finish: () => child.stdin.end() };
}

/** Kills whatever is left of this run. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}
