/**
 * Derived state saved beside the log, so that a cube opens fast. A snapshot is a cache: one that does not fit the log,
 * the version or the embedder is dropped, and the state is derived again from the rows.
 */
import { isMemoryError } from '../errors/index.ts';
import { sameBytes } from '../kernel/change-log.ts';
import type { Cube } from '../kernel/cube.ts';
import type { TurnMark } from '../kernel/entry.ts';
import { createCubeIndex, loadCubeIndex } from '../plaintext/index/cube-index.ts';
import type { ScanCrew } from '../plaintext/index/dense/scan-crew.ts';
import { createFactState, loadFactState } from '../plaintext/revise/fact-state.ts';
import {
  createStateLog,
  loadStateLog,
  type SavedStateLog,
  type StateLog,
  type StateLogOptions,
} from '../plaintext/revise/state/state-log.ts';
import { createCopyIndex, type SavedCopies } from '../plaintext/trust/near-copies.ts';
import type { Embedder, Entropy } from '../ports/index.ts';
import { type Counts, createDerivedState, type DerivedState, emptyCounts } from './derived-state.ts';
import type { Settings } from './settings.ts';
import { isSnapshotKey, newSnapshotKey, snapshotKeyBlob, veil, veiledFolder } from './snapshot-veil.ts';
import { vectorIndexFor } from './vectors/vector-index.ts';

const indexBlob = `${veiledFolder}index`;
const stateBlob = `${veiledFolder}state`;
/** As earlier versions wrote them, uncovered. */
const formerBlobs = ['snapshot/index', 'snapshot/state'];
/** Raised whenever the JSON below changes its meaning. */
const stateVersion = 3;

type SavedJson = {
  readonly version: number;
  readonly seq: number;
  /** Hash of log entry `seq`, hex: a snapshot of another history is not used. */
  readonly hash: string;
  readonly counts: Omit<Counts, 'sessions'> & { readonly sessions: readonly string[] };
  readonly marks: readonly TurnMark[];
  readonly faded: readonly string[];
  /** Id, user, session, first and last position. */
  readonly episodes: readonly (readonly [string, string, string, number, number])[];
  readonly formerSources: readonly (readonly [string, readonly string[]])[];
  readonly facts: unknown;
  readonly states?: SavedStateLog;
  readonly followedFading?: string;
  readonly copies: SavedCopies;
};

export function emptyState(
  embedder: Embedder | undefined,
  state: StateLogOptions | undefined,
  crew?: ScanCrew,
): DerivedState {
  return createDerivedState({
    embedder,
    index: createCubeIndex(vectorIndexFor(embedder, crew)),
    facts: createFactState(),
    states: state === undefined ? undefined : createStateLog(state),
    counts: emptyCounts(),
    marks: new Map(),
    faded: new Set(),
    followedFading: '',
    episodes: new Map(),
    formerSources: new Map(),
    copies: createCopyIndex(),
  });
}

/** A state that was loaded; `whole` when all of it was in the snapshot, so that there is nothing new to save. */
export type LoadedSnapshot = { readonly state: DerivedState; readonly whole: boolean };

/** Gives the saved state, or `undefined` (with a `snapshot-rejected` event where there was one) when it must be rebuilt. */
export async function loadSnapshot(
  cube: Cube,
  embedder: Embedder | undefined,
  settings: Settings,
): Promise<LoadedSnapshot | undefined> {
  const saved = await readParts(cube);
  if (saved === undefined) return undefined;
  const { stateBytes, indexBytes } = saved;
  const reject = (reason: string): undefined => {
    settings.notify({ type: 'snapshot-rejected', cube: cube.id, reason });
    return undefined;
  };
  let json: SavedJson;
  try {
    json = JSON.parse(new TextDecoder().decode(stateBytes)) as SavedJson;
  } catch {
    return reject('the saved state is not readable');
  }
  if (json.version !== stateVersion) return reject(`the saved state has version ${json.version}`);
  if (json.seq > cube.head.seq) return reject('the saved state is newer than the log');
  const [change] = await cube.store.changes(json.seq - 1, 1);
  if (change === undefined || !sameBytes(change.hash, Buffer.from(json.hash, 'hex'))) {
    return reject('the saved state belongs to another history');
  }
  // The store has authenticated the blob.
  const loaded = loadCubeIndex(indexBytes, { ...vectorIndexFor(embedder, settings.crew), trusted: true });
  if (loaded.index === undefined) return reject(loaded.reason);
  if (loaded.index.appliedSeq !== json.seq) return reject('saved index and saved state differ in age');
  const states = loadStates(json, settings.state);
  const state = createDerivedState({
    embedder,
    index: loaded.index,
    facts: loadFactState(json.facts),
    states: settings.state === undefined ? undefined : (states ?? (await deriveStates(cube, json, settings.state))),
    counts: { ...json.counts, sessions: new Set(json.counts.sessions) },
    marks: new Map(json.marks.map((mark) => [mark.id, mark])),
    faded: new Set(json.faded),
    followedFading: json.followedFading ?? '',
    formerSources: new Map(json.formerSources),
    copies: createCopyIndex(json.copies),
    episodes: new Map(json.episodes.map(([id, user, session, first, last]) => [id, { user, session, first, last }])),
  });
  return { state, whole: settings.state === undefined || states !== undefined };
}

/** Both parts as they were saved together; `undefined` without a snapshot, or where its key is gone. */
async function readParts({
  store,
}: Cube): Promise<{ readonly stateBytes: Uint8Array; readonly indexBytes: Uint8Array } | undefined> {
  let key = await store.blob(snapshotKeyBlob);
  for (let attempt = 0; attempt < 3 && isSnapshotKey(key); attempt++) {
    const stateBytes = await store.blob(stateBlob);
    const indexBytes = await store.blob(indexBlob);
    if (stateBytes === undefined || indexBytes === undefined) return undefined;
    const after = await store.blob(snapshotKeyBlob);
    if (isSnapshotKey(after) && sameBytes(key, after)) {
      return { stateBytes: veil(stateBytes, key, 'state'), indexBytes: veil(indexBytes, key, 'index') };
    }
    // Another process has written one meanwhile.
    key = after;
  }
  return undefined;
}

/** The saved states, unless they were switched off then or had another schema. */
function loadStates({ states }: SavedJson, options: StateLogOptions | undefined): StateLog | undefined {
  return options === undefined || states === undefined ? undefined : loadStateLog(states, options);
}

/** States read from all turns. */
async function deriveStates(cube: Cube, { seq, marks }: SavedJson, options: StateLogOptions): Promise<StateLog> {
  const log = createStateLog(options);
  const archived = new Set(marks.flatMap(({ id, standing }) => (standing === 'archived' ? [id] : [])));
  for await (const entries of cube.since(0)) {
    for (const entry of entries) {
      if (entry.seq <= seq && entry.kind === 'turn' && !archived.has(entry.turn.id)) log.note(entry.turn);
    }
  }
  return log;
}

/**
 * Writes both parts at once; gives their size in bytes, 0 where nothing was written: when the log has moved since, as
 * what moved it may be an erasure, behind which no word of what it took may be written.
 */
export async function saveSnapshot(cube: Cube, state: DerivedState, entropy: Entropy): Promise<number> {
  const [change] = await cube.store.changes(state.appliedSeq - 1, 1);
  if (change === undefined) return 0;
  const { counts } = state;
  const json: SavedJson = {
    version: stateVersion,
    seq: state.appliedSeq,
    hash: Buffer.from(change.hash).toString('hex'),
    counts: { ...counts, sessions: [...counts.sessions] },
    marks: [...state.marks.values()],
    faded: [...state.faded],
    episodes: [...state.episodes].map(([id, { user, session, first, last }]) => [id, user, session, first, last]),
    formerSources: [...state.formerSources],
    copies: state.copies.saved(),
    facts: state.facts.snapshot(),
    ...(state.states === undefined ? {} : { states: state.states.snapshot() }),
    followedFading: state.followedFading,
  };
  const stateBytes = new TextEncoder().encode(JSON.stringify(json));
  const indexBytes = state.index.snapshot();
  const key = newSnapshotKey(entropy);
  const blobs = new Map<string, Uint8Array | null>([
    ...formerBlobs.map((name): [string, null] => [name, null]),
    [snapshotKeyBlob, key],
    [stateBlob, veil(stateBytes, key, 'state')],
    [indexBlob, veil(indexBytes, key, 'index')],
  ]);
  try {
    await cube.commit([], blobs);
    return stateBytes.length + indexBytes.length;
  } catch (error) {
    if (isMemoryError(error, 'conflict')) return 0;
    throw error;
  }
}
