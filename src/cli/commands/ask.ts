/** `ask`: a short answer with its evidence, or "not in memory". */
import { wireAnswer } from '../../server/wire.ts';
import { type CliCommand, defineCommand } from '../command.ts';
import { duration, oneLine } from '../screen.ts';
import { showHits } from '../show/hits.ts';
import { recallOptions, recallOptionsOf, viewOf } from './option-sets.ts';
import { textArgument } from './query-text.ts';

export const askCommand: CliCommand = defineCommand({
  name: 'ask',
  group: 'Memory',
  summary: 'a short answer with its evidence, or "not in memory"',
  arguments: [{ syntax: '<question...>', description: 'the question' }],
  options: recallOptions,
  examples: ['palimpsest ask "Where does Anna live?"', 'palimpsest ask "Where does Anna live?" --valid 2025-06-01'],
  run: async ([words], options, context) => {
    const question = await textArgument(words, context, 'the question');
    const memory = await context.openCube();
    const answer = await viewOf(memory, options).ask(question, recallOptionsOf(options, context));
    return {
      data: wireAnswer(answer),
      warnings: answer.warnings,
      show: (screen) => {
        const { paint } = screen;
        screen.line(
          answer.found
            ? paint.bold(paint.green(oneLine(answer.text ?? '')))
            : paint.bold(paint.yellow('Not in memory.')),
        );
        screen.line(
          paint.dim(
            `${answer.explanation} (${Math.round(answer.confidence * 100)}% sure that it is in memory, ${duration(answer.ms)})`,
          ),
        );
        showHits(screen, answer.evidence.slice(0, answer.found ? 3 : 1), { maxLines: 2 });
      },
    };
  },
});
