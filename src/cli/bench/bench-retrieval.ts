/** `bench retrieval`: does recall find the evidence, by the suite's own ids. */
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { counted, duration } from '../screen.ts';
import { chosenSuite } from './suite-choice.ts';

export const parts: readonly ['dev', 'heldout', 'all'] = ['dev', 'heldout', 'all'];
export const units: readonly ['turn', 'session', 'item'] = ['turn', 'session', 'item'];

/** Options of a benchmark over a suite. */
export type ChosenSuite = {
  readonly suite: string | undefined;
  readonly data: string | undefined;
  readonly recipe: string | undefined;
  readonly part: (typeof parts)[number] | undefined;
  readonly limit: number | undefined;
  readonly unit: (typeof units)[number] | undefined;
};

/** Runs the suite over fresh memories in RAM, one a conversation. */
export async function benchRetrieval(chosen: ChosenSuite, context: CommandContext): Promise<Outcome> {
  const { memorySubjects, overlapChooser, runRetrieval } = await import('../../bench/index.ts');
  const { openMemory } = await import('../../memory/open-memory.ts');
  const { suite, dataPath } = await chosenSuite(chosen, context);
  const progress = context.progress(suite, chosen.limit ?? 0, 'conversations');
  const report = await runRetrieval(
    {
      suite,
      dataPath,
      ...(chosen.part === undefined ? {} : { part: chosen.part }),
      ...(chosen.limit === undefined ? {} : { limit: chosen.limit }),
      ...(chosen.recipe === undefined ? {} : { recipe: chosen.recipe }),
      ...(chosen.unit === undefined ? {} : { unit: chosen.unit }),
    },
    memorySubjects(() => openMemory({ path: ':memory:' })),
    {
      signal: context.signal,
      chooseOption: overlapChooser,
      onProgress: ({ conversations, questions }) => progress.update(conversations, `${questions} questions`),
    },
  ).finally(() => progress.stop());
  return {
    data: report,
    show: (screen) => {
      const { paint } = screen;
      screen.line(
        `${paint.bold(report.suite)} (${report.part}), recipe ${report.recipe}, by ${report.unit}: ${counted(report.questions, 'question')}, ${report.scorable} with evidence, ${counted(report.conversations, 'conversation')}`,
      );
      const number = (value: number | null): string => (value === null ? '-' : value.toFixed(1));
      const row = (name: string, scores: typeof report | (typeof report.byCategory)[string]): string[] => [
        name,
        String(scores.scorable),
        ...(['1', '5', '10', '25', '50'] as const).map((rank) => number(scores.recall[rank])),
        number(scores.any['5']),
        number(scores.ndcg10),
        number(scores.mrr),
      ];
      const categories = Object.entries(report.byCategory).sort(([a], [b]) => (a < b ? -1 : 1));
      screen.table(
        [
          ['', 'n', 'R@1', 'R@5', 'R@10', 'R@25', 'R@50', 'any@5', 'nDCG@10', 'MRR'].map((cell) => paint.dim(cell)),
          row(paint.bold('all'), report),
          ...categories.map(([name, scores]) => row(name, scores)),
        ],
        { right: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      );
      const { recall10 } = report.ci95;
      const abstention = report.abstentionAuc === null ? '' : `, abstention AUC ${report.abstentionAuc.toFixed(3)}`;
      const accuracy = report.accuracy === null ? '' : `, accuracy ${number(report.accuracy)}%`;
      screen.line(
        `R@10 ±${number(recall10)}${abstention}${accuracy}; recall p50 ${duration(report.latencyMs.p50)}, p95 ${duration(report.latencyMs.p95)}; ${counted(report.ingest.items, 'turn')} in ${report.ingest.seconds.toFixed(1)} s; ${Math.round(report.peakRssMiB)} MiB`,
      );
    },
  };
}
