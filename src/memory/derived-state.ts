/** Everything in memory that is derived from the log: search index, live facts, standings of turns, counts. */
import type { StoredEntry, TurnMark } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import type { Annotation } from '../plaintext/extract/annotation.ts';
import { mixedPrecision } from '../plaintext/forget/mixed-precision-index.ts';
import type { CubeIndex } from '../plaintext/index/cube-index.ts';
import type { Precision } from '../plaintext/index/dense/codec.ts';
import type { Unit } from '../plaintext/index/unit.ts';
import type { FactState } from '../plaintext/revise/fact-state.ts';
import type { Embedder } from '../ports/index.ts';
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
  readonly counts: Counts;
  readonly marks: Map<string, TurnMark>;
  /** Ids whose rank is lowered. */
  readonly faded: ReadonlySet<string>;
  /** Log position of the last turn that is in an episode, by user and session. */
  readonly episodeEnds: Map<string, number>;
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
  /** Ids of what is wholly erased among these positions; for erasures made by another process. */
  readonly idsAt: (seqs: readonly number[]) => Promise<readonly string[]>;
  readonly turnOf: (id: string) => Promise<Turn | undefined>;
};

/** The parts that a snapshot brings back. */
export type SavedState = {
  readonly embedder: Embedder | undefined;
  readonly index: CubeIndex;
  readonly facts: FactState;
  readonly counts: Counts;
  readonly marks: Map<string, TurnMark>;
  readonly faded: Set<string>;
  readonly episodeEnds: Map<string, number>;
  readonly followedFading: string;
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
  const { embedder, index, facts, counts, marks, faded, episodeEnds } = saved;

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

  return {
    embedder,
    index,
    facts,
    counts,
    marks,
    faded,
    episodeEnds,
    followedFading: saved.followedFading,
    standing: (turnId) => marks.get(turnId)?.standing ?? 'active',
    markVersion: (turnId) => marks.get(turnId)?.version ?? 0,
    get appliedSeq() {
      return index.appliedSeq;
    },

    async apply(entries, { annotations, vectors, vectorsAt, idsAt, turnOf }) {
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
      const gone: string[] = [];
      for (const entry of entries) {
        if (entry.kind === 'turn') {
          countTurn(entry.turn);
          put(turnUnit(entry.turn, annotations?.get(entry.turn.id)));
        } else if (entry.kind === 'record') {
          const { record } = entry;
          if (record.version === 1) counts.records[record.kind] = (counts.records[record.kind] ?? 0) + 1;
          facts.apply(record);
          if (record.kind === 'episode') noteEpisode(episodeEnds, record);
          setFaded(record.id, record.retention.strength < fadedBelow);
          if (isSearchable(record)) put(recordUnit(record, entry.seq));
        } else if (entry.kind === 'mark') {
          marks.set(entry.mark.id, entry.mark);
          setFaded(entry.mark.id, entry.mark.standing === 'faded');
          const turn = await turnOf(entry.mark.id);
          if (turn === undefined) continue;
          // It takes the place in its thread that it has already.
          if (units.has(turn.id)) await flush();
          const status = entry.mark.standing === 'archived' ? 'archived' : 'activated';
          put({ ...turnUnit(turn), status });
        } else if (entry.kind === 'erased') {
          // A record that lost a later version only goes back to an earlier one; without its first it is gone.
          if (entry.was === 'record' && entry.version > 1) continue;
          units.delete(entry.id);
          gone.push(entry.id);
        } else if (entry.kind === 'erasure') {
          gone.push(...(await idsAt(entry.receipt.seqs)));
        }
      }
      for (const id of gone) {
        units.delete(id);
        facts.remove(id);
        marks.delete(id);
        faded.delete(id);
      }
      if (gone.length > 0) index.remove(gone);
      await flush();
      const last = entries.at(-1);
      if (last !== undefined) index.appliedSeq = last.seq;
    },
  };
}

function noteEpisode(ends: Map<string, number>, record: MemoryRecord): void {
  const key = JSON.stringify([record.scope.user ?? '', record.scope.session ?? '']);
  ends.set(key, Math.max(ends.get(key) ?? 0, Number(record.data['lastSeq'] ?? 0)));
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
