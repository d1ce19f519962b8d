/**
 * Learns what speaks for an option of a multiple-choice question, and says what that is worth:
 *
 *   node scripts/train-chooser.mjs [--data FOLDER] [--write]
 *
 * Training data: the development part of PersonaMem (MIT). One softmax over the options of a question, one set of
 * weights for each form of a question, drawn towards nothing. The score leaves out one persona at a time (several
 * users play the same one, with the same questions). `--write` puts the weights into src/plaintext/choose/.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
const folder = args.includes('--data')
  ? args[args.indexOf('--data') + 1]
  : (process.env.PALIMPSEST_DATA ?? join(root, '..', 'shared', 'data'));
const dataPath = join(folder, 'personamem_32k');
if (!existsSync(dataPath)) {
  console.error(`no data at ${dataPath}; give --data FOLDER or set PALIMPSEST_DATA`);
  process.exit(2);
}
await build({ quiet: true });
const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { findSuite } = await load('bench/suites/catalog.js');
const { openMemory } = await load('memory/open-memory.js');
const { formOf } = await load('plaintext/choose/choose-option.js');

const pull = 0.01;
const steps = 300;
const rate = 0.1;

/** One row a question: the features of its options without their mean, and which one is right. */
async function readRows() {
  const personas = new Map();
  for (const row of JSON.parse(readFileSync(join(dataPath, '32k_queries.json'), 'utf8'))) {
    personas.set(row.user_id.slice(0, 12), row.meta.persona_id);
  }
  const rows = [];
  for await (const conversation of findSuite('personamem').open({ dataPath, part: 'dev' })) {
    const memory = await openMemory({ path: ':memory:' });
    await memory.observe(conversation.turns);
    for (const question of conversation.questions) {
      const { options } = await memory.choose(question.text, question.options);
      const names = Object.keys(options[0].features);
      const raw = options.map(({ features }) => names.map((name) => features[name]));
      const mean = names.map((_, f) => raw.reduce((sum, own) => sum + own[f], 0) / raw.length);
      rows.push({
        persona: personas.get(conversation.id),
        category: question.category,
        form: formOf(question.text),
        right: question.correctOption,
        options: raw.map((own) => own.map((value, f) => value - mean[f])),
        names,
      });
    }
    await memory.close();
  }
  return rows;
}

const score = (weights, option) => option.reduce((sum, value, f) => sum + value * weights[f], 0);

/** Adam on the log loss with an L2 pull; every form by itself. */
function train(rows, all) {
  const weights = new Float64Array(rows[0].names.length);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  for (let step = 1; step <= steps; step++) {
    const slope = Float64Array.from(weights, (weight) => pull * weight);
    for (const { options, right } of rows) {
      const scores = options.map((option) => score(weights, option));
      const most = Math.max(...scores);
      const parts = scores.map((one) => Math.exp(one - most));
      const whole = parts.reduce((sum, part) => sum + part, 0);
      options.forEach((option, i) => {
        const error = (parts[i] / whole - (i === right ? 1 : 0)) / all;
        option.forEach((value, f) => {
          slope[f] += error * value;
        });
      });
    }
    slope.forEach((value, f) => {
      first[f] = 0.9 * first[f] + 0.1 * value;
      second[f] = 0.999 * second[f] + 0.001 * value * value;
      const size = Math.sqrt(second[f] / (1 - 0.999 ** step)) + 1e-8;
      weights[f] -= (rate * (first[f] / (1 - 0.9 ** step))) / size;
    });
  }
  return weights;
}

const forms = ['asks', 'tells'];
const trainAll = (rows) =>
  Object.fromEntries(
    forms.map((form) => [
      form,
      train(
        rows.filter((row) => row.form === form),
        rows.length,
      ),
    ]),
  );

const rows = await readRows();
const tally = new Map();
for (const persona of new Set(rows.map((row) => row.persona))) {
  const weights = trainAll(rows.filter((row) => row.persona !== persona));
  for (const row of rows.filter((one) => one.persona === persona)) {
    const scores = row.options.map((option) => score(weights[row.form], option));
    const entry = tally.get(row.category) ?? { right: 0, asked: 0 };
    entry.asked++;
    if (scores.indexOf(Math.max(...scores)) === row.right) entry.right++;
    tally.set(row.category, entry);
  }
}
const sums = [...tally.values()].reduce((a, b) => ({ right: a.right + b.right, asked: a.asked + b.asked }));
console.log(`leave one persona out: ${((100 * sums.right) / sums.asked).toFixed(1)}% of ${sums.asked}`);
for (const [category, { right, asked }] of tally) {
  console.log(`  ${category}: ${((100 * right) / asked).toFixed(1)}% of ${asked}`);
}
const weights = trainAll(rows);
const block = forms
  .map((form) => {
    const lines = rows[0].names.map((name, f) => `    ${name}: ${Number(weights[form][f].toFixed(2))},`);
    return `  ${form}: {\n${lines.join('\n')}\n  },`;
  })
  .join('\n');
console.log(block);
if (args.includes('--write')) {
  const path = join(root, 'src', 'plaintext', 'choose', 'choice-weights.ts');
  const source = readFileSync(path, 'utf8');
  const start = source.indexOf('= {\n') + '= {\n'.length;
  writeFileSync(path, `${source.slice(0, start)}${block}\n};\n`);
  console.log(`wrote ${path}`);
}
