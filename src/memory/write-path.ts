/** From admitted turns to log entries: tell known from new, annotate, extract, revise, cut episodes, commit. */
import type { NewEntry, StoredEntry, TurnMark } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import type { Annotation } from '../plaintext/extract/annotation.ts';
import type { Engine } from './engine.ts';
import type { DerivePayload } from './jobs.ts';
import { newRecord, reviseDrafts } from './revisions.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { Settings } from './settings.ts';
import { quarantineMarks } from './trust/quarantine.ts';
import { turnText } from './units.ts';

type NewTurn = Omit<Turn, 'seq' | 'cube'>;

export type WriteResult = { readonly added: number; readonly derived: number; readonly warnings: readonly string[] };

export type WritePath = {
  /** Inside `exclusive`. Errors: `conflict`: decide again on the newest state. */
  observe(engine: Engine, turns: readonly NewTurn[], derive: 'now' | 'later'): Promise<WriteResult>;
  /** Derives from turns that were observed with `derive: 'later'`; does nothing the second time. */
  deriveLater(engine: Engine, payload: DerivePayload): Promise<number>;
  /** Facts and the like from turns that were derived from before, revised as if they had just come in. Not committed. */
  extractAgain(engine: Engine, turns: readonly Turn[]): Promise<readonly MemoryRecord[]>;
  /** Takes note of entries that another process wrote. */
  follow(entries: readonly StoredEntry[]): void;
  /** Drops all that is remembered between turns: it may quote what was erased. */
  clear(): void;
};

type Derived = {
  readonly records: readonly MemoryRecord[];
  readonly annotations: ReadonlyMap<string, Annotation>;
};

export function createWritePath(settings: Settings): WritePath {
  const sessions = createSessions(settings);

  const derive = async (engine: Engine, turns: readonly Turn[], vectors: Vectors): Promise<Derived> => {
    const { drafts, annotations } = await sessions.extract(engine, turns);
    const revised = reviseDrafts(drafts, engine.state.facts, settings);
    const cut = await sessions.segment(engine, turns, vectors);
    const episodes = cut.map((draft) => newRecord(draft, `cut by ${String(draft.data['boundary'])}`, settings));
    return { records: [...revised.records, ...episodes], annotations };
  };

  return {
    async observe(engine, given, when) {
      const { turns, warnings } = await unknownOnly(engine, given);
      if (turns.length === 0) return { added: 0, derived: 0, warnings };
      const vectors = byTurn(turns, await engine.vectors.make(engine.state.embedder, turns.map(turnText)));
      const marks = await quarantineMarks(engine, turns);
      const kept = new Set(marks.map(({ id }) => id));
      const believed = kept.size === 0 ? turns : turns.filter(({ id }) => !kept.has(id));
      if (kept.size > 0) {
        const turnsKept = kept.size === 1 ? '1 turn' : `${kept.size} turns`;
        warnings.push(`${turnsKept} went into quarantine: \`review\` lists them`);
      }
      const said = [...turns.map(turnEntry), ...marks.map((mark): NewEntry => ({ kind: 'mark', mark }))];
      if (when === 'later') {
        await scheduleDerivation(engine, believed);
        await engine.commit(said, undefined, { vectors });
        return { added: turns.length, derived: 0, warnings };
      }
      const derived = await derive(engine, believed, vectors);
      try {
        await engine.commit([...said, ...derived.records.map(recordEntry)], undefined, {
          vectors,
          annotations: derived.annotations,
        });
      } catch (error) {
        sessions.forget(turns);
        throw error;
      }
      tell(settings, engine, derived.records);
      return { added: turns.length, derived: derived.records.length, warnings };
    },

    async deriveLater(engine, { job, turnIds }) {
      const marker = `derived/${job}`;
      if ((await engine.cube.store.blob(marker)) !== undefined) return 0;
      const entries = await engine.cube.latest('turn', turnIds);
      const turns = entries.flatMap((entry) =>
        entry?.kind === 'turn' && mayDerive(engine.state.standing(entry.turn.id)) ? [entry.turn] : [],
      );
      const vectors = await engine.applying.vectorsAt(
        engine.state.embedder,
        turns.map((turn) => ({ seq: turn.seq, text: turnText(turn) })),
      );
      const derived = await derive(engine, turns, byTurn(turns, vectors));
      try {
        // The marker is written with the records: a worker that dies right after cannot derive twice.
        await engine.commit(derived.records.map(recordEntry), new Map([[marker, new Uint8Array(1)]]));
      } catch (error) {
        sessions.forget(turns);
        throw error;
      }
      tell(settings, engine, derived.records);
      return derived.records.length;
    },

    async extractAgain(engine, turns) {
      if (turns.length === 0) return [];
      const { drafts } = await sessions.extract(engine, turns);
      return reviseDrafts(drafts, engine.state.facts, settings).records;
    },

    follow: (entries) => sessions.follow(entries),

    clear: () => sessions.clear(),
  };
}

/** What is out of recall gives no records either. */
export const mayDerive = (standing: TurnMark['standing']): boolean =>
  standing !== 'archived' && standing !== 'quarantined';

type Vectors = ReadonlyMap<string, Float32Array>;

const turnEntry = ({ cube, seq, ...turn }: Turn): NewEntry => ({ kind: 'turn', turn });
const recordEntry = (record: MemoryRecord): NewEntry => ({ kind: 'record', record });

async function unknownOnly(engine: Engine, given: readonly NewTurn[]): Promise<{ turns: Turn[]; warnings: string[] }> {
  const known = await engine.cube.latest(
    'turn',
    given.map((turn) => turn.id),
  );
  const fresh = given.filter((_, index) => known[index] === undefined);
  const first = engine.cube.head.seq + 1;
  const erased = known.filter((entry) => entry?.kind === 'erased').length;
  const taken = known.filter((entry, index) => entry?.kind === 'turn' && entry.turn.text !== given[index]?.text).length;
  return {
    turns: fresh.map((turn, index) => ({ ...turn, cube: engine.cube.id, seq: first + index })),
    warnings: [
      ...(erased === 0 ? [] : [`${erased} turns were erased before and stay erased`]),
      ...(taken === 0 ? [] : [`${taken} ids belong to turns with another text, which stay as they are`]),
    ],
  };
}

function byTurn(turns: readonly Turn[], vectors: readonly (Float32Array | undefined)[]): Vectors {
  const byId = new Map<string, Float32Array>();
  turns.forEach((turn, index) => {
    const vector = vectors[index];
    if (vector !== undefined) byId.set(turn.id, vector);
  });
  return byId;
}

/** The job is durable before its turns are: without them it finds nothing to do. */
async function scheduleDerivation(engine: Engine, turns: readonly Turn[]): Promise<void> {
  const { store } = engine.cube;
  const job = engine.settings.ids.next('job');
  const payload: DerivePayload = { job, turnIds: turns.map((turn) => turn.id) };
  await store.addJob({ id: job, kind: 'derive', payload: JSON.stringify(payload), dueAt: engine.settings.clock.now() });
}

function tell(settings: Settings, engine: Engine, records: readonly MemoryRecord[]): void {
  const cube = engine.cube.id;
  for (const { id, kind, version, reason } of records) {
    settings.notify(
      version === 1 ? { type: 'record-stored', cube, id, kind } : { type: 'record-superseded', cube, id, reason },
    );
  }
}

export type { Sessions, Vectors };
