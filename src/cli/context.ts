/** What a running command has at hand: settings, the cube, the terminal, the signal that Ctrl-C fires. */

import type { Memory } from '../memory/memory.ts';
import type { OpenMemoryOptions } from '../memory/open-options.ts';
import type { Measurement } from './apart.ts';
import type { Config } from './config.ts';
import type { CubeLocation } from './cube-location.ts';
import type { Progress } from './progress.ts';
import type { Screen } from './screen.ts';

export type OpenCubeOptions = Pick<OpenMemoryOptions, 'mustExist' | 'readOnly' | 'durability' | 'acceptLoss'> & {
  /** Another cube than the one that `--cube` names. */
  readonly cube?: string;
};

export type CommandContext = {
  readonly config: Config;
  readonly json: boolean;
  readonly debug: boolean;
  /** Fires on Ctrl-C, on SIGTERM and when the reader of our output is gone. */
  readonly signal: AbortSignal;
  /** A person sits at both ends. */
  readonly interactive: boolean;
  /** Standard output for a person; silent with `--json`. */
  readonly screen: Screen;
  /** Standard error for a person: progress, notes. */
  readonly notes: Screen;
  /** What `--cube` said on this command line; absent when the settings decide. */
  readonly chosenCube?: string;
  /** Where the cube of this command is. */
  readonly location: (cube?: string) => CubeLocation;
  /**
   * Opens the cube; closed when the command ends. Unless told otherwise it must exist.
   * Errors: `not_found` with the names that there are.
   */
  readonly openCube: (options?: OpenCubeOptions) => Promise<Memory>;
  /** Raw text to standard output (never with `--json`); waits until it is taken. */
  readonly write: (text: string | Uint8Array) => Promise<void>;
  /** A progress bar on standard error, on a terminal; a line every few seconds elsewhere. */
  readonly progress: (label: string, total: number, unit: string) => Progress;
  /** Notes what long work has measured so far, for the case that it is stopped. */
  readonly measured: (measurement: Measurement) => void;
  /** All of standard input as text. */
  readonly readInput: () => Promise<string>;
  /** Asks yes or no; false when nobody is there to answer. */
  readonly confirm: (question: string) => Promise<boolean>;
};
