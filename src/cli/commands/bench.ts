/** `bench`: retrieval quality on public suites, and speed. */
import { MemoryError } from '../../errors/index.ts';
import { chosenSuite } from '../bench/suite-choice.ts';
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

async function retrieval(chosen: Chosen, context: CommandContext): Promise<Outcome> {
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

export const benchCommand: CliCommand = defineCommand({
  name: 'bench',
  group: 'Care',
  summary: 'measure retrieval on public suites, speed, or both beside other libraries',
  details: 'Suites are read in their own formats; see --data. The numbers are those of this machine.',
  arguments: [{ syntax: '<what>', description: 'retrieval, speed or peers' }],
  options: {
    suite: option('--suite <name>', 'locomo, longmemeval, beam, bfcl, personamem, lifebench, babi or proced', text),
    data: option('--data <path>', 'file or folder of the suite', text),
    recipe: option('--recipe <name>', 'a recipe, or a baseline: bm25-turns, bm25-sessions, recency', text),
    part: option('--part <part>', 'dev, heldout or all (default)', choice(parts), parts),
    limit: option('-n, --limit <number>', 'only the first conversations', wholeNumber(1)),
    unit: option('--unit <unit>', 'score by turn, session or item', choice(units), units),
    records: option('--records <numbers>', 'of speed and peers: sizes, comma-separated (default 10000,100000)', text),
    only: option('--only <names>', 'of peers: parts of their names, comma-separated', text),
  },
  examples: [
    'palimpsest bench retrieval --suite locomo --data ./locomo10.json --part dev',
    'palimpsest bench speed --records 10000 --json',
    'palimpsest bench peers --suite beam --data ./beam_100k --part heldout --records 10000',
  ],
  run: async ([given], options, context) => {
    const what = joined(given);
    if (what === 'retrieval') return await retrieval(options, context);
    if (what === 'speed') {
      const { benchSpeed } = await import('../bench/bench-speed.ts');
      return await benchSpeed(options.records, context);
    }
    if (what === 'peers') {
      const { benchPeers } = await import('../bench/bench-peers.ts');
      return await benchPeers(options, context);
    }
    const close = nearest(what, ['retrieval', 'speed', 'peers']);
    throw new MemoryError('invalid_input', `bench measures retrieval, speed or peers, not ${what}`, {
      ...(close === undefined ? {} : { hint: `did you mean ${close}?` }),
    });
  },
});
