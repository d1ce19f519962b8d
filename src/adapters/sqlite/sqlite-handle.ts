/**
 * The structural shape of a synchronous SQLite connection: what better-sqlite3, libsql and node:sqlite have in common.
 *
 * Only `exec`, `prepare`, `run` and `all` are used. `get` is not: on libsql it leaves its statement, and with it a
 * read transaction, open until the next call.
 */

/** What is bound to a statement. Texts are well-formed strings without NUL; integers are safe integers. */
export type SqliteValue = string | number | Buffer | null;

/** A prepared statement. */
export type SqliteStatement = {
  run(...parameters: SqliteValue[]): unknown;
  /** All rows, as objects keyed by column name. */
  all(...parameters: SqliteValue[]): unknown[];
};

/** A connection to one database file. */
export type SqliteHandle = {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
};

/** How a {@link SqliteDriver} is asked to open a file. */
export type SqliteOpenRequest = {
  readonly readOnly: boolean;
  /**
   * Nothing will change the file: read it without locks and without files beside it (SQLite's `immutable=1`). Asked for
   * in a folder that cannot be written, after an ordinary attempt has failed.
   */
  readonly immutable: boolean;
};

/** Opens connections; a store opens a second one for a backup and a new one after an error. */
export type SqliteDriver = {
  /** Becomes part of the adapter's name: `sqlite:<name>`. */
  readonly name: string;
  /** Opens (and, unless `readOnly`, creates) the file at an absolute path. */
  open(path: string, request: SqliteOpenRequest): SqliteHandle;
};
