/**
 * Rebuilds the trained models under data/models from nothing but seeds.
 *
 *   node scripts/train-fixtures.mjs                 every fixture
 *   node scripts/train-fixtures.mjs tiny-recall     one of them
 *
 * Recipes are in scripts/train, one file a fixture. Each fixture folder gets its weights, its configuration and a
 * PROVENANCE.json with the recipe and the measured result.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = join(root, '.palimpsest', 'train-build');
const wanted = process.argv.slice(2);
const known = readdirSync(join(root, 'scripts', 'train'))
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => name.slice(0, -4));
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no recipe named ${unknown.join(', ')}; known: ${known.join(', ')}`);
  process.exit(2);
}

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
const library = async (path) => import(pathToFileURL(join(built, path)).href);

const order = (name) => (name === 'tiny-recall' ? 0 : 1);
for (const name of (wanted.length > 0 ? wanted : known).sort((a, b) => order(a) - order(b))) {
  const { train } = await import(pathToFileURL(join(root, 'scripts', 'train', `${name}.mjs`)).href);
  const started = performance.now();
  const { files, provenance } = await train({ library, root, log: (line) => console.log(`${name}: ${line}`) });
  const folder = join(root, 'data', 'models', name);
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
  console.log(`${name}: wrote ${folder} after ${seconds} s`);
}
