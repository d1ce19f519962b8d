/** `recall`: ranked evidence. */
import { wireRecall } from '../../server/wire.ts';
import { type CliCommand, defineCommand } from '../command.ts';
import { counted, duration } from '../screen.ts';
import { confidenceLine, showHits } from '../show/hits.ts';
import { recallOptions, recallOptionsOf, viewOf } from './option-sets.ts';
import { textArgument } from './query-text.ts';

export const recallCommand: CliCommand = defineCommand({
  name: 'recall',
  group: 'Memory',
  summary: 'ranked evidence for a question, with source ids',
  arguments: [{ syntax: '<query...>', description: 'the question' }],
  options: recallOptions,
  examples: [
    'palimpsest recall "Where did Anna live before Oslo?" --explain',
    'palimpsest recall "Anna\'s job" --known 2026-01-31 --limit 3',
  ],
  run: async ([words], options, context) => {
    const query = await textArgument(words, context, 'the question');
    const memory = await context.openCube();
    const result = await viewOf(memory, options).recall(query, recallOptionsOf(options, context));
    return {
      data: wireRecall(result),
      warnings: result.warnings,
      show: (screen) => {
        showHits(screen, result.hits);
        const { parsed, timings } = result;
        if (parsed !== undefined) {
          screen.line(
            screen.paint.dim(
              `understood as ${parsed.intent}, answer ${parsed.answerType}; terms ${parsed.terms.join(' ')}`,
            ),
          );
        }
        if (timings !== undefined) {
          const parts = Object.entries(timings).map(([stage, ms]) => `${stage} ${duration(ms)}`);
          screen.line(screen.paint.dim(parts.join(', ')));
        }
        screen.line(
          `${counted(result.hits.length, 'hit')} in ${duration(result.ms)}, ${confidenceLine(screen, result)}`,
        );
      },
    };
  },
});
