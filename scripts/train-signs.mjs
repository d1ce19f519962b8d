/**
 * Trains the signs of the user schema (data/state/user.bin) from the examples in data/state/user/*.txt and
 * data/state/pairs/*.txt:
 *
 *   node scripts/train-signs.mjs [--data FOLDER] [--check]
 *
 * `--check` also prints how the comparisons of statements fare on attributes and changes that they were not trained on.
 * Sentences of real talk (PersonaMem and BFCL, development parts) that no rule claims count as stating nothing, so that
 * ordinary talk is left alone; without the folder the script stops. No share-alike set is read. The same files give the
 * same weights. See data/state/PROVENANCE.md.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
const data = args.includes('--data')
  ? args[args.indexOf('--data') + 1]
  : (process.env.PALIMPSEST_DATA ?? join(root, '..', 'shared', 'data'));
await build({ quiet: true });
const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { createStaticEmbedder } = await load('adapters/embedders/static-embedder.js');
const { loadSuite } = await load('bench/suites/catalog.js');
const { splitSentences } = await load('plaintext/extract/sentences.js');
const { chunkTurn } = await load('plaintext/revise/state/chunk-session.js');
const { checkPairs } = await load('plaintext/revise/state/pairs/check-pairs.js');
const { parsePairs } = await load('plaintext/revise/state/pairs/parse-pairs.js');
const { parseExamples } = await load('plaintext/revise/state/signs/parse-examples.js');
const { encodeSignModel } = await load('plaintext/revise/state/signs/sign-model.js');
const { trainSignModel } = await load('plaintext/revise/state/signs/train-model.js');
const { userSchema } = await load('plaintext/revise/state/state-schema.js');

/** Shorter and longer sentences say little, or are not read. Characters. */
const length = { least: 15, most: 130 };

/** Sentences of users that no rule claims, each once. */
async function backgroundOf(suite, folder) {
  const path = join(data, folder);
  if (!existsSync(path)) throw new Error(`no data at ${path}: pass --data FOLDER`);
  const found = new Set();
  for await (const { turns } of (await loadSuite(suite, { dataPath: path, part: 'dev', unit: 'turn' })).conversations) {
    for (const turn of turns) {
      if (turn.role !== undefined && turn.role !== 'user') continue;
      for (const { start, end, question } of splitSentences(turn.text)) {
        const text = turn.text.slice(start, end).trim().replace(/\s+/g, ' ');
        if (question || text.length < length.least || text.length > length.most) continue;
        if (!chunkTurn({ id: 'x', text }, 's').some(({ strength }) => strength === 'strong')) found.add(text);
      }
    }
  }
  return [...found];
}

/** Example files of a folder of data/state, in a fixed order. */
const textsOf = (name) => {
  const folder = join(root, 'data', 'state', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
};
const background = [
  ...(await backgroundOf('personamem', 'personamem_32k')),
  ...(await backgroundOf('bfcl', 'bfcl_v4_memory')),
];
const model = trainSignModel(
  { ...parseExamples(textsOf('user')), background },
  { vectors: createStaticEmbedder(), schema: userSchema.definition, thesaurus: userSchema.thesaurus },
  parsePairs(textsOf('pairs')),
  args.includes('--check') ? (pairs) => console.table(checkPairs(pairs)) : undefined,
);
const bytes = encodeSignModel(model);
writeFileSync(join(root, 'data', 'state', 'user.bin'), bytes);
console.log(
  `${model.words.length} words, ${model.scales.length} labels, ${background.length} sentences of real talk, ${bytes.length} bytes`,
);
