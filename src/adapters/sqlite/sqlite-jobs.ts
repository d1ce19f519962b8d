/** Durable jobs with leases, each row with a MAC over all its columns. */
import { createHmac } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';
import type { Job, Store } from '../../ports/index.ts';
import { jobNotFound, leaseLost } from '../job-lease.ts';
import { blobBytes, type SqliteBlob } from './row-codec.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const columns = [
  'id',
  'kind',
  'payload',
  'state',
  'due_at',
  'attempts',
  'lease_owner',
  'lease_until',
  'error',
  'mac',
] as const;
type Column = (typeof columns)[number];

const selectJobs = `SELECT ${columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join(', ')} FROM jobs`;
const states: ReadonlySet<string> = new Set<Job['state']>(['waiting', 'leased', 'done', 'failed']);
const due =
  "(state = 'waiting' AND due_at <= ? OR state = 'leased' AND lease_until <= ?) " +
  'AND kind IN (SELECT value FROM json_each(?))';

/** The jobs of one cube. */
export class SqliteJobs {
  readonly #connection: SqliteConnection;
  readonly #cube: string;
  readonly #macKey: Uint8Array;

  constructor(connection: SqliteConnection, cube: string, macKey: Uint8Array) {
    this.#connection = connection;
    this.#cube = cube;
    this.#macKey = macKey;
  }

  #mac(job: Job): Buffer {
    const { id, kind, payload, state, dueAt, attempts, leaseOwner, leaseUntil, error } = job;
    const fields = [id, kind, payload, state, dueAt, attempts, leaseOwner ?? null, leaseUntil ?? null, error ?? null];
    return createHmac('sha256', this.#macKey)
      .update(`job ${JSON.stringify(fields)}`, 'utf8')
      .digest();
  }

  #decode(row: Readonly<Record<Column, SqliteBlob | null>>): Job {
    const text = (column: Column): string | undefined => {
      const value = row[column];
      return value === null ? undefined : blobBytes(value).toString('utf8');
    };
    const leaseOwner = text('lease_owner');
    const leaseUntil = text('lease_until');
    const error = text('error');
    const job: Job = {
      id: text('id') ?? '',
      kind: text('kind') ?? '',
      payload: text('payload') ?? '',
      state: text('state') as Job['state'],
      dueAt: Number(text('due_at')),
      attempts: Number(text('attempts')),
      ...(leaseOwner === undefined ? {} : { leaseOwner }),
      ...(leaseUntil === undefined ? {} : { leaseUntil: Number(leaseUntil) }),
      ...(error === undefined ? {} : { error }),
    };
    if (!states.has(job.state) || row.mac === null || !this.#mac(job).equals(blobBytes(row.mac))) {
      throw new MemoryError('corrupt', 'a job does not match its checksum', {
        hint: 'restore the newest backup; the log itself is not affected',
      });
    }
    return job;
  }

  #one(id: string): Job | undefined {
    const rows = this.#connection.all<Record<Column, SqliteBlob | null>>(
      `${selectJobs} WHERE cube_id = ? AND id = ?`,
      this.#cube,
      id,
    );
    return rows[0] === undefined ? undefined : this.#decode(rows[0]);
  }

  #update(job: Job): void {
    this.#connection.run(
      'UPDATE jobs SET state = ?, due_at = ?, attempts = ?, lease_owner = ?, lease_until = ?, error = ?, mac = ? ' +
        'WHERE cube_id = ? AND id = ?',
      job.state,
      job.dueAt,
      job.attempts,
      job.leaseOwner ?? null,
      job.leaseUntil ?? null,
      job.error ?? null,
      this.#mac(job),
      this.#cube,
      job.id,
    );
  }

  /** Adds a waiting job; call it inside a write transaction. */
  add(job: Parameters<Store['addJob']>[0]): void {
    const { id, kind, payload, dueAt } = job;
    const mac = this.#mac({ id, kind, payload, dueAt, state: 'waiting', attempts: 0 });
    this.#connection.run(
      'INSERT INTO jobs (cube_id, id, kind, payload, state, due_at, attempts, mac) ' +
        "VALUES (?, ?, ?, ?, 'waiting', ?, 0, ?) ON CONFLICT (cube_id, id) DO NOTHING",
      this.#cube,
      id,
      kind,
      payload,
      dueAt,
      mac,
    );
  }

  /** True when some job of these kinds is due: a cheap look before the write lock is taken. */
  async anyDue(kinds: readonly string[], now: number): Promise<boolean> {
    return this.#connection.read('looking for a job', () => {
      const sql = `SELECT count(*) AS found FROM (SELECT 1 FROM jobs WHERE ${due} LIMIT 1)`;
      const [row] = this.#connection.all<{ readonly found: number }>(sql, now, now, JSON.stringify(kinds));
      return Number(row?.found ?? 0) > 0;
    });
  }

  /** Leases the oldest due job; call it inside a write transaction. */
  lease(kinds: readonly string[], owner: string, now: number, leaseMs: number): Job | undefined {
    const [row] = this.#connection.all<Record<Column, SqliteBlob | null>>(
      `${selectJobs} WHERE ${due} ORDER BY due_at, id LIMIT 1`,
      now,
      now,
      JSON.stringify(kinds),
    );
    if (row === undefined) return undefined;
    const job = this.#decode(row);
    const leased: Job = {
      ...job,
      state: 'leased',
      attempts: job.attempts + 1,
      leaseOwner: owner,
      leaseUntil: now + leaseMs,
    };
    this.#update(leased);
    return leased;
  }

  /** Ends or hands back a job; call it inside a write transaction. */
  end(id: string, owner: string, end: Parameters<Store['endJob']>[2]): void {
    const job = this.#one(id);
    if (job === undefined) throw jobNotFound(id);
    if (job.state !== 'leased' || job.leaseOwner !== owner) throw leaseLost(job, owner);
    const { kind, payload, attempts } = job;
    this.#update({
      id,
      kind,
      payload,
      attempts,
      state: end.state,
      dueAt: end.dueAt ?? job.dueAt,
      ...(end.error === undefined ? {} : { error: end.error }),
    });
  }

  /** All jobs by due time. */
  async list(): Promise<Job[]> {
    const rows = await this.#connection.read('listing jobs', () =>
      this.#connection.all<Record<Column, SqliteBlob | null>>(
        `${selectJobs} WHERE cube_id = ? ORDER BY due_at, id`,
        this.#cube,
      ),
    );
    return rows.map((row) => this.#decode(row));
  }
}
