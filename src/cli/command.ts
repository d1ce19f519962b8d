/** What one command is: its words, its options with their schemas, and its work. */
import type { z } from 'zod';
import type { MemoryError } from '../errors/index.ts';
import type { CommandContext } from './context.ts';
import type { Screen } from './screen.ts';

/** One flag. */
export type OptionSpec<T = unknown> = {
  /** As commander takes it: `-n, --limit <number>`. */
  readonly flags: string;
  readonly description: string;
  readonly schema: z.ZodType<T>;
  /** May be given several times; the schema then sees an array. */
  readonly repeatable: boolean;
  /** Shown by completion and help. */
  readonly choices?: readonly string[];
};

/** One positional argument: `<query...>`, `[file]`. */
export type ArgumentSpec = { readonly syntax: string; readonly description: string };

/** What a command came to. */
export type Outcome = {
  /** Plain JSON for the envelope. */
  readonly data: unknown;
  readonly warnings?: readonly string[];
  /** Set when it did part of its work and then failed, or when what it checked is not well. */
  readonly error?: MemoryError;
  /** Prints the same for a person. */
  readonly show: (screen: Screen) => void;
};

/** Values of the options by their camel-case names. */
export type OptionValues<O extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in keyof O]: O[K] extends OptionSpec<infer T> ? T : never;
};

export type CommandGroup = 'Memory' | 'Data' | 'Care' | 'Set-up';

/** A command as the catalog holds it. */
export type CliCommand = {
  readonly name: string;
  readonly group: CommandGroup;
  readonly summary: string;
  /** More, below the usage line. */
  readonly details?: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Lines that can be typed as they are. */
  readonly examples: readonly string[];
  /** Not in the help's list. */
  readonly hidden: boolean;
  /** Computes for long without a pause, so that only another process can stop it. */
  readonly apart: boolean;
  readonly run: (
    args: readonly (string | readonly string[] | undefined)[],
    options: never,
    context: CommandContext,
  ) => Promise<Outcome | undefined>;
};

/** Describes one flag. */
export function option<T>(
  flags: string,
  description: string,
  schema: z.ZodType<T>,
  choices?: readonly string[],
): OptionSpec<T> {
  return { flags, description, schema, repeatable: false, ...(choices === undefined ? {} : { choices }) };
}

/** Describes a flag that may be repeated. */
export function repeatable<T>(
  flags: string,
  description: string,
  schema: z.ZodType<T>,
  choices?: readonly string[],
): OptionSpec<T> {
  return { ...option(flags, description, schema, choices), repeatable: true };
}

/** Ties the option schemas to the types that `run` sees; a run without an outcome prints nothing of its own. */
export function defineCommand<const O extends Readonly<Record<string, OptionSpec>>>(spec: {
  readonly name: string;
  readonly group: CommandGroup;
  readonly summary: string;
  readonly details?: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: O;
  readonly examples: readonly string[];
  readonly hidden?: boolean;
  readonly apart?: boolean;
  readonly run: (
    args: readonly (string | readonly string[] | undefined)[],
    options: OptionValues<O>,
    context: CommandContext,
  ) => Promise<Outcome | undefined>;
}): CliCommand {
  return { arguments: [], options: {}, hidden: false, apart: false, ...spec } as CliCommand;
}

/** The words of a variadic argument joined by spaces. */
export function joined(argument: string | readonly string[] | undefined): string {
  if (argument === undefined) return '';
  return typeof argument === 'string' ? argument : argument.join(' ');
}
