/**
 * Trains what a question about a course of values asks for (src/plaintext/revise/frames/asked-weights.ts).
 *
 *   node scripts/train-courses.mjs [--check]
 *
 * Examples are the questions of the development surfaces of the LongMINT twin and data/courses/questions.txt; held-out
 * surfaces are never read. `--check` leaves out one surface after the other, says how many of its questions are understood
 * by weights trained on the rest, and writes nothing. The same files give the same weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
await build({ quiet: true });
const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const suites = 'bench/suites/longmint';
const frames = 'plaintext/revise/frames';
const { askedClasses, askedFeatures } = await load(`${frames}/asked-features.js`);

const surfaces = {};
for (const name of ['development', 'practice', 'third', 'fourth', 'fifth', 'drill'])
  surfaces[name] = (await load(`${suites}/${name}-longmint.js`))[`${name}Longmint`];

/** Numbers from 0 to 1, the same every time. */
let state = 12345;
const random = () => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return state / 2147483648;
};
function shuffle(list) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}

/** Features by number, with the domains that they are met in: what few have is learned from none of them. */
function vocabulary() {
  const ids = new Map();
  const met = [];
  return {
    met,
    names: () => [...ids.keys()],
    of(features, domain) {
      return features.map((feature) => {
        const id = ids.get(feature) ?? ids.size;
        if (id === ids.size) {
          ids.set(feature, id);
          met.push(new Set());
        }
        met[id].add(domain);
        return id;
      });
    },
  };
}
const leastDomains = 3;

/** Questions with the class that they are of. */
const askedWords = vocabulary();
const questions = [];
const addQuestion = (text, kind, surface, domain) => {
  const filled = text.replaceAll('{e}', 'X').replaceAll('{n}', '3');
  questions.push({
    text: filled,
    kind: askedClasses.indexOf(kind),
    surface,
    own: askedWords.of(askedFeatures(filled), domain),
  });
};
let kind = '';
for (const [at, line] of readFileSync(join(root, 'data', 'courses', 'questions.txt'), 'utf8')
  .split('\n')
  .entries()) {
  if (line.startsWith('## ')) kind = line.slice(3).trim();
  else if (line.trim() !== '' && !line.startsWith('#'))
    addQuestion(line.trim(), kind, 'examples', `examples ${at % 40}`);
}
const kinds = {
  current: 'current',
  historical: 'back',
  previous: 'previous',
  original: 'first',
  ordering: 'ordering',
  counting: 'changes',
  countingValues: 'values',
};
for (const [surface, { domains }] of Object.entries(surfaces))
  for (const { id, attributes } of domains)
    for (const attribute of attributes)
      for (const [key, own] of Object.entries(kinds))
        for (const text of attribute[key] ?? []) addQuestion(text, own, surface, `${surface} ${id}`);

function trainAsked(data, rounds = 25) {
  const classes = askedClasses.length;
  const size = askedWords.met.length * classes;
  const [weights, squares] = [new Float64Array(size), new Float64Array(size).fill(1e-2)];
  const order = [...data];
  for (let round = 0; round < rounds; round++) {
    shuffle(order);
    for (const { own, kind: right } of order) {
      const known = own.filter((id) => askedWords.met[id].size >= leastDomains);
      const scores = askedClasses.map((_, at) => known.reduce((sum, id) => sum + weights[id * classes + at], 0));
      const most = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - most));
      const all = powers.reduce((sum, power) => sum + power, 0);
      for (const [at, power] of powers.entries()) {
        const slope = power / all - (at === right ? 1 : 0);
        if (Math.abs(slope) < 0.002) continue;
        for (const id of known) {
          const place = id * classes + at;
          const step = slope + 0.004 * weights[place];
          squares[place] += step * step;
          weights[place] -= (0.25 * step) / Math.sqrt(squares[place]);
        }
      }
    }
  }
  return weights;
}
const askedFor = (weights, { own }) => {
  const scores = askedClasses.map((_, at) => own.reduce((sum, id) => sum + weights[id * askedClasses.length + at], 0));
  return scores.indexOf(Math.max(...scores));
};

const share = (list, test) => ((100 * list.filter(test).length) / list.length).toFixed(1);

if (process.argv.includes('--check')) {
  for (const surface of Object.keys(surfaces)) {
    const apart = (list) => [
      list.filter((one) => one.surface !== surface),
      list.filter((one) => one.surface === surface),
    ];
    const [asked, other] = apart(questions);
    const askedWeights = trainAsked(asked);
    const understood = share(other, (one) => askedFor(askedWeights, one) === one.kind);
    console.log(`${surface}, left out: ${understood}% of ${other.length} questions understood`);
  }
  process.exit(0);
}

/** Rows of names and numbers, as `weightTable` reads them. */
function write(file, { doc, name }, weights) {
  const rows = [];
  for (const [feature, value] of weights.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const item = `${feature}\t${value}`;
    if (rows.length > 0 && rows.at(-1).length + item.length <= 105) rows.push(`${rows.pop()}\t${item}`);
    else rows.push(item);
  }
  const quoted = (row) => {
    const text = row.replaceAll('\\', '\\\\').replaceAll('\t', '\\t');
    return text.includes("'") ? `"${text.replaceAll('"', '\\"')}"` : `'${text}'`;
  };
  const lines = rows.map((row) => `  ${quoted(row)},`).join('\n');
  writeFileSync(
    join(root, 'src', frames, file),
    `/** ${doc}; made by \`scripts/train-courses.mjs\`. */\nexport const ${name}: readonly string[] = [\n${lines}\n];\n`,
  );
}

const asked = trainAsked(questions);
write(
  'asked-weights.ts',
  {
    doc: 'Weights of the features of questions, in twentieths of a logit, in the order of `askedClasses`',
    name: 'askedWeights',
  },
  askedWords.names().flatMap((feature, id) => {
    const own = askedClasses.map((_, at) => Math.round(asked[id * askedClasses.length + at] * 20));
    return own.some((one) => Math.abs(one) >= 7) ? [[feature, own.join(' ')]] : [];
  }),
);
