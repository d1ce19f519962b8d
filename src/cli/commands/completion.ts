/** `completion`: prints the script for a shell. */
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { completionScripts, type Shell, shells } from '../completion/scripts.ts';
import { completionWords } from '../completion/words.ts';
import { cubeNames } from '../cube-location.ts';
import { nearest } from '../nearest.ts';
import { flag } from '../option-schemas.ts';

export const completionCommand: CliCommand = defineCommand({
  name: 'completion',
  group: 'Set-up',
  summary: 'completion for bash, zsh or fish',
  details: 'Put it where your shell looks for completions, or evaluate it in its start file.',
  arguments: [{ syntax: '[shell...]', description: 'bash, zsh or fish' }],
  options: { words: option('--words', 'print what completes the given words (used by the scripts)', flag) },
  examples: [
    'eval "$(palimpsest completion bash)"',
    'palimpsest completion fish > ~/.config/fish/completions/palimpsest.fish',
  ],
  run: async ([given], { words }, context) => {
    const typed = (given ?? []) as readonly string[];
    if (words) {
      const { catalog } = await import('./catalog.ts');
      const found = completionWords({ words: typed, commands: catalog, cubes: cubeNames(context.config.home) });
      return {
        data: { words: found },
        show: (screen) => {
          for (const word of found) screen.line(word);
        },
      };
    }
    const [shell = ''] = typed;
    if (!shells.includes(shell as Shell)) {
      const close = nearest(shell, shells);
      throw new MemoryError(
        'invalid_input',
        shell === '' ? 'the name of the shell is missing' : `there is no completion for ${shell}`,
        {
          hint: close === undefined ? `use one of ${shells.join(', ')}` : `did you mean ${close}?`,
        },
      );
    }
    const script = completionScripts[shell as Shell];
    return { data: { shell, script }, show: (screen) => screen.line(script.trimEnd()) };
  },
});
