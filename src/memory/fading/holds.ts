/** Legal hold, release and restore: what is held no policy and no `forget` touches, erasure by law (a flag) apart. */
import { MemoryError } from '../../errors/index.ts';
import type { NewEntry, StoredEntry, TurnMark } from '../../kernel/entry.ts';
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { statuses } from '../../plaintext/index/unit-columns.ts';
import type { Engine } from '../engine.ts';
import { loggedTurns } from '../logged-turns.ts';

export type StandingChange = { readonly id: string; readonly from: string; readonly to: string };

export type StandingOptions = {
  /** Kept in the history. */
  readonly reason?: string;
};

/** True for frozen turns and records, for turns that a frozen record came from, and records that came from a frozen turn. */
export function isHeld(engine: Engine, item: Turn | MemoryRecord, held: ReadonlySet<string>): boolean {
  if ('kind' in item) return item.status === 'frozen' || comesFromHeld(engine, [item]);
  return engine.state.standing(item.id) === 'frozen' || held.has(item.id);
}

/** True where one of these (the versions of one record) came from a turn that is frozen: the hold is on both. */
export function comesFromHeld(engine: Engine, versions: readonly MemoryRecord[]): boolean {
  return versions.some(({ sources }) => sources.some((source) => engine.state.standing(source) === 'frozen'));
}

/** Ids of the turns that frozen records in the index came from. */
export function heldSources(engine: Engine): ReadonlySet<string> {
  const { units } = engine.state.index;
  const frozen = statuses.indexOf('frozen');
  const held = new Set<string>();
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1 || units.status.data[document] !== frozen) continue;
    for (const source of units.sourcesOf(document)) held.add(units.id(source));
  }
  return held;
}

/** Freezes turns and records; a held record holds the turns that it came from, a held turn the records that came from it. */
export function holdItems(
  engine: Engine,
  ids: readonly string[],
  options: StandingOptions = {},
): Promise<readonly StandingChange[]> {
  return change(engine, ids, 'frozen', options.reason ?? 'legal hold');
}

/** Ends a hold; a turn stays held while a held record came from it, and a record while it came from a held turn. */
export function releaseItems(
  engine: Engine,
  ids: readonly string[],
  options: StandingOptions = {},
): Promise<readonly StandingChange[]> {
  return change(engine, ids, 'released', options.reason ?? 'hold released');
}

/** Brings what was archived, merged, expired or faded back into recall. What is held must be released first. */
export function restoreItems(
  engine: Engine,
  ids: readonly string[],
  options: StandingOptions = {},
): Promise<readonly StandingChange[]> {
  return change(engine, ids, 'restored', options.reason ?? 'restored');
}

type To = 'frozen' | 'released' | 'restored';

async function change(
  engine: Engine,
  ids: readonly string[],
  to: To,
  reason: string,
): Promise<readonly StandingChange[]> {
  if (!Array.isArray(ids) || ids.length === 0 || ids.some((id) => typeof id !== 'string' || id === '')) {
    throw new MemoryError('invalid_input', 'no ids were given', { hint: '`palimpsest list` shows the ids' });
  }
  engine.mustWrite();
  return engine.decide(async () => {
    const found = [...(await itemsOf(engine, ids))];
    // What remembering logged went with its record, and comes back with it.
    if (to === 'restored') {
      const records = found.flatMap((item) => ('kind' in item ? item : []));
      const logged = (await loggedTurns(engine, records)).map(({ turn }) => turn);
      const isAway = ({ id }: Turn): boolean =>
        engine.state.standing(id) === 'archived' || engine.state.standing(id) === 'faded';
      found.push(...logged.filter((turn) => isAway(turn) && !found.some(({ id }) => id === turn.id)));
    }
    const changes: StandingChange[] = [];
    const entries: NewEntry[] = [];
    for (const item of found) {
      const next = 'kind' in item ? nextRecord(item, to, reason) : nextMark(engine, item, to, reason);
      if (next === undefined) continue;
      entries.push(next.entry);
      changes.push({ id: item.id, from: next.from, to: next.to });
    }
    if (entries.length > 0) await engine.commit(entries);
    // Coming back counts as being used: a rule for what lies unused leaves it alone.
    if (to === 'restored')
      engine.retention.note(
        found.map((item) => item.id),
        engine.settings.clock.now(),
      );
    return changes;
  });
}

async function itemsOf(engine: Engine, ids: readonly string[]): Promise<(Turn | MemoryRecord)[]> {
  const unique = [...new Set(ids)];
  const records = await engine.cube.latest('record', unique);
  const turns = await engine.cube.latest('turn', unique);
  return unique.map((id, index) => {
    const item = itemOf(records[index]) ?? itemOf(turns[index]);
    if (item !== undefined) return item;
    const erased = records[index]?.kind === 'erased' || turns[index]?.kind === 'erased';
    throw new MemoryError('not_found', erased ? 'this was erased' : 'no turn or record has this id', {
      details: { id: id.slice(0, 80) },
      hint: erased ? 'what is erased cannot come back' : '`palimpsest list` shows the ids; nothing was changed',
    });
  });
}

function itemOf(entry: StoredEntry | undefined): Turn | MemoryRecord | undefined {
  if (entry?.kind === 'record') return entry.record;
  return entry?.kind === 'turn' ? entry.turn : undefined;
}

type Next = { readonly entry: NewEntry; readonly from: string; readonly to: string };

function nextRecord(record: MemoryRecord, to: To, reason: string): Next | undefined {
  if (record.status === 'quarantined' && to !== 'released') throw quarantinedError(record.id);
  const weak = record.retention.strength < 1;
  const status = to === 'frozen' ? 'frozen' : 'activated';
  if (to === 'released' && record.status !== 'frozen') return undefined;
  if (to === 'restored' && record.status === 'frozen') throw heldError(record.id);
  if (record.status === status && !(to === 'restored' && weak)) return undefined;
  const retention = to === 'restored' && weak ? { ...record.retention, strength: 1 } : record.retention;
  return {
    entry: { kind: 'record', record: { ...record, status, retention, version: record.version + 1, reason } },
    from: record.status,
    to: status,
  };
}

function nextMark(engine: Engine, turn: Turn, to: To, reason: string): Next | undefined {
  const before = engine.state.standing(turn.id);
  if (before === 'quarantined' && to !== 'released') throw quarantinedError(turn.id);
  const standing = to === 'frozen' ? 'frozen' : 'active';
  if (to === 'released' && before !== 'frozen') return undefined;
  if (to === 'restored' && before === 'frozen') throw heldError(turn.id);
  if (before === standing) return undefined;
  const mark: TurnMark = { id: turn.id, version: engine.state.markVersion(turn.id) + 1, standing, reason };
  return { entry: { kind: 'mark', mark }, from: before, to: standing };
}

function quarantinedError(id: string): MemoryError {
  return new MemoryError('refused', 'this is in quarantine until somebody decides', {
    details: { id: id.slice(0, 80) },
    hint: '`palimpsest review` shows why; accept or reject it there',
  });
}

function heldError(id: string): MemoryError {
  return new MemoryError('refused', 'a legal hold keeps this as it is', {
    details: { id: id.slice(0, 80) },
    hint: 'release it first',
  });
}
