/** Scores that one suite's own evaluation reports beside the common ones. All in percent, except correlations. */
import { allAt, anyAt, cappedRecallAt, longMemEvalNdcgAt } from './ranking.ts';
import { kendallTauB, mean } from './statistics.ts';

/** What a suite's own score sees of one asked question. */
export type ScoredRanking = {
  readonly category: string;
  readonly ranked: readonly string[];
  readonly gold: readonly string[];
};

export type SuiteScores = Readonly<Record<string, number>>;

/** LongMemEval: recall_any, recall_all and its own nDCG at 5 and 10, over questions with evidence. */
export function longMemEvalScores(answers: readonly ScoredRanking[]): SuiteScores {
  const scorable = answers.filter(({ gold }) => gold.length > 0);
  const scores: Record<string, number> = {};
  for (const k of [5, 10]) {
    scores[`recallAny${k}`] = percent(scorable.map(({ ranked, gold }) => anyAt(ranked, gold, k)));
    scores[`recallAll${k}`] = percent(scorable.map(({ ranked, gold }) => allAt(ranked, gold, k)));
    scores[`ndcgAny${k}`] = percent(scorable.map(({ ranked, gold }) => longMemEvalNdcgAt(ranked, gold, k)));
  }
  return scores;
}

/**
 * BEAM: how well the ranking keeps the order of events, as Kendall's tau-b between the rank of the found evidence and
 * its order in the answer, over event-ordering questions with two or more pieces found; and how many those are.
 */
export function beamScores(answers: readonly ScoredRanking[]): SuiteScores {
  const taus = answers
    .filter(({ category }) => category === 'event_ordering')
    .flatMap(({ ranked, gold }) => {
      const found = gold.map((id) => ranked.indexOf(id));
      const orders = found.flatMap((rank, order) => (rank < 0 ? [] : [order]));
      const tau = kendallTauB(
        orders,
        orders.map((order) => found[order] as number),
      );
      return tau === undefined ? [] : [tau];
    });
  return { eventOrderTau: Number(mean(taus).toFixed(4)), eventOrderQuestions: taus.length };
}

/** BFCL: share of questions with an accepted answer string in the top five, over all and over answerable ones. */
export function bfclScores(answers: readonly ScoredRanking[]): SuiteScores {
  const hits = answers.map(({ ranked, gold }) => anyAt(ranked, gold, 5));
  const scorable = answers.filter(({ gold }) => gold.length > 0);
  return {
    answerInTop5OfAll: percent(hits),
    answerInTop5: percent(scorable.map(({ ranked, gold }) => anyAt(ranked, gold, 5))),
  };
}

/** Capped recall at ten, as LMEB reports it. */
export function cappedRecallScores(answers: readonly ScoredRanking[]): SuiteScores {
  return { cappedRecall10: percent(answers.flatMap(({ ranked, gold }) => cappedRecallAt(ranked, gold, 10) ?? [])) };
}

function percent(shares: readonly number[]): number {
  return Number((100 * mean(shares)).toFixed(2));
}
