/** What a selftest's child process is asked to do, and what it says while it does it: one JSON line each. */

export type WriterTask = {
  readonly task: 'write';
  readonly path: string;
  /** Ids are `<prefix>-<number>`. */
  readonly prefix: string;
  /** Turns of one call, at most. */
  readonly batch: number;
  /** Stops by itself after so many turns, and closes; otherwise it goes on until it is killed. */
  readonly turns?: number;
  /** Most database pages: stands for a full disk. */
  readonly maxPages?: number;
  /** Ends without closing the cube, so that its write-ahead log stays. */
  readonly leaveOpen?: boolean;
};

export type ReaderTask = {
  readonly task: 'read';
  readonly path: string;
  /** Ids that are in the cube. */
  readonly ids: readonly string[];
  readonly pauseMs: number;
};

export type EraseTask = {
  readonly task: 'erase';
  readonly path: string;
  /** Whom to erase, once it has said that it is ready. */
  readonly subject: string;
};

export type AuditTask = {
  readonly task: 'audit';
  /** Cubes to look at, one after the other. */
  readonly cases: readonly {
    readonly path: string /** JSON file with the acknowledged ids. */;
    readonly idsFile: string;
  }[];
};

export type WorkerTask = WriterTask | ReaderTask | EraseTask | AuditTask;

/** What an audit found out about one cube. */
export type AuditResult = {
  /** Error code when it could not be opened. */
  readonly refused?: string;
  readonly present: number;
  /** Ids that are not there or could not be read. */
  readonly missing: number;
  /** Of those: reading them, opening or `verify` said so. */
  readonly reported: number;
  /** Ids whose text is not what was written. */
  readonly altered: number;
  readonly verified: boolean;
  readonly problems: readonly string[];
  /** Errors that are no MemoryError, or say `internal`. */
  readonly unexpected: readonly string[];
};

export type WorkerMessage =
  | { readonly say: 'ready' }
  /** Acknowledged: `observe` returned. */
  | { readonly say: 'wrote'; readonly ids: readonly string[] }
  | { readonly say: 'failed'; readonly code: string; readonly message: string }
  | { readonly say: 'waits'; readonly get: readonly number[]; readonly recall: readonly number[] }
  | { readonly say: 'begin'; readonly index: number }
  | { readonly say: 'audited'; readonly index: number; readonly result: AuditResult }
  | { readonly say: 'closed' };
