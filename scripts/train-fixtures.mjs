/**
 * Rebuilds the trained models under data/models from nothing but seeds.
 *
 *   node scripts/train-fixtures.mjs                 every fixture
 *   node scripts/train-fixtures.mjs tiny-recall     one of them
 *
 * Options, for the longer trainings:
 *   --work DIR      keep the last and the best state there (default .palimpsest/training/NAME); a run that was stopped
 *                   continues from them
 *   --out DIR       write the fixture folder there (default data/models)
 *   --variant NAME  another setting of the recipe than the one that ships, into the folder NAME.VARIANT
 *   --seed N        one of the recipe's seeds alone, where it has several
 *   --steps N       stop after so many steps, to try a recipe out; writes to --out only
 *   --library DIR   a library that is built already, in place of building it
 *
 * Recipes are in scripts/train, one file a fixture. Each fixture folder gets its weights, its configuration and a
 * PROVENANCE.json with the recipe and the measured result.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const text = { type: 'string' };
const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { work: text, out: text, variant: text, seed: text, steps: text, library: text },
});
if (options.steps !== undefined && options.out === undefined) {
  console.error('--steps makes a model that is not the fixture: say with --out where it may go');
  process.exit(2);
}
const known = readdirSync(join(root, 'scripts', 'train'))
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => name.slice(0, -4));
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no recipe named ${unknown.join(', ')}; known: ${known.join(', ')}`);
  process.exit(2);
}

function build() {
  const built = join(root, '.palimpsest', 'train-build');
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
      '-p',
      join(root, 'tsconfig.build.json'),
      '--outDir',
      built,
      '--noCheck',
      ...['--declaration', 'false', '--declarationMap', 'false', '--isolatedDeclarations', 'false'],
    ],
    { stdio: 'inherit', cwd: root },
  );
  return built;
}
const built = options.library === undefined ? build() : resolve(options.library);
const library = async (path) => import(pathToFileURL(join(built, path)).href);

// Gates, side networks and the yardstick are trained beside or from models that come first.
const first = ['tiny-recall', 'tiny-long-backbone', 'tiny-msa'];
const order = (name) => (first.includes(name) ? 0 : 1);
for (const name of (wanted.length > 0 ? wanted : known).sort((a, b) => order(a) - order(b))) {
  const { train } = await import(pathToFileURL(join(root, 'scripts', 'train', `${name}.mjs`)).href);
  const started = performance.now();
  const label = [name, options.variant].filter((part) => part !== undefined).join('.');
  const { files, provenance } = await train({
    library,
    root,
    log: (line) => console.log(`${label}: ${line}`),
    work: options.work ?? join(root, '.palimpsest', 'training', label),
    ...(options.variant !== undefined && { variant: options.variant }),
    ...(options.steps !== undefined && { cut: Number(options.steps) }),
    ...(options.seed !== undefined && { seeds: [Number(options.seed)] }),
  });
  const folder = join(options.out ?? join(root, 'data', 'models'), label);
  mkdirSync(folder, { recursive: true });
  const digests = {};
  for (const [file, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, file), bytes);
    digests[file] = createHash('sha256').update(bytes).digest('hex');
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const record = {
    command: `node scripts/train-fixtures.mjs ${name}`,
    data: 'generated from the seed by the recipe; nothing was downloaded',
    license: 'Apache-2.0',
    ...provenance,
    sha256: digests,
  };
  writeFileSync(join(folder, 'PROVENANCE.json'), `${JSON.stringify(record, null, 2)}\n`);
  console.log(`${label}: wrote ${folder} after ${seconds} s`);
}
