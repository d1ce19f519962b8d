/**
 * Exports and backups that the cube knows of: noted when they are made, rewritten when something is erased.
 *
 * A copy that is not at its path any more, or is another file now, is named on the receipt as not covered.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, type WriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { isMemoryError } from '../../errors/index.ts';
import { sameBytes } from '../../kernel/change-log.ts';
import { openCube } from '../../kernel/cube.ts';
import type { ErasureReceipt } from '../../kernel/entry.ts';
import type { ErasureClosure, Store } from '../../ports/index.ts';
import { readNote } from '../encryption/encryption-note.ts';
import { type OpenedStore, openWith } from '../encryption/open-sealed.ts';
import type { Engine } from '../engine.ts';
import { draftOf, removeLeftovers } from './copy-leftovers.ts';
import { redaction } from './mentions.ts';
import { readTraces, withoutTraces } from './policy-traces.ts';
import type { CopyOutcome } from './receipt-types.ts';

export type KnownCopy = {
  readonly kind: 'backup' | 'export';
  readonly path: string;
  /** SHA-256 of the file when it was made or rewritten, hex. */
  readonly digest: string;
  readonly at: number;
  /** The log's end that it has. */
  readonly seq: number;
  /** The keys of an encrypted cube lie beside it: destroying those of the cube does nothing to it. */
  readonly withKeys?: boolean;
};

const copiesBlob = 'erase/copies';
const sealedWhy = 'what it holds of it is sealed with a key that is destroyed';
/** Where a copy keeps what is derived: rebuilt when it is opened, or not needed. */
const derivedFolders = ['snapshot/', 'context/', 'usage/', 'fading/', 'kv/', 'vectors/', 'pending/'];

export async function knownCopies(store: Store): Promise<readonly KnownCopy[]> {
  const bytes = await store.blob(copiesBlob);
  return bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as KnownCopy[]);
}

async function save(store: Store, copies: readonly KnownCopy[]): Promise<void> {
  await store.putBlobs(new Map([[copiesBlob, new TextEncoder().encode(JSON.stringify(copies))]]));
}

/** Notes a copy that was just made. A cube that is open for reading only cannot note it. */
export async function noteCopy(
  engine: Engine,
  { path, ...about }: Pick<KnownCopy, 'kind' | 'path' | 'withKeys'>,
): Promise<void> {
  if (engine.settings.readOnly) return;
  const file = resolve(path);
  const { seq } = engine.cube.head;
  const copy = { ...about, path: file, digest: await fileDigest(file), at: engine.settings.clock.now(), seq };
  const others = (await knownCopies(engine.cube.store)).filter((one) => one.path !== file);
  await save(engine.cube.store, [...others, copy]);
}

async function fileDigest(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of createReadStream(path)) digest.update(piece as Buffer);
  return digest.digest('hex');
}

export type ErasedContent = {
  readonly receipt: ErasureReceipt;
  /** Turns whose lines go, and records with the versions of theirs that go. */
  readonly closure: ErasureClosure;
  /** All of it was sealed with keys that are destroyed. */
  readonly sealedAway: boolean;
};

/** Takes what is erased out of every copy (or of those at `only` these paths); safe to repeat. */
export async function eraseFromCopies(
  engine: Engine,
  erased: ErasedContent,
  only: (path: string) => boolean = () => true,
): Promise<readonly CopyOutcome[]> {
  const { store } = engine.cube;
  const known = await knownCopies(store);
  const outcomes: CopyOutcome[] = [];
  const now: KnownCopy[] = [];
  for (const copy of known) {
    if (!only(copy.path)) {
      now.push(copy);
      continue;
    }
    for (const path of removeLeftovers(copy.path)) {
      outcomes.push({ kind: 'leftover', path, outcome: 'removed', why: 'a killed process had left it' });
    }
    const outcome = await eraseFromCopy(engine, copy, erased);
    outcomes.push({ ...outcome, digest: copy.digest, madeAt: new Date(copy.at).toISOString() });
    now.push(outcome.outcome === 'rewritten' ? { ...copy, digest: await fileDigest(copy.path) } : copy);
  }
  if (now.some((copy, index) => copy !== known[index])) await save(store, now);
  const done = new Set(known.map(({ path }) => path));
  for (const { path, what } of await store.files()) {
    if (done.has(path)) continue;
    if (what !== 'copy' || /-(?:wal|shm|journal)$|\.head$/.test(path) || !only(path)) continue;
    outcomes.push(await eraseFromBackup(engine, 'kept', path, erased));
  }
  return outcomes;
}

async function eraseFromCopy(engine: Engine, copy: KnownCopy, erased: ErasedContent): Promise<CopyOutcome> {
  const { kind, path, withKeys = false } = copy;
  // The policy is sealed with a key that stays.
  const namesBeside = (await readTraces(engine.cube.store, erased.receipt.id)).length > 0;
  const sealedAway = erased.sealedAway && !withKeys && !namesBeside;
  if (!existsSync(path)) {
    const why = 'it is not at its path any more';
    if (kind === 'backup' && sealedAway) return { kind, path, outcome: 'unreadable', why: `${why}; ${sealedWhy}` };
    return { kind, path, outcome: 'not covered', why: withKeys ? `${why}, and was made with its keys` : why };
  }
  if (kind === 'backup') return eraseFromBackup(engine, kind, path, { ...erased, sealedAway });
  try {
    const named = await namedReasons(engine, erased);
    const done = await rewriteExport(path, engine.cube.id, { closure: erased.closure, named });
    if (done === undefined) return { kind, path, outcome: 'not covered', why: 'the file is no export of this cube' };
    const reasons = done.redacted === 0 ? '' : `, and in ${done.redacted} the reason was redacted`;
    return { kind, path, outcome: 'rewritten', why: `${done.removed} lines were taken out${reasons}` };
  } catch (error) {
    return { kind, path, outcome: 'not covered', why: reasonOf(error) };
  }
}

const reasonOf = (error: unknown): string =>
  `it could not be rewritten: ${isMemoryError(error) ? error.message : ((error as NodeJS.ErrnoException).code ?? 'unknown')}`;

const versionKey = (kind: string, id: string, version: number): string => `${kind} ${version} ${id}`;

/** Marks and versions of others that stay but for their reason, which named the subject. */
async function namedReasons(engine: Engine, { receipt, closure }: ErasedContent): Promise<ReadonlySet<string>> {
  const gone = new Set(closure.turns);
  const versions = new Set(
    closure.records.flatMap((record) => record.versions.map((version) => versionKey('record', record.id, version))),
  );
  const named = new Set<string>();
  for (const entry of await engine.cube.at(receipt.seqs)) {
    const [kind, { id, version }] =
      entry?.kind === 'erased'
        ? [entry.was, entry]
        : entry?.kind === 'mark'
          ? [entry.kind, entry.mark]
          : entry?.kind === 'record'
            ? [entry.kind, entry.record]
            : ['', { id: '', version: 0 }];
    const key = versionKey(kind, id, version);
    if ((kind === 'mark' && !gone.has(id)) || (kind === 'record' && !versions.has(key))) named.add(key);
  }
  return named;
}

type InExport = { readonly closure: ErasureClosure; readonly named: ReadonlySet<string> };

/** Writes the export anew without the erased things; gives what was done to its lines, `undefined` for another file. */
async function rewriteExport(
  path: string,
  cube: string,
  { closure, named }: InExport,
): Promise<{ readonly removed: number; readonly redacted: number } | undefined> {
  const turns = new Set(closure.turns);
  const versions = new Map(closure.records.map((record) => [record.id, new Set(record.versions)]));
  const { part, done } = draftOf(path);
  let removed = 0;
  let redacted = 0;
  let isOurs: boolean | undefined;
  let out: WriteStream | undefined;
  try {
    out = createWriteStream(part, { mode: 0o600 });
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      const one = JSON.parse(line) as Record<string, Record<string, unknown> | string | undefined>;
      isOurs ??= one['type'] === 'header' && one['cube'] === cube;
      if (!isOurs) break;
      const item = (one['turn'] ?? one['record'] ?? one['mark']) as { id?: string; version?: number } | undefined;
      const { id = '', version = 0 } = item ?? {};
      const kind = one['mark'] === undefined ? 'record' : 'mark';
      // Of a record that went back to an earlier version, only the later ones go.
      if (turns.has(id) || versions.get(id)?.has(version) === true) removed += 1;
      else if (named.has(versionKey(kind, id, version))) {
        redacted += 1;
        out.write(`${JSON.stringify({ ...one, [kind]: { ...item, reason: redaction } })}\n`);
      } else out.write(`${line}\n`);
    }
    out.end();
    await finished(out);
    if (isOurs !== true) return undefined;
    renameSync(part, path);
    return { removed, redacted };
  } finally {
    // A file that is no export throws in the middle: nothing of it stays open.
    out?.destroy();
    rmSync(part, { force: true });
    done();
  }
}

/**
 * Erases in a backup as in the cube: a receipt in its log, rows emptied, derived things dropped. What is sealed with
 * keys that are destroyed is left as it is.
 */
async function eraseFromBackup(
  engine: Engine,
  kind: 'backup' | 'kept',
  path: string,
  { receipt, sealedAway }: ErasedContent,
): Promise<CopyOutcome> {
  const { openSqliteStore } = await import('../../adapters/sqlite/sqlite-store.ts');
  const { clock, entropy } = engine.settings;
  const not = (why: string): CopyOutcome => ({ kind, path, outcome: 'not covered', why });
  try {
    const file = await openSqliteStore(path, { mustExist: true, acceptLoss: true, clock, entropy });
    try {
      if (file.cube !== engine.cube.id) return not('the file is another cube now');
      const end = await sharedEnd(engine.cube.store, file);
      if (end === 0) return not('it has another history');
      const seqs = receipt.seqs.filter((seq) => seq <= end);
      const isOlder = !(await hasOwnHistory(file, end));
      const opened = await unsealed(engine, file);
      const { blobs: policy } = await withoutTraces(opened.store, await readTraces(engine.cube.store, receipt.id));
      if (policy.size > 0) {
        await opened.store.putBlobs(policy);
        await file.compact();
      }
      const rules = policy.size === 0 ? '' : ', and rules or reasons of its policy that name the subject';
      if (seqs.length === 0 && isOlder) {
        return {
          kind,
          path,
          outcome: 'rewritten',
          why: `it is older than all of it${rules === '' ? '' : `${rules}, which were removed`}`,
        };
      }
      const cube = await openCube({ ...opened, clock, entropy });
      const readable = (await cube.at(seqs)).filter((entry) => entry !== undefined && entry.kind !== 'erased');
      if (sealedAway && readable.length === 0) return { kind, path, outcome: 'unreadable', why: sealedWhy };
      const full = (await file.rowsAt(seqs)).filter((row) => row !== undefined && row.body.length > 0).length;
      // Cut off after this once, the receipt is there already.
      const [noted] = await cube.store.latest('erasure', [receipt.id]);
      if (full > 0 && noted === undefined) await cube.commit([{ kind: 'erasure', receipt: { ...receipt, seqs } }]);
      await cube.erase(seqs);
      const names = await cube.store.blobNames('');
      const gone = names.filter((name) => derivedFolders.some((folder) => name.startsWith(folder)));
      if (gone.length > 0) await cube.store.putBlobs(new Map(gone.map((name) => [name, null])));
      await file.compact();
      if (!isOlder)
        return not(`it has entries of its own after #${end}; ${full} entries up to there were erased in it`);
      return { kind, path, outcome: 'rewritten', why: `${full} entries${rules} were erased in it` };
    } finally {
      await file.close();
    }
  } catch (error) {
    return not(reasonOf(error));
  }
}

/** The last position up to which two logs are the same: a backup has entries of its own behind it, its receipts. */
async function sharedEnd(store: Store, copy: Store): Promise<number> {
  let low = 0;
  let high = Math.min((await store.head()).seq, (await copy.head()).seq);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [own] = await store.changes(middle - 1, 1);
    const [its] = await copy.changes(middle - 1, 1);
    if (own !== undefined && its !== undefined && sameBytes(own.hash, its.hash)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether a copy was written to by itself after `end`: what that is, the cube does not know. */
async function hasOwnHistory(copy: Store, end: number): Promise<boolean> {
  for (let seq = end; ; ) {
    const changes = await copy.changes(seq, 2_000);
    if (changes.some(({ kind }) => kind !== 'erasure')) return true;
    if (changes.length === 0) return false;
    seq = changes.at(-1)?.seq ?? seq;
  }
}

/** A backup is sealed with the keys of the cube. */
export async function unsealed(engine: Engine, store: Store): Promise<OpenedStore> {
  const note = await readNote(store);
  if (note === undefined || engine.keys === undefined) return { store };
  return openWith(store, note, engine.keys.ring, { entropy: engine.settings.entropy });
}
