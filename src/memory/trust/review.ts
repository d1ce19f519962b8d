/**
 * What rules leave to a person: statements that contradict each other, and what is kept in quarantine. The queue is
 * no list of its own: an item is a record or a turn whose newest version waits, a decision is a further version with
 * who, when and why; so it is as durable as they are, and goes with them when they are erased.
 */
import { MemoryError } from '../../errors/index.ts';
import type { NewEntry, StoredEntry } from '../../kernel/entry.ts';
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import { type Scope, scopeMatches } from '../../kernel/scope.ts';
import type { Turn } from '../../kernel/turn.ts';
import { statuses } from '../../plaintext/index/unit-columns.ts';
import { type ReviewNote, reviewOf } from '../../plaintext/revise/contest.ts';
import { isLive, startOf, stateKinds } from '../../plaintext/revise/fact-state.ts';
import { ownWord } from '../../plaintext/trust/trust-policy.ts';
import { checkInput } from '../checks.ts';
import type { Engine } from '../engine.ts';
import { copyReason } from './quarantine.ts';
import { openConflicts, resolutionEntry, showConflict } from './state-conflicts.ts';

export type ReviewState = ReviewNote['state'];

export type ReviewStep = {
  /** When it was written. */
  readonly at: number;
  readonly version: number;
  /** Status of a record, standing of a turn. */
  readonly status: string;
  readonly reason: string;
  /** Who decided, where somebody did. */
  readonly by?: string;
};

export type ReviewItem = {
  readonly id: string;
  /** `state`: a conflict in what is known of somebody's circumstances. */
  readonly kind: 'turn' | 'state' | RecordKind;
  readonly text: string;
  readonly scope: Scope;
  readonly trust: number;
  /** When it was said or became true. */
  readonly at: number;
  /** Why rules left it open. */
  readonly why: string;
  readonly state: ReviewState;
  /** What it contradicts; what was erased since is left out. */
  readonly against: readonly { readonly id: string; readonly text: string; readonly trust: number }[];
  /** Near copies that wait with it: one is shown for all. */
  readonly copies?: number;
  /** What happened to it so far, oldest first. */
  readonly trail: readonly ReviewStep[];
};

export type ReviewListOptions = {
  /** Default `open`. */
  readonly state?: 'open' | 'closed' | 'all';
  readonly scope?: Scope;
  /** Default 50. */
  readonly limit?: number;
};

export type ReviewOptions = {
  /** Who decides. Default `user`. */
  readonly by?: string;
  readonly reason?: string;
};

export type MemoryReview = {
  /** What waits for a decision, newest first. */
  list(options?: ReviewListOptions): Promise<readonly ReviewItem[]>;
  /** It is right: it counts from now on as the user's own word, and what it contradicts is over. */
  accept(id: string, options?: ReviewOptions): Promise<ReviewItem>;
  /** It is wrong: it is archived, and what it contradicts stays. */
  reject(id: string, options?: ReviewOptions): Promise<ReviewItem>;
  /** Both hold. Of a turn in quarantine: as accepted. */
  bothTrue(id: string, options?: ReviewOptions): Promise<ReviewItem>;
};

type Choice = 'accepted' | 'rejected' | 'both';

/** How a decision begins in the reasons of versions and marks. */
const decided = 'review: ';

export function reviewQueue(engine: Engine): MemoryReview {
  const decide = (id: string, choice: Choice, options: ReviewOptions = {}): Promise<ReviewItem> => {
    checkInput('review options', options);
    engine.mustWrite();
    return engine.decide(() => carryOut(engine, id, choice, options));
  };
  return {
    list: (options) => engine.exclusive(() => listReview(engine, options)),
    accept: (id, options) => decide(id, 'accepted', options),
    reject: (id, options) => decide(id, 'rejected', options),
    bothTrue: (id, options) => decide(id, 'both', options),
  };
}

async function listReview(engine: Engine, options: ReviewListOptions = {}): Promise<readonly ReviewItem[]> {
  checkInput('review list options', options);
  const { state = 'open', scope, limit = 50 } = options;
  const found = state === 'open' ? await openItems(engine) : await allItems(engine);
  const items: ReviewItem[] = [];
  const copies = new Map<string, number>();
  const first = new Map<string, number>();
  for (const item of found) {
    if (scope !== undefined && !scopeMatches(item.scope, scope)) continue;
    // A flood of copies must not bury the queue.
    const original = originalOf(engine, item);
    if (original !== undefined) copies.set(original, (copies.get(original) ?? 0) + 1);
    if (original !== undefined && first.has(original)) continue;
    if (items.length >= limit) continue;
    const shown = await showItem(engine, item);
    if (state === 'closed' && shown.state === 'open') continue;
    if (original !== undefined) first.set(original, items.length);
    items.push(shown);
  }
  const conflicts = state === 'closed' ? [] : await openConflicts(engine, scope);
  for (const one of conflicts) if (items.length < limit) items.push(showConflict(one));
  for (const [original, place] of first) {
    const more = (copies.get(original) ?? 1) - 1;
    if (more > 0) items[place] = { ...(items[place] as ReviewItem), copies: more };
  }
  return items;
}

/** Of a near copy in quarantine: the text that was there before it. */
function originalOf(engine: Engine, item: Turn | MemoryRecord): string | undefined {
  const mark = 'kind' in item ? undefined : engine.state.marks.get(item.id);
  if (mark?.standing !== 'quarantined' || !mark.reason.startsWith(copyReason)) return undefined;
  return mark.reason.slice(copyReason.length);
}

/** From the index and the facts in memory: the log need not be read. Newest first. */
async function openItems(engine: Engine): Promise<(Turn | MemoryRecord)[]> {
  const { index, facts } = engine.state;
  const { units } = index;
  const quarantined = statuses.indexOf('quarantined');
  const seqs = new Set<number>();
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] === 1 && units.status.data[document] === quarantined) {
      seqs.add(units.seq.data[document] as number);
    }
  }
  for (const kind of stateKinds) {
    for (const record of facts.records(kind)) {
      if (reviewOf(record)?.state !== 'open' || !isLive(record)) continue;
      const document = units.find(record.id);
      if (document >= 0) seqs.add(units.seq.data[document] as number);
    }
  }
  const entries = await engine.cube.at([...seqs].sort((a, b) => b - a));
  return entries.flatMap((entry) => itemOf(entry) ?? []);
}

/** Everything that waits or has waited, newest first; reads the log. */
async function allItems(engine: Engine): Promise<(Turn | MemoryRecord)[]> {
  const items = new Map<string, Turn | MemoryRecord>();
  const turns = new Map<string, Turn>();
  for await (const entries of engine.cube.since(0)) {
    for (const entry of entries) {
      if (entry.kind === 'turn' && engine.state.marks.has(entry.turn.id)) turns.set(entry.turn.id, entry.turn);
      const id = entry.kind === 'record' ? entry.record.id : entry.kind === 'mark' ? entry.mark.id : undefined;
      if (id === undefined) continue;
      if (entry.kind === 'record') {
        items.delete(id);
        if (reviewOf(entry.record) !== undefined) items.set(id, entry.record);
      } else if (entry.kind === 'mark') {
        const waits = entry.mark.standing === 'quarantined' || entry.mark.reason.startsWith(decided);
        const turn = turns.get(id);
        items.delete(id);
        if (waits && turn !== undefined) items.set(id, turn);
      }
    }
  }
  return [...items.values()].reverse();
}

const itemOf = (entry: StoredEntry | undefined): Turn | MemoryRecord | undefined =>
  entry?.kind === 'turn' ? entry.turn : entry?.kind === 'record' ? entry.record : undefined;

async function showItem(engine: Engine, item: Turn | MemoryRecord): Promise<ReviewItem> {
  if (!('kind' in item)) return showTurn(engine, item);
  const note = reviewOf(item);
  const versions = await engine.cube.versions('record', item.id);
  const latest = await engine.cube.latest('record', note?.against ?? []);
  return {
    id: item.id,
    kind: item.kind,
    text: item.text,
    scope: item.scope,
    trust: item.trust,
    at: startOf(item),
    why: note?.why ?? item.reason,
    state: note?.state ?? 'open',
    against: latest.flatMap((entry) =>
      entry?.kind === 'record' ? [{ id: entry.record.id, text: entry.record.text, trust: entry.record.trust }] : [],
    ),
    trail: versions.flatMap((entry): ReviewStep[] => {
      if (entry.kind !== 'record') return [];
      const { version, status, reason } = entry.record;
      const by = reviewOf(entry.record)?.by;
      return [{ at: entry.recordedAt, version, status, reason, ...(by === undefined ? {} : { by }) }];
    }),
  };
}

async function showTurn(engine: Engine, turn: Turn): Promise<ReviewItem> {
  const marks = (await engine.cube.versions('mark', turn.id)).flatMap((entry) =>
    entry.kind === 'mark' ? [{ at: entry.recordedAt, mark: entry.mark }] : [],
  );
  const last = marks.at(-1)?.mark;
  const state: ReviewState =
    last?.standing === 'quarantined' ? 'open' : last?.standing === 'archived' ? 'rejected' : 'accepted';
  const { id, text, scope, trust, at } = turn;
  return {
    id,
    kind: 'turn',
    text,
    scope,
    trust,
    at,
    why: marks.find(({ mark }) => mark.standing === 'quarantined')?.mark.reason ?? '',
    state,
    against: [],
    trail: marks.map(({ at: when, mark }) => {
      const by = /^review: \w+ by (.*?)(?:: |$)/.exec(mark.reason)?.[1];
      const step = { at: when, version: mark.version, status: mark.standing, reason: mark.reason };
      return by === undefined ? step : { ...step, by };
    }),
  };
}

/** Inside `decide`. */
async function carryOut(engine: Engine, id: string, choice: Choice, options: ReviewOptions): Promise<ReviewItem> {
  const { by = 'user', reason: why } = options;
  const reason = `${decided}${choice === 'both' ? 'both true' : choice} by ${by}${why === undefined ? '' : `: ${why}`}`;
  const conflict = (await openConflicts(engine)).find((one) => one.conflict.id === id);
  if (conflict !== undefined) {
    await engine.commit([resolutionEntry(engine, conflict, choice, options)]);
    return showConflict(conflict, choice);
  }
  const [record] = await engine.cube.latest('record', [id]);
  const [turn] = await engine.cube.latest('turn', [id]);
  const item = itemOf(record) ?? itemOf(turn);
  if (item === undefined) {
    throw new MemoryError('not_found', 'nothing under review has this id', {
      details: { id: String(id).slice(0, 80) },
      hint: '`palimpsest review` lists what waits',
    });
  }
  const entries =
    'kind' in item
      ? await recordEntries(engine, item, { choice, by, reason })
      : turnEntries(engine, item, { choice, reason });
  await engine.commit(entries);
  return showItem(engine, 'kind' in entries[0] && entries[0].kind === 'record' ? entries[0].record : item);
}

type Decision = { readonly choice: Choice; readonly reason: string };

function turnEntries(engine: Engine, turn: Turn, { choice, reason }: Decision): readonly [NewEntry] {
  if (engine.state.standing(turn.id) !== 'quarantined') throw notOpen(turn.id);
  const standing = choice === 'rejected' ? 'archived' : 'active';
  const version = engine.state.markVersion(turn.id) + 1;
  return [{ kind: 'mark', mark: { id: turn.id, version, standing, reason } }];
}

async function recordEntries(
  engine: Engine,
  record: MemoryRecord,
  { choice, by, reason }: Decision & { readonly by: string },
): Promise<readonly [NewEntry, ...NewEntry[]]> {
  const note = reviewOf(record);
  if (note?.state !== 'open' || record.status === 'archived' || record.status === 'frozen') throw notOpen(record.id);
  const review: ReviewNote = { ...note, state: choice, by, at: engine.settings.clock.now() };
  const decision: MemoryRecord = {
    ...record,
    version: record.version + 1,
    status: choice === 'rejected' ? 'archived' : 'activated',
    // Whoever accepts it says it.
    trust: choice === 'rejected' ? record.trust : Math.max(record.trust, ownWord),
    data: { ...record.data, review },
    reason,
  };
  const first: NewEntry = { kind: 'record', record: decision };
  if (choice !== 'accepted') return [first];
  const rivals = await engine.cube.latest('record', note.against);
  const over = rivals.flatMap((entry): NewEntry[] => {
    if (entry?.kind !== 'record' || !isLive(entry.record)) return [];
    const rival = entry.record;
    // What never was true ends where it began.
    const to = Math.max(startOf(rival), startOf(record));
    const sources = [...new Set([...rival.sources, ...record.sources])];
    const version = rival.version + 1;
    return [{ kind: 'record', record: { ...rival, version, valid: { ...rival.valid, to }, sources, reason } }];
  });
  return [first, ...over];
}

function notOpen(id: string): MemoryError {
  return new MemoryError('refused', 'this does not wait for a decision', {
    details: { id: id.slice(0, 80) },
    hint: '`palimpsest review` lists what waits; `palimpsest history` shows what was decided',
  });
}
