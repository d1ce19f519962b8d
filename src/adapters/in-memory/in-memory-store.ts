/** A cube in the memory of the process: the port's semantics without a file, for tests and for throw-away use. */
import { MemoryError } from '../../errors/index.ts';
import type {
  Batch,
  Change,
  Clock,
  Entropy,
  Head,
  Ids,
  Job,
  OpenStoreOptions,
  Row,
  RowKind,
  Store,
  StoreCheck,
} from '../../ports/index.ts';
import { alreadyStored, blobThere, checkBatch, checkText, headMoved } from '../check-batch.ts';
import { checkJob, checkTime, jobNotFound, leaseLost } from '../job-lease.ts';
import { systemEntropy } from '../system/system-entropy.ts';
import { systemIds } from '../system/system-ids.ts';

/** The content of a cube, which several stores of one process can share as several processes share a file. */
export type InMemoryCube = {
  readonly cube: string;
  readonly macKey: Uint8Array;
  readonly rows: Row[];
  readonly changes: Change[];
  /** `kind id` -> positions in `rows`, by version. */
  readonly byId: Map<string, number[]>;
  readonly blobs: Map<string, Uint8Array>;
  readonly jobs: Map<string, Job>;
  /** Which store wrote how often. */
  readonly commits: Map<object, number>;
};

/** How an in-memory store is made. */
export type InMemoryStoreOptions = Pick<OpenStoreOptions, 'readOnly'> & {
  /** The id of a new cube. Default: a new id. */
  readonly cube?: string;
  /** An existing cube to share. */
  readonly content?: InMemoryCube;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Makes the secret of a new cube. Default: the operating system's. */
  readonly entropy?: Entropy;
};

/** An empty cube. */
export function createInMemoryCube(options: Omit<InMemoryStoreOptions, 'content' | 'readOnly'> = {}): InMemoryCube {
  if (options.cube !== undefined) checkText(options.cube, 'the id of the cube');
  return {
    cube: options.cube ?? (options.ids ?? systemIds).next('cube'),
    macKey: (options.entropy ?? systemEntropy).bytes(32).slice(),
    rows: [],
    changes: [],
    byId: new Map(),
    blobs: new Map(),
    jobs: new Map(),
    commits: new Map(),
  };
}

/** A store over a new cube, or over the `content` given. Its methods promise what the port says. */
export function createInMemoryStore(options: InMemoryStoreOptions = {}): Store {
  return new InMemoryStore(options.content ?? createInMemoryCube(options), options.readOnly ?? false);
}

const noHash = new Uint8Array(32);

function key(kind: RowKind, id: string): string {
  return `${kind} ${id}`;
}

/** What was stored must not change when the caller reuses its buffers, nor the other way round. */
function copyRow(row: Row): Row {
  return { ...row, body: row.body.slice(), mac: row.mac.slice() };
}

function copyChange(change: Change): Change {
  return { ...change, digest: change.digest.slice(), hash: change.hash.slice() };
}

function byDueTime(a: Job, b: Job): number {
  return a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);
}

class InMemoryStore implements Store {
  readonly adapter = 'memory';
  readonly cube: string;
  readonly readOnly: boolean;
  readonly macKey: Uint8Array;
  readonly #content: InMemoryCube;
  #closed = false;

  constructor(content: InMemoryCube, readOnly: boolean) {
    this.#content = content;
    this.cube = content.cube;
    this.macKey = content.macKey;
    this.readOnly = readOnly;
  }

  get #open(): InMemoryCube {
    if (this.#closed) throw new MemoryError('closed', 'the store is closed');
    return this.#content;
  }

  get #writable(): InMemoryCube {
    const content = this.#open;
    if (!this.readOnly) return content;
    throw new MemoryError('read_only', 'the cube is open for reading only', { hint: 'open it without readOnly' });
  }

  #committed(): void {
    this.#content.commits.set(this, (this.#content.commits.get(this) ?? 0) + 1);
  }

  #end({ changes }: InMemoryCube): Head {
    const last = changes.at(-1);
    return { seq: changes.length, hash: (last?.hash ?? noHash).slice() };
  }

  async head(): Promise<Head> {
    return this.#end(this.#open);
  }

  async append(batch: Batch, expectedSeq: number): Promise<Head> {
    const open = this.#open;
    checkBatch(batch, expectedSeq);
    const content = this.#writable;
    if (open.changes.length !== expectedSeq) throw headMoved(expectedSeq, open.changes.length);
    for (const name of batch.absent ?? []) if (content.blobs.has(name)) throw blobThere(name);
    const added = new Set<string>();
    for (const row of batch.rows) {
      const name = `${key(row.kind, row.id)} ${row.version}`;
      const stored = content.byId.get(key(row.kind, row.id))?.some((at) => content.rows[at]?.version === row.version);
      if (stored || added.has(name)) throw alreadyStored(row);
      added.add(name);
    }
    for (const row of batch.rows) {
      const positions = content.byId.get(key(row.kind, row.id)) ?? [];
      positions.push(content.rows.length);
      content.rows.push(copyRow(row));
      positions.sort((a, b) => (content.rows[a]?.version ?? 0) - (content.rows[b]?.version ?? 0));
      content.byId.set(key(row.kind, row.id), positions);
    }
    for (const change of batch.changes) content.changes.push(copyChange(change));
    this.#put(content, batch.blobs ?? new Map());
    this.#committed();
    return this.#end(content);
  }

  #range<T>(entries: readonly T[], since: number, limit: number): readonly T[] {
    if (!(since >= 0) || !(limit >= 0)) {
      throw new MemoryError('invalid_input', `since ${since} and limit ${limit} must not be negative`);
    }
    return entries.slice(Math.floor(since), Math.floor(since) + Math.floor(limit));
  }

  async changes(since: number, limit: number): Promise<Change[]> {
    return this.#range(this.#open.changes, since, limit).map(copyChange);
  }

  async rows(since: number, limit: number): Promise<Row[]> {
    return this.#range(this.#open.rows, since, limit).map(copyRow);
  }

  async rowsAt(seqs: readonly number[]): Promise<(Row | undefined)[]> {
    const { rows } = this.#open;
    return seqs.map((seq) => {
      const row = rows[seq - 1];
      return row === undefined ? undefined : copyRow(row);
    });
  }

  async versions(kind: RowKind, id: string): Promise<Row[]> {
    const { rows, byId } = this.#open;
    checkText(id, 'an id');
    return (byId.get(key(kind, id)) ?? []).map((at) => copyRow(rows[at]!));
  }

  async latest(kind: RowKind, ids: readonly string[]): Promise<(Row | undefined)[]> {
    const { rows, byId } = this.#open;
    for (const id of ids) checkText(id, 'an id');
    return ids.map((id) => {
      const at = byId.get(key(kind, id))?.at(-1);
      return at === undefined ? undefined : copyRow(rows[at]!);
    });
  }

  async replaceBodies(rows: Parameters<Store['replaceBodies']>[0]): Promise<void> {
    const content = this.#writable;
    for (const { seq, mac } of rows) {
      if (content.rows[seq - 1] === undefined) {
        throw new MemoryError('not_found', `there is no entry ${seq}: the log ends at ${content.rows.length}`, {
          details: { seq },
        });
      }
      if (mac.length !== 32) throw new MemoryError('invalid_input', `the mac of entry ${seq} has ${mac.length} bytes`);
    }
    for (const { seq, body, mac, subject } of rows) {
      const old = content.rows[seq - 1]!;
      content.rows[seq - 1] = copyRow({ ...old, body, mac, subject: subject ?? old.subject });
      old.body.fill(0);
    }
    this.#committed();
  }

  async blob(name: string): Promise<Uint8Array | undefined> {
    return this.#open.blobs.get(name)?.slice();
  }

  async blobNames(prefix: string): Promise<string[]> {
    return [...this.#open.blobs.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  #put(content: InMemoryCube, blobs: ReadonlyMap<string, Uint8Array | null>): void {
    for (const [name, data] of blobs) {
      if (data === null) content.blobs.delete(name);
      else content.blobs.set(name, data.slice());
    }
  }

  async putBlobs(blobs: ReadonlyMap<string, Uint8Array | null>): Promise<void> {
    for (const name of blobs.keys()) checkText(name, 'a blob name');
    this.#put(this.#writable, blobs);
    this.#committed();
  }

  async addJob(job: Parameters<Store['addJob']>[0]): Promise<void> {
    checkJob(job);
    const { jobs } = this.#writable;
    if (jobs.has(job.id)) return;
    const { id, kind, payload, dueAt } = job;
    jobs.set(id, { id, kind, payload, dueAt, state: 'waiting', attempts: 0 });
    this.#committed();
  }

  async leaseJob(kinds: readonly string[], owner: string, now: number, leaseMs: number): Promise<Job | undefined> {
    checkText(owner, 'the owner of a lease');
    checkTime(now, 'now');
    checkTime(leaseMs, 'leaseMs');
    const { jobs } = this.#writable;
    const [job] = [...jobs.values()]
      .filter(({ kind, state, dueAt, leaseUntil = 0 }) => {
        const free = (state === 'waiting' && dueAt <= now) || (state === 'leased' && leaseUntil <= now);
        return free && kinds.includes(kind);
      })
      .sort(byDueTime);
    if (job === undefined) return undefined;
    const attempts = job.attempts + 1;
    const leased: Job = { ...job, state: 'leased', attempts, leaseOwner: owner, leaseUntil: now + leaseMs };
    jobs.set(job.id, leased);
    this.#committed();
    return { ...leased };
  }

  async endJob(id: string, owner: string, end: Parameters<Store['endJob']>[2]): Promise<void> {
    if (end.dueAt !== undefined) checkTime(end.dueAt, 'dueAt');
    if (end.error !== undefined) checkText(end.error, 'the error of a job');
    const { jobs } = this.#writable;
    const job = jobs.get(id);
    if (job === undefined) throw jobNotFound(id);
    if (job.state !== 'leased' || job.leaseOwner !== owner) throw leaseLost(job, owner);
    const { kind, payload, attempts } = job;
    const error = end.error === undefined ? {} : { error: end.error };
    jobs.set(id, { id, kind, payload, attempts, state: end.state, dueAt: end.dueAt ?? job.dueAt, ...error });
    this.#committed();
  }

  async jobs(): Promise<Job[]> {
    return [...this.#open.jobs.values()].sort(byDueTime).map((job) => ({ ...job }));
  }

  async dataVersion(): Promise<number> {
    let foreign = 0;
    for (const [store, commits] of this.#open.commits) if (store !== this) foreign += commits;
    return foreign;
  }

  async check(): Promise<StoreCheck> {
    const { rows, changes } = this.#open;
    const problems = rows.flatMap((row, i) =>
      row.seq === i + 1 && changes[i]?.seq === i + 1 ? [] : [`entry ${i + 1} is not in its place`],
    );
    return { ok: problems.length === 0, problems };
  }

  async backup(): Promise<void> {
    this.#open;
    throw new MemoryError('unsupported', 'an in-memory store has no file to back up', {
      hint: 'export the memory instead, or keep it in a file',
    });
  }

  async sizeBytes(): Promise<number> {
    const { rows, blobs, jobs } = this.#open;
    const fixed = 128;
    let bytes = 0;
    for (const row of rows) bytes += fixed + row.id.length + row.subject.length + row.body.length;
    for (const [name, data] of blobs) bytes += name.length + data.length;
    for (const job of jobs.values()) bytes += job.id.length + job.payload.length;
    return bytes;
  }

  async files(): ReturnType<Store['files']> {
    this.#open;
    return [];
  }

  async compact(): Promise<void> {
    this.#writable;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  async destroy(): Promise<void> {
    const content = this.#writable;
    for (const row of content.rows) row.body.fill(0);
    for (const data of content.blobs.values()) data.fill(0);
    content.rows.length = 0;
    content.changes.length = 0;
    for (const map of [content.byId, content.blobs, content.jobs]) map.clear();
    this.#closed = true;
  }
}
