/** Walks a whole cube: the hash chain, every row against its MAC and digest, and every reference. */
import { throwIfAborted } from '../errors/index.ts';
import type { Row, Store } from '../ports/index.ts';
import { bodyDigest, changeHash, emptyHash, rowMac, sameBytes } from './change-log.ts';
import type { StoredEntry } from './entry.ts';
import { decodeRow } from './row-codec.ts';

export type CubeProblem = {
  readonly what: 'database' | 'chain' | 'row' | 'reference' | 'index';
  readonly seq?: number;
  readonly message: string;
};

export type CubeCheck = {
  readonly changes: number;
  readonly rows: number;
  readonly references: number;
  /** Rows whose content is there but cannot be read any more, because its key is destroyed. */
  readonly keyDestroyed: number;
  readonly problems: readonly CubeProblem[];
};

export type VerifyCubeOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * How a row is read. Default: as a row of a cube that is not encrypted. `undefined` for rows that are not to be read,
   * because they are sealed and there is no key: chain, checksums and order are then all that is checked.
   */
  readonly decode?: (row: Row) => StoredEntry | undefined;
  /** Receives every readable entry, in log order. */
  readonly onEntry?: (entry: StoredEntry) => void;
};

const page = 2_000;
const mostProblems = 1_000;

/** Reads everything; reports what is wrong, at most 1,000 problems, and never throws for damage. */
export async function verifyCube(store: Store, options: VerifyCubeOptions = {}): Promise<CubeCheck> {
  const problems: CubeProblem[] = [];
  const report = (problem: CubeProblem): void => {
    if (problems.length < mostProblems) problems.push(problem);
  };
  const database = await store.check();
  for (const message of database.problems) report({ what: 'database', message });

  const head = await store.head();
  const turnIds = new Set<string>();
  const versionsSeen = new Map<string, number>();
  const erasedBySeq = new Map<number, { id: string; was: string }>();
  const receipted = new Set<number>();
  const pending: { seq: number; from: string }[] = [];
  let hash: Uint8Array = emptyHash;
  let changes = 0;
  let rows = 0;
  let references = 0;
  let keyDestroyed = 0;
  const decode = options.decode ?? ((row: Row) => decodeRow(row, store.cube));

  for (let since = 0; since < head.seq; since += page) {
    throwIfAborted(options.signal);
    const log = await store.changes(since, page);
    const content = await attempt(() => store.rows(since, page), report, since);
    const bySeq = new Map<number, Row>((content ?? []).map((row) => [row.seq, row]));
    for (let index = 0; index < Math.min(page, head.seq - since); index += 1) {
      const seq = since + index + 1;
      const change = log[index];
      if (change === undefined || change.seq !== seq) {
        report({ what: 'chain', seq, message: `log entry ${seq} is missing` });
        break;
      }
      changes += 1;
      if (!sameBytes(changeHash(hash, change), change.hash)) {
        report({ what: 'chain', seq, message: `the hash chain breaks at log entry ${seq}` });
      }
      hash = change.hash;
      const row = bySeq.get(seq);
      if (row === undefined) {
        report({ what: 'row', seq, message: `the row of log entry ${seq} is missing` });
        continue;
      }
      rows += 1;
      if (!sameBytes(rowMac(store.macKey, row), row.mac)) {
        report({ what: 'row', seq, message: `the row of log entry ${seq} does not match its checksum` });
        continue;
      }
      if (row.id !== change.id || row.kind !== change.kind || row.version !== change.version) {
        report({ what: 'row', seq, message: `row and log disagree about entry ${seq}` });
      }
      if (row.body.length > 0 && !sameBytes(bodyDigest(row.body), change.digest)) {
        report({ what: 'row', seq, message: `the content of log entry ${seq} is not what was logged` });
        continue;
      }
      const entry = await attempt(async () => decode(row), report, seq);
      if (entry === undefined) continue;
      options.onEntry?.(entry);
      if (entry.kind === 'turn') turnIds.add(entry.turn.id);
      else if (entry.kind === 'erased') {
        if (entry.by === 'key') keyDestroyed += 1;
        else erasedBySeq.set(seq, entry);
        if (entry.was === 'turn') turnIds.add(entry.id);
        if (entry.was === 'record') versionsSeen.set(entry.id, entry.version);
      } else if (entry.kind === 'erasure') for (const erased of entry.receipt.seqs) receipted.add(erased);
      else if (entry.kind === 'record') {
        const { record } = entry;
        for (const source of record.sources) {
          references += 1;
          if (!turnIds.has(source)) pending.push({ seq, from: source });
        }
        if (record.sources.length === 0)
          report({ what: 'reference', seq, message: `record ${record.id} has no source` });
        const expected = (versionsSeen.get(record.id) ?? 0) + 1;
        if (record.version !== expected) {
          report({ what: 'reference', seq, message: `record ${record.id} jumps to version ${record.version}` });
        }
        versionsSeen.set(record.id, record.version);
      }
    }
    options.onProgress?.(Math.min(since + page, head.seq), head.seq);
  }
  for (const { seq, from } of pending) {
    if (!turnIds.has(from))
      report({ what: 'reference', seq, message: `log entry ${seq} names a turn that does not exist` });
  }
  for (const seq of erasedBySeq.keys()) {
    if (!receipted.has(seq))
      report({ what: 'row', seq, message: `log entry ${seq} lost its content without a receipt` });
  }
  if (!sameBytes(hash, head.hash))
    report({ what: 'chain', seq: head.seq, message: 'the chain does not end at the head' });
  return { changes, rows, references, keyDestroyed, problems };
}

async function attempt<T>(
  read: () => Promise<T>,
  report: (problem: CubeProblem) => void,
  seq: number,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    report({ what: 'row', seq, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
