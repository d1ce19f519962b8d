/**
 * Trains the linear ranker over recall's channels and says what it is worth:
 *
 *   node scripts/train-ranker.mjs [--data FOLDER] [--held-out] [--dist FOLDER]
 *
 * Training data, development parts only: LifeBench, BFCL, and the chats between friends written for this. BEAM is
 * never trained on. Features are the channels' scores of every candidate; the loss is that of a softmax over one
 * question's candidates; the weights start from the hand-set ones and are drawn towards them. The score is
 * leave-one-conversation-out; with `--held-out` also that on held-out conversations of BEAM and LifeBench, against the
 * hand-set fusion in the same run. Everything goes to data/ranker/linear.json. The learned weights become the default
 * only if they win on both.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
const optionOf = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise);
const data = optionOf('--data', process.env.PALIMPSEST_DATA ?? join(root, '..', 'shared', 'data'));
const dist = optionOf('--dist', join(root, 'dist'));
if (!args.includes('--dist')) await build({ quiet: true });
const load = (path) => import(pathToFileURL(join(dist, path)).href);
const { findSuite } = await load('bench/suites/catalog.js');
const { openBenchIndex } = await load('cli/bench/bench-index.js');
const { recallUnits } = await load('plaintext/recall/recall.js');
const { defaultRecipe } = await load('plaintext/recipes/default.js');

const friends = { suite: 'locomo', dataPath: join(root, 'data', 'talks', 'two-friends.json'), part: 'all' };
const training = [
  friends,
  { suite: 'bfcl', dataPath: join(data, 'bfcl_v4_memory'), part: 'dev' },
  { suite: 'lifebench', dataPath: join(data, 'lifebench_en'), part: 'dev' },
];
const heldOut = [
  { suite: 'beam', dataPath: join(data, 'beam_100k'), part: 'heldout' },
  { suite: 'lifebench', dataPath: join(data, 'lifebench_en'), part: 'heldout' },
];
/** Everything that the hand-set fusion uses, and what may deserve a place in it. */
const features = [...new Set([...Object.keys(defaultRecipe.weights), 'timeline', 'spreading', 'hopfield', 'facts'])];
const everyHit = 10_000;
const steps = 150;
const pull = 0.002;
const rate = 0.15;
/** Softmax over scores of about one needs a scale before it can tell the first from the rest. */
const sharpness = 6;

function need({ dataPath }) {
  if (!existsSync(dataPath)) {
    console.error(`no data at ${dataPath}; give --data FOLDER or set PALIMPSEST_DATA`);
    process.exit(2);
  }
}

/** One memory a conversation; `each` gets an `ask(question, recipe)` for it. */
async function conversations(source, each) {
  need(source);
  const suite = findSuite(source.suite);
  for await (const conversation of suite.open({ dataPath: source.dataPath, part: source.part })) {
    const memory = await openBenchIndex();
    const { turns } = conversation;
    let given = 0;
    const questions = [...conversation.questions].filter(({ gold }) => gold.length > 0);
    questions.sort((a, b) => (a.afterTurns ?? turns.length) - (b.afterTurns ?? turns.length));
    const ask = async (question, composition, limit, explain) => {
      const wanted = question.afterTurns ?? turns.length;
      if (wanted > given) {
        await memory.observe(turns.slice(given, wanted));
        given = wanted;
      }
      const now = question.at ?? turns.at(-1)?.at ?? 0;
      const { embedQuery } = memory;
      const options = { limit, composition, explain, now };
      return recallUnits(memory.index(), question.text, options, { embedQuery, now });
    };
    await memory.recall('hello', { limit: 1 });
    await each(`${source.suite}/${conversation.id}`, questions, ask, memory);
    await memory.close();
  }
}

/** The first ten turns of a ranking, records standing for the turns that they came from. */
function firstTen(memory, ranked) {
  const { units } = memory.index();
  const found = [];
  for (const { id } of ranked) {
    const document = units.find(id);
    for (const source of document < 0 ? [id] : units.sourcesOf(document).map((d) => units.id(d))) {
      if (!found.includes(source)) found.push(source);
    }
    if (found.length >= 10) break;
  }
  return found.slice(0, 10);
}

const recall10 = (found, gold) => new Set(gold.filter((id) => found.includes(id))).size / new Set(gold).size;
const mean = (values) => (values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length);
const percent = (value) => Number((100 * value).toFixed(1));

/** Channel scores of every candidate, with the labels. */
async function rowsOf(memory, question, ask) {
  const weights = Object.fromEntries(features.map((name) => [name, defaultRecipe.weights[name] || 1e-9]));
  const plain = { name: 'features', about: 'every channel', bm25: defaultRecipe.bm25, weights };
  const { ranked } = await ask(question, plain, everyHit, true);
  const { units } = memory.index();
  const gold = new Set(question.gold);
  const rows = [];
  for (const { id, channels } of ranked) {
    const document = units.find(id);
    if (document < 0 || units.kind.data[document] !== 0) continue;
    const scores = new Float32Array(features.length);
    for (const { channel, score } of channels) {
      const at = features.indexOf(channel);
      if (at >= 0) scores[at] = score;
    }
    rows.push({ scores, label: gold.has(id) ? 1 : 0 });
  }
  return rows;
}

/** Adam on the softmax loss, every conversation weighing the same, weights never below 0. */
function train(examples) {
  const start = features.map((name) => (defaultRecipe.weights[name] ?? 0) * sharpness);
  const w = [...start];
  const m = features.map(() => 0);
  const v = features.map(() => 0);
  const perSuite = new Map();
  for (const { suite } of examples) perSuite.set(suite, (perSuite.get(suite) ?? 0) + 1);
  for (let step = 1; step <= steps; step++) {
    const g = w.map((value, k) => pull * (value - start[k]));
    for (const { rows, suite } of examples) {
      const share = 1 / (perSuite.get(suite) * perSuite.size);
      const exps = rows.map(({ scores }) => w.reduce((sum, value, k) => sum + value * scores[k], 0));
      const most = Math.max(...exps);
      let total = 0;
      let positives = 0;
      rows.forEach(({ label }, i) => {
        exps[i] = Math.exp(exps[i] - most);
        total += exps[i];
        positives += label;
      });
      if (positives === 0) continue;
      rows.forEach(({ scores, label }, i) => {
        const error = exps[i] / total - label / positives;
        if (Math.abs(error) > 1e-6) for (let k = 0; k < w.length; k++) g[k] += share * error * scores[k];
      });
    }
    for (let k = 0; k < w.length; k++) {
      m[k] = 0.9 * m[k] + 0.1 * g[k];
      v[k] = 0.99 * v[k] + 0.01 * g[k] * g[k];
      w[k] = Math.max(0, w[k] - (rate * (m[k] / (1 - 0.9 ** step))) / (Math.sqrt(v[k] / (1 - 0.99 ** step)) + 1e-6));
    }
  }
  return Object.fromEntries(features.map((name, k) => [name, Number((w[k] / sharpness).toFixed(3))]));
}

const withWeights = (weights) => ({ ...defaultRecipe, name: 'learned', weights });

const examples = [];
for (const source of training) {
  await conversations(source, async (conversation, questions, ask, memory) => {
    for (const question of questions) {
      const rows = await rowsOf(memory, question, ask);
      if (rows.some(({ label }) => label === 1)) examples.push({ suite: source.suite, conversation, rows });
    }
    console.error(`${conversation}: ${questions.length} questions`);
  });
}

const leaveOneOut = {};
for (const source of training) {
  const learned = [];
  const handSet = [];
  await conversations(source, async (conversation, questions, ask, memory) => {
    const weights = train(examples.filter((example) => example.conversation !== conversation));
    for (const question of questions) {
      const first = async (recipe) => firstTen(memory, (await ask(question, recipe, 30, false)).ranked);
      learned.push(recall10(await first(withWeights(weights)), question.gold));
      handSet.push(recall10(await first(defaultRecipe), question.gold));
    }
  });
  leaveOneOut[source.suite] = {
    learned: percent(mean(learned)),
    handSet: percent(mean(handSet)),
    questions: learned.length,
  };
  console.error(source.suite, JSON.stringify(leaveOneOut[source.suite]));
}

const weights = train(examples);
const report = {
  features: weights,
  handSet: defaultRecipe.weights,
  trainedOn: training.map(({ suite, part }) => `${suite} ${part}`),
  leaveOneOut,
};
if (args.includes('--held-out')) {
  report.heldOut = {};
  for (const source of heldOut) {
    const learned = [];
    const handSet = [];
    await conversations(source, async (_conversation, questions, ask, memory) => {
      for (const question of questions) {
        const first = async (recipe) => firstTen(memory, (await ask(question, recipe, 30, false)).ranked);
        learned.push(recall10(await first(withWeights(weights)), question.gold));
        handSet.push(recall10(await first(defaultRecipe), question.gold));
      }
    });
    report.heldOut[source.suite] = {
      learned: percent(mean(learned)),
      handSet: percent(mean(handSet)),
      questions: learned.length,
    };
  }
  const wins = Object.values(report.heldOut).every(({ learned, handSet }) => learned > handSet);
  report.verdict = wins ? 'the learned weights win on both held-out sets' : 'the hand-set fusion stays the default';
}
mkdirSync(join(root, 'data', 'ranker'), { recursive: true });
writeFileSync(join(root, 'data', 'ranker', 'linear.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(JSON.stringify(report, null, 2));
