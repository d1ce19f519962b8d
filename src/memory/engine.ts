/** One open cube with its derived state: catching up with other processes, committing, rebuilding, saving snapshots. */
import { isMemoryError, MemoryError } from '../errors/index.ts';
import type { Cube } from '../kernel/cube.ts';
import type { NewEntry, StoredEntry } from '../kernel/entry.ts';
import type { SealedStore } from '../kernel/sealing/sealed-store.ts';
import { createSerialQueue } from '../kernel/serial-queue.ts';
import type { Turn } from '../kernel/turn.ts';
import { RecalledText } from '../plaintext/extract/recalled-text.ts';
import type { PackState } from '../plaintext/recall/pack.ts';
import type { Embedder } from '../ports/index.ts';
import { createSegmentShelf, type SegmentShelf } from './activation/segment-shelf.ts';
import type { ApplyContext, DerivedState, LogPlace } from './derived-state.ts';
import { type CubeKeys, createCubeKeys } from './encryption/cube-keys.ts';
import { createErasureHooks, type ErasureHooks } from './erase/erasure-hooks.ts';
import { createRetentionKeeper, type RetentionKeeper } from './fading/retention-keeper.ts';
import { readFading } from './past/fading-history.ts';
import { applyPrecisions } from './past/precisions.ts';
import { noteSetup } from './past/setup-history.ts';
import { createUnmarkedHistory, type UnmarkedHistory } from './past/unmarked-history.ts';
import type { Settings } from './settings.ts';
import { emptyState, loadSnapshot, saveSnapshot } from './snapshots.ts';
import { dropStates, keepStates, keptOf } from './state/kept-states.ts';
import { activeSpaceBlob, checkSpace, isFree, noteOf, readActiveSpace } from './vectors/embedding-space.ts';
import { createUnitVectors, type UnitVectors } from './vectors/unit-vectors.ts';
import { deriveInSpace } from './vectors/vector-index.ts';
import { createWritePath, type WritePath } from './write-path.ts';

/** A text that was given out, and how far it is believed. */
export type Given = { readonly text: string; readonly trust: number };

export type Engine = {
  readonly cube: Cube;
  readonly settings: Settings;
  readonly state: DerivedState;
  readonly write: WritePath;
  /** Vectors of what is in the log, kept or made. */
  readonly vectors: UnitVectors;
  /** Embedders that this process has used on the cube, by space. */
  readonly embedders: Map<string, Embedder>;
  /** Puts a state of another embedding space in the place of the present one. Inside `exclusive` only. */
  replaceState(next: DerivedState): Promise<void>;
  /** Uses, weights of what has faded, and the policy. */
  readonly retention: RetentionKeeper;
  /** Keys of an encrypted cube; absent for one that is not. */
  readonly keys?: CubeKeys;
  /** Tiers outside the cube that take part in erasures. */
  readonly hooks: ErasureHooks;
  /** When recalls left hits unmarked. */
  readonly unmarked: UnmarkedHistory;
  /** Ready-made cache segments of local models. */
  readonly shelf: SegmentShelf;
  /** Takes note of texts that recall gave out, so that they are recognized when they come back in. */
  noteRecalled(texts: readonly Given[]): void;
  recalled(): RecalledText;
  /** State of the contexts rendered lately, by thread. */
  readonly threads: Map<string, PackState>;
  /** What applying entries to a derived state needs. */
  readonly applying: ApplyContext;
  /** Runs a task alone, on a state that has caught up with all other processes. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
  /** Appends and applies. Inside `exclusive` only. Errors: `conflict` when another process was faster. */
  commit(
    entries: readonly NewEntry[],
    blobs?: ReadonlyMap<string, Uint8Array | null>,
    made?: MadeAlready,
  ): Promise<readonly StoredEntry[]>;
  /** Runs `attempt` alone, again after each `conflict`, so that decisions are always made on the newest state. */
  decide<T>(attempt: () => Promise<T>): Promise<T>;
  /** Derives everything again from the rows. Inside `exclusive` only. */
  rebuild(options?: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<void>;
  /** Throws `read_only` or `closed` where writing is not possible. */
  mustWrite(): void;
  /** Saves a snapshot if enough has changed since the last one, or if `force`. */
  save(force?: boolean): Promise<void>;
  close(): Promise<void>;
};

/** A snapshot is saved when this many entries, or a quarter of all, came in since the last one. */
const snapshotEvery = 20_000;
const mostConflicts = 1_000;
/** Statements that are read when a memory is closed, at most some seconds; more are left to who asks for them. */
const readAtClose = 3_000;
/** Texts given out that are kept until the next write. */
const mostGiven = 200;

/** What the write path has computed on its way, so that applying does not compute it again. */
export type MadeAlready = Pick<ApplyContext, 'annotations' | 'vectors'>;

export async function startEngine(cube: Cube, settings: Settings): Promise<Engine> {
  const queue = createSerialQueue();
  const vectors = createUnitVectors(cube, settings);
  const embedders = new Map<string, Embedder>();
  let active = await readActiveSpace(cube);
  const embedderFor = async (space: typeof active): Promise<Embedder | undefined> => {
    const known = space === undefined ? undefined : embedders.get(space.space);
    const embedder = known ?? (await (settings.chooseEmbedder?.(space) ?? settings.embedder));
    if (embedder === undefined) return undefined;
    checkSpace(embedder, space, cube.head.seq === 0);
    embedders.set(embedder.id, embedder);
    return embedder;
  };
  const first = await embedderFor(active);
  const loaded = await loadSnapshot(cube, first, settings);
  let state = loaded?.state ?? emptyState(first, settings.state, settings.crew);
  const adoptStates = ({ states }: DerivedState): void => states?.adopt((subject) => keptOf(cube, subject));
  adoptStates(state);
  let noticedCommits = cube.foreignCommits;
  let followedCommits: number | undefined;
  let savedSeq = loaded?.whole === true ? loaded.state.appliedSeq : 0;
  let closed = false;
  const recalledText = new RecalledText();
  const given: Given[] = [];

  const vectorsAt: ApplyContext['vectorsAt'] = async (embedder, items) =>
    embedder === undefined ? [] : vectors.at(embedder, items);
  const placesAt: ApplyContext['placesAt'] = async (seqs) =>
    (await cube.at(seqs)).flatMap((entry) => placeOf(entry) ?? []);
  const turnOf = async (id: string): Promise<Turn | undefined> => {
    const [entry] = await cube.latest('turn', [id]);
    return entry?.kind === 'turn' ? entry.turn : undefined;
  };
  const applying: ApplyContext = { vectorsAt, placesAt, turnOf };

  const apply = async (entries: readonly StoredEntry[], made: MadeAlready = {}): Promise<void> => {
    await state.apply(entries, { ...applying, ...made });
    // Contexts, drafts and texts given out may quote what was erased, here or by another process.
    if (entries.some((entry) => entry.kind === 'erasure')) {
      engine.threads.clear();
      engine.write.clear();
      engine.recalled();
      vectors.written();
      savedSeq = 0;
    }
  };

  /** Goes over to the space that another process has changed the cube to; `incompatible` where that is not possible. */
  const followSpace = async (): Promise<void> => {
    const noticed = cube.foreignCommits;
    const now = await readActiveSpace(cube);
    if (state.embedder !== undefined && now !== undefined && now.space !== state.embedder.id) {
      const embedder = await embedderFor(now);
      if (embedder !== undefined && embedder.id !== state.embedder.id) {
        await engine.replaceState(await deriveInSpace(engine, embedder));
      }
    }
    active = now;
    noticedCommits = noticed;
  };

  /** Moves vectors as ticks of other processes have, and after a rebuild as all ticks have. */
  const followFading = async (): Promise<void> => {
    const fading = await readFading(cube.store, { after: state.followedFading });
    await applyPrecisions(engine, state, fading.bits);
    state.followedFading = fading.last;
  };

  const catchUp = async (): Promise<void> => {
    if (closed) throw closedError();
    const moved = await cube.moved();
    if (cube.foreignCommits !== noticedCommits) await followSpace();
    if (state.appliedSeq !== cube.head.seq || moved) await applyNew();
    if (followedCommits === cube.foreignCommits) return;
    followedCommits = cube.foreignCommits;
    await followFading();
  };

  const applyNew = async (): Promise<void> => {
    const from = state.appliedSeq;
    for await (const entries of cube.since(from)) {
      engine.write.follow(entries);
      await apply(entries);
    }
    await vectors.keepMade();
    if (state.appliedSeq > from) {
      settings.notify({ type: 'changes-caught-up', cube: cube.id, from, to: state.appliedSeq });
    }
  };

  /** Reads what came in, for the process after this one, and keeps what was read. */
  const saveStates = async (): Promise<void> => {
    const { states } = state;
    if (settings.readOnly || states === undefined || cube.store.adapter === 'memory') return;
    if (settings.state?.roles === undefined) await states.readAhead(readAtClose);
    await keepStates(cube, states, settings.entropy);
  };

  const engine: Engine = {
    cube,
    settings,
    get state() {
      return state;
    },
    write: createWritePath(settings),
    vectors,
    embedders,
    async replaceState(next) {
      state = next;
      adoptStates(next);
      active = await readActiveSpace(cube);
      if (next.embedder !== undefined) embedders.set(next.embedder.id, next.embedder);
      state.followedFading = '';
      await followFading();
      await noteSetup(cube.store, settings, state);
      await vectors.keepMade();
      savedSeq = 0;
      await engine.save(true);
    },
    ...(cube.seal === undefined ? {} : { keys: createCubeKeys(cube.seal, cube.store as SealedStore) }),
    retention: createRetentionKeeper(cube.store, settings),
    hooks: createErasureHooks(cube.store, settings),
    unmarked: createUnmarkedHistory(cube.store),
    shelf: createSegmentShelf(cube.store),
    noteRecalled(texts) {
      // Hashing them waits until somebody writes: recall itself stays fast.
      given.push(...texts);
      if (given.length > mostGiven) given.splice(0, given.length - mostGiven);
    },
    recalled() {
      for (const { text, trust } of given.splice(0)) recalledText.remember(text, trust);
      return recalledText;
    },
    applying,
    threads: new Map(),

    exclusive: (task) =>
      queue.run(async () => {
        await catchUp();
        return task();
      }),

    async commit(entries, blobs, made) {
      const { embedder } = state;
      if (embedder === undefined || isFree(embedder)) {
        const stored = await cube.commit(entries, blobs);
        await apply(stored, made);
        return stored;
      }
      const { byId, blobs: kept } = await vectors.forNew(embedder, entries, made?.vectors);
      const all = new Map([...(blobs ?? []), ...kept]);
      if (active === undefined) all.set(...activeSpaceBlob({ ...noteOf(embedder), changedAt: settings.clock.now() }));
      const stored = await cube.commit(entries, all);
      vectors.written();
      active ??= await readActiveSpace(cube);
      await apply(stored, { ...made, vectors: byId });
      return stored;
    },

    async decide(attempt) {
      for (let round = 0; ; round += 1) {
        try {
          return await engine.exclusive(attempt);
        } catch (error) {
          if (!isMemoryError(error, 'conflict') || round >= mostConflicts) throw error;
        }
      }
    },

    async rebuild({ signal, onProgress } = {}) {
      state = emptyState(state.embedder, settings.state, settings.crew);
      if (!settings.readOnly) await cube.store.putBlobs(dropStates);
      vectors.written();
      engine.threads.clear();
      const total = cube.head.seq;
      for await (const entries of cube.since(0, signal)) {
        await apply(entries);
        onProgress?.(state.appliedSeq, total);
      }
      await followFading();
      await vectors.keepMade();
      savedSeq = 0;
      await engine.save(true);
    },

    mustWrite() {
      if (closed) throw closedError();
      if (settings.readOnly) {
        throw new MemoryError('read_only', 'this cube is open for reading only', {
          hint: 'open it without `readOnly` to write',
        });
      }
    },

    async save(force = false) {
      const since = state.appliedSeq - savedSeq;
      if (settings.readOnly || since === 0) return;
      if (!force && since < Math.max(snapshotEvery, state.appliedSeq / 4)) return;
      await vectors.tidy(state.embedder);
      const bytes = await saveSnapshot(cube, state, settings.entropy);
      if (bytes === 0) return;
      savedSeq = state.appliedSeq;
      settings.notify({ type: 'snapshot-written', cube: cube.id, bytes });
    },

    async close() {
      if (closed) return;
      await queue.run(async () => {
        if (closed) return;
        // Snapshot and use counts can be made again: a full disk must not keep the cube from closing.
        const giveUp = (what: string) => (error: unknown) => {
          const message = `${what} not saved: ${error instanceof Error ? error.message : 'unknown'}`;
          settings.notify({ type: 'warning-raised', cube: cube.id, message });
        };
        await engine.save(true).catch(giveUp('snapshot'));
        await saveStates().catch(giveUp('states'));
        await engine.retention.flush().catch(giveUp('use counts'));
        await engine.unmarked.flush().catch(giveUp('notes on recalls'));
        closed = true;
        settings.crew?.close();
        await cube.store.close();
      });
    },
  };
  return engine;
}

/** What an entry is about, erased or not. */
function placeOf(entry: StoredEntry | undefined): LogPlace | undefined {
  const place = (kind: LogPlace['kind'], { id, version = 1 }: { readonly id: string; readonly version?: number }) => ({
    seq: (entry as StoredEntry).seq,
    kind,
    id,
    version,
  });
  if (entry?.kind === 'turn') return place('turn', entry.turn);
  if (entry?.kind === 'record') return place('record', entry.record);
  if (entry?.kind === 'mark') return place('mark', entry.mark);
  return entry?.kind === 'erased' ? place(entry.was, entry) : undefined;
}

function closedError(): MemoryError {
  return new MemoryError('closed', 'this memory was closed', { hint: 'open it again with openMemory' });
}
