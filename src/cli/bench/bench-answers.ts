/** `bench answers`: short answers without a model, by each suite's own rule, beside two baselines of the same run. */
import { type AnswerScores, answeringSubject, type ChoiceScores, runAnswers } from '../../bench/index.ts';
import { openMemory } from '../../memory/open-memory.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { duration } from '../screen.ts';
import type { ChosenSuite } from './bench-retrieval.ts';
import { chosenSuite } from './suite-choice.ts';

/** Runs the suite over fresh memories in RAM, one a conversation. */
export async function benchAnswers(chosen: ChosenSuite, context: CommandContext): Promise<Outcome> {
  const { suite, dataPath } = await chosenSuite(chosen, context);
  const report = await runAnswers(
    {
      suite,
      dataPath,
      ...(chosen.part === undefined ? {} : { part: chosen.part }),
      ...(chosen.limit === undefined ? {} : { limit: chosen.limit }),
    },
    async () => answeringSubject(await openMemory({ path: ':memory:' })),
    { signal: context.signal },
  );
  return {
    data: report,
    show: (screen) => {
      const { paint } = screen;
      screen.line(`${paint.bold(report.suite)} (${report.part}): ${report.rule}`);
      const row = (name: string, scores: AnswerScores): string[] => [
        name,
        String(scores.questions),
        ...[scores.score, scores.nearestSentence, scores.randomSentence, scores.f1, scores.abstained].map((value) =>
          value.toFixed(1),
        ),
      ];
      const categories = Object.entries(report.byCategory).sort(([a], [b]) => (a < b ? -1 : 1));
      screen.table(
        [
          ['', 'n', 'score', 'nearest sentence', 'random sentence', 'F1', 'not in memory'].map((cell) =>
            paint.dim(cell),
          ),
          row(paint.bold('answerable'), report.answerable),
          row(paint.bold('unanswerable'), report.unanswerable),
          ...categories.map(([name, scores]) => row(name, scores)),
        ],
        { right: [1, 2, 3, 4, 5, 6] },
      );
      if (report.choices !== null) {
        const choiceRow = (name: string, scores: ChoiceScores): string[] => [
          name,
          String(scores.questions),
          ...[scores.accuracy, scores.bm25Overlap, scores.longestOption, scores.chance].map((one) => one.toFixed(1)),
        ];
        screen.line('');
        screen.table(
          [
            ['options chosen', 'n', 'right', 'BM25 overlap', 'longest', 'chance'].map((cell) => paint.dim(cell)),
            choiceRow(paint.bold('all'), report.choices),
            ...Object.entries(report.choices.byCategory).map(([name, scores]) => choiceRow(name, scores)),
          ],
          { right: [1, 2, 3, 4, 5] },
        );
      }
      screen.line(`answer p50 ${duration(report.latencyMs.p50)}, p95 ${duration(report.latencyMs.p95)}`);
    },
  };
}
