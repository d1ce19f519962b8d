/**
 * What an act of forgetting takes: what the selector names, all that derives from it, and what goes back to an earlier
 * version because only a later one owes something to it.
 */
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { NewEntry } from '../../kernel/entry.ts';
import type { MemoryRecord } from '../../kernel/record.ts';
import { toInstant } from '../../kernel/time.ts';
import type { Turn } from '../../kernel/turn.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { heldSources } from '../holds.ts';
import type { ForgetOptions, ForgetSelector, ForgetTarget } from './erase-types.ts';

export type Found = { readonly seq: number; readonly turn?: Turn; readonly record?: MemoryRecord };

type Version = { readonly seq: number; readonly record: MemoryRecord };

/** What is affected, in its newest state, and all versions of the records among it. */
export type Closure = {
  readonly selected: Map<string, Found>;
  readonly derived: Map<string, Found>;
  /** Records that stay, but go back to the last version that owes nothing to what is forgotten. */
  readonly reverted: Map<string, Reverted>;
  readonly kept: { id: string; reason: string }[];
  readonly versions: Map<string, Version[]>;
};

type Reverted = { readonly newest: Version; readonly good: Version; readonly spoiled: readonly number[] };

export async function close(
  engine: Engine,
  selector: ForgetSelector,
  options: ForgetOptions & {
    readonly mode: NonNullable<ForgetOptions['mode']>;
    readonly named: ReadonlySet<string> | undefined;
  },
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
function leansOn(
  versions: readonly Version[],
  gone: (id: string) => boolean,
  mode: NonNullable<ForgetOptions['mode']>,
): boolean {
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

export function goBack({ newest, good }: Reverted): NewEntry {
  const reason = 'as it was known before what was forgotten';
  return { kind: 'record', record: { ...good.record, version: newest.record.version + 1, reason } };
}

export function target([id, { turn, record }]: [string, Found]): ForgetTarget {
  const text = turn?.text ?? record?.text ?? '';
  return {
    id,
    kind: record?.kind ?? 'turn',
    at: turn?.at ?? record?.valid.from ?? record?.recorded.at ?? 0,
    preview: text.length > 80 ? `${text.slice(0, 79)}…` : text,
  };
}

/** The closure as hooks get it: ids and versions. */
export function hookClosure({ selected, derived, reverted, versions }: Closure): ErasureClosure {
  const turns: string[] = [];
  const records: { id: string; versions: number[] }[] = [];
  for (const [id, found] of [...selected, ...derived]) {
    if (found.turn !== undefined) turns.push(id);
    else records.push({ id, versions: (versions.get(id) ?? []).map(({ record }) => record.version) });
  }
  for (const [id, { spoiled }] of reverted) {
    const gone = new Set(spoiled);
    const all = versions.get(id) ?? [];
    records.push({ id, versions: all.filter(({ seq }) => gone.has(seq)).map(({ record }) => record.version) });
  }
  return { turns, records };
}
