/** Everything in memory that is derived from the log: search index, live facts, standings of turns, counts. */
import type { StoredEntry, TurnMark } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import { forgetRead } from '../plaintext/answer/forget-read.ts';
import type { Annotation } from '../plaintext/extract/annotation.ts';
import { mixedPrecision } from '../plaintext/forget/mixed-precision-index.ts';
import type { CubeIndex } from '../plaintext/index/cube-index.ts';
import type { Precision } from '../plaintext/index/dense/codec.ts';
import { purgeIndex } from '../plaintext/index/purge-index.ts';
import type { Unit } from '../plaintext/index/unit.ts';
import { kinds, none } from '../plaintext/index/unit-columns.ts';
import type { FactState } from '../plaintext/revise/fact-state.ts';
import type { StateLog } from '../plaintext/revise/state/state-log.ts';
import type { CopyIndex } from '../plaintext/trust/near-copies.ts';
import type { Embedder } from '../ports/index.ts';
import { copiesCount, copySignature } from './trust/quarantine.ts';
import { resolutionOf } from './trust/state-conflicts.ts';
import { recordUnit, turnUnit } from './units.ts';

/** How many there are of what; cheap to keep, asked for by `stats`. */
export type Counts = {
  turns: number;
  records: Record<string, number>;
  sessions: Set<string>;
  firstAt: number | undefined;
  lastAt: number | undefined;
};

export type DerivedState = {
  /** Made the vectors of the index, and is the only one whose vectors may be compared with them. */
  readonly embedder: Embedder | undefined;
  readonly index: CubeIndex;
  readonly facts: FactState;
  /** What people say of their circumstances; undefined where that is switched off. */
  readonly states: StateLog | undefined;
  readonly counts: Counts;
  readonly marks: Map<string, TurnMark>;
  /** Ids whose rank is lowered. */
  readonly faded: ReadonlySet<string>;
  /** Log position of the last turn that is in an episode, by user and session. */
  readonly episodeEnds: Map<string, number>;
  /** Which turns each episode spans: episodes are not in the index. */
  readonly episodes: ReadonlyMap<string, EpisodeSpan>;
  /** By record: turns that an older version of it came from, and the newest does not. */
  readonly formerSources: ReadonlyMap<string, readonly string[]>;
  /** Signatures of what tools, documents and the web have said. */
  readonly copies: CopyIndex;
  standing(turnId: string): TurnMark['standing'];
  markVersion(turnId: string): number;
  /** Log position up to which all of this is current. */
  readonly appliedSeq: number;
  /** Name of the last change of precisions that the vectors have followed; empty: none. */
  followedFading: string;
  apply(entries: readonly StoredEntry[], context: ApplyContext): Promise<void>;
};

export type ApplyContext = {
  /** Annotations and vectors that the write path has already made, by turn id. */
  readonly annotations?: ReadonlyMap<string, Annotation>;
  readonly vectors?: ReadonlyMap<string, Float32Array>;
  /** Vectors of the texts at these log positions, from the given embedder's space; none without an embedder. */
  readonly vectorsAt: (
    embedder: Embedder | undefined,
    items: readonly { readonly seq: number; readonly text: string }[],
  ) => Promise<readonly (Float32Array | undefined)[]>;
  /** What is at these positions, whether its content is still there or not; for erasures. */
  readonly placesAt: (seqs: readonly number[]) => Promise<readonly LogPlace[]>;
  readonly turnOf: (id: string) => Promise<Turn | undefined>;
};

/** What a log position is about. */
export type LogPlace = {
  readonly seq: number;
  readonly kind: 'turn' | 'record' | 'link' | 'mark';
  readonly id: string;
  readonly version: number;
};

/** The turns of one user and session between two log positions, both included. */
export type EpisodeSpan = {
  readonly user: string;
  readonly session: string;
  readonly first: number;
  readonly last: number;
};

/** The parts that a snapshot brings back. */
export type SavedState = {
  readonly embedder: Embedder | undefined;
  readonly index: CubeIndex;
  readonly facts: FactState;
  readonly states: StateLog | undefined;
  readonly counts: Counts;
  readonly marks: Map<string, TurnMark>;
  readonly faded: Set<string>;
  readonly followedFading: string;
  readonly episodes: Map<string, EpisodeSpan>;
  readonly formerSources: Map<string, readonly string[]>;
  readonly copies: CopyIndex;
};

export const emptyCounts = (): Counts => ({
  turns: 0,
  records: {},
  sessions: new Set(),
  firstAt: undefined,
  lastAt: undefined,
});

/** Retention strength below which a record counts as faded. */
const fadedBelow = 0.5;

export function createDerivedState(saved: SavedState): DerivedState {
  const { embedder, facts, states, counts, marks, faded, episodes, formerSources, copies } = saved;
  let { index } = saved;
  const episodeEnds = new Map<string, number>();
  const endKey = ({ user, session }: EpisodeSpan): string => JSON.stringify([user, session]);
  const noteEnd = (span: EpisodeSpan): void => {
    const [key, { last }] = [endKey(span), span];
    episodeEnds.set(key, Math.max(episodeEnds.get(key) ?? 0, last));
  };
  for (const span of episodes.values()) noteEnd(span);
  /** Where these have gone: ends in the same sittings are those of the episodes that are left. */
  const noteEndsAgain = (gone: readonly EpisodeSpan[]): void => {
    const keys = new Set(gone.map(endKey));
    const users = new Set(gone.map(({ user }) => user));
    for (const key of keys) episodeEnds.delete(key);
    for (const span of episodes.values()) if (users.has(span.user) && keys.has(endKey(span))) noteEnd(span);
  };

  const countTurn = (turn: Turn): void => {
    counts.turns += 1;
    if (turn.scope.session !== undefined) counts.sessions.add(turn.scope.session);
    counts.firstAt = Math.min(counts.firstAt ?? turn.at, turn.at);
    counts.lastAt = Math.max(counts.lastAt ?? turn.at, turn.at);
  };
  const setFaded = (id: string, on: boolean): void => {
    if (on) faded.add(id);
    else faded.delete(id);
  };
  const noteEpisode = (record: MemoryRecord): void => {
    const { user = '', session = '' } = record.scope;
    const span = {
      user,
      session,
      first: Number(record.data['firstSeq'] ?? 0),
      last: Number(record.data['lastSeq'] ?? 0),
    };
    episodes.set(record.id, span);
    noteEnd(span);
  };

  const noteSources = (record: MemoryRecord, before: readonly string[]): void => {
    const all = [...(formerSources.get(record.id) ?? []), ...before];
    const lost = [...new Set(all)].filter((source) => !record.sources.includes(source));
    if (lost.length > 0) formerSources.set(record.id, lost);
    else formerSources.delete(record.id);
  };

  /** Takes things out without a trace in any table. Gives false when nothing of it was there. */
  const erase = (places: readonly LogPlace[]): boolean => {
    states?.schema.forgetTexts();
    forgetRead();
    const gone = new Set<string>();
    let there = hasPositions(index, new Set(places.map(({ seq }) => seq)));
    for (const { kind, id, version } of places) {
      // A mark that a later one has taken the place of changes nothing.
      if (kind === 'mark') {
        if ((marks.get(id)?.version ?? 0) <= version) marks.delete(id);
      }
      // A record that lost a later version only goes back to an earlier one; without its first it is gone.
      else if (kind === 'turn' || (kind === 'record' && version === 1)) gone.add(id);
    }
    for (const { kind, id, version } of places) {
      if (kind !== 'record' || gone.has(id)) continue;
      const versions = facts.versions(id);
      const kept = versions.filter((one) => one.version !== version);
      if (kept.length === versions.length) continue;
      facts.remove(id);
      for (const one of kept) facts.apply(one);
    }
    const spans = [...gone].flatMap((id) => episodes.get(id) ?? []);
    for (const id of gone) {
      if (episodes.has(id)) there = true;
      facts.remove(id);
      states?.remove(id);
      marks.delete(id);
      faded.delete(id);
      episodes.delete(id);
      copies.remove(id);
      formerSources.delete(id);
    }
    if (!there) return false;
    // An alias that something else says, too, goes on.
    for (const fact of facts.records('fact'))
      if (/^identity\.(nick)?name$/.test(String(fact.data['slot']))) facts.apply(fact);
    noteEndsAgain(spans);
    const turns = places.flatMap(({ kind, id }) => (kind === 'turn' ? [id] : []));
    const lost = sessionsOf(index, turns);
    index.remove([...gone]);
    index = purgeIndex(index);
    recount(counts, index, { episodes: episodes.size, lost });
    return true;
  };

  return {
    embedder,
    get index() {
      return index;
    },
    facts,
    states,
    counts,
    marks,
    faded,
    episodes,
    formerSources,
    copies,
    episodeEnds,
    followedFading: saved.followedFading,
    standing: (turnId) => marks.get(turnId)?.standing ?? 'active',
    markVersion: (turnId) => marks.get(turnId)?.version ?? 0,
    get appliedSeq() {
      return index.appliedSeq;
    },

    async apply(entries, { annotations, vectors, vectorsAt, placesAt, turnOf }) {
      const units = new Map<string, Unit>();
      // The order of the last mention counts, so that how entries are dealt out over calls changes nothing.
      const put = (unit: Unit): void => {
        units.delete(unit.id);
        units.set(unit.id, unit);
      };
      const flush = async (): Promise<void> => {
        const list = [...units.values()];
        units.clear();
        if (list.length === 0) return;
        const made = await vectorsOf(list, vectors, (units) => vectorsAt(embedder, units));
        const rungs = rungsOf(index, list);
        index.add(list, made);
        keepRungs(index, list, made, rungs);
      };
      const erased: LogPlace[] = [];
      for (const entry of entries) {
        if (entry.kind === 'turn') {
          countTurn(entry.turn);
          states?.note(entry.turn);
          if (copiesCount(entry.turn)) copies.add(entry.turn.id, copySignature(entry.turn));
          put(turnUnit(entry.turn, annotations?.get(entry.turn.id)));
        } else if (entry.kind === 'record') {
          const { record } = entry;
          if (record.version === 1) counts.records[record.kind] = (counts.records[record.kind] ?? 0) + 1;
          facts.apply(record);
          const decision = resolutionOf(record);
          if (decision !== undefined) states?.resolve(decision.id, decision.resolution);
          if (record.version > 1) noteSources(record, units.get(record.id)?.sources ?? sourcesIn(index, record.id));
          if (record.kind === 'episode') noteEpisode(record);
          setFaded(record.id, record.retention.strength < fadedBelow);
          if (isSearchable(record)) put(recordUnit(record, entry.seq));
        } else if (entry.kind === 'mark') {
          marks.set(entry.mark.id, entry.mark);
          setFaded(entry.mark.id, entry.mark.standing === 'faded');
          const turn = await turnOf(entry.mark.id);
          if (turn === undefined) continue;
          // It takes the place in its thread that it has already.
          if (units.has(turn.id)) await flush();
          const { standing } = entry.mark;
          const status = standing === 'archived' || standing === 'quarantined' ? standing : 'activated';
          put({ ...turnUnit(turn), status });
          if (status !== 'activated') states?.remove(turn.id);
          else states?.note(turn);
        } else if (entry.kind === 'erasure') {
          erased.push(...(await placesAt(entry.receipt.seqs)));
        }
      }
      await flush();
      const last = entries.at(-1);
      if (last !== undefined) index.appliedSeq = last.seq;
      if (erased.length > 0) erase(erased);
    },
  };
}

/** True when some version at these positions went into the index, be it replaced by now. */
function hasPositions({ units }: CubeIndex, seqs: ReadonlySet<number>): boolean {
  for (let document = 0; document < units.documents; document++) {
    if (seqs.has(units.seq.data[document] as number)) return true;
  }
  return false;
}

/** Ids of the turns that the indexed version of a record came from. */
function sourcesIn({ units }: CubeIndex, id: string): string[] {
  const document = units.find(id);
  if (document < 0) return [];
  const start = document === 0 ? 0 : (units.sourceEnds.data[document - 1] as number);
  const numbers = units.sources.data.subarray(start, units.sourceEnds.data[document]);
  return Array.from(numbers, (number) => units.ids.text(number));
}

/** Sessions of these turns; undefined where one of them is not in the index. */
function sessionsOf({ units }: CubeIndex, turns: Iterable<string>): ReadonlySet<string> | undefined {
  const sessions = new Set<string>();
  for (const id of turns) {
    const document = units.find(id);
    if (document < 0) return undefined;
    const session = units.name(units.session, document);
    if (session !== undefined) sessions.add(session);
  }
  return sessions;
}

/**
 * Counts what the index holds: as if what is gone had never been counted. Of sessions only `lost` can be over; where they
 * are not known, all are looked at.
 */
function recount(
  counts: Counts,
  { units }: CubeIndex,
  { episodes, lost }: { readonly episodes: number; readonly lost: ReadonlySet<string> | undefined },
): void {
  const inSession = new Uint8Array(units.names.size);
  const perKind = new Array<number>(kinds.length).fill(0);
  const [alive, kindOf, atOf, sessionOf] = [units.alive.data, units.kind.data, units.at.data, units.session.data];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let document = 0; document < units.documents; document++) {
    if (alive[document] !== 1) continue;
    const kind = kindOf[document] as number;
    perKind[kind] = (perKind[kind] as number) + 1;
    if (kind !== 0) continue;
    const at = atOf[document] as number;
    if (at < first) first = at;
    if (at > last) last = at;
    const session = sessionOf[document] as number;
    if (session !== none) inSession[session] = 1;
  }
  counts.turns = perKind[0] as number;
  [counts.firstAt, counts.lastAt] = counts.turns === 0 ? [undefined, undefined] : [first, last];
  for (const session of lost ?? counts.sessions) {
    const number = units.names.find(session);
    if (number < 0 || inSession[number] !== 1) counts.sessions.delete(session);
  }
  for (const kind of Object.keys(counts.records)) delete counts.records[kind];
  kinds.forEach((kind, number) => {
    const count = kind === 'episode' ? episodes : (perKind[number] as number);
    if (kind !== 'turn' && count > 0) counts.records[kind] = count;
  });
}

/** Precisions of those that are in the index in the very version that is added: turns whose standing changed. */
function rungsOf(index: CubeIndex, units: readonly Unit[]): ReadonlyMap<string, Precision> {
  const rungs = new Map<string, Precision>();
  const mixed = mixedPrecision(index.vectors);
  for (const { id, seq } of mixed === undefined ? [] : units) {
    const document = index.units.find(id);
    if (document < 0 || index.units.seq.data[document] !== seq) continue;
    const bits = mixed?.bitsOf(document);
    if (bits !== undefined && bits !== mixed?.top) rungs.set(id, bits);
  }
  return rungs;
}

function keepRungs(
  index: CubeIndex,
  units: readonly Unit[],
  vectors: readonly (Float32Array | undefined)[],
  rungs: ReadonlyMap<string, Precision>,
): void {
  if (rungs.size === 0) return;
  const mixed = mixedPrecision(index.vectors);
  units.forEach(({ id }, place) => {
    const [bits, vector] = [rungs.get(id), vectors[place]];
    if (bits !== undefined && vector !== undefined) mixed?.setPrecision(index.units.find(id), bits, vector);
  });
}

async function vectorsOf(
  units: readonly Unit[],
  known: ApplyContext['vectors'],
  make: (units: readonly Unit[]) => Promise<readonly (Float32Array | undefined)[]>,
): Promise<readonly (Float32Array | undefined)[]> {
  const missing = units.filter((unit) => known?.has(unit.id) !== true);
  const made = await make(missing);
  const byId = new Map(missing.map((unit, index) => [unit.id, made[index]]));
  return units.map((unit) => known?.get(unit.id) ?? byId.get(unit.id));
}

/** Episodes point at turns that are indexed themselves; their text would only repeat them. */
export function isSearchable(record: MemoryRecord): boolean {
  return record.kind !== 'episode';
}
