export { type DriverChoice, libsqlDriver, nodeSqliteDriver, pickDriver } from './open-handle.ts';
export { type ReplaceOptions, replaceSqlite, rewriteSqlite } from './replace-sqlite.ts';
export { restoreSqlite } from './restore-sqlite.ts';
export type { SqliteDriver, SqliteHandle, SqliteOpenRequest, SqliteStatement, SqliteValue } from './sqlite-handle.ts';
export { type OpenSqliteOptions, openSqliteStore } from './sqlite-store.ts';
