/**
 * How well a bank of documents is searched and read as it grows, beyond the sizes that the claim has time for.
 *
 *   node scripts/measure-msa.mjs [--seed 101] [--documents 4,16,160,1600,16384,65536] [--library dist]
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const text = { type: 'string' };
const { values: options } = parseArgs({ options: { seed: text, documents: text, library: text } });
const built = resolve(options.library ?? join(root, 'dist'));
const { msaCurve } = await import(pathToFileURL(join(built, 'bench', 'claims', 'activation', 'msa.js')).href);
const open = (model) => (file) => readFileSync(join(root, 'data', 'models', model, file));
const sizes = (options.documents ?? '4,16,160,1600,16384,65536').split(',').map(Number);
let began = performance.now();
for await (const measures of msaCurve(Number(options.seed ?? 101), open, sizes)) {
  for (const [name, value] of Object.entries(measures)) console.log(`${name.padEnd(48)} ${Number(value.toFixed(3))}`);
  console.log(`seconds ${((performance.now() - began) / 1000).toFixed(0)}\n`);
  began = performance.now();
}
