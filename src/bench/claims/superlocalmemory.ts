/**
 * The seven channels of SuperLocalMemory V3.3 (arXiv 2604.04514, section 5) and their fusion by weighted reciprocal
 * ranks, on a memory that asks for each of them. Its codec, forgetting and gists have claims of their own (`frqad`,
 * `precision-ladder`, `ebbinghaus`, `gists`). Its cross-encoder is left out, as no model runs here.
 */

import type { CubeIndex } from '../../plaintext/index/cube-index.ts';
import { completedPattern } from '../../plaintext/recall/channels/hopfield.ts';
import { parseQuery } from '../../plaintext/recall/parse-query.ts';
import { queryContext } from '../../plaintext/recall/query-context.ts';
import { recallUnits } from '../../plaintext/recall/recall.ts';
import { findRecipe } from '../../plaintext/recipes/catalog.ts';
import type { Recipe } from '../../plaintext/recipes/recipe.ts';
import { superlocalmemory, superlocalmemoryChannels } from '../../plaintext/recipes/superlocalmemory.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { channelsOf, withoutChannel } from '../ablation/without-channel.ts';
import { recallAt } from '../metrics/ranking.ts';
import { kendallTauB, mean } from '../metrics/statistics.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';
import { askedAt, type KindQuestion, type QuestionKind, sevenKinds, vectorWidth } from './seven-kinds.ts';

const depth = 20;
/** The kinds of questions that a channel is there for, by its name there. */
const ownKinds: Readonly<Record<string, QuestionKind>> = {
  semantic: 'meaning',
  bm25: 'words',
  'entity-graph': 'names',
  temporal: 'day',
  'spreading-activation': 'spread',
  'hopfield-completion': 'blurred',
  consolidation: 'gist',
};
/** Channels without which the others find less. */
const needed = ['hops', 'time', 'spreading'];
/** Pairs of questions whose rankings are correlated. */
const pairs = 12;

export const superlocalmemoryClaim: ClaimDefinition = {
  system: 'superlocalmemory',
  tier: 'plaintext',
  claim:
    'Seven channels fused by weighted reciprocal ranks find what no one of them finds. (That each is needed does not hold: without semantic closeness or Hopfield completion the published weights find more.)',
  relation:
    'fused recall at 20 is 3 points above the best single channel; each channel by itself finds 60% of what it is there for, two steps of spreading included; without the channel of entities, of times or of spreading fused recall falls by 2 points; Hopfield rankings of different questions correlate below 0.9',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'recall at 20, fused, above the best single channel, points',
          atLeast: 3,
          value: (n) => (n['fused R@20'] ?? 0) - (n['best single R@20'] ?? 100),
          control: {
            what: 'newest first',
            value: (n) => (n['recency R@20'] ?? 100) - (n['best single R@20'] ?? 0),
          },
        },
        {
          statement: 'recall at 20 of each channel by itself on its own kind of question, the worst of the seven',
          atLeast: 60,
          value: (n) => n['worst on its own kind R@20'] ?? 0,
          control: {
            what: 'each channel on the kind of the next one',
            value: (n) => n["worst on another's kind R@20"] ?? 100,
          },
        },
        {
          statement: 'recall at 20 lost without entity graph, times or spreading, the least of the three, points',
          atLeast: 2,
          value: (n) => Math.min(...needed.map((channel) => lostWithout(n, channel))),
          control: { what: 'without BM25', value: (n) => lostWithout(n, 'lexical') },
        },
        {
          statement: 'rank correlation of completed patterns between questions, percent',
          atMost: 90,
          value: (n) => n['Hopfield correlation %'] ?? 100,
          control: {
            what: 'the published inverse temperature, 1 / sqrt(d)',
            value: (n) => n['published beta: correlation %'] ?? 0,
          },
        },
      ],
      async (seed) => {
        const rng = seededRng(seed).split('superlocalmemory');
        const { index, questions } = sevenKinds(run.quick ? 8 : 20, run.quick ? 300 : 1_200, rng);
        return measure(index, questions, sevenKinds(2, 50, rng.split('few')));
      },
    ),
};

/** The kind of question that a channel of ours is there for. */
function kindOfChannel(channel: string): QuestionKind {
  const single = superlocalmemoryChannels.find(({ weights }) => channel in weights);
  return ownKinds[single?.name ?? ''] as QuestionKind;
}

const lostWithout = (n: Numbers, channel: string): number =>
  (n['fused R@20'] ?? 0) - (n[`without ${channel} R@20`] ?? 100);

type ByKind = ReadonlyMap<QuestionKind, number>;

async function recallOf(index: CubeIndex, questions: readonly KindQuestion[], composition: Recipe): Promise<ByKind> {
  const found = new Map<QuestionKind, number[]>();
  for (const { kind, text, vector, gold } of questions) {
    const { ranked } = await recallUnits(
      index,
      text,
      { composition, limit: depth, deliberate: 'never', strategy: 'indexed', kinds: ['turn', 'summary'] },
      { embedQuery: async () => vector, now: askedAt },
    );
    const ids = ranked.map(({ id }) => id);
    found.set(kind, [...(found.get(kind) ?? []), recallAt(ids, gold, depth)]);
  }
  return new Map([...found].map(([kind, shares]) => [kind, 100 * mean(shares)]));
}

const overall = (byKind: ByKind): number => mean([...byKind.values()]);

async function measure(
  index: CubeIndex,
  questions: readonly KindQuestion[],
  /** No more texts than one completion looks at, so that the inverse temperature alone decides. */
  few: { readonly index: CubeIndex; readonly questions: readonly KindQuestion[] },
): Promise<{ readonly measured: Numbers; readonly baselines: Numbers }> {
  const fused = await recallOf(index, questions, superlocalmemory);
  const singles = new Map<string, ByKind>();
  for (const recipe of superlocalmemoryChannels) {
    singles.set(recipe.name, await recallOf(index, questions, recipe));
  }
  const without = new Map<string, ByKind>();
  for (const channel of channelsOf(superlocalmemory)) {
    without.set(channel, await recallOf(index, questions, withoutChannel(superlocalmemory, channel)));
  }
  const own = channelsOf(superlocalmemory);
  const bySelf = [...singles].map(([name, byKind]): [string, number] => [name, overall(byKind)]);
  const names = Object.keys(ownKinds);
  const worst = (shift: number): number =>
    Math.min(
      ...names.map(
        (name, i) => singles.get(name)?.get(ownKinds[names[(i + shift) % names.length] as string] as QuestionKind) ?? 0,
      ),
    );
  const lost = (channel: string): number => {
    const kind = kindOfChannel(channel);
    return (fused.get(kind) ?? 0) - (without.get(channel)?.get(kind) ?? 0);
  };
  return {
    measured: {
      'fused R@20': overall(fused),
      'worst on its own kind R@20': worst(0),
      'Hopfield correlation %': 100 * correlation(few.index, few.questions),
      ...Object.fromEntries([...fused].map(([kind, recall]) => [`fused: ${kind} R@20`, recall])),
    },
    baselines: {
      'best single R@20': Math.max(...bySelf.map(([, recall]) => recall)),
      'recency R@20': overall(await recallOf(index, questions, findRecipe('recency'))),
      "worst on another's kind R@20": worst(1),
      'published beta: correlation %': 100 * correlation(few.index, few.questions, 1 / Math.sqrt(vectorWidth)),
      ...Object.fromEntries(bySelf.map(([name, recall]) => [`only ${name} R@20`, recall])),
      ...Object.fromEntries(own.map((name) => [`without ${name} R@20`, overall(without.get(name) as ByKind)])),
      ...Object.fromEntries(own.map((name) => [`own kind lost without ${name}`, lost(name)])),
    },
  };
}

/** Mean Kendall correlation of the orders that the completed patterns of different questions give. */
function correlation(index: CubeIndex, questions: readonly KindQuestion[], beta?: number): number {
  const asked = questions.slice(0, pairs + 1);
  const documents = Uint32Array.from({ length: Math.min(index.documents, 200) }, (_, document) => document);
  const orders = asked.map(({ text, vector }) => {
    const context = queryContext({
      index,
      parsed: parseQuery(text, index),
      options: {},
      now: askedAt,
      queryVector: vector,
      bm25: { k1: 1.2, b: 0.75 },
    });
    const pattern = completedPattern(context, beta) as Float32Array;
    const scores = new Float32Array(documents.length);
    index.vectors?.scores(pattern, documents, documents.length, scores);
    return [...scores];
  });
  return mean(orders.slice(1).map((order, i) => kendallTauB(order, orders[i] as number[]) ?? 1));
}
