/** The commander program, built from the catalog: parsing, help, and usage errors with a suggestion. */
import { Command, CommanderError, Option } from 'commander';
import { MemoryError } from '../errors/index.ts';
import type { CliCommand } from './command.ts';
import { nearest } from './nearest.ts';

export type GlobalOptions = {
  readonly json: boolean;
  readonly debug: boolean;
  readonly color: boolean;
  readonly cube?: string;
};

export type Invocation = {
  readonly command: CliCommand;
  readonly args: readonly (string | readonly string[] | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly globals: GlobalOptions;
};

export type Parsed =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  /** Help or version: text that was asked for. */
  | { readonly kind: 'text'; readonly text: string };

export type ProgramOptions = {
  readonly version: string;
  readonly commands: readonly CliCommand[];
  readonly color: boolean;
  readonly width: number;
};

const usageExitCode = 2;

/** Builds the program; `onRun` is called with what was typed, options already through their schemas. */
export function buildProgram(options: ProgramOptions, onRun: (invocation: Invocation) => void): Command {
  const program = new Command('palimpsest');
  program
    .description('A memory for AI agents: remembers, revises, forgets, and erases with proof.')
    .version(options.version, '-V, --version', 'print the version')
    .option('--cube <name-or-path>', 'the memory to use: a name in the data directory, or a file')
    .option('--json', 'print one JSON line: ok, data, warnings, error')
    .option('--no-color', 'no color')
    .option('--debug', 'print the stack of an error')
    .helpCommand(false)
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: Math.min(options.width, 100),
      visibleCommands: listedCommands(options.commands),
    })
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  palimpsest observe "I moved to Oslo last week" --speaker Anna',
        '  palimpsest ask "Where does Anna live?"',
        '  palimpsest import chat.jsonl --cube anna',
        '',
        'palimpsest COMMAND --help tells more about one command.',
      ].join('\n'),
    )
    .exitOverride();
  for (const group of ['Memory', 'Data', 'Care', 'Set-up'] as const) {
    for (const spec of options.commands.filter((command) => command.group === group)) {
      program.commandsGroup(`${group}:`);
      program.addCommand(commandOf(spec, onRun), { hidden: spec.hidden });
    }
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ outputError: () => undefined, writeErr: () => undefined });
    command.configureHelp({ showGlobalOptions: true, helpWidth: Math.min(options.width, 100) });
  }
  return program;
}

function listedCommands(specs: readonly CliCommand[]): (command: Command) => Command[] {
  const hidden = new Set(specs.filter((spec) => spec.hidden).map((spec) => spec.name));
  return (command) => command.commands.filter((child) => !hidden.has(child.name()));
}

function commandOf(spec: CliCommand, onRun: (invocation: Invocation) => void): Command {
  const command = new Command(spec.name).summary(spec.summary).helpGroup(`${spec.group}:`);
  command.description(
    spec.details === undefined ? sentence(spec.summary) : `${sentence(spec.summary)}\n${spec.details}`,
  );
  for (const argument of spec.arguments) command.argument(argument.syntax, argument.description);
  for (const option of Object.values(spec.options)) {
    const built = new Option(option.flags, option.description);
    if (option.repeatable) built.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    command.addOption(built);
  }
  const word = spec.examples.length === 1 ? 'Example' : 'Examples';
  command.addHelpText('after', `\n${word}:\n${spec.examples.map((example) => `  ${example}`).join('\n')}`);
  command.action((...all: unknown[]) => {
    const args = all.slice(0, spec.arguments.length) as (string | string[] | undefined)[];
    onRun({ command: spec, args, options: checkedOptions(spec, command.opts()), globals: globalsOf(command) });
  });
  return command;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function globalsOf(command: Command): GlobalOptions {
  const all = command.optsWithGlobals<{ json?: boolean; debug?: boolean; color?: boolean; cube?: string }>();
  return {
    json: all.json === true,
    debug: all.debug === true,
    color: all.color !== false,
    ...(all.cube === undefined ? {} : { cube: all.cube }),
  };
}

/** Every value through its schema; the first that does not fit is named with its flag. */
function checkedOptions(spec: CliCommand, raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(spec.options)) {
    const name = new Option(option.flags).attributeName();
    const parsed = option.schema.safeParse(raw[name]);
    if (!parsed.success) {
      const flag = option.flags.replace(/^-\w, /, '').split(' ')[0] ?? key;
      const [what, ...rest] = (parsed.error.issues[0]?.message ?? 'has the wrong form').split('; ');
      throw new MemoryError('invalid_input', `${flag} ${what}, got ${typedValue(raw[name])}`, {
        details: { option: flag },
        hint: rest.length > 0 ? rest.join('; ') : `palimpsest ${spec.name} --help shows what it takes`,
      });
    }
    values[key] = parsed.data;
  }
  return values;
}

function typedValue(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.join(',') : value);
}

/** Parses the words after the program's name. Errors: `invalid_input` with a suggestion. */
export function parseArguments(words: readonly string[], options: ProgramOptions): Parsed {
  let invocation: Invocation | undefined;
  let text = '';
  const program = buildProgram(options, (made) => {
    invocation = made;
  });
  for (const command of [program, ...program.commands]) {
    command.configureOutput({
      writeOut: (part) => {
        text += part;
      },
      getOutHelpWidth: () => options.width,
      getOutHasColors: () => options.color,
    });
  }
  const helpOf = words[0] === 'help' ? [...words.slice(1), '--help'] : words;
  const command = commandWord(helpOf);
  const known = command === undefined || options.commands.some(({ name }) => name === command);
  // Help of a command that is not there would be the list of all: it is told of, as without --help.
  const asked = known ? helpOf : helpOf.filter((word) => word !== '--help' && word !== '-h');
  try {
    program.parse(asked.length === 0 ? ['--help'] : [...asked], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text };
    throw usageError(error, asked, options.commands);
  }
  if (invocation === undefined) return { kind: 'text', text };
  return { kind: 'run', invocation };
}

/** The first word that is no option and no value of one. */
function commandWord(words: readonly string[]): string | undefined {
  return words.find((word, place) => !word.startsWith('-') && words[place - 1] !== '--cube');
}

function usageError(error: CommanderError, words: readonly string[], commands: readonly CliCommand[]): MemoryError {
  if (error.code === 'commander.help') {
    return new MemoryError('invalid_input', 'a command is missing', {
      details: { usage: true, exit: usageExitCode },
      hint: 'palimpsest --help lists the commands',
      cause: error,
    });
  }
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const said = rest.join(' ').match(/Did you mean (.*)\?/)?.[1];
  const names = commands.filter((command) => !command.hidden).map((command) => command.name);
  const typed = commandWord(words);
  const known = typed !== undefined && commands.some((command) => command.name === typed);
  const close =
    said ?? (error.code === 'commander.unknownCommand' && typed !== undefined ? nearest(typed, names) : undefined);
  const rung = typed === 'forget' ? /unknown option '--(fade|archive|erase)'/.exec(error.message)?.[1] : undefined;
  if (rung !== undefined) {
    return new MemoryError('invalid_input', `unknown option --${rung}`, {
      details: { usage: true, exit: usageExitCode },
      hint: `did you mean --mode ${rung}?`,
      cause: error,
    });
  }
  const help = known ? `palimpsest ${typed} --help` : 'palimpsest --help';
  return new MemoryError(
    'invalid_input',
    first
      .replace(/'([^']*)'/g, '$1')
      .replace(/\.$/, '')
      .replace(/\. Expected/, ': expected'),
    {
      details: { usage: true, exit: usageExitCode },
      hint: close === undefined ? `${help} shows what there is` : `did you mean ${close}? ${help} tells more`,
      cause: error,
    },
  );
}
