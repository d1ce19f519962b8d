/** Puts what an importer reads into a memory: in batches, durably, resumable after any stop. */
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RecordInput } from '../../kernel/record.ts';
import type { TurnInput } from '../../kernel/turn.ts';
import type { Memory } from '../../memory/memory.ts';
import type { Importer, ImportSource, Position } from '../../plaintext/import/importer.ts';
import type { ImportProblem, ImportState } from './import-state.ts';

const batchTurns = 256;
const keptProblems = 100;

export type ImportProgress = {
  readonly record: number;
  readonly byte?: number;
  readonly entry?: string;
  readonly turns: number;
};

export type RunImportOptions = {
  readonly memory: Memory;
  readonly source: ImportSource;
  readonly importer: Importer;
  /** Makes idempotency keys for records. */
  readonly key: string;
  readonly zone: string;
  readonly user?: string;
  readonly agent?: string;
  /** From an earlier run. */
  readonly state?: ImportState;
  readonly signal: AbortSignal;
  /** Called after each durable batch with the state to keep. */
  readonly onDurable: (state: ImportState) => void | Promise<void>;
  readonly onProgress?: (progress: ImportProgress) => void;
};

export type RunImportResult = {
  readonly state: ImportState;
  /** The signal fired; what was read before is durable. */
  readonly stopped: boolean;
  readonly warnings: readonly string[];
};

/** Reads to the end or until the signal fires; gives what came of it, earlier runs included. */
export async function runImport(options: RunImportOptions): Promise<RunImportResult> {
  const { memory, importer, source, signal } = options;
  const run = new ImportRun(options);
  const resume = run.state.record === 0 ? {} : { resume: { importer: importer.name, record: run.state.record } };
  const settings = {
    zone: options.zone,
    signal,
    ...resume,
    ...(options.user === undefined ? {} : { user: options.user }),
  };
  try {
    for await (const item of importer.read(source, settings)) {
      if (signal.aborted) break;
      await run.enter(item.position);
      if (item.kind === 'turn') await run.turn(item.turn);
      else if (item.kind === 'record') await run.record(item.record);
      else if (item.harmless === true) run.warn(item.message);
      else run.problem(item.message, item.position);
    }
    if (!signal.aborted) run.complete();
  } catch (error) {
    if (!signal.aborted) {
      await run.flush();
      throw error;
    }
  }
  await run.flush();
  if (!signal.aborted) await memory.work({ signal });
  return { state: run.state, stopped: signal.aborted, warnings: [...run.warnings] };
}

class ImportRun {
  state: ImportState;
  readonly warnings: Set<string> = new Set<string>();
  readonly #options: RunImportOptions;
  #batch: TurnInput[] = [];
  /** Number of the record that is being read. */
  #current: number;
  #completed: number;
  #recordsInCurrent = 0;

  constructor(options: RunImportOptions) {
    this.#options = options;
    this.state = options.state ?? {
      format: 'palimpsest-import-state',
      version: 1,
      importer: options.importer.name,
      record: 0,
      turns: 0,
      known: 0,
      records: 0,
      derived: 0,
      problemCount: 0,
      problems: [],
      done: false,
    };
    this.#current = this.state.record;
    this.#completed = this.state.record;
  }

  async enter(position: Position): Promise<void> {
    const { record, byte, entry } = position;
    if (record > this.#current) {
      this.#completed = Math.max(this.#completed, this.#current);
      this.#current = record;
      this.#recordsInCurrent = 0;
      if (this.#batch.length >= batchTurns) await this.flush();
    }
    this.#options.onProgress?.({
      record,
      turns: this.state.turns + this.state.known,
      ...(byte === undefined ? {} : { byte }),
      ...(entry === undefined ? {} : { entry }),
    });
  }

  async turn(turn: TurnInput): Promise<void> {
    const { agent } = this.#options;
    this.#batch.push(agent === undefined || turn.agent !== undefined ? turn : { ...turn, agent });
    if (this.#batch.length >= 4 * batchTurns) await this.flush();
  }

  async record(record: RecordInput): Promise<void> {
    await this.flush();
    const { memory, key, agent } = this.#options;
    const idempotencyKey = `import:${key}:${this.#current}:${this.#recordsInCurrent++}`;
    await memory.remember(agent === undefined || record.agent !== undefined ? record : { ...record, agent }, {
      idempotencyKey,
    });
    this.state = { ...this.state, records: this.state.records + 1 };
  }

  /** Something that was read without a loss, but not as it stood there. */
  warn(message: string): void {
    if (this.warnings.size < keptProblems) this.warnings.add(message);
  }

  problem(message: string, { record, line, entry }: Position): void {
    const problem: ImportProblem = {
      message,
      record,
      ...(line === undefined ? {} : { line }),
      ...(entry === undefined ? {} : { entry }),
    };
    const { problems, problemCount } = this.state;
    this.state = {
      ...this.state,
      problemCount: problemCount + 1,
      problems: problems.length < keptProblems ? [...problems, problem] : problems,
    };
  }

  /** The whole source was read. */
  complete(): void {
    this.#completed = this.#current;
    this.state = { ...this.state, done: true };
  }

  /** Makes the batch durable; then the state may be kept. Not stopped by the signal: what was read is kept. */
  async flush(): Promise<void> {
    // Where they came from, so that a file can be forgotten as a whole.
    const importedFrom = basename(this.#options.source.name);
    const turns = this.#batch.map((turn) => ({ ...turn, meta: { ...turn.meta, importedFrom } }));
    this.#batch = [];
    if (turns.length > 0) {
      const result = await this.#options.memory.observe(turns);
      for (const warning of result.warnings) this.warnings.add(warning);
      for (const { index, reason } of result.refused) {
        this.problem(`turn refused: ${reason}`, {
          record: this.#current,
          ...(turns[index]?.id === undefined ? {} : { entry: `turn ${turns[index].id}` }),
        });
      }
      this.state = {
        ...this.state,
        turns: this.state.turns + result.added,
        known: this.state.known + result.known,
        derived: this.state.derived + result.derived,
      };
    }
    this.state = { ...this.state, record: this.#completed };
    await this.#options.onDurable(this.state);
    // A store that answers at once would keep signals and the progress display waiting.
    await setImmediate();
  }
}
