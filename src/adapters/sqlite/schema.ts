/** Tables of a cube in SQLite, their version, and the steps from one version to the next. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';
import { blobBytes, type SqliteBlob } from './row-codec.ts';
import type { SqliteHandle } from './sqlite-handle.ts';

/** `PLMP` in ASCII; tells a cube from any other SQLite file. */
export const applicationId = 0x504c4d50;

/** One step of the file format. */
export type Migration = {
  /** The version that the step leads to. */
  readonly to: number;
  /** Names of everything that the file then holds besides SQLite's own, sorted, with a blank between. */
  readonly objects: string;
  readonly statements: readonly string[];
};

/**
 * All steps, oldest first; a new file takes every one of them.
 *
 * The tables are the same on every SQL database, so each primary key begins with `cube_id`. `log` holds a change and
 * its row side by side, the body last: columns before it are read without touching overflow pages.
 */
export const migrations: readonly Migration[] = [
  {
    to: 1,
    objects: 'blobs jobs jobs_by_due log log_by_id meta',
    statements: [
      `CREATE TABLE meta (
        cube_id TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
        PRIMARY KEY (cube_id, key))`,
      `CREATE TABLE log (
        cube_id TEXT NOT NULL, seq INTEGER NOT NULL,
        kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL,
        digest BLOB NOT NULL, hash BLOB NOT NULL, mac BLOB NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (cube_id, seq))`,
      // One file holds one cube, so look-ups by id go without the cube's name here.
      'CREATE UNIQUE INDEX log_by_id ON log (kind, id, version)',
      `CREATE TABLE blobs (
        cube_id TEXT NOT NULL, name TEXT NOT NULL, mac BLOB NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (cube_id, name))`,
      `CREATE TABLE jobs (
        cube_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL,
        due_at INTEGER NOT NULL, attempts INTEGER NOT NULL,
        lease_owner TEXT, lease_until INTEGER, error TEXT, mac BLOB NOT NULL,
        PRIMARY KEY (cube_id, id))`,
      'CREATE INDEX jobs_by_due ON jobs (state, due_at)',
    ],
  },
];

/**
 * Set in the version of a file whose content is sealed. Versions of this library that cannot open seals take it for a
 * newer format and refuse the file, where they would otherwise take its rows for damaged ones.
 */
const sealedFlag = 0x100;

/** The version after all steps. */
export function newest(steps: readonly Migration[]): number {
  return steps.reduce((max, step) => Math.max(max, step.to), 0);
}

function pragmaNumber(handle: SqliteHandle, name: 'application_id' | 'user_version'): number {
  const row = handle.prepare(`PRAGMA ${name}`).all()[0] as Record<string, unknown> | undefined;
  return Number(row?.[name] ?? 0);
}

/** Names of everything in the file, sorted, read as bytes: damaged text must not reach a driver. */
function objectNames(handle: SqliteHandle): string {
  const rows = handle
    .prepare("SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all() as { readonly name: ArrayBuffer | Uint8Array }[];
  return rows
    .map((row) => Buffer.from(row.name as Uint8Array).toString('latin1'))
    .sort()
    .join(' ');
}

/** What the file is: `new` (nothing in it yet) or a cube of some version. */
export type FileKind =
  | { readonly kind: 'new' }
  | { readonly kind: 'cube'; readonly version: number; readonly sealed: boolean };

/**
 * Tells what is in the file.
 *
 * @throws `invalid_input` for another program's database, `newer_version` for a cube of a later format, `corrupt` for
 * a cube whose tables are not the ones of its version.
 */
export function inspectFile(handle: SqliteHandle, path: string, steps: readonly Migration[] = migrations): FileKind {
  const id = pragmaNumber(handle, 'application_id');
  const stamp = pragmaNumber(handle, 'user_version');
  const version = stamp >= 2 * sealedFlag ? stamp : stamp & (sealedFlag - 1);
  const names = objectNames(handle);
  if (id === 0 && stamp === 0 && names === '') return { kind: 'new' };
  if (id !== applicationId) {
    throw new MemoryError('invalid_input', `the file is a SQLite database of another program (application id ${id})`, {
      details: { path, applicationId: id },
      hint: 'choose another path',
    });
  }
  const supported = newest(steps);
  if (version > supported) {
    throw new MemoryError('newer_version', `the file has format ${version}, this version reads up to ${supported}`, {
      details: { path, fileVersion: version, supportedVersion: supported },
      hint: 'install a newer version of palimpsest',
    });
  }
  if (steps.find(({ to }) => to === version)?.objects !== names) {
    throw new MemoryError('corrupt', `the file has format ${version} but not that format's tables`, {
      details: { path, fileVersion: version },
      hint: 'restore the newest backup',
    });
  }
  return { kind: 'cube', version, sealed: stamp !== version };
}

/** True when the file says that its content is sealed. */
export function isSealed(handle: SqliteHandle, path: string): boolean {
  const found = inspectFile(handle, path);
  return found.kind === 'cube' && found.sealed;
}

/** What a new file is given. */
export type CubeBirth = { readonly cube: string; readonly macKey: Uint8Array; readonly at: number };

/** Runs the steps from version `from` on, without noting the version. */
export function createTables(handle: SqliteHandle, from: number, steps: readonly Migration[] = migrations): void {
  for (const step of steps) {
    if (step.to > from) for (const statement of step.statements) handle.exec(statement);
  }
}

/** Notes the version that the tables now have, and whether the content is sealed. */
export function stampVersion(handle: SqliteHandle, sealed: boolean, steps: readonly Migration[] = migrations): void {
  const version = newest(steps);
  handle.exec(`UPDATE meta SET value = CAST('${version}' AS BLOB) WHERE key = 'schema_version'`);
  handle.exec(`PRAGMA user_version = ${version + (sealed ? sealedFlag : 0)}`);
  handle.exec(`PRAGMA application_id = ${applicationId}`);
}

/** Fills in what a new cube is born with. */
export function insertBirth(handle: SqliteHandle, birth: CubeBirth): void {
  const insert = handle.prepare('INSERT INTO meta (cube_id, key, value) VALUES (?, ?, ?)');
  insert.run(birth.cube, 'mac_key', Buffer.from(birth.macKey));
  insert.run(birth.cube, 'mac_key_check', macKeyCheck(birth.macKey));
  insert.run(birth.cube, 'created_at', Buffer.from(String(birth.at)));
  insert.run(birth.cube, 'schema_version', Buffer.from('0'));
  insert.run(birth.cube, 'commits', Buffer.from('0'));
}

/** Tells a damaged key from a damaged log. */
function macKeyCheck(macKey: Uint8Array): Buffer {
  return createHash('sha256').update('mac key').update(macKey).digest().subarray(0, 8);
}

/** The cube that a file holds and its key. */
export function readIdentity(
  handle: SqliteHandle,
  path: string,
): { readonly cube: string; readonly macKey: Uint8Array } {
  const rows = handle
    .prepare('SELECT CAST(cube_id AS BLOB) AS cube, CAST(key AS BLOB) AS key, CAST(value AS BLOB) AS value FROM meta')
    .all() as Record<'cube' | 'key' | 'value', SqliteBlob>[];
  const values = new Map(rows.map((row) => [blobBytes(row.key).toString('latin1'), row]));
  const key = values.get('mac_key');
  const check = values.get('mac_key_check');
  const macKey = key === undefined ? undefined : new Uint8Array(blobBytes(key.value));
  const intact = macKey?.length === 32 && check !== undefined && macKeyCheck(macKey).equals(blobBytes(check.value));
  const names = new Set(rows.map((row) => blobBytes(row.cube).toString('hex')));
  if (key === undefined || macKey === undefined || !intact || names.size !== 1 || !isUtf8(blobBytes(key.cube))) {
    throw new MemoryError('corrupt', "the cube's name or key is damaged", {
      details: { path },
      hint: 'restore the newest backup',
    });
  }
  return { cube: blobBytes(key.cube).toString('utf8'), macKey };
}
