/**
 * Leave-one-out over the channels of recall: one memory a conversation, every question asked with every setting, and
 * the difference to the whole question by question, so that its interval is that of the pairs.
 */
import { throwIfAborted } from '../../errors/index.ts';
import { recallUnits } from '../../plaintext/recall/recall.ts';
import type { Recipe } from '../../plaintext/recipes/recipe.ts';
import { deepestRank, foldUnits } from '../ask-questions.ts';
import { ndcgAt, recallAt } from '../metrics/ranking.ts';
import { halfWidth95, mean } from '../metrics/statistics.ts';
import type { OpenBenchIndex, OpenIndex } from '../open-index.ts';
import { chooseUnit, findSuite } from '../suites/catalog.ts';
import type { Part, SuiteQuestion } from '../suites/suite.ts';
import { type AblationEntry, ablationEntries } from './without-channel.ts';

export type AblationRequest = {
  readonly suite: string;
  readonly dataPath: string;
  /** Default `heldout`. */
  readonly part?: Part;
  readonly limit?: number;
};

export type AblationRow = {
  readonly label: string;
  readonly channel: string | null;
  /** Percent over questions with evidence. */
  readonly recall10: number;
  readonly ndcg10: number;
  /** This setting minus the whole, in points; null for the whole itself. */
  readonly delta: {
    readonly recall10: number;
    /** Half width of the 95% interval of the paired difference. */
    readonly recall10Ci95: number;
    readonly ndcg10: number;
    readonly ndcg10Ci95: number;
    /** Questions that got better and worse by R@10. */
    readonly better: number;
    readonly worse: number;
    /** Mean difference of R@10 by category, where it is not 0. */
    readonly byCategory: Readonly<Record<string, number>>;
  } | null;
};

export type AblationReport = {
  readonly suite: string;
  readonly part: Part;
  readonly conversations: number;
  readonly scorable: number;
  readonly rows: readonly AblationRow[];
};

type Scores = { readonly recall10: number; readonly ndcg10: number };

const batchTurns = 1_000;

/** Runs it. `open` gives an empty memory for each conversation. */
export async function leaveOneOut(
  request: AblationRequest,
  open: OpenBenchIndex,
  options: { readonly entries?: readonly AblationEntry[]; readonly signal?: AbortSignal } = {},
): Promise<AblationReport> {
  const suite = findSuite(request.suite);
  const unit = chooseUnit(suite, undefined);
  const part = request.part ?? 'heldout';
  const entries = options.entries ?? ablationEntries();
  const scores: Scores[][] = entries.map(() => []);
  const categories: string[] = [];
  let conversations = 0;
  for await (const conversation of suite.open({ ...request, part, unit })) {
    throwIfAborted(options.signal);
    const memory = await open();
    try {
      const total = conversation.turns.length;
      const due = conversation.questions
        .filter(({ gold }) => gold.length > 0)
        .sort((a, b) => (a.afterTurns ?? total) - (b.afterTurns ?? total));
      let given = 0;
      for (const question of due) {
        throwIfAborted(options.signal);
        const until = question.afterTurns ?? total;
        for (; given < until; given = Math.min(until, given + batchTurns)) {
          await memory.observe(conversation.turns.slice(given, Math.min(until, given + batchTurns)));
        }
        categories.push(question.category);
        for (const [index, { recipe }] of entries.entries()) {
          const ranked = await ask(memory, question, recipe, conversation.units);
          (scores[index] as Scores[]).push({
            recall10: recallAt(ranked, question.gold, 10),
            ndcg10: ndcgAt(ranked, question.gold, 10),
          });
        }
      }
    } finally {
      await memory.close();
    }
    conversations += 1;
  }
  const whole = scores[0] ?? [];
  return {
    suite: suite.name,
    part,
    conversations,
    scorable: categories.length,
    rows: entries.map((entry, index) => row(entry, { own: scores[index] ?? [], whole, categories })),
  };
}

async function ask(
  memory: OpenIndex,
  question: SuiteQuestion,
  recipe: Recipe,
  units: ReadonlyMap<string, string> | undefined,
): Promise<readonly string[]> {
  const index = memory.index();
  const { ranked } = await recallUnits(
    index,
    question.text,
    // Several turns may be one unit: four times as many are asked for, so that ten units are there.
    {
      limit: units === undefined ? deepestRank : 4 * deepestRank,
      composition: recipe,
      ...(question.at === undefined ? {} : { now: question.at }),
    },
    {
      embedQuery: memory.embedQuery,
      // Questions without a time have no relative dates: any fixed moment will do.
      now: question.at ?? 0,
    },
  );
  const entries = ranked.map(({ id }) => ({
    turnIds: index.units.sourcesOf(index.units.find(id)).map((document) => index.units.id(document)),
  }));
  return foldUnits({ ranked: entries, confidence: 0 }, units).ranked;
}

type Paired = {
  readonly own: readonly Scores[];
  readonly whole: readonly Scores[];
  readonly categories: readonly string[];
};

function row({ label, channel }: AblationEntry, { own, whole, categories }: Paired): AblationRow {
  const differences = own.map((scores, index) => ({
    recall10: scores.recall10 - (whole[index] as Scores).recall10,
    ndcg10: scores.ndcg10 - (whole[index] as Scores).ndcg10,
    category: categories[index] as string,
  }));
  const recall = differences.map(({ recall10 }) => recall10);
  const gain = differences.map(({ ndcg10 }) => ndcg10);
  const byCategory = [...new Set(categories)].sort().flatMap((category): [string, number][] => {
    const difference = points(
      mean(differences.filter((one) => one.category === category).map(({ recall10 }) => recall10)),
    );
    return difference === 0 ? [] : [[category, difference]];
  });
  return {
    label,
    channel: channel ?? null,
    recall10: points(mean(own.map(({ recall10 }) => recall10))),
    ndcg10: points(mean(own.map(({ ndcg10 }) => ndcg10))),
    delta:
      label === 'whole'
        ? null
        : {
            recall10: points(mean(recall)),
            recall10Ci95: points(halfWidth95(recall)),
            ndcg10: points(mean(gain)),
            ndcg10Ci95: points(halfWidth95(gain)),
            better: recall.filter((difference) => difference > 0).length,
            worse: recall.filter((difference) => difference < 0).length,
            byCategory: Object.fromEntries(byCategory),
          },
  };
}

function points(share: number): number {
  return Number((100 * share).toFixed(2));
}
