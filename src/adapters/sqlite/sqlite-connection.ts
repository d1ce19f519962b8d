/**
 * One connection with its prepared statements: read and write transactions with bounded waiting, error mapping, and
 * replacement of a connection that an error may have left in a bad state.
 */
import { statSync } from 'node:fs';
import { MemoryError } from '../../errors/index.ts';
import { isBusy, isStuck, sqliteError, sqliteResultCode } from './sqlite-error.ts';
import type { SqliteHandle, SqliteStatement, SqliteValue } from './sqlite-handle.ts';

/** How a connection is made and used. */
export type ConnectionSettings = {
  readonly path: string;
  readonly readOnly: boolean;
  /** Longest wait for another writer in all, milliseconds. */
  readonly busyTimeoutMs: number;
  readonly durability: 'full' | 'normal';
  /** Makes connections; absent for a handle that the caller passed in, which cannot be replaced. */
  readonly open?: (path: string, readOnly: boolean) => SqliteHandle;
};

/** Longest wait inside SQLite, which blocks the event loop; the rest of the waiting is asynchronous. */
const blockingWaitMs = 5;

/** Keeps the WAL file from staying as large as the largest batch ever written. */
const walLimitBytes = 16 * 1024 * 1024;

/** Pauses grow; between processes, the scheduler's own jitter keeps them apart. */
function pause(round: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(1 + round, 15)));
}

/** Which file is at a path; the same for as long as it is not replaced. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

/** A connection to one file. All work between two awaits is synchronous, so transactions never interleave. */
export class SqliteConnection {
  readonly settings: ConnectionSettings;
  #handle: SqliteHandle | undefined;
  #statements = new Map<string, SqliteStatement>();
  #generation = 0;
  #closed = false;
  /** The file that was opened; undefined where the connection that was passed in has none. */
  readonly #identity: string | undefined;

  /** Takes over `handle`, just opened; call {@link start} before use. */
  constructor(handle: SqliteHandle, settings: ConnectionSettings) {
    this.#handle = handle;
    this.settings = settings;
    this.#identity = identityOf(settings.path);
  }

  /** Counts replaced connections. */
  get generation(): number {
    return this.#generation;
  }

  /** The raw handle, for schema work and backup. */
  get handle(): SqliteHandle {
    if (this.#closed) throw new MemoryError('closed', 'the store is closed');
    if (this.#handle === undefined) this.#reopen();
    return this.#handle as SqliteHandle;
  }

  /** Sets up the first connection. Changes nothing in the file. */
  async start(): Promise<void> {
    await this.#patiently('opening', () => this.#configure(this.handle));
  }

  /** Sets what a connection needs before anything is read. */
  #configure(handle: SqliteHandle): void {
    const { busyTimeoutMs, durability, readOnly } = this.settings;
    handle.exec(`PRAGMA busy_timeout = ${Math.min(busyTimeoutMs, blockingWaitMs)}`);
    // A file is input: no functions with side effects from its schema, every page's cells checked before use.
    handle.exec('PRAGMA trusted_schema = OFF');
    handle.exec('PRAGMA cell_size_check = ON');
    handle.exec('PRAGMA mmap_size = 0');
    // Temporary copies (VACUUM) stay in memory: content must not leave the cube's own folder.
    handle.exec('PRAGMA temp_store = MEMORY');
    handle.exec('PRAGMA secure_delete = ON');
    handle.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
    if (readOnly) handle.exec('PRAGMA query_only = ON');
  }

  /** Switches the file to write-ahead logging, which survives in the file. */
  async useWal(): Promise<void> {
    if (this.settings.readOnly) return;
    const mode = await this.#patiently('switching to write-ahead logging', () => {
      const row = this.handle.prepare('PRAGMA journal_mode = WAL').all()[0] as { readonly journal_mode?: unknown };
      return row?.journal_mode;
    });
    if (mode !== 'wal') {
      throw new MemoryError('unsupported', 'this file system does not support write-ahead logging', {
        details: { path: this.settings.path },
        hint: 'put the cube on a local disk',
      });
    }
    this.handle.prepare(`PRAGMA journal_size_limit = ${walLimitBytes}`).all();
  }

  /** A prepared statement, made once per connection. */
  statement(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.handle.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** All rows of a query. */
  all<T>(sql: string, ...parameters: SqliteValue[]): T[] {
    return this.statement(sql).all(...parameters) as T[];
  }

  /** Runs a statement without result. */
  run(sql: string, ...parameters: SqliteValue[]): void {
    if (parameters.length === 1 && typeof parameters[0] === 'object' && parameters[0] !== null) {
      throw new MemoryError('internal', 'a lone buffer must not be bound: it aborts the process on libsql');
    }
    this.statement(sql).run(...parameters);
  }

  /**
   * Reads; each query inside is a read transaction of its own.
   *
   * Readers do not wait for writers, but for another process that recovers the log after a crash, or that closes the
   * file as the last one.
   */
  async read<T>(doing: string, work: () => T): Promise<T> {
    return this.#patiently(doing, work);
  }

  /**
   * Runs `work` in a transaction that holds the write lock from its first statement on, and commits.
   *
   * @throws `busy` when the lock cannot be had within `busyTimeoutMs`; `read_only`; `corrupt` when the file was replaced
   * or removed since it was opened; whatever `work` throws.
   */
  async write<T>(doing: string, work: () => T): Promise<T> {
    this.#forbidReadOnly(doing);
    return this.#patiently(doing, () => {
      this.run('BEGIN IMMEDIATE');
      try {
        this.#forbidReplaced();
        const result = work();
        this.run('COMMIT');
        return result;
      } catch (error) {
        this.#rollback();
        throw error;
      }
    });
  }

  /**
   * Moves all of the WAL into the main file and empties it; false when a reader or writer elsewhere prevents it.
   */
  checkpoint(): boolean {
    try {
      const row = this.handle.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()[0] as { readonly busy?: unknown };
      return Number(row?.busy ?? 0) === 0;
    } catch (error) {
      if (isBusy(error)) return false;
      throw this.#afterError(error, 'moving the write-ahead log into the file');
    }
  }

  /**
   * Empties the WAL; with `rewrite`, writes the file anew without free space before.
   *
   * @throws `busy` when a reader elsewhere keeps old pages alive for longer than `busyTimeoutMs`
   */
  async compact(rewrite: boolean): Promise<void> {
    const doing = 'compacting';
    this.#forbidReadOnly(doing);
    if (rewrite) await this.#patiently(doing, () => this.handle.exec('VACUUM'));
    const deadline = performance.now() + this.settings.busyTimeoutMs;
    for (let round = 0; !this.checkpoint(); round++) {
      if (performance.now() >= deadline) {
        throw new MemoryError('busy', 'a reader elsewhere keeps erased pages in the write-ahead log', {
          details: { path: this.settings.path },
          hint: 'close the other readers or try again; erased bytes may remain on disk until then',
        });
      }
      await pause(round);
    }
  }

  /** What is written to a file that has lost its name, nobody finds again. */
  #forbidReplaced(): void {
    const { path } = this.settings;
    if (this.#identity === undefined || identityOf(path) === this.#identity) return;
    throw new MemoryError('corrupt', 'the file was replaced or removed while it was open; nothing was written', {
      details: { path },
      hint: 'close this memory and open it again',
    });
  }

  #forbidReadOnly(doing: string): void {
    if (!this.settings.readOnly) return;
    throw new MemoryError('read_only', `the cube is open for reading only (while ${doing})`, {
      details: { path: this.settings.path },
      hint: 'open it without readOnly',
    });
  }

  /** Repeats `attempt` while the database is busy, until the wait is used up. */
  async #patiently<T>(doing: string, attempt: () => T): Promise<T> {
    const deadline = performance.now() + this.settings.busyTimeoutMs;
    for (let round = 0; ; round++) {
      try {
        return attempt();
      } catch (error) {
        if (isStuck(error)) this.#replace();
        if (!isBusy(error) || performance.now() >= deadline) throw this.#afterError(error, doing);
      }
      await pause(round);
    }
  }

  #rollback(): void {
    try {
      this.handle.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself after a full disk or an I/O error; the statement then reports that no
      // transaction is active, which is the state that is wanted.
    }
  }

  /**
   * Maps an error and, unless it was a harmless one, replaces the connection: a query that failed half way can leave
   * a read transaction open, and libsql gives no way to end it.
   */
  #afterError(error: unknown, doing: string): MemoryError {
    const primary = sqliteResultCode(error) & 0xff;
    const harmless = primary === 0 || primary === 5 || primary === 13 || primary === 19;
    if (!harmless && this.#handle !== undefined) this.#replace();
    return sqliteError(error, doing, this.settings.path);
  }

  /** Gives up the connection; the next use makes a new one. A handle that was passed in has to go on. */
  #replace(): void {
    if (this.settings.open === undefined) return;
    const old = this.#handle;
    this.#handle = undefined;
    this.#statements = new Map();
    this.#generation++;
    try {
      old?.close();
    } catch {
      // The old connection is given up either way.
    }
  }

  #reopen(): void {
    const { open, path, readOnly } = this.settings;
    // Another file may have a history of its own, which what was read so far does not fit.
    this.#forbidReplaced();
    const handle = open?.(path, readOnly);
    if (handle === undefined) return;
    try {
      this.#configure(handle);
    } catch (error) {
      handle.close();
      throw error;
    }
    this.#handle = handle;
  }

  /** Closes the connection; the store must not be used afterwards. */
  close(): void {
    const old = this.#handle;
    this.#closed = true;
    this.#handle = undefined;
    this.#statements = new Map();
    old?.close();
  }
}
