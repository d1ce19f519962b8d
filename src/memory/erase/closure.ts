/**
 * What an act of forgetting takes: what the selector names, all that derives from it, and what goes back to an earlier
 * version because only a later one owes something to it.
 *
 * Found through the index: what comes from a turn names it among its sources, and what comes from a record names the
 * sources of that record. So only what shares a source with something that goes is read from the log.
 */
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { NewEntry } from '../../kernel/entry.ts';
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { comesFromHeld, heldSources } from '../fading/holds.ts';
import { loggedTurnsOnlyOf } from '../logged-turns.ts';
import type { ForgetOptions, ForgetSelector, ForgetTarget } from './erase-types.ts';
import { speakOf } from './mentions.ts';
import { nicknamesOf } from './nicknames.ts';
import { possibleMentions } from './possible-mentions.ts';
import { type Named, select } from './select.ts';

export type Found = { readonly seq: number; readonly turn?: Turn; readonly record?: MemoryRecord };

export type Version = { readonly seq: number; readonly record: MemoryRecord };

/** What is affected, in its newest state, and all versions of the records among it. */
export type Closure = {
  readonly selected: Map<string, Found>;
  /** Turns of others among `selected`: they speak of the subject that is erased. */
  readonly mentioned: ReadonlySet<string>;
  /** What may speak of the subject that is erased, and is left. */
  readonly possible: ReadonlyMap<string, Found>;
  /** Names that the subject that is erased said it is called by, lower case. */
  readonly nicknames: ReadonlySet<string>;
  readonly derived: Map<string, Found>;
  /** Records that stay, but go back to the last version that owes nothing to what is forgotten. */
  readonly reverted: Map<string, Reverted>;
  readonly kept: { id: string; reason: string }[];
  readonly versions: Map<string, Version[]>;
};

/** `newest` is `good` where a later version went back already: then only the spoiled ones between are left to erase. */
export type Reverted = { readonly newest: Version; readonly good: Version; readonly spoiled: readonly Version[] };

export type CloseOptions = Pick<ForgetOptions, 'signal' | 'overrideHold' | 'mentions' | 'includeMentions'> & {
  readonly mode: NonNullable<ForgetOptions['mode']>;
  /** What recall found for a query. */
  readonly named: ReadonlySet<string> | undefined;
};

/** Inside `exclusive`. @throws MemoryError `not_found` when an id that the selector lists has nothing. */
export async function close(engine: Engine, selector: ForgetSelector, options: CloseOptions): Promise<Closure> {
  const { mode, named, signal, overrideHold = false, mentions = 'erase' } = options;
  const isErasure = mode === 'erase';
  const found = await select(engine, selector, named, signal);
  if ('ids' in selector && found.unknown.length > 0) {
    const id = String(found.unknown[0]);
    const isErased = [await engine.cube.latest('turn', [id]), await engine.cube.latest('record', [id])].some(
      ([entry]) => entry?.kind === 'erased',
    );
    throw new MemoryError(
      'not_found',
      isErased ? 'one of these was erased' : 'no turn or record has one of these ids',
      {
        details: { id: id.slice(0, 80) },
        hint: '`palimpsest list` shows the ids; nothing else was forgotten',
      },
    );
  }
  const mentioned =
    isErasure && 'subject' in selector && mentions !== 'keep'
      ? await speakOf(engine, selector.subject, found.turns)
      : new Set<number>();
  const isBySubject = isErasure && 'subject' in selector;
  const nicknames = isBySubject ? await nicknamesOf(engine, found.turns, signal) : new Set<string>();
  const possible =
    isErasure && 'subject' in selector
      ? await possibleMentions(engine, selector.subject, { ...takenBy(found, mentioned), nicknames }, signal)
      : new Map<string, Found>();
  const included = chosenMentions(possible, options.includeMentions);

  const holds = overrideHold ? new Set<string>() : heldSources(engine);
  const kept: { id: string; reason: string }[] = [];
  const selected = new Map<string, Found>();
  const derived = new Map<string, Found>();
  const goneTurns = new Set<string>();
  const records = new Set(found.records);
  for (const [id, { seq, turn }] of included) {
    if (turn === undefined) records.add(id);
    else mentioned.add(seq);
  }
  const seqs = [...new Set([...found.turns, ...mentioned])].sort((a, b) => a - b);
  for (const entry of await engine.cube.at(seqs)) {
    throwIfAborted(signal);
    if (entry?.kind !== 'turn') continue;
    const { turn, seq } = entry;
    if (holds.has(turn.id)) kept.push({ id: turn.id, reason: 'frozen: something that is held came from it' });
    else if (!overrideHold && engine.state.standing(turn.id) === 'frozen') {
      kept.push({ id: turn.id, reason: 'frozen: a legal hold keeps it' });
    } else {
      selected.set(turn.id, { seq, turn });
      goneTurns.add(turn.id);
    }
  }

  const versions = new Map<string, Version[]>();
  const take = (pool: Map<string, Found>, id: string, newest: Version): void => {
    if (newest.record.status === 'frozen' && !overrideHold) {
      if (!kept.some((one) => one.id === id)) kept.push({ id, reason: 'frozen: a legal hold keeps it' });
    } else pool.set(id, newest);
  };
  /** Named itself, not as what derives from another: that is made again from the turn that is held. */
  const isHeldByTurn = (id: string): boolean =>
    !overrideHold &&
    comesFromHeld(
      engine,
      (versions.get(id) ?? []).map(({ record }) => record),
    );
  await loadVersions(engine, [...records], versions);
  for (const id of records) {
    const newest = versions.get(id)?.at(-1);
    if (newest === undefined) continue;
    if (newest.record.status !== 'frozen' && isHeldByTurn(id)) {
      kept.push({ id, reason: 'frozen: it came from a turn that a legal hold keeps' });
    } else take(selected, id, newest);
  }
  const isHeldTurn = (id: string): boolean =>
    !overrideHold && (holds.has(id) || engine.state.standing(id) === 'frozen');
  const gone = (id: string): boolean => goneTurns.has(id) || selected.has(id) || derived.has(id);

  /** Turns whose other descendants may be affected. */
  let reach = new Set([...goneTurns, ...sourcesOf(selected, versions)]);
  const reached = new Set<string>();
  while (reach.size > 0) {
    throwIfAborted(signal);
    for (const id of reach) reached.add(id);
    const candidates = recordsFrom(engine, reach).filter((id) => !versions.has(id));
    await loadVersions(engine, candidates, versions);
    const added = new Map<string, Found>();
    for (let more = true; more; ) {
      more = false;
      for (const [id, all] of inOrder(versions)) {
        const newest = all.at(-1);
        if (newest === undefined || gone(id) || kept.some((one) => one.id === id)) continue;
        if (!leansOn(all, gone, mode)) continue;
        take(derived, id, newest);
        if (derived.has(id)) added.set(id, newest);
        more = true;
      }
    }
    reach = new Set([...sourcesOf(added, versions)].filter((id) => !reached.has(id)));
    if (reach.size > 0) continue;
    const taken = [...selected.values(), ...derived.values()].flatMap(({ record }) => record ?? []);
    for (const { seq, turn } of await loggedTurnsOnlyOf(engine, taken, gone)) {
      if (gone(turn.id) || isHeldTurn(turn.id)) continue;
      selected.set(turn.id, { seq, turn });
      goneTurns.add(turn.id);
      reach.add(turn.id);
    }
  }
  if (isErasure) kept.push(...(await stayingSources(engine, selected, gone, kept)));
  const reverted = mode === 'fade' ? new Map<string, Reverted>() : revertedRecords(versions, gone, options);
  const mentionedIds = [...selected.values()].flatMap(({ seq, turn }) =>
    turn !== undefined && mentioned.has(seq) ? [turn.id] : [],
  );
  const left = [...possible].filter(
    ([id, one]) => !gone(id) && !reverted.has(id) && !(one.record?.sources.some((from) => possible.has(from)) ?? false),
  );
  return {
    selected,
    mentioned: new Set(mentionedIds),
    possible: new Map(left),
    nicknames,
    derived,
    reverted,
    kept,
    versions,
  };
}

const takenBy = ({ turns, records }: Named, mentioned: ReadonlySet<number>) => ({
  turns: new Set([...turns, ...mentioned]),
  records,
});

/** Those of the possible mentions that the caller takes. @throws MemoryError `invalid_input` for an id that is none. */
function chosenMentions(
  possible: ReadonlyMap<string, Found>,
  include: CloseOptions['includeMentions'] = false,
): [string, Found][] {
  if (typeof include === 'boolean') return include ? [...possible] : [];
  return include.map((id) => {
    const found = possible.get(id);
    if (found !== undefined) return [id, found];
    throw new MemoryError('invalid_input', 'one of these is no possible mention of the subject', {
      details: { id: id.slice(0, 80) },
      hint: 'the dry run lists them; nothing was erased',
    });
  });
}

/** Turns that stay though something that was named came from them, a line each; what is gone already stays no more. */
async function stayingSources(
  engine: Engine,
  selected: ReadonlyMap<string, Found>,
  gone: (id: string) => boolean,
  kept: readonly { readonly id: string }[],
): Promise<{ id: string; reason: string }[]> {
  const known = new Set(kept.map(({ id }) => id));
  const named = new Map<string, string[]>();
  for (const [id, { record }] of selected) {
    for (const source of record?.sources ?? []) {
      if (!gone(source) && !known.has(source)) named.set(source, [...(named.get(source) ?? []), id]);
    }
  }
  const sources = [...named.keys()];
  const latest = await engine.cube.latest('turn', sources);
  return sources.flatMap((source, index) => {
    if (latest[index]?.kind !== 'turn') return [];
    const [first = '', ...others] = named.get(source) as string[];
    const what = others.length === 0 ? `${first} came` : `${first} and ${others.length} more came`;
    return [{ id: source, reason: `${what} from this turn, which was not named and stays` }];
  });
}

/** In order of their first versions: what others derive from comes before them. */
function inOrder(versions: ReadonlyMap<string, Version[]>): [string, Version[]][] {
  return [...versions].sort(([, a], [, b]) => (a[0]?.seq ?? 0) - (b[0]?.seq ?? 0));
}

async function loadVersions(engine: Engine, ids: readonly string[], into: Map<string, Version[]>): Promise<void> {
  for (const id of ids) {
    const entries = await engine.cube.versions('record', id);
    const found = entries.flatMap((entry) =>
      entry.kind === 'record' ? [{ seq: entry.seq, record: entry.record }] : [],
    );
    if (found.length > 0) into.set(id, found);
  }
}

/** Turns that things came from, by any version. */
function sourcesOf(pool: ReadonlyMap<string, Found>, versions: ReadonlyMap<string, readonly Version[]>): Set<string> {
  const sources = new Set<string>();
  for (const id of pool.keys()) {
    for (const { record } of versions.get(id) ?? []) for (const source of record.sources) sources.add(source);
  }
  return sources;
}

/** Ids of all records that came from one of these turns, by any version. */
function recordsFrom(engine: Engine, turnIds: ReadonlySet<string>): string[] {
  const { units } = engine.state.index;
  const wanted = new Uint8Array(units.ids.size);
  const seqs: number[] = [];
  for (const id of turnIds) {
    const number = units.ids.find(id);
    if (number < 0) continue;
    wanted[number] = 1;
    const document = units.documentOf.data[number] as number;
    if (document >= 0) seqs.push(units.seq.data[document] as number);
  }
  const found: string[] = [];
  let start = 0;
  for (let document = 0; document < units.documents; document++) {
    const end = units.sourceEnds.data[document] as number;
    if (units.alive.data[document] === 1 && units.kind.data[document] !== 0) {
      for (let i = start; i < end; i++) {
        if (wanted[units.sources.data[i] as number] !== 1) continue;
        found.push(units.id(document));
        break;
      }
    }
    start = end;
  }
  seqs.sort((a, b) => a - b);
  for (const [id, { first, last }] of engine.state.episodes) if (anyBetween(seqs, first, last)) found.push(id);
  for (const [id, sources] of engine.state.formerSources) {
    if (sources.some((source) => turnIds.has(source))) found.push(id);
  }
  return [...new Set(found)];
}

function anyBetween(sorted: readonly number[], first: number, last: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < first) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && (sorted[low] as number) <= last;
}

/**
 * Erasure takes a record with any turn or record that its first version came from, for it quotes all of them; what
 * later versions owe is taken back alone. The reversible modes spare a record that has another source left.
 */
function leansOn(versions: readonly Version[], gone: (id: string) => boolean, mode: CloseOptions['mode']): boolean {
  const [first, newest] = [versions[0]?.record, versions.at(-1)?.record];
  if (first === undefined || newest === undefined) return false;
  if (mode !== 'erase') return newest.sources.every(gone);
  return owes(first, gone, mode);
}

function owes(record: MemoryRecord, gone: (id: string) => boolean, mode: CloseOptions['mode']): boolean {
  if (record.sources.some(gone)) return true;
  return mode === 'erase' && record.from.some((ref) => gone(ref.id));
}

/** Records that only a later version ties to what is forgotten: an end, a confirmation. */
function revertedRecords(
  versions: ReadonlyMap<string, readonly Version[]>,
  gone: (id: string) => boolean,
  { mode, overrideHold = false }: CloseOptions,
): Map<string, Reverted> {
  const reverted = new Map<string, Reverted>();
  for (const [id, all] of versions) {
    if (gone(id)) continue;
    const spoiled = all.filter(({ record }) => owes(record, gone, mode));
    const good = all.findLast(({ record }) => !owes(record, gone, mode));
    const newest = all.at(-1);
    if (good === undefined || newest === undefined || spoiled.length === 0) continue;
    // A hold keeps a record as it stands.
    if (newest.record.status === 'frozen' && !overrideHold) continue;
    // What was taken back before is not taken back again, but what it said meanwhile can be erased.
    if (newest === good && mode !== 'erase') continue;
    reverted.set(id, { newest, good, spoiled });
  }
  return reverted;
}

/** The version that takes a record back; nothing where it went back before. `alone`: it stands for itself again. */
export function goBack({ newest, good }: Reverted, alone = false): NewEntry[] {
  if (newest === good && !alone) return [];
  const reason = 'as it was known before what was forgotten';
  const status = alone ? 'activated' : good.record.status;
  return [{ kind: 'record', record: { ...good.record, status, version: newest.record.version + 1, reason } }];
}

export function target([id, { turn, record }]: readonly [string, Found]): ForgetTarget {
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
    records.push({ id, versions: spoiled.map(({ record }) => record.version) });
  }
  return { turns, records };
}
