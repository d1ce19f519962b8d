/** `consolidate`: duplicates into one, faded episodes and notes into gists, notes into concepts, scenes. */
import { type CliCommand, defineCommand, option, repeatable } from '../command.ts';
import { choices, flag, fraction, wholeNumber } from '../option-schemas.ts';
import { counted, duration, oneLine } from '../screen.ts';
import { tableFitted } from '../show/items.ts';

const parts = ['duplicates', 'gists', 'concepts', 'scenes'] as const;

export const consolidateCommand: CliCommand = defineCommand({
  name: 'consolidate',
  group: 'Care',
  summary: 'merge duplicates, make gists, concepts and scenes',
  details:
    'What a gist or a merged fact stands for is archived, with its sources; policy restore brings it back. No model is called.',
  options: {
    parts: repeatable('-p, --part <parts>', 'only these, comma-separated', choices(parts), parts),
    limit: option('-n, --limit <number>', 'most groups (default 200)', wholeNumber(1, 100_000)),
    below: option('--below <0-1>', 'gists of what has less than this left (default 0.5)', fraction()),
    dryRun: option('--dry-run', 'only show what it would do', flag),
  },
  examples: ['palimpsest consolidate --dry-run', 'palimpsest consolidate --part duplicates'],
  run: async (_args, options, context) => {
    const memory = await context.openCube();
    const report = await memory.consolidate({
      dryRun: options.dryRun,
      signal: context.signal,
      ...(options.parts === undefined ? {} : { parts: options.parts }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      ...(options.below === undefined ? {} : { retentionBelow: options.below }),
    });
    return {
      data: report,
      show: (screen) => {
        const { groups, removed, cost, remaining } = report;
        screen.line(
          `${options.dryRun ? 'Would make' : 'Made'} ${counted(groups.length, 'group')} of ${counted(cost.looked, 'record')} in ${duration(cost.ms)}; out of recall: ${counted(removed.records, 'record')}, ${counted(removed.characters, 'character')}.`,
        );
        tableFitted(
          screen,
          groups.map(({ part, id, from, text }) => [
            screen.paint.cyan(part),
            String(from.length),
            screen.paint.dim(id ?? '(new)'),
            oneLine(text),
          ]),
        );
        if (remaining > 0) screen.line(`${counted(remaining, 'group')} left: run it again.`);
      },
    };
  },
});
