/** The house rules that a compiler does not check: who may import whom, names, sizes, and where time and chance come from. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

const everything = '*';
/** folder -> folders that it may import from, besides itself. */
const mayImport: Readonly<Record<string, readonly string[] | typeof everything>> = {
  errors: [],
  ports: ['errors'],
  kernel: ['ports', 'errors'],
  tensor: ['errors', 'ports'],
  models: ['tensor', 'ports', 'errors'],
  plaintext: ['kernel', 'tensor', 'ports', 'errors'],
  activation: ['kernel', 'tensor', 'models', 'ports', 'errors'],
  parametric: ['kernel', 'tensor', 'models', 'ports', 'errors'],
  adapters: ['ports', 'errors'],
  bench: [
    'errors',
    'ports',
    'kernel',
    'tensor',
    'models',
    'plaintext',
    'activation',
    'parametric',
    'memory',
    'testing',
  ],
  testing: ['ports', 'errors', 'kernel', 'plaintext', 'activation', 'parametric'],
  memory: everything,
  server: everything,
  cli: everything,
  '': everything,
};

/** Packages without I/O: they compute, and may be used where they are needed. */
const purePackages = new Set([
  '@huggingface/jinja',
  'wink-nlp',
  'wink-eng-lite-web-model',
  'chrono-node',
  'luxon',
  'stemmer',
  'gpt-tokenizer',
  '@jax-js/jax',
  'fflate',
  'zod',
]);
/** Folders in which databases, model SDKs, protocols and terminals may be used. */
const openFolders = new Set(['adapters', 'server', 'cli', 'memory', '']);
/** Node's own modules that compute without touching the outside. */
const pureNode = new Set(['node:crypto', 'node:buffer', 'node:util', 'node:perf_hooks', 'node:events', 'node:module']);
/** Folders that may read and write files, start processes and threads. */
const ioFolders = new Set(['adapters', 'server', 'cli', 'bench', 'testing', 'memory', '']);

const forbiddenNames = /^(utils?|helpers?|common|misc|shared|manager|service|impl|base)(\.|$)/;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(source, name));

const folderOf = (file: string): string => {
  const parts = relative(source, file).split(sep);
  return parts.length > 1 ? (parts[0] as string) : '';
};

function importsOf(file: string): { specifier: string; line: number }[] {
  const text = readFileSync(file, 'utf8');
  const found: { specifier: string; line: number }[] = [];
  const statements = /^(?:import|export)\s(?:[^;'"]*?\sfrom\s)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm;
  for (const match of text.matchAll(statements)) {
    found.push({ specifier: (match[1] ?? match[2]) as string, line: text.slice(0, match.index).split('\n').length });
  }
  return found;
}

const isTest = (file: string): boolean => file.endsWith('.test.ts');
const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

describe('architecture', () => {
  it('finds the source', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('imports only along the table', () => {
    const wrong: string[] = [];
    for (const file of files.filter((name) => !isTest(name))) {
      const folder = folderOf(file);
      const allowed = mayImport[folder];
      if (allowed === undefined) {
        wrong.push(`${relative(root, file)}: folder ${folder} is not in the table`);
        continue;
      }
      for (const { specifier, line } of importsOf(file)) {
        const place = `${relative(root, file)}:${line}`;
        if (specifier.startsWith('.')) {
          const target = resolve(dirname(file), specifier);
          if (!target.startsWith(source)) {
            if (!target.startsWith(join(root, 'package.json'))) wrong.push(`${place}: leaves src (${specifier})`);
            continue;
          }
          const to = folderOf(target);
          if (to !== folder && allowed !== everything && !allowed.includes(to))
            wrong.push(`${place}: ${folder} may not import ${to}`);
        } else if (specifier.startsWith('node:')) {
          if (!pureNode.has(specifier) && !ioFolders.has(folder)) wrong.push(`${place}: ${specifier} is I/O`);
        } else {
          const name = packageName(specifier);
          const inPeers = file.includes(`${sep}bench${sep}peers${sep}`);
          const inTesting = folder === 'testing' && name === 'vitest';
          if (!purePackages.has(name) && !openFolders.has(folder) && !inPeers && !inTesting && name !== 'palimpsest') {
            wrong.push(`${place}: package ${name} belongs in adapters, server or cli`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps files at 400 lines or less, tests at 600', () => {
    const kernels = readdirSync(join(root, 'assembly')).filter((name) => name.endsWith('.ts'));
    const long = [...files, ...kernels.map((name) => join(root, 'assembly', name))]
      .filter((file) => !file.endsWith('.wasm.ts'))
      .map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > (isTest(file) ? 600 : 400));
    expect(long).toEqual([]);
  });

  it('uses names that say something', () => {
    const bad = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name
        .split(sep)
        .some(
          (part) =>
            forbiddenNames.test(part) ||
            (part.endsWith('.ts') && !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|contract|wasm|case))*\.ts$/.test(part)),
        ),
    );
    expect(bad).toEqual([]);
  });

  it('takes time and chance from ports', () => {
    const wrong: string[] = [];
    for (const file of files.filter((name) => !isTest(name) && folderOf(name) !== 'adapters')) {
      readFileSync(file, 'utf8')
        .split('\n')
        .forEach((line, index) => {
          if (/\b(Date\.now|Math\.random|randomUUID)\(/.test(line) || /\bnew Date\(\)/.test(line)) {
            wrong.push(`${relative(root, file)}:${index + 1}`);
          }
        });
    }
    expect(wrong).toEqual([]);
  });

  it('has no default exports, enums or namespaces', () => {
    const wrong = files
      .filter((file) => !isTest(file))
      .filter((file) =>
        /^\s*export default |^\s*(export )?(const )?enum |^\s*(export )?namespace /m.test(readFileSync(file, 'utf8')),
      )
      .map((file) => relative(root, file));
    expect(wrong).toEqual([]);
  });

  it('reads the environment only in the CLI configuration', () => {
    const wrong = files
      .filter((file) => !isTest(file) && !/src[/\\]cli[/\\]config/.test(file))
      .filter((file) => /\bprocess\.env\b/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    expect(wrong).toEqual([]);
  });

  it('names every variant in its catalog', () => {
    const imported = new Set(
      files
        .filter((file) => !isTest(file))
        .flatMap((file) => importsOf(file).map(({ specifier }) => resolve(dirname(file), specifier))),
    );
    const wrong: string[] = [];
    for (const catalog of files.filter((file) => file.endsWith(`${sep}catalog.ts`))) {
      for (const name of readdirSync(dirname(catalog))) {
        const file = join(dirname(catalog), name);
        if (!name.endsWith('.ts') || /\.(test|contract)\./.test(name) || name === 'catalog.ts' || name === 'index.ts')
          continue;
        // A variant is reached through its catalog only; what others import is machinery.
        if (!imported.has(file)) wrong.push(`${relative(root, file)} is not in ${relative(root, catalog)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
