/** `get`, `list`, `history`, `diff` and `export`: reading rows as they are. */
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import type { StoredEntry } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import { scopeMatches } from '../kernel/scope.ts';
import { toInstant } from '../kernel/time.ts';
import { checkInput, checkQuery } from './checks.ts';
import type { Engine } from './engine.ts';
import { compileFilter } from './filter.ts';
import type { DiffOptions, DiffReport, ExportLine, Item, ListOptions, Moment, Page } from './memory.ts';
import { answerChange } from './past/answer-change.ts';

/** Rows looked at per step of a listing. */
const stepRows = 500;

export async function getItem(engine: Engine, id: string): Promise<Item | undefined> {
  const [record] = await engine.cube.latest('record', [id]);
  if (record?.kind === 'record') return record.record;
  const [turn] = await engine.cube.latest('turn', [id]);
  return turn?.kind === 'turn' ? turn.turn : undefined;
}

export async function listItems(engine: Engine, options: ListOptions = {}): Promise<Page> {
  checkInput('list options', options);
  const { limit = 50, order = 'newest', archived = false } = options;
  const where = options.where === undefined ? () => true : compileFilter(options.where);
  const kinds = options.kinds === undefined ? undefined : new Set<string>(options.kinds);
  const { seq: head } = engine.cube.head;
  const items: Item[] = [];
  // The cursor is the log position of the last item given.
  let position = options.cursor === undefined ? (order === 'newest' ? head + 1 : 0) : Number(options.cursor);

  while (order === 'newest' ? position > 1 : position < head) {
    throwIfAborted(options.signal);
    const from = order === 'newest' ? Math.max(0, position - 1 - stepRows) : position;
    const count = order === 'newest' ? position - 1 - from : Math.min(stepRows, head - position);
    const entries = await engine.cube.at(Array.from({ length: count }, (_, index) => from + index + 1));
    const live = await newestOnly(engine, entries);
    if (order === 'newest') live.reverse();
    for (const entry of live) {
      position = entry.seq;
      const item = entry.kind === 'turn' ? entry.turn : entry.kind === 'record' ? entry.record : undefined;
      if (item === undefined || (options.scope && !scopeMatches(item.scope, options.scope))) continue;
      if (kinds !== undefined && !kinds.has('kind' in item ? item.kind : 'turn')) continue;
      if (!archived && isArchived(engine, item)) continue;
      if (!where(item)) continue;
      items.push(item);
      if (items.length === limit) return { items, cursor: String(position) };
    }
    position = order === 'newest' ? from + 1 : from + count;
  }
  return { items };
}

const putAway: ReadonlySet<string> = new Set(['archived', 'expired', 'merged', 'quarantined']);

function isArchived(engine: Engine, item: Item): boolean {
  const standing = 'kind' in item ? item.status : engine.state.standing(item.id);
  return putAway.has(standing);
}

/** Turns, and of records the newest versions, in log order. */
async function newestOnly(engine: Engine, entries: readonly (StoredEntry | undefined)[]): Promise<StoredEntry[]> {
  const recordIds = entries.flatMap((entry) => (entry?.kind === 'record' ? [entry.record.id] : []));
  const latest = await engine.cube.latest('record', recordIds);
  const newest = new Set(latest.map((entry) => entry?.seq));
  return entries.filter(
    (entry): entry is StoredEntry => entry?.kind === 'turn' || (entry?.kind === 'record' && newest.has(entry.seq)),
  );
}

/** All versions, oldest first, each with the moment at which the next one replaced it. */
export async function recordHistory(engine: Engine, id: string): Promise<readonly MemoryRecord[]> {
  const entries = await engine.cube.versions('record', id);
  if (entries.length === 0) {
    throw new MemoryError('not_found', 'no record has this id', {
      details: { id: id.slice(0, 80) },
      hint: '`palimpsest list` shows the ids; turns are never changed and have no history',
    });
  }
  return entries.flatMap((entry, index) => {
    if (entry.kind !== 'record') return [];
    const next = entries[index + 1];
    const until = next === undefined ? {} : { until: next.recordedAt };
    return [{ ...entry.record, recorded: { ...entry.record.recorded, ...until } }];
  });
}

/** What the log added between two recorded moments, the half-open interval [from, to), and why an answer changed. */
export async function diffMemory(
  engine: Engine,
  fromMoment: Moment,
  toMoment?: Moment,
  options: DiffOptions = {},
): Promise<DiffReport> {
  checkInput('diff options', options);
  const from = toInstant(fromMoment, 'from');
  const to = toMoment === undefined ? Number.POSITIVE_INFINITY : toInstant(toMoment, 'to');
  if (to < from) {
    throw new MemoryError('invalid_input', 'diff: `to` lies before `from`', { hint: 'swap them' });
  }
  const report = await engine.exclusive(() => diffBetween(engine, from, to));
  const { question, scope } = options;
  if (question === undefined) return report;
  checkQuery(question);
  const span = { from, to, ...(scope === undefined ? {} : { scope }) };
  return { ...report, answer: await answerChange(engine, question, span) };
}

async function diffBetween(engine: Engine, from: number, to: number): Promise<DiffReport> {
  const before = new Map<string, MemoryRecord>();
  const after = new Map<string, MemoryRecord>();
  let turnsAdded = 0;
  for await (const entries of engine.cube.since(0)) {
    for (const entry of entries) {
      if (entry.recordedAt >= to) continue;
      if (entry.kind === 'turn' && entry.recordedAt >= from) turnsAdded += 1;
      if (entry.kind !== 'record') continue;
      (entry.recordedAt < from ? before : after).set(entry.record.id, entry.record);
    }
  }
  const gone = (record: MemoryRecord): boolean => putAway.has(record.status);
  const added: MemoryRecord[] = [];
  const changed: { before: MemoryRecord; after: MemoryRecord }[] = [];
  const removed: MemoryRecord[] = [];
  for (const [id, record] of after) {
    const old = before.get(id);
    if (old === undefined) {
      if (!gone(record)) added.push(record);
    } else if (gone(record) && !gone(old)) removed.push(record);
    else changed.push({ before: old, after: record });
  }
  return { from, to: Number.isFinite(to) ? to : engine.settings.clock.now(), turnsAdded, added, changed, removed };
}

/** A header, then every turn and record version in log order. Erased content is gone and is not exported. */
export async function* exportLines(engine: Engine, signal?: AbortSignal): AsyncIterable<ExportLine> {
  const { cube } = engine;
  yield { type: 'header', format: 'palimpsest-export', version: 1, cube: cube.id, seq: cube.head.seq };
  for await (const entries of cube.since(0, signal)) {
    for (const entry of entries) {
      if (entry.kind === 'turn') yield { type: 'turn', turn: entry.turn };
      else if (entry.kind === 'record') yield { type: 'record', record: entry.record };
      else if (entry.kind === 'mark') yield { type: 'mark', mark: entry.mark };
    }
  }
}
