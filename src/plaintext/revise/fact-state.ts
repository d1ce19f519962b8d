/**
 * Facts, preferences, instructions and events of a cube by subject, slot, topic and scope: all versions, so that the
 * past can be asked for, with quick access to what is live. Built from records, incremental, saved as JSON.
 */
import { MemoryError } from '../../errors/index.ts';
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import type { EventData, FactData, InstructionData, PreferenceData } from '../../kernel/record-data.ts';
import type { Scope } from '../../kernel/scope.ts';
import { normalizeValue } from './normalize-value.ts';

/** Kinds that the state keeps. */
export const stateKinds: ReadonlySet<RecordKind> = new Set<RecordKind>(['fact', 'preference', 'instruction', 'event']);

export type StateFilter = {
  /** Canonical subject or one of its aliases. */
  readonly subject?: string;
  /** Exact slot, or an area with a trailing `*` (`home.*`). */
  readonly slot?: string;
  /** Only records of this user and agent (a record without the field belongs to all); sessions do not narrow. */
  readonly scope?: Scope;
  /** Include what has ended, was revoked or archived. Default false. */
  readonly ended?: boolean;
  /** Only what is in quarantine; the rest otherwise. Default false. */
  readonly quarantined?: boolean;
};

/** Plain JSON. */
export type FactStateJson = { readonly records: readonly MemoryRecord[] };

export type FactState = {
  /** Adds a record or a newer version of one; other kinds and versions already known change nothing. */
  apply(record: MemoryRecord): void;
  /** Takes a record out with all its versions. */
  remove(id: string): void;
  /** Newest version. */
  record(id: string): MemoryRecord | undefined;
  /** All versions, oldest first. */
  versions(id: string): readonly MemoryRecord[];
  /** Newest versions of the facts that a turn stated; what only confirmed or ended them is not among their first sources. */
  statedBy(turnId: string): readonly MemoryRecord[];
  /** Newest versions of one kind, in order of valid time, then of learning. */
  find(kind: 'fact' | 'preference' | 'instruction' | 'event', filter?: StateFilter): readonly MemoryRecord[];
  /** The subject that a name stands for: a user who said "my name is Craig" is `craig` too. */
  canonical(subject: string): string;
  /** Subjects with facts. */
  subjects(): readonly string[];
  /** Slots of a subject. */
  slots(subject: string): readonly string[];
  /** Newest versions of all records of one kind, live or not, in no particular order. */
  records(kind: RecordKind): readonly MemoryRecord[];
  /** Records held. */
  readonly size: number;
  /** Everything, for {@link loadFactState}. */
  snapshot(): FactStateJson;
};

/** Typed views of a record's data. */
export const factData = (record: { readonly data: Readonly<Record<string, unknown>> }): FactData =>
  record.data as FactData;
export const preferenceData = (record: { readonly data: Readonly<Record<string, unknown>> }): PreferenceData =>
  record.data as PreferenceData;
export const instructionData = (record: { readonly data: Readonly<Record<string, unknown>> }): InstructionData =>
  record.data as InstructionData;
export const eventData = (record: { readonly data: Readonly<Record<string, unknown>> }): EventData =>
  record.data as EventData;

/** When a record became true, else when it was learned. */
export function startOf(record: Pick<MemoryRecord, 'valid' | 'recorded'>): number {
  return record.valid.from ?? record.recorded.at;
}

/** True while a record counts: not over, revoked, merged away, archived or erased. */
export function isLive(record: MemoryRecord): boolean {
  if (record.status !== 'activated' && record.status !== 'generated' && record.status !== 'frozen') return false;
  if (record.valid.to !== undefined && record.kind !== 'event') return false;
  return record.kind !== 'instruction' || instructionData(record).state === 'standing';
}

const sameOwner = (record: MemoryRecord, scope: Scope): boolean =>
  (scope.user === undefined || record.scope.user === undefined || record.scope.user === scope.user) &&
  (scope.agent === undefined || record.scope.agent === undefined || record.scope.agent === scope.agent);

/** Group under which a record is looked up. */
function groupOf(record: MemoryRecord): string {
  if (record.kind === 'instruction') return 'instruction';
  const subject = String(record.data['subject'] ?? '').toLowerCase();
  return record.kind === 'fact' ? `fact\u0000${subject}` : `${record.kind}\u0000${subject}`;
}

/** An empty state. */
export function createFactState(): FactState {
  const versions = new Map<string, MemoryRecord[]>();
  const groups = new Map<string, Set<string>>();
  const aliases = new Map<string, string>();
  /** Turn -> facts whose first version came from it. */
  const stated = new Map<string, Set<string>>();

  const newest = (id: string): MemoryRecord | undefined => versions.get(id)?.at(-1);
  const canonical = (subject: string): string => {
    const key = subject.toLowerCase();
    return aliases.get(key) ?? key;
  };
  const noteAlias = (record: MemoryRecord, on: boolean): void => {
    if (record.kind !== 'fact') return;
    const { subject, slot, value, polarity } = factData(record);
    if (typeof value !== 'string' || typeof subject !== 'string') return;
    if ((slot !== 'identity.name' && slot !== 'identity.nickname') || polarity !== 'positive') return;
    const alias = normalizeValue(value);
    const first = alias.split(' ')[0] ?? alias;
    for (const name of new Set([alias, first])) {
      if (name === subject) continue;
      if (on && !groups.has(`fact\u0000${name}`)) aliases.set(name, subject);
      else if (!on && aliases.get(name) === subject) aliases.delete(name);
    }
  };
  const noteSources = (first: MemoryRecord): void => {
    if (first.kind !== 'fact') return;
    for (const source of first.sources) {
      const ids = stated.get(source) ?? new Set<string>();
      ids.add(first.id);
      stated.set(source, ids);
    }
  };
  const remove = (id: string): void => {
    const record = newest(id);
    if (record === undefined) return;
    for (const source of versions.get(id)?.[0]?.sources ?? []) {
      const ids = stated.get(source);
      ids?.delete(id);
      if (ids?.size === 0) stated.delete(source);
    }
    versions.delete(id);
    const group = groupOf(record);
    const members = groups.get(group);
    members?.delete(id);
    if (members?.size === 0) groups.delete(group);
    noteAlias(record, false);
  };

  return {
    apply(record) {
      if (!stateKinds.has(record.kind)) return;
      if (record.status === 'erased') {
        remove(record.id);
        return;
      }
      const known = versions.get(record.id) ?? [];
      const older = known.filter((one) => one.version < record.version);
      if (older.length < known.length && (known.at(-1)?.version ?? 0) > record.version) return;
      versions.set(record.id, [...older, record]);
      if (older.length === 0) noteSources(record);
      const group = groupOf(record);
      const members = groups.get(group) ?? new Set<string>();
      members.add(record.id);
      groups.set(group, members);
      noteAlias(record, isLive(record));
    },
    remove,
    record: newest,
    versions: (id) => versions.get(id) ?? [],
    statedBy: (turnId) => [...(stated.get(turnId) ?? [])].flatMap((id) => newest(id) ?? []),
    find(kind, filter = {}) {
      const found: MemoryRecord[] = [];
      const visit = (ids: ReadonlySet<string> | undefined): void => {
        for (const id of ids ?? []) {
          const record = newest(id);
          if (record === undefined || record.kind !== kind) continue;
          const waits = record.status === 'quarantined';
          if (waits !== (filter.quarantined === true)) continue;
          if (filter.ended !== true && !waits && !isLive(record)) continue;
          if (filter.scope !== undefined && !sameOwner(record, filter.scope)) continue;
          if (filter.slot !== undefined && !slotMatches(String(record.data['slot'] ?? ''), filter.slot)) continue;
          found.push(record);
        }
      };
      if (kind === 'instruction') visit(groups.get('instruction'));
      else if (filter.subject !== undefined) visit(groups.get(`${kind}\u0000${canonical(filter.subject)}`));
      else for (const [group, ids] of groups) if (group.startsWith(`${kind}\u0000`)) visit(ids);
      return found.sort((a, b) => startOf(a) - startOf(b) || a.recorded.at - b.recorded.at || (a.id < b.id ? -1 : 1));
    },
    canonical,
    subjects: () => [...groups.keys()].filter((one) => one.startsWith('fact\u0000')).map((one) => one.slice(5)),
    slots(subject) {
      const slots = new Set<string>();
      for (const id of groups.get(`fact\u0000${canonical(subject)}`) ?? []) {
        const record = newest(id);
        if (record !== undefined && record.status !== 'quarantined') slots.add(factData(record).slot);
      }
      return [...slots].sort();
    },
    get size() {
      return versions.size;
    },
    records(kind) {
      const found: MemoryRecord[] = [];
      for (const list of versions.values()) {
        const record = list.at(-1);
        if (record?.kind === kind) found.push(record);
      }
      return found;
    },
    snapshot: () => ({ records: [...versions.values()].flat() }),
  };
}

function slotMatches(slot: string, wanted: string): boolean {
  return wanted.endsWith('*') ? slot.startsWith(wanted.slice(0, -1)) : slot === wanted;
}

/** The state that {@link FactState.snapshot} gave. @throws corrupt when the JSON has another form. */
export function loadFactState(json: unknown): FactState {
  const records = (json as { readonly records?: unknown } | null)?.records;
  if (!Array.isArray(records)) {
    throw new MemoryError('corrupt', 'saved fact state has no list of records', {
      hint: 'rebuild the state from the log',
    });
  }
  const state = createFactState();
  for (const record of records as MemoryRecord[]) state.apply(record);
  return state;
}
