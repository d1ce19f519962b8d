/**
 * ConvoMem's small-corpus advantage (arXiv 2511.10523) on its twin: scoring every message is never worse than looking
 * messages up, recall hardly falls as a memory grows while a memory of fixed size forgets, the newest value wins, and
 * choosing by size is as good as the better way of both.
 */
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import type { RecallOptions } from '../../plaintext/recall/types.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { recallAt } from '../metrics/ranking.ts';
import { auc, mean, percentile } from '../metrics/statistics.ts';
import { convomemTwin } from '../suites/convomem/convomem-twin.ts';
import { convomemConversation } from '../suites/convomem/load-convomem.ts';
import type { SuiteConversation, SuiteQuestion } from '../suites/suite.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';

const depth = 10;
/** What a memory of fixed size holds: the newest so many messages. */
const fixedMessages = 100;
const now = Date.UTC(2030, 0, 1);

export const convomemClaim: ClaimDefinition = {
  system: 'convomem',
  tier: 'evaluation',
  claim:
    'A small memory needs no index: scoring everything is never worse, and recall holds as conversations are added.',
  relation:
    'evidence in the first ten: every message scored is no worse than looked up at any size; at most 5 points lost from the smallest to the largest size; the newest of changed values for 98%; chosen by size within 2 points of the better way',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'every message scored, above looked up, the worst size, points',
          atLeast: 0,
          value: (n) => n['exhaustive above indexed'] ?? -100,
          control: { what: 'newest first', value: (n) => n['recency above indexed'] ?? 0 },
        },
        {
          statement: 'evidence lost from the smallest to the largest size, points',
          atMost: 5,
          value: (n) => n['lost with size'] ?? 100,
          control: {
            what: `a memory of the newest ${fixedMessages} messages`,
            value: (n) => n['fixed size: lost'] ?? 0,
          },
        },
        {
          statement: 'changed values answered with the newest, largest size, percent',
          atLeast: 98,
          value: (n) => n['newest %'] ?? 0,
          control: { what: 'the message most like the question', value: (n) => n['most similar: newest %'] ?? 100 },
        },
        {
          statement: 'below the better of both ways when chosen by size, the worst size, points',
          atMost: 2,
          value: (n) => n['auto below better'] ?? 100,
          control: { what: 'newest first', value: (n) => n['recency below better'] ?? 0 },
        },
      ],
      async (seed) => {
        const sizes = run.quick ? [40, 80] : [50, 100, 200, 300];
        return measure(sizes, run.quick ? 20 : 25, run.quick ? 12 : 50, seed);
      },
    ),
};

type AtSize = {
  readonly exhaustive: number;
  readonly indexed: number;
  readonly auto: number;
  readonly recency: number;
  readonly fixed: number;
  readonly newest: number;
  readonly mostSimilar: number;
  readonly abstentionAuc: number;
  readonly p95: number;
};

async function measure(
  sizes: readonly number[],
  items: number,
  length: number,
  seed: number,
): Promise<{ readonly measured: Numbers; readonly baselines: Numbers }> {
  const rows: AtSize[] = [];
  for (const conversations of sizes) {
    const file = convomemTwin({ items, conversations, length }, seededRng(seed).split('convomem'));
    rows.push(await atSize(convomemConversation(file as never, `${conversations}`)));
  }
  const [first, last] = [rows[0] as AtSize, rows.at(-1) as AtSize];
  const worst = (difference: (row: AtSize) => number): number => Math.max(...rows.map(difference));
  const better = (row: AtSize): number => Math.max(row.exhaustive, row.indexed);
  return {
    measured: {
      'exhaustive above indexed': -worst((row) => row.indexed - row.exhaustive),
      'lost with size': first.auto - last.auto,
      'newest %': last.newest,
      'auto below better': worst((row) => better(row) - row.auto),
      'abstention AUC': last.abstentionAuc,
      ...Object.fromEntries(rows.map((row, i) => [`${sizes[i]} conversations: R@10`, row.auto])),
      ...Object.fromEntries(rows.map((row, i) => [`${sizes[i]} conversations: p95 ms, every message`, row.p95])),
    },
    baselines: {
      'recency above indexed': -worst((row) => row.indexed - row.recency),
      'fixed size: lost': first.fixed - last.fixed,
      'most similar: newest %': last.mostSimilar,
      'recency below better': worst((row) => better(row) - row.recency),
    },
  };
}

async function atSize({ turns, questions }: SuiteConversation): Promise<AtSize> {
  const memory = await openMemory({ path: ':memory:', clock: fixedClock(now) });
  try {
    await memory.observe(turns);
    const scorable = questions.filter(({ gold }) => gold.length > 0);
    const times: number[] = [];
    const found = async (options: RecallOptions): Promise<number> => {
      const shares: number[] = [];
      for (const question of scorable) {
        const result = await memory.recall(question.text, { kinds: ['turn'], limit: depth, ...options });
        if (options.strategy === 'exhaustive') times.push(result.ms);
        shares.push(recallAt(idsOf(result.hits), question.gold, depth));
      }
      return 100 * mean(shares);
    };
    const kept = new Set(turns.slice(-fixedMessages).map(({ id }) => id));
    const changing = questions.filter(({ category }) => category.startsWith('changing'));
    return {
      exhaustive: await found({ strategy: 'exhaustive' }),
      indexed: await found({ strategy: 'indexed' }),
      auto: await found({}),
      recency: await found({ recipe: 'recency' }),
      fixed: 100 * mean(scorable.map(({ gold }) => gold.filter((id) => kept.has(id)).length / gold.length)),
      newest: await share(changing, async ({ text, answer }) => (await memory.ask(text)).text === answer),
      mostSimilar: await share(changing, async ({ text, gold }) => (await mostSimilar(memory, text)) === gold.at(-1)),
      abstentionAuc: await separation(memory, questions),
      p95: percentile(times, 95),
    };
  } finally {
    await memory.close();
  }
}

const idsOf = (hits: readonly { readonly sources: readonly string[] }[]): string[] => [
  ...new Set(hits.flatMap(({ sources }) => sources)),
];

async function share(
  questions: readonly SuiteQuestion[],
  right: (question: SuiteQuestion) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (const question of questions) if (await right(question)) count += 1;
  return questions.length === 0 ? 0 : (100 * count) / questions.length;
}

async function mostSimilar(memory: Memory, text: string): Promise<string | undefined> {
  const { hits } = await memory.recall(text, { kinds: ['turn'], recipe: 'lexical', limit: 1, deliberate: 'never' });
  return hits[0]?.id;
}

async function separation(memory: Memory, questions: readonly SuiteQuestion[]): Promise<number> {
  const sure: number[] = [];
  const unsure: number[] = [];
  for (const { text, abstain } of questions) {
    (abstain ? unsure : sure).push((await memory.recall(text, { limit: depth })).confidence);
  }
  return auc(sure, unsure) ?? 0;
}
