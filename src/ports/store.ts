/**
 * What a database must do to hold a cube: a hash-chained change log, plain rows beside it, named blobs,
 * durable jobs with leases. No vector type, no full-text engine: the indexes live in the process.
 *
 * Contract suite: `testing/store.contract.ts`.
 */

/**
 * Blob by which a cube says that its content is sealed; it must be readable before any key is there. A store with a file
 * format notes it in the file's version, so that versions which cannot read it refuse the file.
 */
export const encryptionNote = 'encryption';

/** What a row holds. `mark` rows change the standing of a turn (archived, faded, restored); `erasure` rows are receipts that content was removed. */
export type RowKind = 'turn' | 'record' | 'link' | 'mark' | 'erasure';

/** One row: opaque content plus the columns by which it is found. Never changed once written, except by erasure. */
export type Row = {
  /** Position in the change log, from 1, without gaps. */
  readonly seq: number;
  readonly kind: RowKind;
  readonly id: string;
  /** 1 for turns and links; counts up for records. */
  readonly version: number;
  /** Whose data it is; '' where nobody's. */
  readonly subject: string;
  /** Recorded time, milliseconds since the epoch. */
  readonly at: number;
  /** Encoded (and, where configured, encrypted) content; empty once erased. */
  readonly body: Uint8Array;
  /** HMAC-SHA256 over all other columns (32 bytes). */
  readonly mac: Uint8Array;
};

/** One entry of the change log: it commits to its row without containing it, so erasing content leaves it verifiable. */
export type Change = {
  readonly seq: number;
  readonly at: number;
  readonly kind: RowKind;
  readonly id: string;
  readonly version: number;
  /** SHA-256 of the row's body (which starts with a random salt). */
  readonly digest: Uint8Array;
  /** SHA-256 over the previous hash and the fields above. */
  readonly hash: Uint8Array;
};

/** The newest entry of the log; `seq` 0 and 32 zero bytes for an empty cube. */
export type Head = { readonly seq: number; readonly hash: Uint8Array };

/** What one append writes, all or nothing. */
export type Batch = {
  /** Same length as `changes`, same `seq`s. */
  readonly rows: readonly Row[];
  readonly changes: readonly Change[];
  /** Blobs to write (or, with `null`, to remove) in the same transaction. */
  readonly blobs?: ReadonlyMap<string, Uint8Array | null>;
  /** Blobs that must not be there yet, or the batch is a `conflict`: for what only the first of several processes may write. */
  readonly absent?: readonly string[];
};

/** A durable background job. */
export type Job = {
  readonly id: string;
  readonly kind: string;
  /** JSON text. */
  readonly payload: string;
  readonly state: 'waiting' | 'leased' | 'done' | 'failed';
  /** Not before this time. */
  readonly dueAt: number;
  readonly attempts: number;
  readonly leaseOwner?: string;
  readonly leaseUntil?: number;
  readonly error?: string;
};

/** A file of a cube. `copy`: an older cube that an upgrade or a restore kept; `leftover`: what a crash left behind. */
export type CubeFile = { readonly path: string; readonly what: 'own' | 'copy' | 'leftover' };

export type StoreCheck = {
  readonly ok: boolean;
  /** What the database itself found wrong, as sentences. */
  readonly problems: readonly string[];
};

export type Store = {
  /** `sqlite:node`, `sqlite:libsql`, `sqlite:handle`, `memory`, ... */
  readonly adapter: string;
  /** The cube's id, given at creation and stored in the cube. */
  readonly cube: string;
  readonly readOnly: boolean;
  /** Secret of this cube from which row MACs are keyed (32 bytes). */
  readonly macKey: Uint8Array;

  /** The current head, read fresh: other processes may have moved it. */
  head(): Promise<Head>;
  /**
   * Appends atomically when the log still ends at `expectedSeq`; on return the batch is durable.
   * Errors: `conflict` (the log moved; nothing written), `busy`, `storage_full`, `read_only`.
   */
  append(batch: Batch, expectedSeq: number): Promise<Head>;
  /** Log entries with `seq > since`, in order, at most `limit`. */
  changes(since: number, limit: number): Promise<Change[]>;
  /** Rows with `seq > since`, in order, at most `limit`. */
  rows(since: number, limit: number): Promise<Row[]>;
  /** The rows at these positions, in the order asked; a missing one is `undefined`. */
  rowsAt(seqs: readonly number[]): Promise<(Row | undefined)[]>;
  /** All versions of one id, oldest first. */
  versions(kind: RowKind, id: string): Promise<Row[]>;
  /** The newest version of each id, in the order asked. */
  latest(kind: RowKind, ids: readonly string[]): Promise<(Row | undefined)[]>;
  /**
   * Replaces rows' bodies and MACs (and, where given, subjects) in place, securely deleting the old bytes. For erasure
   * only: change entries stay.
   */
  replaceBodies(
    rows: readonly {
      readonly seq: number;
      readonly body: Uint8Array;
      readonly mac: Uint8Array;
      readonly subject?: string;
    }[],
  ): Promise<void>;

  /**
   * The content of a blob. `authenticated`: the caller checks it against a key of its own, so that a store which keeps a
   * checksum of its own need not compute it. Errors: `corrupt`.
   */
  blob(name: string, options?: { readonly authenticated?: boolean }): Promise<Uint8Array | undefined>;
  blobNames(prefix: string): Promise<string[]>;
  /** Writes (`null`: removes) blobs outside the change log: snapshots, usage counters. */
  putBlobs(blobs: ReadonlyMap<string, Uint8Array | null>): Promise<void>;

  /** Adds a waiting job; the same id again changes nothing. */
  addJob(job: {
    readonly id: string;
    readonly kind: string;
    readonly payload: string;
    readonly dueAt: number;
  }): Promise<void>;
  /** Leases the oldest due job of these kinds, taking over expired leases. */
  leaseJob(kinds: readonly string[], owner: string, now: number, leaseMs: number): Promise<Job | undefined>;
  /** Ends (or, with `state: 'waiting'`, hands back) a job; `conflict` when the lease is not `owner`'s any more. */
  endJob(
    id: string,
    owner: string,
    end: { readonly state: 'done' | 'failed' | 'waiting'; readonly error?: string; readonly dueAt?: number },
  ): Promise<void>;
  jobs(): Promise<Job[]>;

  /** Cheap test for a foreign commit: a number that changes whenever another connection wrote. */
  dataVersion(): Promise<number>;
  /** The database's own integrity check. */
  check(): Promise<StoreCheck>;
  /** A consistent copy at `path`, while in use. `unsupported` for stores without files. */
  backup(
    path: string,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<void>;
  /** Bytes on disk (or in memory). */
  sizeBytes(): Promise<number>;
  /**
   * Empties the write-ahead log into the main file and, unless `rewrite` is false, writes that anew without its free
   * pages. Errors: `busy` when a reader elsewhere keeps old pages alive for too long.
   */
  compact(options?: { readonly rewrite?: boolean }): Promise<void>;
  /**
   * Paths of all files that hold or may hold content of the cube: its own, and copies that an upgrade or a restore has
   * left beside them. Empty for stores without files.
   */
  files(): Promise<readonly CubeFile[]>;
  /** Checkpoints and closes; afterwards every call throws `closed`. */
  close(): Promise<void>;
  /** Closes and removes every byte of the cube. */
  destroy(): Promise<void>;
};

/** How the application asks an adapter for a store. */
export type OpenStoreOptions = {
  /** Open an existing cube only; `not_found` otherwise. Default false. */
  readonly mustExist?: boolean;
  readonly readOnly?: boolean;
  /** Longest wait for another writer, milliseconds. Default 10,000. */
  readonly busyTimeoutMs?: number;
  /** `full` (default): a commit survives power loss. `normal`: survives a process crash only. */
  readonly durability?: 'full' | 'normal';
};
