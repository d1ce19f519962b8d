/** `choose`: which of several answers fits what a person has said. */
import { wireChoice } from '../../server/wire.ts';
import { type CliCommand, defineCommand, repeatable } from '../command.ts';
import { texts } from '../option-schemas.ts';
import { duration, oneLine } from '../screen.ts';
import { showHits } from '../show/hits.ts';
import { asOfOptions, scopeFilter, scopeOptions, viewOf } from './option-sets.ts';
import { textArgument } from './query-text.ts';

export const chooseCommand: CliCommand = defineCommand({
  name: 'choose',
  group: 'Memory',
  summary: 'which of several answers fits what a person has said, without a model',
  details: 'Give every possible answer with --option; the answers are compared with each other and with the memory.',
  arguments: [{ syntax: '<question...>', description: 'a question, or a remark that waits for a reply' }],
  options: {
    option: repeatable('-o, --option <text>', 'a possible answer; two or more', texts),
    ...scopeOptions,
    ...asOfOptions,
  },
  examples: ['palimpsest choose "What could I do tonight?" -o "Go to a jazz club" -o "Go to a boxing match"'],
  run: async ([words], options, context) => {
    const question = await textArgument(words, context, 'the question');
    const memory = await context.openCube();
    const scope = scopeFilter(options);
    const choice = await viewOf(memory, options).choose(question, options.option ?? [], {
      signal: context.signal,
      ...(scope === undefined ? {} : { scope }),
    });
    return {
      data: wireChoice(choice),
      warnings: choice.warnings,
      show: (screen) => {
        const { paint } = screen;
        choice.options.forEach(({ probability }, i) => {
          const line = `${`${Math.round(probability * 100)}%`.padStart(4)}  ${oneLine(options.option?.[i] ?? '')}`;
          screen.line(i === choice.index ? paint.bold(paint.green(line)) : line);
        });
        screen.line(paint.dim(`${choice.explanation} (${duration(choice.ms)})`));
        showHits(screen, choice.evidence, { maxLines: 2 });
      },
    };
  },
});
