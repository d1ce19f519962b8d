/** Picks the SQLite driver: `node:sqlite` where this Node has it, else `libsql`, or what the caller names. */
import { pathToFileURL } from 'node:url';
import { MemoryError } from '../../errors/index.ts';
import type { SqliteDriver, SqliteHandle, SqliteOpenRequest } from './sqlite-handle.ts';

/** A driver by name, the best one at hand, or the caller's own. */
export type DriverChoice = 'auto' | 'node' | 'libsql' | SqliteDriver;

type NodeSqlite = {
  readonly DatabaseSync: new (path: string, options?: { readonly readOnly?: boolean }) => SqliteHandle;
};
type Libsql = new (path: string) => SqliteHandle;

let loadedNodeSqlite: NodeSqlite | undefined;

/**
 * `node:sqlite`, or `undefined` where this Node has none (before 22.13).
 *
 * Node 22 prints an experimental warning when the module is first loaded; exactly that one is silenced.
 */
function loadNodeSqlite(): NodeSqlite | undefined {
  if (loadedNodeSqlite !== undefined) return loadedNodeSqlite;
  if (typeof process.getBuiltinModule !== 'function') return undefined;
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]): void => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (text.startsWith('SQLite is an experimental feature')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    loadedNodeSqlite = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
  return loadedNodeSqlite;
}

function fileUri(path: string, { immutable }: SqliteOpenRequest): string {
  return `${pathToFileURL(path).href}?mode=ro${immutable ? '&immutable=1' : ''}`;
}

/** The driver over Node's own SQLite; `undefined` where this Node has none. */
export function nodeSqliteDriver(): SqliteDriver | undefined {
  const module = loadNodeSqlite();
  if (module === undefined) return undefined;
  return {
    name: 'node',
    open: (path, request) =>
      new module.DatabaseSync(request.immutable ? fileUri(path, request) : path, { readOnly: request.readOnly }),
  };
}

/** The driver over the optional package `libsql`; `undefined` where it is not installed or has no binary. */
export async function libsqlDriver(): Promise<SqliteDriver | undefined> {
  let Database: Libsql;
  try {
    const module = (await import('libsql')) as unknown as { readonly default: Libsql };
    Database = module.default;
  } catch {
    return undefined;
  }
  return {
    name: 'libsql',
    // libsql has no option for reading only, but its SQLite understands file URIs.
    open: (path, request) => new Database(request.readOnly ? fileUri(path, request) : path),
  };
}

/**
 * Finds the driver.
 *
 * @throws `unavailable` when the named one, or for `auto` both, cannot be loaded.
 */
export async function pickDriver(choice: DriverChoice = 'auto'): Promise<SqliteDriver> {
  if (typeof choice === 'object') return choice;
  if (choice !== 'auto' && choice !== 'node' && choice !== 'libsql') {
    throw new MemoryError('invalid_input', `unknown sqlite driver ${JSON.stringify(choice)}`, {
      hint: "use 'auto', 'node', 'libsql' or an object with name and open",
    });
  }
  const node = choice === 'libsql' ? undefined : nodeSqliteDriver();
  if (node !== undefined) return node;
  const libsql = choice === 'node' ? undefined : await libsqlDriver();
  if (libsql !== undefined) return libsql;
  throw new MemoryError('unavailable', `no sqlite driver: node ${process.versions.node} (asked for ${choice})`, {
    details: { driver: choice, node: process.versions.node },
    hint:
      choice === 'node'
        ? 'use Node 22.13 or later, which has node:sqlite, or the driver libsql'
        : "install the optional package 'libsql' (npm install libsql), or use Node 22.13 or later, which has node:sqlite",
  });
}
