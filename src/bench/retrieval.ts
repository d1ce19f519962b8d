/** Retrieval benchmark: evidence recall, rank quality, abstention, latency and memory of one recipe on one suite. */
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import { type Answer, askQuestions } from './ask-questions.ts';
import { baselines } from './baselines/catalog.ts';
import { chooserAccuracy, type OptionChooser } from './choose-option.ts';
import { anyAt, gradedNdcgAt, ndcgAt, recallAt, reciprocalRank } from './metrics/ranking.ts';
import { auc, halfWidth95, mean, percentile } from './metrics/statistics.ts';
import type { ScoredRanking, SuiteScores } from './metrics/suite-scores.ts';
import type { SubjectFactory } from './subject.ts';
import { chooseUnit, findSuite } from './suites/catalog.ts';
import type { Part, UnitName } from './suites/suite.ts';
import { Tally } from './suites/tally.ts';

export type RetrievalRequest = {
  readonly suite: string;
  readonly dataPath: string;
  /** Default `all`. */
  readonly part?: Part;
  /** Only the first N conversations. */
  readonly limit?: number;
  /** A baseline (`bm25-turns`, `bm25-sessions`, `recency`) or a name that the factory knows. Default `default`. */
  readonly recipe?: string;
  readonly unit?: UnitName;
};

export type RetrievalOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly conversations: number; readonly questions: number }) => void;
  /** Picks an option of multiple-choice questions; without it no accuracy is reported. */
  readonly chooseOption?: OptionChooser;
  /** Receives every answer, for error analysis. */
  readonly onAnswer?: (conversation: string, answer: Answer) => void;
};

/** Percentages 0 to 100, over scorable questions; null where there are none. */
export type CategoryScores = {
  readonly questions: number;
  readonly scorable: number;
  readonly recall: Readonly<Record<'1' | '5' | '10' | '25' | '50', number | null>>;
  readonly any: Readonly<Record<'5' | '10', number | null>>;
  readonly ndcg10: number | null;
  /** Over the first ten ranks. */
  readonly mrr: number | null;
};

export type RetrievalReport = CategoryScores & {
  readonly suite: string;
  readonly part: Part;
  readonly recipe: string;
  readonly unit: UnitName;
  readonly conversations: number;
  readonly byCategory: Readonly<Record<string, CategoryScores>>;
  /** Half widths of 95% intervals, in points. */
  readonly ci95: { readonly recall10: number; readonly ndcg10: number; readonly mrr: number };
  /** AUC (0 to 1) of confidence, answerable against unanswerable questions; null where one side is missing. */
  readonly abstentionAuc: number | null;
  /** Accuracy in percent of `chooseOption`; null without a chooser or without such questions. */
  readonly accuracy: number | null;
  readonly accuracyByCategory: Readonly<Record<string, number>>;
  /** Scores of the suite's own evaluation. */
  readonly own: SuiteScores;
  readonly dropped: Readonly<Record<string, number>>;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
  readonly ingest: { readonly items: number; readonly seconds: number };
  /** Highest resident set of the process so far. */
  readonly peakRssMiB: number;
};

type ScoredAnswer = {
  readonly category: string;
  readonly scorable: boolean;
  readonly recall: readonly number[];
  readonly any: readonly number[];
  readonly ndcg10: number;
  readonly mrr: number;
};

const recallRanks = [1, 5, 10, 25, 50] as const;
const anyRanks = [5, 10] as const;

/**
 * Runs one recipe over one suite. Every conversation gets a fresh subject. Built-in baselines need no factory.
 *
 * @throws MemoryError `invalid_input` when the recipe is no baseline and no factory is given
 */
export async function runRetrieval(
  request: RetrievalRequest,
  subjectFactory?: SubjectFactory,
  options: RetrievalOptions = {},
): Promise<RetrievalReport> {
  const suite = findSuite(request.suite);
  const unit = chooseUnit(suite, request.unit);
  const { part = 'all', recipe = 'default' } = request;
  const factory = Object.hasOwn(baselines, recipe) ? baselines[recipe] : subjectFactory;
  if (factory === undefined) {
    throw new MemoryError('invalid_input', `recipe ${recipe} needs a subject`, {
      details: { recipe },
      hint: `pass a subject factory, or one of the baselines ${Object.keys(baselines).join(', ')}`,
    });
  }
  const rows: ScoredAnswer[] = [];
  const answers: Answer[] = [];
  const evidence = new Map<Answer, readonly string[]>();
  const dropped = new Tally();
  let conversations = 0;
  let items = 0;
  let ingestMs = 0;
  for await (const conversation of suite.open({ ...request, part, unit })) {
    throwIfAborted(options.signal);
    const subject = await factory({ suite: suite.name, recipe, conversation: conversation.id });
    const texts = new Map(conversation.turns.map((turn) => [turn.id ?? '', turn.text]));
    try {
      const asked = await askQuestions(subject, conversation, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        onAnswer: (answer) => options.onAnswer?.(conversation.id, answer),
      });
      items += asked.items;
      ingestMs += asked.ingestMs;
      for (const answer of asked.answers) {
        rows.push(scoreAnswer(answer));
        answers.push(answer);
        if (options.chooseOption !== undefined && answer.question.options !== undefined) {
          evidence.set(
            answer,
            answer.turnIds.slice(0, 10).map((id) => texts.get(id) ?? ''),
          );
        }
      }
    } finally {
      await subject.close();
    }
    for (const [reason, count] of Object.entries(conversation.dropped)) dropped.add(reason, count);
    conversations += 1;
    options.onProgress?.({ conversations, questions: answers.length });
  }
  const categories = [...new Set(rows.map((row) => row.category))].sort();
  const scorable = rows.filter((row) => row.scorable);
  const latencies = answers.map((answer) => answer.latencyMs);
  const accuracy = chooserAccuracy(evidence, options.chooseOption);
  return {
    suite: suite.name,
    part,
    recipe,
    unit,
    conversations,
    ...summarize(rows),
    byCategory: Object.fromEntries(
      categories.map((category) => [category, summarize(rows.filter((row) => row.category === category))]),
    ),
    ci95: {
      recall10: round(100 * halfWidth95(scorable.map((row) => row.recall[2] as number))),
      ndcg10: round(100 * halfWidth95(scorable.map((row) => row.ndcg10))),
      mrr: round(100 * halfWidth95(scorable.map((row) => row.mrr))),
    },
    abstentionAuc: abstentionAuc(answers),
    accuracy: accuracy.all,
    accuracyByCategory: accuracy.byCategory,
    own: suite.ownScores?.(answers.map(toScoredRanking)) ?? {},
    dropped: dropped.counts,
    latencyMs: { p50: round(percentile(latencies, 50), 3), p95: round(percentile(latencies, 95), 3) },
    ingest: { items, seconds: round(ingestMs / 1000, 3) },
    peakRssMiB: round(process.resourceUsage().maxRSS / 1024, 1),
  };
}

function toScoredRanking({ question, ranked }: Answer): ScoredRanking {
  return { category: question.category, ranked, gold: question.gold };
}

function scoreAnswer({ question, ranked }: Answer): ScoredAnswer {
  const { gold, grades } = question;
  return {
    category: question.category,
    scorable: gold.length > 0,
    recall: recallRanks.map((k) => recallAt(ranked, gold, k)),
    any: anyRanks.map((k) => anyAt(ranked, gold, k)),
    ndcg10: grades === undefined ? ndcgAt(ranked, gold, 10) : gradedNdcgAt(ranked, grades, 10),
    mrr: reciprocalRank(ranked, gold, 10),
  };
}

function summarize(rows: readonly ScoredAnswer[]): CategoryScores {
  const scored = rows.filter((row) => row.scorable);
  const percent = (pick: (row: ScoredAnswer) => number): number | null =>
    scored.length === 0 ? null : round(100 * mean(scored.map(pick)));
  const recall = recallRanks.map((k, index) => [`${k}`, percent((row) => row.recall[index] as number)]);
  const any = anyRanks.map((k, index) => [`${k}`, percent((row) => row.any[index] as number)]);
  return {
    questions: rows.length,
    scorable: scored.length,
    recall: Object.fromEntries(recall) as CategoryScores['recall'],
    any: Object.fromEntries(any) as CategoryScores['any'],
    ndcg10: percent((row) => row.ndcg10),
    mrr: percent((row) => row.mrr),
  };
}

function abstentionAuc(answers: readonly Answer[]): number | null {
  const confidences = (abstain: boolean): number[] =>
    answers.filter(({ question }) => question.abstain === abstain).map(({ confidence }) => confidence);
  const value = auc(confidences(false), confidences(true));
  return value === undefined ? null : round(value, 4);
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
