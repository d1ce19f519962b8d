/** Questions about how a value changed: now, at any instant as it was then known, n steps back, how often, in which order. */
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import { eventData, type FactState, factData, startOf } from './fact-state.ts';
import { sameValue } from './normalize-value.ts';

export type HistoryFilter = {
  readonly scope?: Scope;
  /** `valid`: what was true at this instant (default: now, that is, not yet over). `known`: only what had been learned by then. */
  readonly asOf?: { readonly valid?: number; readonly known?: number };
};

/** One value with the stretch of time over which it held. */
export type FactVersion = {
  readonly record: MemoryRecord;
  readonly value: string;
  readonly polarity: 'positive' | 'negative';
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
};

export type FactHistory = {
  /** Values that hold, newest first; a single slot has at most one unless statements contradict each other. */
  current(subject: string, slot: string, filter?: HistoryFilter): readonly FactVersion[];
  /** All values ever held, in order of valid time. */
  history(subject: string, slot: string, filter?: HistoryFilter): readonly FactVersion[];
  /** The value `n` changes before the current one; 0 is the current one. */
  stepsBack(subject: string, slot: string, n: number, filter?: HistoryFilter): FactVersion | undefined;
  /** Values that began after `since` (milliseconds since the epoch), over all slots of a subject or one, oldest first. */
  changes(
    subject: string,
    options?: HistoryFilter & { readonly slot?: string; readonly since?: number },
  ): readonly FactVersion[];
  /** Number of different values ever held. */
  count(subject: string, slot: string, filter?: HistoryFilter): number;
  /** Events of a subject (or of everybody) in order of when they happened; undated ones take the time of telling. */
  order(options?: HistoryFilter & { readonly subject?: string }): readonly MemoryRecord[];
};

/** What was archived, merged, expired or erased, or is in quarantine, counts neither now nor in the history. */
const putAway: ReadonlySet<MemoryRecord['status']> = new Set([
  'archived',
  'merged',
  'expired',
  'erased',
  'quarantined',
]);

/** The newest version that had been learned by `known`. */
function versionAt(versions: readonly MemoryRecord[], known: number | undefined): MemoryRecord | undefined {
  if (known === undefined) return versions.at(-1);
  return versions.findLast((one) => one.recorded.at <= known);
}

/** Queries over `state`; nothing is copied, so answers follow the state. */
export function createFactHistory(state: FactState): FactHistory {
  const visible = (records: readonly MemoryRecord[], filter: HistoryFilter): MemoryRecord[] =>
    records
      .map((one) => versionAt(state.versions(one.id), filter.asOf?.known))
      .filter((one): one is MemoryRecord => one !== undefined && !putAway.has(one.status));

  const facts = (subject: string, slot: string | undefined, filter: HistoryFilter): FactVersion[] => {
    const found = state.find('fact', {
      subject,
      ended: true,
      ...(slot === undefined ? {} : { slot }),
      ...(filter.scope === undefined ? {} : { scope: filter.scope }),
    });
    return visible(found, filter)
      .map(toVersion)
      .sort((a, b) => a.from - b.from || a.record.recorded.at - b.record.recorded.at);
  };
  const history = (subject: string, slot: string, filter: HistoryFilter = {}): FactVersion[] => {
    const until = filter.asOf?.valid;
    return facts(subject, slot, filter).filter(
      (one) => one.polarity === 'positive' && one.to !== one.from && (until === undefined || one.from <= until),
    );
  };
  const current = (subject: string, slot: string, filter: HistoryFilter = {}): FactVersion[] => {
    const at = filter.asOf?.valid;
    return history(subject, slot, filter)
      .filter((one) =>
        at === undefined ? one.to === undefined : one.from <= at && (one.to === undefined || one.to > at),
      )
      .reverse();
  };

  return {
    current,
    history,
    stepsBack(subject, slot, n, filter = {}) {
      const values = history(subject, slot, filter);
      const distinct = values.filter((one, i) => i === 0 || !sameValue(one.value, values[i - 1]?.value ?? ''));
      const last = distinct.at(-1);
      const over = last?.to !== undefined && (filter.asOf?.valid === undefined || last.to <= filter.asOf.valid);
      // After the last value has ended nothing holds, so the last value is one step back.
      return distinct[distinct.length - 1 - n + (over ? 1 : 0)];
    },
    changes(subject, options = {}) {
      const since = options.since ?? Number.NEGATIVE_INFINITY;
      return facts(subject, options.slot, options).filter((one) => one.polarity === 'positive' && one.from > since);
    },
    count(subject, slot, filter = {}) {
      const distinct: string[] = [];
      for (const { value } of history(subject, slot, filter))
        if (!distinct.some((one) => sameValue(one, value))) distinct.push(value);
      return distinct.length;
    },
    order(options = {}) {
      const found = state.find('event', {
        ended: true,
        ...(options.subject === undefined ? {} : { subject: options.subject }),
        ...(options.scope === undefined ? {} : { scope: options.scope }),
      });
      const timeOf = (record: MemoryRecord): number => eventData(record).when?.from ?? startOf(record);
      const until = options.asOf?.valid;
      return visible(found, options)
        .filter((one) => until === undefined || timeOf(one) <= until)
        .sort((a, b) => timeOf(a) - timeOf(b) || a.recorded.at - b.recorded.at);
    },
  };
}

function toVersion(record: MemoryRecord): FactVersion {
  const { value, polarity } = factData(record);
  const from = startOf(record);
  return {
    record,
    value,
    polarity,
    from: record.valid.from === undefined && record.valid.to !== undefined ? Math.min(from, record.valid.to - 1) : from,
    ...(record.valid.to === undefined ? {} : { to: record.valid.to }),
  };
}
