/** `context`: a rendered, token-budgeted block for a prompt. */
import { wireContext } from '../../server/wire.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { flag, text, wholeNumber } from '../option-schemas.ts';
import { recallOptions, recallOptionsOf, viewOf } from './option-sets.ts';
import { textArgument } from './query-text.ts';

export const contextCommand: CliCommand = defineCommand({
  name: 'context',
  group: 'Memory',
  summary: 'a block for a prompt, within a token budget',
  details: 'Only the block goes to standard output, so that it can be piped; its size goes to standard error.',
  arguments: [{ syntax: '<query...>', description: 'what the prompt is about' }],
  options: {
    ...recallOptions,
    budget: option('-b, --budget <tokens>', 'most tokens (o200k)', wholeNumber(16, 2_000_000)),
    thread: option('--thread <name>', 'one growing conversation: its prefix stays byte-identical', text),
    recut: option('--recut', 'cut a new prefix now', flag),
  },
  examples: ['palimpsest context "planning Anna\'s birthday" --budget 800'],
  run: async ([words], options, context) => {
    const query = await textArgument(words, context, 'the query');
    const memory = await context.openCube();
    const result = await viewOf(memory, options).context(query, {
      ...recallOptionsOf(options, context),
      budgetTokens: options.budget ?? context.config.budgetTokens,
      recut: options.recut,
      ...(options.thread === undefined ? {} : { thread: options.thread }),
    });
    return {
      data: wireContext(result),
      warnings: result.warnings,
      show: (screen) => {
        screen.line(result.text.replace(/\n$/, ''));
        const parts = result.sections.map((section) => `${section.name} ${section.tokens}`).join(', ');
        context.notes.line(
          context.notes.paint.dim(
            `${result.tokens} tokens (${parts}); ${Math.round(result.cachedShare * 100)}% cached by the previous call`,
          ),
        );
      },
    };
  },
});
