/** `bench`: retrieval quality on public suites, and speed. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, joined, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { nearest } from '../nearest.ts';
import { choice, text, wholeNumber } from '../option-schemas.ts';
import { counted, duration } from '../screen.ts';

const parts = ['dev', 'heldout', 'all'] as const;
const units = ['turn', 'session', 'item'] as const;

type Chosen = {
  readonly suite: string | undefined;
  readonly data: string | undefined;
  readonly recipe: string | undefined;
  readonly part: (typeof parts)[number] | undefined;
  readonly limit: number | undefined;
  readonly unit: (typeof units)[number] | undefined;
};

/** The folder that `--data` names, or the suite's folder in `PALIMPSEST_DATA`. */
function dataPath(suite: string, given: string | undefined, benchData: string | undefined): string {
  if (given !== undefined) {
    const path = resolve(given);
    if (existsSync(path)) return path;
    throw new MemoryError('not_found', `there is nothing at ${path}`, {
      hint: "name the file or folder in the suite's own format",
    });
  }
  const found =
    benchData !== undefined && existsSync(benchData)
      ? readdirSync(benchData).find((name) => name.startsWith(suite))
      : undefined;
  if (benchData !== undefined && found !== undefined) return join(benchData, found);
  throw new MemoryError('invalid_input', `the data of ${suite} is missing`, {
    hint: 'give --data PATH (a file or folder in its own format), or set PALIMPSEST_DATA to a folder of data sets',
  });
}

async function retrieval(chosen: Chosen, context: CommandContext): Promise<Outcome> {
  const { memorySubjects, overlapChooser, runRetrieval, suites } = await import('../../bench/index.ts');
  const { openMemory } = await import('../../memory/open-memory.ts');
  const names = Object.keys(suites);
  const { suite } = chosen;
  if (suite === undefined || !names.includes(suite)) {
    const close = suite === undefined ? undefined : nearest(suite, names);
    throw new MemoryError(
      'invalid_input',
      suite === undefined ? '--suite is missing' : `there is no suite named ${suite}`,
      {
        hint: close === undefined ? `there are: ${names.join(', ')}` : `did you mean ${close}?`,
      },
    );
  }
  const progress = context.progress(suite, chosen.limit ?? 0, 'conversations');
  const report = await runRetrieval(
    {
      suite,
      dataPath: dataPath(suite, chosen.data, context.config.benchData),
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

export const benchCommand: CliCommand = defineCommand({
  name: 'bench',
  group: 'Care',
  summary: 'measure retrieval on public suites, or speed',
  details: 'Suites are read in their own formats; see --data. The numbers are those of this machine.',
  arguments: [{ syntax: '<what>', description: 'retrieval or speed' }],
  options: {
    suite: option('--suite <name>', 'locomo, longmemeval, beam, bfcl, personamem, lifebench, babi or proced', text),
    data: option('--data <path>', 'file or folder of the suite', text),
    recipe: option('--recipe <name>', 'a recipe, or a baseline: bm25-turns, bm25-sessions, recency', text),
    part: option('--part <part>', 'dev, heldout or all (default)', choice(parts), parts),
    limit: option('-n, --limit <number>', 'only the first conversations', wholeNumber(1)),
    unit: option('--unit <unit>', 'score by turn, session or item', choice(units), units),
    records: option('--records <numbers>', 'of speed: sizes, comma-separated (default 10000,100000)', text),
  },
  examples: [
    'palimpsest bench retrieval --suite locomo --data ./locomo10.json --part dev',
    'palimpsest bench speed --records 10000 --json',
  ],
  run: async ([given], options, context) => {
    const what = joined(given);
    if (what === 'retrieval') return await retrieval(options, context);
    if (what === 'speed') {
      const { benchSpeed } = await import('../bench/bench-speed.ts');
      return await benchSpeed(options.records, context);
    }
    const close = nearest(what, ['retrieval', 'speed']);
    throw new MemoryError('invalid_input', `bench measures retrieval or speed, not ${what}`, {
      ...(close === undefined ? {} : { hint: `did you mean ${close}?` }),
    });
  },
});
