/** `reindex`: rebuilds the indexes from the rows. */
import { type CliCommand, defineCommand } from '../command.ts';
import { counted, duration } from '../screen.ts';

export const reindexCommand: CliCommand = defineCommand({
  name: 'reindex',
  group: 'Care',
  summary: 'rebuild the indexes from the rows',
  examples: ['palimpsest reindex'],
  run: async (_args, _options, context) => {
    const memory = await context.openCube();
    const progress = context.progress('reindex', 0, 'units');
    const result = await memory
      .reindex({ signal: context.signal, onProgress: (done, total) => progress.update(done, '', total) })
      .finally(() => progress.stop());
    return {
      data: result,
      show: (screen) => screen.line(`Indexed ${counted(result.units, 'unit')} in ${duration(result.ms)}.`),
    };
  },
});
