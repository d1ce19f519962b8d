/**
 * Forgetting by hand: a selector names turns and records; what derives from them follows; fade, archive or erase.
 *
 * Archive and fade are reversible and write new versions and marks. Erase removes content (of every version) and
 * leaves a receipt; the hash chain stays verifiable because it holds salted digests only.
 */
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import type { NewEntry, TurnMark } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import { toInstant } from '../kernel/time.ts';
import type { Turn } from '../kernel/turn.ts';
import { checkInput, checkQuery } from './checks.ts';
import type { Engine } from './engine.ts';
import { heldSources } from './holds.ts';
import type { ForgetOptions, ForgetReport, ForgetSelector, ForgetTarget } from './memory.ts';
import { recallFrom } from './recall.ts';
import { pendingErasure } from './unit-vectors.ts';

type Mode = NonNullable<ForgetOptions['mode']>;

type Found = { readonly seq: number; readonly turn?: Turn; readonly record?: MemoryRecord };

type Version = { readonly seq: number; readonly record: MemoryRecord };

/** What is affected, in its newest state, and all versions of the records among it. */
type Closure = {
  readonly selected: Map<string, Found>;
  readonly derived: Map<string, Found>;
  /** Records that stay, but go back to the last version that owes nothing to what is forgotten. */
  readonly reverted: Map<string, Reverted>;
  readonly kept: { id: string; reason: string }[];
  readonly versions: Map<string, Version[]>;
};

type Reverted = { readonly newest: Version; readonly good: Version; readonly spoiled: readonly number[] };

export async function forget(
  engine: Engine,
  selector: ForgetSelector,
  options: ForgetOptions = {},
): Promise<ForgetReport> {
  checkInput('forget selector', selector);
  checkInput('forget options', options);
  const { mode = 'archive', dryRun = 'query' in selector, reason = 'forgotten on request' } = options;
  if (options.overrideHold === true && mode !== 'erase') {
    throw new MemoryError('invalid_input', `overrideHold does not go with mode ${mode}`, {
      hint: 'only an erasure that the law demands overrides a legal hold',
    });
  }
  const named = 'query' in selector ? await namedByQuery(engine, selector) : undefined;

  return engine.exclusive(async () => {
    const closure = await close(engine, selector, { ...options, mode, named });
    const report = {
      dryRun,
      mode,
      selected: [...closure.selected].map(target),
      derived: [...closure.derived].map(target),
      reverted: [...closure.reverted].map(([id, { good }]) => target([id, good])),
      kept: closure.kept,
    };
    if (dryRun || closure.selected.size + closure.derived.size === 0) return { ...report, seq: engine.cube.head.seq };
    engine.mustWrite();
    const affected = new Map([...closure.selected, ...closure.derived]);
    const back = [...closure.reverted.values()].map(goBack);
    if (mode === 'erase') {
      const receipt = await erase(engine, closure, back, { reason, selector: describeSelector(selector) });
      return { ...report, receipt, seq: engine.cube.head.seq };
    }
    const down = [...affected.values()].flatMap((found) => standDown(engine, found, mode, reason));
    if (down.length + back.length > 0) await engine.commit([...down, ...back]);
    return { ...report, seq: engine.cube.head.seq };
  });
}

async function namedByQuery(
  engine: Engine,
  selector: Extract<ForgetSelector, { query: string }>,
): Promise<ReadonlySet<string>> {
  checkQuery(selector.query);
  const { threshold = 0.5, limit = 50 } = selector;
  const { hits } = await recallFrom(engine, selector.query, { limit });
  const best = hits[0]?.score ?? 0;
  return new Set(hits.filter((hit) => hit.score >= threshold * best).map((hit) => hit.id));
}

/** What a receipt may say about a selector: never the query's text, which is memory content. */
function describeSelector(selector: ForgetSelector): string {
  if ('ids' in selector) return `${selector.ids.length} ids`;
  if ('query' in selector) return 'query';
  if ('before' in selector) return `before ${new Date(toInstant(selector.before)).toISOString()}`;
  return 'subject' in selector ? 'subject' : 'session';
}

async function close(
  engine: Engine,
  selector: ForgetSelector,
  options: ForgetOptions & { readonly mode: Mode; readonly named: ReadonlySet<string> | undefined },
): Promise<Closure> {
  const { mode, named, signal, overrideHold = false } = options;
  const ids = 'ids' in selector ? new Set(selector.ids) : named;
  const before = 'before' in selector ? toInstant(selector.before, 'before') : undefined;
  const matches = (item: Turn | MemoryRecord, at: number | undefined): boolean => {
    if (ids !== undefined) return ids.has(item.id);
    if ('subject' in selector) return item.scope.user === selector.subject;
    if ('session' in selector) return item.scope.session === selector.session;
    return before !== undefined && at !== undefined && at < before;
  };
  const selected = new Map<string, Found>();
  const derived = new Map<string, Found>();
  const kept: { id: string; reason: string }[] = [];
  const versions = new Map<string, Version[]>();
  const holds = overrideHold ? new Set<string>() : heldSources(engine);
  const isHeldTurn = (id: string): boolean =>
    holds.has(id) || (!overrideHold && engine.state.standing(id) === 'frozen');
  const gone = (id: string): boolean => (selected.has(id) || derived.has(id)) && !isHeldTurn(id);

  for await (const entries of engine.cube.since(0, signal)) {
    throwIfAborted(signal);
    for (const entry of entries) {
      if (entry.kind === 'turn') {
        if (matches(entry.turn, entry.turn.at)) {
          selected.set(entry.turn.id, { seq: entry.seq, turn: entry.turn });
        }
      } else if (entry.kind === 'record') {
        const { record } = entry;
        const found = { seq: entry.seq, record };
        const known = versions.get(record.id);
        if (known === undefined) versions.set(record.id, [found]);
        else known.push(found);
        if (selected.has(record.id) || matches(record, undefined)) selected.set(record.id, found);
      } else if (entry.kind === 'erased') {
        selected.delete(entry.id);
        versions.delete(entry.id);
      }
    }
  }
  // In order of their first versions: what others derive from comes before them.
  for (const [id, all] of versions) {
    const newest = all.at(-1);
    if (newest !== undefined && !selected.has(id) && leansOn(all, gone, mode)) derived.set(id, newest);
  }
  for (const pool of [selected, derived]) {
    for (const [id, found] of pool) {
      if (found.record?.status === 'frozen' && !overrideHold) {
        pool.delete(id);
        kept.push({ id, reason: 'frozen: a legal hold keeps it' });
      } else if (found.turn !== undefined && isHeldTurn(id)) {
        pool.delete(id);
        const why = holds.has(id) ? 'something that is held came from it' : 'a legal hold keeps it';
        kept.push({ id, reason: `frozen: ${why}` });
      }
    }
  }
  if (ids !== undefined && 'ids' in selector) {
    for (const id of ids) {
      if (!gone(id) && !kept.some((entry) => entry.id === id)) {
        throw new MemoryError('not_found', 'no turn or record has one of these ids', {
          details: { id: id.slice(0, 80) },
          hint: '`palimpsest list` shows the ids; nothing was forgotten',
        });
      }
    }
  }
  const reverted = mode === 'fade' ? new Map<string, Reverted>() : revertedRecords(versions, gone);
  return { selected, derived, reverted, kept, versions };
}

/**
 * Erasure takes a record with any turn or record that its first version came from, for it quotes all of them; what
 * later versions owe is taken back alone. The reversible modes spare a record that has another source left.
 */
function leansOn(versions: readonly Version[], gone: (id: string) => boolean, mode: Mode): boolean {
  const [first, newest] = [versions[0]?.record, versions.at(-1)?.record];
  if (first === undefined || newest === undefined) return false;
  if (mode !== 'erase') return newest.sources.every(gone);
  return first.sources.some(gone) || first.from.some((ref) => gone(ref.id));
}

/** Records that only a later version ties to what is forgotten: an end, a confirmation. */
function revertedRecords(
  versions: ReadonlyMap<string, readonly Version[]>,
  gone: (id: string) => boolean,
): Map<string, Reverted> {
  const reverted = new Map<string, Reverted>();
  for (const [id, all] of versions) {
    if (gone(id)) continue;
    const spoiled = all.filter(({ record }) => record.sources.some(gone));
    const good = all.findLast(({ record }) => !record.sources.some(gone));
    const newest = all.at(-1);
    // A hold keeps a record as it stands; what was taken back before is not taken back again.
    if (good === undefined || newest === undefined || newest.record.status === 'frozen') continue;
    if (spoiled.length === 0 || newest === good) continue;
    reverted.set(id, { newest, good, spoiled: spoiled.map(({ seq }) => seq) });
  }
  return reverted;
}

function goBack({ newest, good }: Reverted): NewEntry {
  const reason = 'as it was known before what was forgotten';
  return { kind: 'record', record: { ...good.record, version: newest.record.version + 1, reason } };
}

function target([id, { turn, record }]: [string, Found]): ForgetTarget {
  const text = turn?.text ?? record?.text ?? '';
  return {
    id,
    kind: record?.kind ?? 'turn',
    at: turn?.at ?? record?.valid.from ?? record?.recorded.at ?? 0,
    preview: text.length > 80 ? `${text.slice(0, 79)}…` : text,
  };
}

/** The entry that takes one thing out of recall (archive) or lowers its rank (fade). */
export function standDown(engine: Engine, found: Found, mode: 'fade' | 'archive', reason: string): NewEntry[] {
  if (found.turn !== undefined) {
    const standing = mode === 'fade' ? 'faded' : 'archived';
    const before = engine.state.standing(found.turn.id);
    // Archived is further down than faded: fading brings nothing back.
    if (before === standing || before === 'archived') return [];
    const mark: TurnMark = {
      id: found.turn.id,
      version: engine.state.markVersion(found.turn.id) + 1,
      standing,
      reason,
    };
    return [{ kind: 'mark', mark }];
  }
  if (found.record === undefined) return [];
  const { record } = found;
  if (record.status === 'archived') return [];
  const change: Partial<MemoryRecord> =
    mode === 'fade'
      ? { retention: { ...record.retention, strength: record.retention.strength / 4 } }
      : { status: 'archived' };
  return [{ kind: 'record', record: { ...record, ...change, version: record.version + 1, reason } }];
}

/** Receipt first, then the content: a crash between the two is repaired when the cube is opened next. */
async function erase(
  engine: Engine,
  { selected, derived, reverted, versions }: Closure,
  back: readonly NewEntry[],
  { reason, selector }: { readonly reason: string; readonly selector: string },
): Promise<string> {
  const whole = [...selected, ...derived].flatMap(([id, found]) =>
    found.turn === undefined ? (versions.get(id) ?? []).map(({ seq }) => seq) : [found.seq],
  );
  const parts = [...reverted.values()].flatMap(({ spoiled }) => spoiled);
  const seqs = [...whole, ...parts].sort((a, b) => a - b);
  const id = engine.settings.ids.next('erasure');
  // Snapshots hold words of what is erased: they go in the same transaction as the receipt.
  const blobs = new Map<string, Uint8Array | null>();
  for (const name of await engine.cube.store.blobNames('snapshot/')) blobs.set(name, null);
  for (const name of await engine.cube.store.blobNames('context/')) blobs.set(name, null);
  blobs.set(pendingErasure, new TextEncoder().encode(JSON.stringify(seqs)));
  await engine.commit([...back, { kind: 'erasure', receipt: { id, reason, selector, seqs } }], blobs);
  const survivors = new Set(
    [...derived.values()].flatMap((found) => found.record?.sources ?? []).filter((turn) => !selected.has(turn)),
  );
  await completeErasure(engine);
  // What was said elsewhere, too, is derived again from there.
  if (survivors.size > 0) {
    await engine.write.deriveLater(engine, { job: id, turnIds: [...survivors] });
    await engine.cube.store.putBlobs(new Map([[`derived/${id}`, null]]));
  }
  return id;
}

/** Finishes an erasure whose receipt is written; safe to repeat, and nothing to do when none is pending. */
export async function completeErasure(engine: Engine): Promise<void> {
  const { store } = engine.cube;
  const pending = await store.blob(pendingErasure);
  if (pending === undefined) return;
  const seqs = JSON.parse(new TextDecoder().decode(pending)) as number[];
  await engine.cube.erase(seqs);
  // A vector says much about its text: it goes with it, in every embedding space.
  await store.putBlobs(await engine.vectors.store.without(seqs));
  await engine.rebuild();
  await store.compact();
  await store.putBlobs(new Map([[pendingErasure, null]]));
}
