/** Starts `store-child.ts` on any supported Node: compiles the sources it needs once, then runs plain JavaScript. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { libsqlDriver, nodeSqliteDriver } from '../../src/adapters/sqlite/index.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Names of the SQLite drivers that this Node and this installation have. */
export const driverNames: readonly ('node' | 'libsql')[] = [
  ...(nodeSqliteDriver() === undefined ? [] : (['node'] as const)),
  ...((await libsqlDriver()) === undefined ? [] : (['libsql'] as const)),
];

let compiled: string | undefined;
let compiledFolder: string | undefined;

afterAll(() => {
  if (compiledFolder !== undefined) rmSync(compiledFolder, { recursive: true, force: true });
});

/** Compiles into a folder under node_modules, so that packages are found from there. */
function compile(): string {
  if (compiled !== undefined) return compiled;
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'store-child-'));
  compiledFolder = folder;
  const flags = ['--noCheck', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  const paths = ['--rootDir', root, '--outDir', folder, join(root, 'test', 'e2e', 'store-child.ts')];
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '--ignoreConfig', ...flags, '--rewriteRelativeImportExtensions', ...paths]);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  compiled = join(folder, 'test', 'e2e', 'store-child.js');
  if (!existsSync(compiled)) throw new Error(`nothing was compiled to ${compiled}`);
  return compiled;
}

/** A running child and what it has said. */
export type StoreChild = {
  readonly process: ChildProcess;
  readonly lines: Record<string, unknown>[];
  /** Resolves when the child has said something that fits, rejects when it ends before. */
  until(fits: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly errors: string }>;
};

/** Starts one task of `store-child.ts`. */
export function startChild(...task: readonly (string | number)[]): StoreChild {
  const child = spawn(process.execPath, [compile(), ...task.map(String)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  let rest = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => {
    const parts = (rest + data.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) lines.push(JSON.parse(part) as Record<string, unknown>);
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString('utf8');
  });
  let over = false;
  const ended = new Promise<Awaited<StoreChild['ended']>>((done) => {
    child.once('close', (code, signal) => {
      over = true;
      done({ code, signal, errors });
      for (const listener of listeners) listener();
    });
  });
  return {
    process: child,
    lines,
    ended,
    until: (fits) =>
      new Promise((found, failed) => {
        const look = (): void => {
          const line = lines.find(fits);
          if (line !== undefined) found(line);
          else if (over) failed(new Error(`the child ended without saying so: ${errors}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
  };
}
