/** Runs the built command line in child processes, each test with a data directory of its own. */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));
export const mainFile: string = join(root, 'dist', 'cli', 'main.js');

/** Builds when the sources have changed; two test files at once wait for each other. */
export function buildOnce(): void {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 'ignore', 'pipe'] });
}

export type Home = { readonly path: string; readonly environment: NodeJS.ProcessEnv; remove(): void };

/** An empty data directory. */
export function temporaryHome(): Home {
  const path = mkdtempSync(join(tmpdir(), 'palimpsest-e2e-'));
  return {
    path,
    environment: { ...process.env, PALIMPSEST_HOME: path, NO_COLOR: '1' },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export type Ended = {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
};

export type Started = { readonly child: ChildProcessWithoutNullStreams; readonly ended: Promise<Ended> };

/** Starts the program. */
export function start(home: Home, words: readonly string[]): Started {
  const child = spawn(process.execPath, [mainFile, ...words], { env: home.environment, cwd: home.path });
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    err += part.toString();
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status, signal) => resolve({ status, signal, out, err })),
  );
  return { child, ended };
}

/** Runs it to its end. */
export async function palimpsest(home: Home, words: readonly string[], input = ''): Promise<Ended> {
  const { child, ended } = start(home, words);
  child.stdin.end(input);
  return await ended;
}
