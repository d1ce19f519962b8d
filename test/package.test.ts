/** The package as users get it: packed, installed into an empty project, every entry imported, the command line run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce, root } from './e2e/built-cli.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
};
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-package-'));
const project = join(folder, 'project');
const installed = join(project, 'node_modules', 'palimpsest');
let files: readonly string[] = [];
/** Why the package could not be installed; the tests that need it are skipped with this reason. */
let unreachable: string | undefined;

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly out: string; readonly err: string } {
  const environment = { ...process.env, PALIMPSEST_HOME: join(folder, 'home'), NO_COLOR: '1', NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { status, out: stdout, err: stderr };
}

beforeAll(() => {
  buildOnce();
  const packed = run(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  expect(packed.status, packed.err).toBe(0);
  const [made] = JSON.parse(packed.out) as {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  files = made?.files.map((file) => file.path) ?? [];
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const install = run(npm, ['install', ...flags, join(folder, made?.filename ?? '')], project);
  if (install.status === 0) return;
  if (/E(NOTFOUND|CONNREFUSED|AI_AGAIN|TIMEDOUT|CONNRESET|NOTCACHED)|ENETUNREACH|network/i.test(install.err)) {
    unreachable = 'the npm registry is not reachable, and the cache does not hold every dependency';
    console.warn(`skipped: ${unreachable}`);
    return;
  }
  throw new Error(`npm install failed:\n${install.err}`);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock file', () => {
  it('covers every platform, so that npm ci works on each', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
    };
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          lock.packages[`node_modules/${name}`] === undefined &&
          lock.packages[`${path}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('the package', () => {
  it('holds what it needs and nothing else', () => {
    expect(files).toContain('package.json');
    expect(files).toContain('LICENSE');
    expect(files).toContain('dist/cli/main.js');
    expect(files).toContain('dist/index.d.ts');
    expect(files).toContain('data/demo/conversation.jsonl');
    const strangers = files.filter(
      (path) => !/^(dist|src|data)\/|^(package\.json|LICENSE|NOTICE|README\.md)$/.test(path),
    );
    expect(strangers).toEqual([]);
    expect(files.filter((path) => /\.test\.(ts|js|d\.ts)/.test(path))).toEqual([]);
  });

  it('can be imported by each of its names', ({ skip }) => {
    if (unreachable !== undefined) skip(unreachable);
    const names = Object.keys(manifest.exports).filter((name) => name !== './package.json');
    expect(names).toContain('.');
    for (const name of names) {
      const specifier = `palimpsest${name.slice(1)}`;
      const script = `const all = await import(${JSON.stringify(specifier)}); if (Object.keys(all).length === 0) process.exit(3);`;
      const { status, err } = run(process.execPath, ['--input-type=module', '-e', script], project);
      expect(status, `${specifier}: ${err}`).toBe(0);
      expect(err, specifier).toBe('');
    }
  });

  it('remembers in an empty project', ({ skip }) => {
    if (unreachable !== undefined) skip(unreachable);
    const script = `
      import { openMemory } from 'palimpsest';
      const memory = await openMemory({ path: 'me.palimpsest' });
      await memory.observe({ id: 'm1', speaker: 'Anna', text: 'I moved to Oslo last week.', at: '2026-03-09' });
      const { hits } = await memory.recall('Where does Anna live?');
      await memory.close();
      process.stdout.write(hits[0].id);`;
    expect(run(process.execPath, ['--input-type=module', '-e', script], project)).toEqual({
      status: 0,
      out: 'm1',
      err: '',
    });
  });

  it('brings a command line that works', ({ skip }) => {
    if (unreachable !== undefined) skip(unreachable);
    const bin = join(project, 'node_modules', '.bin', process.platform === 'win32' ? 'palimpsest.cmd' : 'palimpsest');
    expect(run(bin, ['--version'], project).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(bin, ['observe', 'hello there', '--json'], project)).toMatchObject({ status: 0, err: '' });
    expect(run(bin, ['recal'], project).status).toBe(2);
    expect(JSON.parse(run(bin, ['uninstall', '--purge', '--json'], project).out)).toMatchObject({ ok: true });
  });

  it('has types for every entry', ({ skip }) => {
    if (unreachable !== undefined) skip(unreachable);
    for (const entry of Object.values(manifest.exports)) {
      if (typeof entry === 'string') continue;
      expect(readFileSync(join(installed, entry.types), 'utf8').length).toBeGreaterThan(0);
    }
    const names = Object.keys(manifest.exports).filter((name) => name !== './package.json');
    const lines = names.map(
      (name, index) => `import * as entry${index} from 'palimpsest${name.slice(1)}';\nexport { entry${index} };`,
    );
    writeFileSync(join(project, 'use.ts'), `${lines.join('\n')}\n`);
    const settings = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      include: ['use.ts'],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
    const checked = run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], project);
    expect(checked.status, checked.out).toBe(0);
  });
});
