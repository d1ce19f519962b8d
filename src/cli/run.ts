/** Runs one command line: parses, opens what is needed, shows the outcome, closes, and gives the exit status. */

import { packageVersion } from '../adapters/system/index.ts';
import { errorMappings, MemoryError } from '../errors/index.ts';
import type { Memory } from '../memory/memory.ts';
import type { Measurement, RunApart } from './apart.ts';
import type { Outcome } from './command.ts';
import { catalog } from './commands/catalog.ts';
import { type Config, type Environment, loadConfig } from './config.ts';
import type { CommandContext, OpenCubeOptions } from './context.ts';
import { cubeNames, locateCube } from './cube-location.ts';
import type { MakeEmbedderOptions } from './embedder-source.ts';
import { encryptionOf, lockedCube } from './encryption-choice.ts';
import { ensureFolder } from './ensure-folder.ts';
import { asMemoryError, envelope } from './envelope.ts';
import { nearest } from './nearest.ts';
import { type Invocation, parseArguments } from './program.ts';
import { startProgress } from './progress.ts';
import { counted, createScreen } from './screen.ts';
import { stateSchemaOf } from './state-schema.ts';
import { type Streams, writeAll } from './streams.ts';

export type RunOptions = {
  readonly words: readonly string[];
  readonly environment: Environment;
  readonly streams: Streams;
  readonly stop: AbortController;
  /** Runs commands that compute without a pause in a process of their own; absent: they run in this one. */
  readonly apart?: RunApart;
  /** Told what a command that runs apart has measured so far. */
  readonly onMeasured?: CommandContext['measured'];
};

/** Gives the exit status; never throws. */
export async function run(options: RunOptions): Promise<number> {
  const { words, environment, streams } = options;
  const beforeDashes = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const json = beforeDashes.includes('--json');
  const debug = beforeDashes.includes('--debug');
  const colorWanted = !beforeDashes.includes('--no-color') && (environment['NO_COLOR'] ?? '') === '';
  const width = streams.out.columns ?? 100;
  try {
    const color = colorWanted && streams.out.isTTY === true;
    const parsed = parseArguments(words, { version: packageVersion(), commands: catalog, color, width });
    if (parsed.kind === 'text') {
      await writeAll(streams.out, json ? `${envelope({ data: { text: parsed.text } })}\n` : parsed.text);
      return 0;
    }
    return await runInvocation(parsed.invocation, options);
  } catch (error) {
    return await report(asMemoryError(error), { json, debug, colorWanted, streams });
  }
}

async function runInvocation(invocation: Invocation, options: RunOptions): Promise<number> {
  const { streams, stop, apart } = options;
  const { globals } = invocation;
  if (invocation.command.apart && apart !== undefined) {
    const { status, measured } = await apart(options.words, stop.signal);
    return status ?? (streams.gone() ? 0 : await reportStopped(measured, options, globals));
  }
  const config = loadConfig(options.environment);
  const opened: Memory[] = [];
  const { onMeasured = () => {} } = options;
  const said = new Set<string>();
  const context = createContext({ invocation, config, streams, stop, opened, onMeasured, said });
  let outcome: Outcome | undefined;
  let failure: MemoryError | undefined;
  try {
    outcome = await invocation.command.run(invocation.args, invocation.options as never, context);
  } catch (error) {
    failure = asMemoryError(error);
  }
  for (const memory of opened.reverse()) {
    try {
      await memory.close();
    } catch (error) {
      failure ??= asMemoryError(error);
    }
  }
  if (streams.gone()) return 0;
  const warnings = outcome?.warnings ?? [];
  const error = failure ?? outcome?.error;
  const shown = { json: globals.json, debug: globals.debug, colorWanted: globals.color && config.color, streams };
  if (globals.json) {
    if (outcome === undefined && failure === undefined) return 0;
    await writeAll(
      streams.out,
      `${envelope({ data: outcome?.data, warnings, ...(error === undefined ? {} : { error }) })}\n`,
    );
    if (error !== undefined && globals.debug) await writeAll(streams.err, `${stackOf(error)}\n`);
    return error === undefined ? 0 : errorMappings[error.code].exit;
  }
  let text = '';
  if (outcome !== undefined) {
    outcome.show(createScreen((part) => (text += part), screenOptions(streams.out, shown.colorWanted)));
    await writeAll(streams.out, text);
  }
  const notes = context.notes;
  for (const warning of warnings) if (!said.has(warning)) notes.line(`${notes.paint.yellow('warning')}  ${warning}`);
  return error === undefined ? 0 : await report(error, shown);
}

/** What was measured before the rest was stopped. */
async function reportStopped(
  measured: readonly Measurement[],
  { streams }: RunOptions,
  globals: Invocation['globals'],
): Promise<number> {
  const count = measured.length;
  const error = new MemoryError(
    'aborted',
    count === 0 ? 'stopped before anything was measured' : `stopped; ${counted(count, 'measurement')} came before`,
    { hint: 'nothing was left behind; the same command starts again from the beginning' },
  );
  if (globals.json) {
    await writeAll(streams.out, `${envelope({ data: { measured }, error })}\n`);
    return errorMappings[error.code].exit;
  }
  let text = '';
  const screen = createScreen((part) => (text += part), screenOptions(streams.out, globals.color));
  for (const { what, numbers } of measured) {
    screen.line(`Measured so far: ${what}`);
    screen.table(
      Object.entries(numbers).map(([name, value]) => [`  ${name}`, value.toFixed(Math.abs(value) < 1 ? 3 : 1)]),
      { right: [1] },
    );
  }
  await writeAll(streams.out, text);
  return report(error, { json: false, debug: globals.debug, colorWanted: globals.color, streams });
}

type ContextParts = {
  readonly invocation: Invocation;
  readonly config: Config;
  readonly streams: Streams;
  readonly stop: AbortController;
  readonly opened: Memory[];
  readonly onMeasured: CommandContext['measured'];
  /** Warnings that were given when a cube was opened. */
  readonly said: Set<string>;
};

function createContext({ invocation, config, streams, stop, opened, onMeasured, said }: ContextParts): CommandContext {
  const { globals } = invocation;
  const colorWanted = globals.color && config.color;
  const notes = createScreen((text) => void streams.err.write(text), screenOptions(streams.err, colorWanted));
  const location: CommandContext['location'] = (cube) => locateCube(cube ?? globals.cube ?? config.cube, config.home);
  return {
    config,
    json: globals.json,
    debug: globals.debug,
    signal: stop.signal,
    measured: onMeasured,
    interactive: streams.in.isTTY === true && streams.out.isTTY === true,
    screen: createScreen(
      (text) => {
        if (!globals.json) streams.out.write(text);
      },
      screenOptions(streams.out, colorWanted),
    ),
    notes,
    ...(globals.cube === undefined ? {} : { chosenCube: globals.cube }),
    location,
    openCube: async (options = {}) => {
      const memory = await openCubeAt(location(options.cube), config, options, {
        home: config.home,
        signal: stop.signal,
        warn: (message) => {
          said.add(message);
          notes.line(`${notes.paint.yellow('warning')}  ${message}`);
        },
      });
      opened.push(memory);
      return memory;
    },
    write: (part) => writeAll(streams.out, part),
    progress: (label, total, unit) =>
      startProgress({ label, total, unit, stream: streams.err, now: () => performance.now() }),
    readInput: () => readInput(streams),
    confirm: (question) => confirm(question, streams, stop.signal),
  };
}

/** Warnings of the library that a person at the command line should see. */
const shownWarnings = /^(?:the key ring|this file was older)|is damaged and is made again$/;

async function openCubeAt(
  place: ReturnType<typeof locateCube>,
  config: Config,
  { cube: _cube, ...options }: OpenCubeOptions,
  { warn, ...making }: MakeEmbedderOptions & { readonly warn: (message: string) => void },
): Promise<Memory> {
  // Only now: help and usage errors load no engine.
  const { openMemory } = await import('../memory/open-memory.ts');
  const { embedderFromSource } = await import('./embedder-source.ts');
  const mustExist = options.mustExist ?? true;
  if (!mustExist) ensureFolder(place.path);
  try {
    return await openMemory({
      path: place.path,
      zone: config.zone,
      durability: config.durability,
      busyTimeoutMs: config.busyTimeoutMs,
      embedder: embedderFromSource(making, warn),
      encryption: encryptionOf(place, config),
      stateSchema: stateSchemaOf(config.stateSchema),
      observer: (event) => {
        if (event.type === 'warning-raised' && shownWarnings.test(event.message)) warn(event.message);
      },
      ...options,
      mustExist,
    });
  } catch (error) {
    const known = asMemoryError(error);
    if (known.code === 'locked') throw lockedCube(known, config);
    if (known.code === 'corrupt' && known.details['missingFrom'] !== undefined) throw missingEntries(place, known);
    if (known.code !== 'not_found') throw known;
    throw missingCube(place, config, known);
  }
}

/** In words of the command line: what can be done about a log that ends too early. */
function missingEntries(place: ReturnType<typeof locateCube>, { message, details, cause }: MemoryError): MemoryError {
  const cube = `--cube ${place.name ?? place.path}`;
  return new MemoryError('corrupt', message, {
    details,
    hint: `put the newest backup back (palimpsest restore FILE --force ${cube}), or go on from what is left (palimpsest verify --accept-loss ${cube})`,
    cause,
  });
}

function missingCube(place: ReturnType<typeof locateCube>, config: Config, cause: MemoryError): MemoryError {
  if (place.name === undefined) {
    return new MemoryError('not_found', `there is no cube at ${place.path}`, {
      details: { path: place.path },
      hint: `palimpsest init --cube ${place.path} makes one`,
      cause,
    });
  }
  const names = cubeNames(config.home);
  const close = nearest(place.name, names);
  const make = `palimpsest init --cube ${place.name} makes it`;
  const others = names.length === 0 ? make : `${make}; there are: ${names.slice(0, 8).join(', ')}`;
  return new MemoryError('not_found', `there is no cube named ${place.name}`, {
    details: { name: place.name, path: place.path },
    hint: close === undefined ? others : `did you mean ${close}? ${make}`,
    cause,
  });
}

async function readInput(streams: Streams): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of streams.in) parts.push(Buffer.from(part as Uint8Array));
  const bytes = Buffer.concat(parts);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new MemoryError('invalid_input', 'standard input is not UTF-8 text', { cause });
  }
}

async function confirm(question: string, streams: Streams, signal: AbortSignal): Promise<boolean> {
  if (streams.in.isTTY !== true || streams.err.isTTY !== true) return false;
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: streams.in, output: streams.err });
  // Ctrl-C closes it without an answer.
  const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')));
  try {
    return /^y(es)?$/i.test((await Promise.race([asking.question(`${question} [y/N] `, { signal }), closed])).trim());
  } finally {
    asking.close();
  }
}

function screenOptions(
  stream: NodeJS.WriteStream,
  colorWanted: boolean,
): { color: boolean; width: number; cuts: boolean } {
  const terminal = stream.isTTY === true;
  return { color: colorWanted && terminal, width: stream.columns ?? 100, cuts: terminal };
}

function stackOf(error: MemoryError): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

type ReportOptions = {
  readonly json: boolean;
  readonly debug: boolean;
  readonly colorWanted: boolean;
  readonly streams: Streams;
};

async function report(error: MemoryError, { json, debug, colorWanted, streams }: ReportOptions): Promise<number> {
  const exit = errorMappings[error.code].exit;
  if (streams.gone()) return 0;
  if (json) await writeAll(streams.out, `${envelope({ error })}\n`);
  else {
    const screen = createScreen((text) => void streams.err.write(text), screenOptions(streams.err, colorWanted));
    screen.line(`${screen.paint.red('error')}  ${error.message} ${screen.paint.dim(`(${error.code})`)}`);
    if (error.hint !== undefined) screen.line(`${screen.paint.cyan('hint')}   ${error.hint}`);
  }
  if (debug) await writeAll(streams.err, `${stackOf(error)}\n`);
  return exit;
}
