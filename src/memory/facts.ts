/** `memory.facts`: questions over time, answered from the facts, never from similarity. */
import { MemoryError } from '../errors/index.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import type { FactData } from '../kernel/record-data.ts';
import { createFactHistory, type FactHistory, type HistoryFilter } from '../plaintext/revise/fact-history.ts';
import { isLive } from '../plaintext/revise/fact-state.ts';
import { checkQuery, knownInstant, optionalInstant } from './checks.ts';
import type { Engine } from './engine.ts';
import { answerHistory } from './history/ask-history.ts';
import { toldVersions } from './history/told-values.ts';
import type { FactFilter, FactQueries, FactVersion } from './memory.ts';
import { recallFrom } from './recall.ts';

/** A fact record as `facts` and `profile` show it. */
export function toFactVersion(record: MemoryRecord): FactVersion {
  return {
    id: record.id,
    version: record.version,
    fact: record.data as FactData,
    text: record.text,
    valid: record.valid,
    recorded: record.recorded,
    sources: record.sources,
    confidence: record.confidence,
    current: isLive(record),
  };
}

/** Most events looked at for `order`. */
const mostEvents = 100;

/** `point` fixes both clocks, for a view of the past. */
export function factQueries(
  engine: Engine,
  point: { readonly valid?: number; readonly known?: number } = {},
): FactQueries {
  const ask = <T>(read: (history: FactHistory) => T): Promise<T> =>
    engine.exclusive(async () => read(createFactHistory(engine.state.facts)));
  const filterOf = (given: FactFilter = {}): HistoryFilter => {
    const valid = optionalInstant(given.valid, 'valid') ?? point.valid;
    const known = knownInstant(given.known) ?? point.known;
    return {
      ...(given.scope === undefined ? {} : { scope: given.scope }),
      asOf: { ...(valid === undefined ? {} : { valid }), ...(known === undefined ? {} : { known }) },
    };
  };
  const shown = (found: { readonly record: MemoryRecord }): FactVersion => toFactVersion(found.record);
  /** All values of a slot; where no record holds any, those that somebody told. Inside `exclusive`. */
  const valuesOf = async (subject: string, slot: string, filter: FactFilter = {}): Promise<readonly FactVersion[]> => {
    const given = filterOf(filter);
    const records = createFactHistory(engine.state.facts).history(subject, slot, given).map(shown);
    if (records.length > 0) return records;
    const { scope, asOf = {} } = given;
    return toldVersions(engine, subject, slot, { ...asOf, ...(scope === undefined ? {} : { scope }) });
  };

  return {
    current: async (subject, slot, filter) => {
      checkNames({ subject }, { slot });
      return engine.exclusive(async () => {
        const history = createFactHistory(engine.state.facts);
        const slots = slot === undefined ? engine.state.facts.slots(subject) : [slot];
        const found = slots.flatMap((name) => history.current(subject, name, filterOf(filter)).map(shown));
        if (found.length > 0 || slot === undefined || history.history(subject, slot).length > 0) return found;
        return (await valuesOf(subject, slot, filter)).slice(-1);
      });
    },

    history: async (subject, slot, filter) => {
      checkNames({ subject, slot });
      return engine.exclusive(() => valuesOf(subject, slot, filter));
    },

    stepsBack: async (subject, slot, steps, filter) => {
      checkNames({ subject, slot });
      if (!Number.isInteger(steps) || steps < 0) {
        throw new MemoryError('invalid_input', `steps is ${steps}, not a whole number from 0 on`, {
          hint: '0 is the current value',
        });
      }
      return engine.exclusive(async () => {
        const history = createFactHistory(engine.state.facts);
        const found = history.stepsBack(subject, slot, steps, filterOf(filter));
        if (found !== undefined) return shown(found);
        if (history.history(subject, slot).length > 0) return undefined;
        return (await valuesOf(subject, slot, filter)).at(-1 - steps);
      });
    },

    changes: async (subject, since, filter) => {
      checkNames({ subject });
      return ask((history) => {
        const from = optionalInstant(since, 'since');
        const options = { ...filterOf(filter), ...(from === undefined ? {} : { since: from }) };
        return history.changes(subject, options).map((after) => {
          const slot = (after.record.data as FactData).slot;
          const single = (after.record.data as FactData).cardinality === 'single';
          const before = history
            .history(subject, slot, filterOf(filter))
            .filter((one) => one.from < after.from)
            .at(-1);
          return { ...(before === undefined || !single ? {} : { before: shown(before) }), after: shown(after) };
        });
      });
    },

    count: async (subject, slot, filter = {}) => {
      checkNames({ subject, slot });
      return engine.exclusive(async () => {
        const history = createFactHistory(engine.state.facts);
        if (history.history(subject, slot, filterOf(filter)).length > 0) {
          return filter.everHeld === true
            ? history.count(subject, slot, filterOf(filter))
            : history.current(subject, slot, filterOf(filter)).length;
        }
        const told = new Set((await valuesOf(subject, slot, filter)).map(({ fact }) => fact.value));
        return filter.everHeld === true ? told.size : Math.min(1, told.size);
      });
    },

    ask: async (question, filter) => {
      checkQuery(question);
      return engine.exclusive(() => answerHistory(engine, question, filterOf(filter)));
    },

    order: async (query, filter) => {
      const { hits } = await recallFrom(engine, query, {
        limit: mostEvents,
        kinds: ['event', 'fact'],
        ...(filter?.scope === undefined ? {} : { scope: filter.scope }),
      });
      const { asOf = {} } = filterOf(filter);
      return hits
        .filter((hit) => asOf.valid === undefined || hit.at <= asOf.valid)
        .map(({ id, text, at, sources }) => ({ id, text, at, sources }))
        .sort((a, b) => a.at - b.at);
    },
  };
}

function checkNames(needed: Readonly<Record<string, unknown>>, optional: Readonly<Record<string, unknown>> = {}): void {
  const given = {
    ...needed,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
  for (const [what, value] of Object.entries(given)) {
    if (typeof value === 'string' && value.trim() !== '') continue;
    throw new MemoryError('invalid_input', `facts: ${what} must be text`, {
      hint: "for example facts.current('user', 'home.city')",
    });
  }
}
