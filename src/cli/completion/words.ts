/** What a shell may complete: commands, flags, fixed choices, names of cubes. */
import type { CliCommand } from '../command.ts';

const globalFlags = ['--cube', '--json', '--no-color', '--debug', '--help'];

export type CompletionRequest = {
  /** Words after the program's name; the last one is being typed and may be empty. */
  readonly words: readonly string[];
  readonly commands: readonly CliCommand[];
  readonly cubes: readonly string[];
};

function flagsOf(command: CliCommand): string[] {
  return Object.values(command.options).flatMap((option) => option.flags.match(/--[a-z-]+/g) ?? []);
}

/** Every word that may stand at the place of the last one. */
export function completionWords({ words, commands, cubes }: CompletionRequest): string[] {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const listed = commands.filter((command) => !command.hidden);
  const previous = before.at(-1);
  const name = before.find((word, index) => !word.startsWith('-') && before[index - 1] !== '--cube');
  const command = listed.find((one) => one.name === name);
  const starting = (candidates: readonly string[]): string[] => candidates.filter((one) => one.startsWith(typed));
  if (previous === '--cube') return starting(cubes);
  if (command === undefined)
    return starting(typed.startsWith('-') ? globalFlags : [...listed.map((one) => one.name), 'help']);
  const option = Object.values(command.options).find(
    (one) => previous !== undefined && one.flags.split(/[ ,]+/).includes(previous),
  );
  if (option?.choices !== undefined) return starting(option.choices);
  if (option !== undefined && /[<[]/.test(option.flags)) return [];
  if (typed.startsWith('-')) return starting([...flagsOf(command), ...globalFlags]);
  if (command.name === 'config' && before.length - before.indexOf('config') === 1)
    return starting(['print', 'path', 'get', 'set', 'unset']);
  if (command.name === 'bench') return starting(['retrieval', 'speed']);
  if (command.name === 'completion') return starting(['bash', 'zsh', 'fish']);
  if (command.name === 'init') return starting(cubes);
  return [];
}
