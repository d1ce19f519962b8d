/** A file or folder of the user's into a memory: recognizes its format, shows progress, can be stopped and goes on later. */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { Memory } from '../../memory/memory.ts';
import { importers } from '../../plaintext/import/catalog.ts';
import { detectImporter, openSource } from '../../plaintext/import/detect.ts';
import type { Importer, ImportSource } from '../../plaintext/import/importer.ts';
import type { CommandContext } from '../context.ts';
import { fileImportSource } from '../import-source.ts';
import { nearest } from '../nearest.ts';
import { counted } from '../screen.ts';
import { isExport, readExport } from './export-lines.ts';
import { type ImportProblem, type ImportState, importKey, importStateFile } from './import-state.ts';
import { type LogWitness, openLogWitness } from './log-witness.ts';
import { runImport } from './run-import.ts';
import { refuseUnreadable, whyUnrecognized } from './source-text.ts';

/** A source with the importer that will read it. */
export type ImportPlan = {
  readonly path: string;
  /** The file or folder itself. */
  readonly source: ImportSource;
  /** What is read: archives are opened. */
  readonly opened: ImportSource;
  /** Absent for an export of our own. */
  readonly importer?: Importer;
};

export type ImportFileOptions = {
  /** Forget where an earlier run stopped. */
  readonly restart?: boolean;
  readonly user?: string;
  readonly agent?: string;
};

export type ImportFileResult = {
  readonly path: string;
  readonly format: string;
  /** This run and the ones that it went on from. */
  readonly turns: number;
  readonly known: number;
  readonly records: number;
  readonly derived: number;
  readonly problemCount: number;
  readonly problems: readonly ImportProblem[];
  /** Record after which it went on; 0 from the beginning. */
  readonly resumedAfter: number;
  readonly done: boolean;
  /** Everything was there from an earlier run; nothing was read. */
  readonly alreadyDone: boolean;
  readonly seconds: number;
  readonly warnings: readonly string[];
  /** Set when it stopped early or something could not be read; what was good is kept. */
  readonly error?: MemoryError;
};

/**
 * Looks at the source before anything is opened or written; `format` names an importer, otherwise the content decides.
 * Errors: `not_found`, `invalid_input` when the format is not known.
 */
export async function planImport(path: string, format?: string): Promise<ImportPlan> {
  const source = await fileImportSource(path);
  if (format === undefined && (await isExport(source))) return { path, source, opened: source };
  await refuseUnreadable(source);
  if (format !== undefined) {
    return { path, source, opened: await openSource(source), importer: importerNamed(format) };
  }
  const found = await detectImporter(source).catch(async (error: unknown) => {
    if (!isMemoryError(error, 'invalid_input')) throw error;
    const formats = importers.map((importer) => importer.name);
    throw await whyUnrecognized(source, formats, error);
  });
  await refuseUnreadable(found.source, found.importer.name);
  return { path, source, opened: found.source, importer: found.importer };
}

/** Reads what was planned into the memory; failures on the way come in `error`, beside what was kept. */
export async function importFile(
  memory: Memory,
  { path, source, opened, importer }: ImportPlan,
  options: ImportFileOptions,
  context: CommandContext,
): Promise<ImportFileResult> {
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 10) / 100;
  if (importer === undefined) return { ...(await importExport(memory, path, source, context)), seconds: seconds() };
  const key = await importKey(path, source, memory.cube);
  const file = importStateFile(context.config.home, key);
  if (options.restart === true) file.remove();
  const before = file.read();
  const witness = memory.path === undefined ? undefined : await openLogWitness(memory.path);
  try {
    const fits = before?.importer === importer.name && (witness === undefined || (await witness.holds(before.head)));
    const warnings =
      before === undefined || fits ? [] : ['the cube is not as an earlier import left it: reading from the beginning'];
    return await importFrom({
      memory,
      path,
      source,
      opened,
      importer,
      key,
      file,
      witness,
      options,
      context,
      state: fits ? before : undefined,
      warnings,
      seconds,
    });
  } finally {
    await witness?.close();
  }
}

type ImportRunParts = {
  readonly memory: Memory;
  readonly path: string;
  readonly source: ImportSource;
  readonly opened: ImportSource;
  readonly importer: Importer;
  readonly key: string;
  readonly file: ReturnType<typeof importStateFile>;
  readonly witness: LogWitness | undefined;
  readonly options: ImportFileOptions;
  readonly context: CommandContext;
  /** Where an earlier run stopped. */
  readonly state: ImportState | undefined;
  readonly warnings: readonly string[];
  readonly seconds: () => number;
};

async function importFrom(parts: ImportRunParts): Promise<ImportFileResult> {
  const { memory, path, source, opened, importer, key, file, witness, options, context, state, seconds } = parts;
  const base = { path, format: importer.name, resumedAfter: state?.record ?? 0 };
  if (state?.done === true) {
    return { ...base, ...totals(state), alreadyDone: true, seconds: seconds(), warnings: [], ...failure(state, false) };
  }
  const progress = context.progress('import', source.size, source.size > 0 ? 'bytes' : 'records');
  let failed: MemoryError | undefined;
  let latest = state;
  const { config } = context;
  const result = await runImport({
    memory,
    source: opened,
    importer,
    key,
    zone: config.zone,
    signal: context.signal,
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.agent === undefined ? {} : { agent: options.agent }),
    ...(state === undefined ? {} : { state }),
    onDurable: async (now) => {
      latest = now;
      file.write(witness === undefined ? now : { ...now, head: await witness.head() });
    },
    onProgress: ({ record, byte, entry, turns }) =>
      progress.update(
        source.size > 0 ? (byte ?? 0) : record,
        `${counted(turns, 'turn')}${entry === undefined ? '' : `, ${entry}`}`,
      ),
  })
    .catch((error: unknown) => {
      if (!isMemoryError(error) || latest === undefined || latest.turns + latest.known === 0) throw error;
      failed = error;
      return { state: latest, stopped: false, warnings: [] };
    })
    .finally(() => progress.stop());
  return {
    ...base,
    ...totals(result.state),
    alreadyDone: false,
    seconds: seconds(),
    warnings: [...parts.warnings, ...result.warnings],
    ...(failed === undefined ? failure(result.state, result.stopped) : { error: failed }),
  };
}

function totals(
  state: ImportState,
): Pick<ImportFileResult, 'turns' | 'known' | 'records' | 'derived' | 'problemCount' | 'problems' | 'done'> {
  const { turns, known, records, derived, problemCount, problems, done } = state;
  return { turns, known, records, derived, problemCount, problems, done };
}

/** `record 12 (line 12): ...`; most importers say it themselves. */
export function problemLine({ message, record, line, entry }: ImportProblem): string {
  if (message.startsWith(`record ${record}`)) return message;
  const place = entry === undefined ? '' : `${entry}: `;
  return `${place}record ${record}${line === undefined ? '' : ` (line ${line})`}: ${message}`;
}

function failure(state: ImportState, stopped: boolean): { readonly error?: MemoryError } {
  if (stopped) {
    return {
      error: new MemoryError('aborted', `stopped after ${counted(state.turns + state.known, 'turn')}, which are kept`, {
        hint: 'run the same command again to go on from there',
        details: { record: state.record },
      }),
    };
  }
  const [first] = state.problems;
  if (first === undefined) return {};
  const more = state.problemCount === 1 ? '' : ` (and ${counted(state.problemCount - 1, 'problem')} more)`;
  return {
    error: new MemoryError('invalid_input', `${problemLine(first)}${more}`, {
      details: {
        problems: state.problemCount,
        record: first.record,
        ...(first.line === undefined ? {} : { line: first.line }),
      },
      hint: 'everything else was imported; mend these and import again, what is known already is skipped',
    }),
  };
}

function importerNamed(name: string): Importer {
  const found = importers.find((importer) => importer.name === name);
  if (found !== undefined) return found;
  const names = importers.map((importer) => importer.name);
  const close = nearest(name, names);
  throw new MemoryError('invalid_input', `there is no importer named ${name}`, {
    hint: close === undefined ? `there are: ${names.join(', ')}` : `did you mean ${close}?`,
  });
}

async function importExport(
  memory: Memory,
  path: string,
  source: ImportSource,
  context: CommandContext,
): Promise<Omit<ImportFileResult, 'seconds'>> {
  const progress = context.progress('import', source.size, 'bytes');
  let line = 0;
  const base = {
    path,
    format: 'palimpsest',
    derived: 0,
    resumedAfter: 0,
    alreadyDone: false,
    warnings: [],
    problems: [],
  };
  try {
    const report = await memory.import(
      readExport(path, (number, bytes) => {
        line = number;
        progress.update(bytes);
      }),
      { signal: context.signal },
    );
    return { ...base, ...report, problemCount: 0, done: true };
  } catch (error) {
    if (!isMemoryError(error)) throw error;
    return {
      ...base,
      turns: 0,
      records: 0,
      known: 0,
      problemCount: 1,
      problems: [{ message: error.message, record: line, line }],
      done: false,
      error,
    };
  } finally {
    progress.stop();
  }
}
