/** A cube in one SQLite file. Made by `openSqliteStore`. */
import { closeSync, fdatasyncSync, openSync, rmSync } from 'node:fs';
import { isMemoryError, MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { Batch, Change, Clock, Head, Job, Observer, Row, RowKind, Store, StoreCheck } from '../../ports/index.ts';
import { alreadyStored, checkBatch, checkText, headMoved } from '../check-batch.ts';
import { checkJob, checkTime } from '../job-lease.ts';
import { backupCube } from './backup.ts';
import { checkCube } from './check-cube.ts';
import { type CommitMark, countCommit, readMark, selectHeadUpTo } from './commit-mark.ts';
import { cubeFiles } from './cube-files.ts';
import { fileBytes } from './file-guard.ts';
import { noteStoreClosed, noteStoreOpened } from './file-reader.ts';
import { type HeadSidecar, removeSidecar, sidecarPath } from './head-sidecar.ts';
import { decodeChange, decodeHead, decodeRow, type Packed, packedChange, packedRow } from './row-codec.ts';
import { SqliteBlobs } from './sqlite-blobs.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { isDuplicate } from './sqlite-error.ts';
import type { SqliteValue } from './sqlite-handle.ts';
import { SqliteJobs } from './sqlite-jobs.ts';

/** Everything that an opened file has told. */
export type SqliteCubeParts = {
  readonly adapter: string;
  readonly path: string;
  readonly cube: string;
  readonly macKey: Uint8Array;
  readonly connection: SqliteConnection;
  /** Absent when the store is open for reading only. */
  readonly sidecar: HeadSidecar | undefined;
  readonly clock: Clock;
  readonly observer: Observer | undefined;
};

// node:sqlite binds an empty buffer as NULL.
const rowColumns = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, x''))";
const insertOne = `INSERT INTO log (cube_id, seq, kind, id, version, subject, at, digest, hash, mac, body) VALUES ${rowColumns}`;
/** Rows an INSERT: fewer calls into the driver make batches a third faster. */
const groupRows = 16;
const insertGroup = `${insertOne}${`, ${rowColumns}`.repeat(groupRows - 1)}`;
const emptyRow =
  "UPDATE log SET body = coalesce(?, x''), mac = ?, subject = coalesce(?, subject) WHERE cube_id = ? AND seq = ?";

/** With durability `normal`, the sidecar follows the log at most this often: each time costs a flush. */
const sidecarEveryMs = 1000;

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A store over one SQLite file; see the port for what its methods promise. */
export class SqliteCube implements Store {
  readonly adapter: string;
  readonly cube: string;
  readonly readOnly: boolean;
  readonly macKey: Uint8Array;
  readonly #parts: SqliteCubeParts;
  readonly #blobs: SqliteBlobs;
  readonly #jobs: SqliteJobs;
  #sidecarAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(parts: SqliteCubeParts) {
    this.#parts = parts;
    noteStoreOpened(parts.path);
    this.adapter = parts.adapter;
    this.cube = parts.cube;
    this.readOnly = parts.connection.settings.readOnly;
    this.macKey = parts.macKey;
    this.#blobs = new SqliteBlobs(parts.connection, parts.cube, parts.macKey);
    this.#jobs = new SqliteJobs(parts.connection, parts.cube, parts.macKey);
  }

  get #connection(): SqliteConnection {
    if (this.#closed) {
      throw new MemoryError('closed', 'the store is closed', { details: { path: this.#parts.path } });
    }
    return this.#parts.connection;
  }

  #head(): Head {
    return decodeHead(this.#connection.all<Packed>(selectHeadUpTo, this.cube, Number.MAX_SAFE_INTEGER)[0]);
  }

  async head(): Promise<Head> {
    return this.#connection.read('reading the head', () => this.#head());
  }

  async append(batch: Batch, expectedSeq: number): Promise<Head> {
    const _connection = this.#connection;
    const newHead = checkBatch(batch, expectedSeq);
    const head = await this.#write(
      'appending',
      () => {
        const before = this.#head();
        if (before.seq !== expectedSeq) throw headMoved(expectedSeq, before.seq);
        this.#insert(batch);
        if (batch.blobs !== undefined) this.#blobs.put(batch.blobs, batch.absent);
        return newHead ?? before;
      },
      (after) => after,
    );
    return { seq: head.seq, hash: head.hash.slice() };
  }

  /** Writes, counts the commit, and notes where the cube stands then. */
  async #write<T>(
    doing: string,
    work: () => T,
    headAfter: (result: T) => Head | undefined = () => undefined,
  ): Promise<T> {
    const connection = this.#connection;
    const { result, mark } = await connection.write(doing, () => {
      const result = work();
      const mark: CommitMark = { commits: countCommit(connection, this.cube), head: headAfter(result) ?? this.#head() };
      return { result, mark };
    });
    this.#note(mark);
    return result;
  }

  #values(row: Row, change: Change): SqliteValue[] {
    const { seq, kind, id, version, subject, at, mac, body } = row;
    const digests = [buffer(change.digest), buffer(change.hash), buffer(mac), buffer(body)] as const;
    return [this.cube, seq, kind, id, version, subject, at, ...digests];
  }

  #insert({ rows, changes }: Batch): void {
    let next = 0;
    try {
      for (; next + groupRows <= rows.length; next += groupRows) {
        const values: SqliteValue[] = [];
        for (let i = next; i < next + groupRows; i++) values.push(...this.#values(rows[i]!, changes[i]!));
        this.#connection.run(insertGroup, ...values);
      }
      for (; next < rows.length; next++) this.#connection.run(insertOne, ...this.#values(rows[next]!, changes[next]!));
    } catch (error) {
      if (isDuplicate(error)) throw alreadyStored(rows[next]!);
      throw error;
    }
  }

  /** Notes a durable state in the sidecar. The commit is stored by then: a failure here only weakens a later check. */
  #note(mark: CommitMark): void {
    const { sidecar, connection, path, clock } = this.#parts;
    if (sidecar === undefined) return;
    try {
      if (connection.settings.durability === 'normal') {
        const now = clock.now();
        if (now - this.#sidecarAt < sidecarEveryMs && now >= this.#sidecarAt) return;
        this.#sidecarAt = now;
        // Commits are not flushed one by one: flush them now, or the sidecar could outlive them in a power loss.
        const file = openSync(`${path}-wal`, 'r+');
        try {
          fdatasyncSync(file);
        } finally {
          closeSync(file);
        }
      }
      sidecar.advance(mark);
    } catch (error) {
      this.#warn(`the sidecar ${sidecarPath(path)} could not be written: ${(error as Error).message}`);
    }
  }

  #warn(message: string): void {
    this.#parts.observer?.({ type: 'warning-raised', cube: this.cube, message });
  }

  async changes(since: number, limit: number): Promise<Change[]> {
    return this.#scan('reading changes', packedChange, decodeChange, { since, limit });
  }

  async rows(since: number, limit: number): Promise<Row[]> {
    return this.#scan('reading rows', packedRow, decodeRow, { since, limit });
  }

  /** Reads a range of the log; a gap in it, or an end before the head, is damage and not an answer. */
  async #scan<T extends { readonly seq: number }>(
    doing: string,
    columns: string,
    decode: (packed: Packed) => T,
    { since, limit }: { readonly since: number; readonly limit: number },
  ): Promise<T[]> {
    const connection = this.#connection;
    if (!(since >= 0) || !(limit >= 0)) {
      throw new MemoryError('invalid_input', `since ${since} and limit ${limit} must not be negative`);
    }
    const most = Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER);
    return connection.read(doing, () => {
      const head = this.#head();
      const sql = `SELECT ${columns} FROM log AS l WHERE l.cube_id = ? AND l.seq > ? ORDER BY l.seq LIMIT ?`;
      const found = connection.all<Packed>(sql, this.cube, Math.floor(since), most);
      const entries = new Array<T>(found.length);
      let expected = Math.floor(since) + 1;
      for (let i = 0; i < found.length; i++) {
        const entry = decode(found[i]!);
        if (entry.seq !== expected) throw this.#missing(expected, entry.seq - 1);
        entries[i] = entry;
        expected++;
      }
      if (found.length < most && expected <= head.seq) throw this.#missing(expected, head.seq);
      return entries;
    });
  }

  #missing(from: number, to: number): MemoryError {
    const range = to > from ? `entries ${from} to ${to} are` : `entry ${from} is`;
    return new MemoryError('corrupt', `${range} missing from the log`, {
      details: { path: this.#parts.path, missingFrom: from, missingTo: to },
      hint: 'run a check and restore the newest backup',
    });
  }

  async rowsAt(seqs: readonly number[]): Promise<(Row | undefined)[]> {
    const connection = this.#connection;
    if (seqs.length === 0) return [];
    const wanted = seqs.filter((seq) => Number.isSafeInteger(seq) && seq > 0);
    return connection.read('reading rows by position', () => {
      const head = this.#head();
      const sql = `SELECT ${packedRow} FROM log AS l WHERE l.cube_id = ? AND l.seq IN (SELECT value FROM json_each(?))`;
      const found = new Map<number, Row>();
      for (const packed of connection.all<Packed>(sql, this.cube, JSON.stringify(wanted))) {
        const row = decodeRow(packed);
        found.set(row.seq, row);
      }
      return seqs.map((seq) => {
        const row = found.get(seq);
        if (row === undefined && Number.isSafeInteger(seq) && seq > 0 && seq <= head.seq) throw this.#missing(seq, seq);
        return row;
      });
    });
  }

  async versions(kind: RowKind, id: string): Promise<Row[]> {
    const connection = this.#connection;
    checkText(id, 'an id');
    return connection.read('reading versions', () => {
      const sql = `SELECT ${packedRow} FROM log AS l WHERE l.kind = ? AND l.id = ? ORDER BY l.version`;
      return connection.all<Packed>(sql, kind, id).map((packed) => this.#ofId(decodeRow(packed), kind, id));
    });
  }

  async latest(kind: RowKind, ids: readonly string[]): Promise<(Row | undefined)[]> {
    const connection = this.#connection;
    for (const id of ids) checkText(id, 'an id');
    if (ids.length === 0) return [];
    return connection.read('reading newest versions', () => {
      const sql =
        `SELECT CAST(j.key AS INTEGER) AS place, ${packedRow} FROM json_each(?) AS j JOIN log AS l ON l.rowid = ` +
        '(SELECT rowid FROM log WHERE kind = ? AND id = j.value ORDER BY version DESC LIMIT 1)';
      const rows = new Array<Row | undefined>(ids.length).fill(undefined);
      const found = connection.all<Packed & { readonly place: number }>(sql, JSON.stringify(ids), kind);
      for (const packed of found) rows[packed.place] = this.#ofId(decodeRow(packed), kind, ids[packed.place]!);
      return rows;
    });
  }

  /** Checks that a look-up led to the row that was asked for. */
  #ofId(row: Row, kind: RowKind, id: string): Row {
    if (row.kind === kind && row.id === id) return row;
    throw new MemoryError('corrupt', `the look-up of ${kind} ${id} led to entry ${row.seq}, which is another one`, {
      details: { path: this.#parts.path, kind, id, seq: row.seq },
      hint: 'run a check and restore the newest backup',
    });
  }

  async replaceBodies(rows: Parameters<Store['replaceBodies']>[0]): Promise<void> {
    const connection = this.#connection;
    await this.#write('erasing', () => {
      const { seq: end } = this.#head();
      for (const { seq, body, mac, subject } of rows) {
        if (!Number.isSafeInteger(seq) || seq < 1 || seq > end) {
          throw new MemoryError('not_found', `there is no entry ${seq}: the log ends at ${end}`, { details: { seq } });
        }
        if (mac.length !== 32)
          throw new MemoryError('invalid_input', `the mac of entry ${seq} has ${mac.length} bytes`);
        if (subject !== undefined) checkText(subject, 'a subject');
        connection.run(emptyRow, buffer(body), buffer(mac), subject ?? null, this.cube, seq);
      }
    });
    // The old bytes are still in the write-ahead log. A reader elsewhere can hold that up; `compact` then insists.
    this.#tidy();
  }

  /** Empties the write-ahead log if that can be done now. What is committed is safe in it, so nothing fails here. */
  #tidy(): boolean {
    try {
      return this.#parts.connection.checkpoint();
    } catch (error) {
      if (!isMemoryError(error)) throw error;
      this.#warn(error.message);
      return false;
    }
  }

  async blob(name: string, options: Parameters<Store['blob']>[1] = {}): Promise<Uint8Array | undefined> {
    this.#connection;
    return this.#blobs.get(name, options.authenticated === true);
  }

  async blobNames(prefix: string): Promise<string[]> {
    this.#connection;
    return this.#blobs.names(prefix);
  }

  async putBlobs(blobs: ReadonlyMap<string, Uint8Array | null>): Promise<void> {
    const _connection = this.#connection;
    for (const name of blobs.keys()) checkText(name, 'a blob name');
    await this.#write('writing blobs', () => this.#blobs.put(blobs));
  }

  async addJob(job: Parameters<Store['addJob']>[0]): Promise<void> {
    const _connection = this.#connection;
    checkJob(job);
    await this.#write('adding a job', () => this.#jobs.add(job));
  }

  async leaseJob(kinds: readonly string[], owner: string, now: number, leaseMs: number): Promise<Job | undefined> {
    const connection = this.#connection;
    checkText(owner, 'the owner of a lease');
    checkTime(now, 'now');
    checkTime(leaseMs, 'leaseMs');
    if (!connection.settings.readOnly && !(await this.#jobs.anyDue(kinds, now))) return undefined;
    return this.#write('leasing a job', () => this.#jobs.lease(kinds, owner, now, leaseMs));
  }

  async endJob(id: string, owner: string, end: Parameters<Store['endJob']>[2]): Promise<void> {
    const _connection = this.#connection;
    if (end.dueAt !== undefined) checkTime(end.dueAt, 'dueAt');
    if (end.error !== undefined) checkText(end.error, 'the error of a job');
    await this.#write('ending a job', () => this.#jobs.end(id, owner, end));
  }

  async jobs(): Promise<Job[]> {
    this.#connection;
    return this.#jobs.list();
  }

  async dataVersion(): Promise<number> {
    const connection = this.#connection;
    return connection.read('looking for foreign commits', () => {
      const [row] = connection.all<{ readonly data_version: number }>('PRAGMA data_version');
      // A new connection counts from the start again, so the number of connections is part of the answer.
      return connection.generation * 0x100000000 + Number(row?.data_version ?? 0);
    });
  }

  async check(): Promise<StoreCheck> {
    return checkCube(this.#connection, this.cube, this.macKey);
  }

  async backup(path: string, options: Parameters<Store['backup']>[1] = {}): Promise<void> {
    throwIfAborted(options.signal);
    await backupCube(this.#connection, this.cube, path, options);
  }

  async sizeBytes(): Promise<number> {
    this.#connection;
    const { path } = this.#parts;
    return fileBytes(path) + fileBytes(`${path}-wal`) + fileBytes(sidecarPath(path));
  }

  async compact(options: Parameters<Store['compact']>[0] = {}): Promise<void> {
    await this.#connection.compact(options.rewrite ?? true);
  }

  async files(): ReturnType<Store['files']> {
    this.#connection;
    return cubeFiles(this.#parts.path);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { connection, sidecar } = this.#parts;
    try {
      if (!this.readOnly && this.#tidy()) {
        sidecar?.advance(await connection.read('reading the head', () => readMark(connection.handle, this.cube)));
      }
    } finally {
      sidecar?.close();
      connection.close();
      noteStoreClosed(this.#parts.path);
    }
  }

  async destroy(): Promise<void> {
    const connection = this.#connection;
    if (this.readOnly) {
      throw new MemoryError('read_only', 'the cube is open for reading only', { hint: 'open it without readOnly' });
    }
    this.#closed = true;
    this.#parts.sidecar?.close();
    connection.close();
    const { path } = this.#parts;
    noteStoreClosed(path);
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
    removeSidecar(path);
  }
}
