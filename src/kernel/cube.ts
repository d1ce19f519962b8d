/**
 * One cube: appends entries to its store as a verifiable log and reads them back checked.
 *
 * Every row that is read is compared with its MAC, so a damaged row is an error and never an answer.
 */
import { isMemoryError, MemoryError, throwIfAborted } from '../errors/index.ts';
import {
  type Batch,
  type Change,
  type Clock,
  type Entropy,
  encryptionNote,
  type Head,
  type Row,
  type RowKind,
  type Store,
} from '../ports/index.ts';
import { breathe } from './breathe.ts';
import { bodyDigest, changeHash, rowMac, sameBytes } from './change-log.ts';
import type { NewEntry, StoredEntry } from './entry.ts';
import { decodeRow, encodeEntry } from './row-codec.ts';
import type { CubeSeal } from './sealing/cube-seal.ts';
import { createRowSeal, type EntryKeys } from './sealing/row-seal.ts';

export type CubeOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Seals the rows of this cube; absent for one that is not encrypted. */
  readonly seal?: CubeSeal;
};

/** Rows read from the store at a time. */
const pageRows = 2_000;

export type Cube = {
  readonly id: string;
  readonly store: Store;
  /** Absent when the cube is not encrypted. */
  readonly seal?: CubeSeal;
  /** The head as this process last saw it. */
  readonly head: Head;
  /**
   * Appends all entries or none; durable on return.
   * Errors: `conflict` when another process appended since `head`: read with `since`, decide again, commit again.
   */
  commit(entries: readonly NewEntry[], blobs?: ReadonlyMap<string, Uint8Array | null>): Promise<readonly StoredEntry[]>;
  /** Counts the commits of other connections that `moved` has noticed, those without log entries included. */
  readonly foreignCommits: number;
  /** True when another connection may have appended since this process last looked. Cheap. */
  moved(): Promise<boolean>;
  /** Everything with a position above `since`, in order, in pages. Moves `head` to the last one read. */
  since(since: number, signal?: AbortSignal): AsyncIterable<readonly StoredEntry[]>;
  at(seqs: readonly number[]): Promise<readonly (StoredEntry | undefined)[]>;
  latest(kind: RowKind, ids: readonly string[]): Promise<readonly (StoredEntry | undefined)[]>;
  versions(kind: RowKind, id: string): Promise<readonly StoredEntry[]>;
  /** What a row of the store says. Errors: `corrupt`, `locked`. */
  decode(row: Row): StoredEntry;
  /** Secret from which ids of what a user says are made, so that the same text has another id elsewhere. */
  idSecret(user: string | undefined): Promise<Uint8Array>;
  /** Removes the content of rows; the chain stays verifiable because it only ever held salted digests. */
  erase(seqs: readonly number[]): Promise<void>;
};

export async function openCube({ store, clock, entropy, seal }: CubeOptions): Promise<Cube> {
  const rowSeal = seal === undefined ? undefined : createRowSeal(store, seal);
  const storedId = (id: string): string => rowSeal?.storedId(id) ?? id;
  const decode = (row: Row): StoredEntry => rowSeal?.decode(row) ?? decodeRow(row, store.cube);
  let head = await store.head();
  let dataVersion = await store.dataVersion();
  let foreignCommits = 0;
  /** Recorded time never runs backwards, whatever the clocks of the processes that share the cube say. */
  let lastAt = head.seq === 0 ? 0 : ((await store.changes(head.seq - 1, 1))[0]?.at ?? 0);

  const check = (row: Row): StoredEntry => {
    if (!sameBytes(rowMac(store.macKey, row), row.mac)) {
      throw new MemoryError('corrupt', `log entry ${row.seq} does not match its checksum`, {
        details: { seq: row.seq, kind: row.kind },
        hint: 'run `palimpsest verify` to see the extent, then restore from a backup',
      });
    }
    return decode(row);
  };

  const build = (
    entries: readonly NewEntry[],
    keys: EntryKeys | undefined,
  ): { batch: Batch; stored: StoredEntry[]; next: Head } => {
    const at = Math.max(clock.now(), lastAt);
    lastAt = at;
    const salts = entropy.bytes(16 * entries.length);
    const rows: Row[] = [];
    const changes: Change[] = [];
    const stored: StoredEntry[] = [];
    let previous = head.hash;
    let seq = head.seq;
    entries.forEach((entry, index) => {
      seq += 1;
      const salt = salts.subarray(16 * index, 16 * index + 16);
      const key = keys?.[index];
      const encoded = key === undefined ? undefined : rowSeal?.encode(entry, key, seq, salt);
      const { kind, id, version, subject, body } = encoded ?? encodeEntry(entry, salt);
      const row = { seq, kind, id, version, subject, at, body };
      rows.push({ ...row, mac: rowMac(store.macKey, row) });
      const change = { seq, at, kind, id, version, digest: bodyDigest(body) };
      previous = changeHash(previous, change);
      changes.push({ ...change, hash: previous });
      stored.push(decodeNew(entry, seq, at, store.cube));
    });
    return { batch: { rows, changes }, stored, next: { seq, hash: previous } };
  };

  // Only an empty cube can be sealed in place. Nothing readable may come into it then, nor is what it holds damaged.
  const guarded = (batch: Batch): Batch =>
    seal !== undefined || head.seq > 0
      ? batch
      : { ...batch, blobs: batch.blobs ?? new Map(), absent: [...(batch.absent ?? []), encryptionNote] };
  const mustStillBeReadable = async (): Promise<void> => {
    if (seal !== undefined || head.seq > 0 || (await store.blob(encryptionNote)) === undefined) return;
    throw new MemoryError('incompatible', 'another process encrypted this cube after it was opened here', {
      details: { cube: store.cube },
      hint: 'close it and open it again',
    });
  };

  return {
    id: store.cube,
    store,
    ...(seal === undefined ? {} : { seal }),
    get head() {
      return head;
    },

    get foreignCommits() {
      return foreignCommits;
    },

    async commit(entries, blobs) {
      if (entries.length === 0 && blobs === undefined) return [];
      const { batch, stored, next } = build(entries, await rowSeal?.keysOf(entries));
      try {
        await store.append(guarded(blobs === undefined ? batch : { ...batch, blobs }), head.seq);
      } catch (error) {
        if (isMemoryError(error, 'conflict')) await mustStillBeReadable();
        throw error;
      }
      head = next;
      return stored;
    },

    async moved() {
      const version = await store.dataVersion();
      if (version === dataVersion) return false;
      foreignCommits += 1;
      // Another process may have destroyed a key, or made one.
      await seal?.refresh();
      const now = await store.head();
      if (now.seq < head.seq) {
        throw new MemoryError('corrupt', `the log went back from entry ${head.seq} to ${now.seq}`, {
          details: { had: head.seq, has: now.seq },
          hint: 'another program replaced the file; close, then restore from a backup',
        });
      }
      if (now.seq !== head.seq) await mustStillBeReadable();
      // Remembered only once the head is reached: a catch-up that failed half-way is tried again.
      if (now.seq === head.seq) dataVersion = version;
      return now.seq !== head.seq;
    },

    async *since(since, signal) {
      let from = since;
      for (;;) {
        throwIfAborted(signal);
        const rows = await store.rows(from, pageRows);
        const last = rows.at(-1);
        if (last === undefined) break;
        if (rows[0]?.seq !== from + 1 || last.seq !== from + rows.length) {
          throw new MemoryError('corrupt', `log entries are missing after ${from}`, {
            details: { after: from },
            hint: 'run `palimpsest verify` to see the extent, then restore from a backup',
          });
        }
        await rowSeal?.acquaint(rows);
        yield rows.map(check);
        from = last.seq;
        if (rows.length < pageRows) break;
        await breathe();
      }
      if (from > head.seq) {
        const [change] = await store.changes(from - 1, 1);
        if (change !== undefined) head = { seq: change.seq, hash: change.hash };
      }
    },

    async at(seqs) {
      const rows = await store.rowsAt(seqs);
      await rowSeal?.acquaint(rows);
      return rows.map((row) => (row === undefined ? undefined : check(row)));
    },

    async latest(kind, ids) {
      const asked = ids.map(storedId);
      const rows = await store.latest(kind, asked);
      await rowSeal?.acquaint(rows);
      return rows.map((row, index) => {
        if (row === undefined) return undefined;
        // The look-up went through an index of the database: the row must be the one asked for.
        if (row.id !== asked[index] || row.kind !== kind) throw lookupMismatch(row.seq);
        return check(row);
      });
    },

    async versions(kind, id) {
      const asked = storedId(id);
      const rows = await store.versions(kind, asked);
      await rowSeal?.acquaint(rows);
      return rows.map((row) => {
        if (row.id !== asked || row.kind !== kind) throw lookupMismatch(row.seq);
        return check(row);
      });
    },

    decode,
    idSecret: async (user = '') => seal?.idSecret(user) ?? store.macKey,

    async erase(seqs) {
      const rows = await store.rowsAt(seqs);
      const emptied = rows.flatMap((row) => {
        if (row === undefined || row.body.length === 0) return [];
        // Whose data it was goes with it.
        const [body, subject] = [new Uint8Array(0), ''];
        return [{ seq: row.seq, body, subject, mac: rowMac(store.macKey, { ...row, body, subject }) }];
      });
      if (emptied.length > 0) await store.replaceBodies(emptied);
    },
  };
}

function decodeNew(entry: NewEntry, seq: number, recordedAt: number, cube: string): StoredEntry {
  switch (entry.kind) {
    case 'turn':
      return { seq, recordedAt, kind: 'turn', turn: { ...entry.turn, cube, seq } };
    case 'record':
      return { seq, recordedAt, kind: 'record', record: { ...entry.record, recorded: { at: recordedAt } } };
    case 'link':
      return { seq, recordedAt, kind: 'link', link: entry.link };
    case 'mark':
      return { seq, recordedAt, kind: 'mark', mark: entry.mark };
    case 'erasure':
      return { seq, recordedAt, kind: 'erasure', receipt: entry.receipt };
  }
}

function lookupMismatch(seq: number): MemoryError {
  return new MemoryError('corrupt', `an index of the database leads to the wrong row (log entry ${seq})`, {
    details: { seq },
    hint: 'run `palimpsest verify`, then restore from a backup',
  });
}
