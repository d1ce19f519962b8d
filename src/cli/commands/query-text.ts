/** Text given as words, or from standard input as `-`. */
import { MemoryError } from '../../errors/index.ts';
import { joined } from '../command.ts';
import type { CommandContext } from '../context.ts';

/** The words joined; `-` reads standard input; blank text is `invalid_input`. */
export async function textArgument(
  argument: string | readonly string[] | undefined,
  context: CommandContext,
  what: string,
): Promise<string> {
  const words = joined(argument);
  const given = words === '-' ? await context.readInput() : words;
  if (given.trim() !== '') return words === '-' ? given.replace(/\r?\n$/, '') : given;
  throw new MemoryError('invalid_input', `${what} is empty`, {
    hint: 'give it in quotes, or as - to read standard input',
  });
}
