/**
 * Changing the embedder of a cube that is in use: vectors of the new space are derived beside the live index in bounded
 * steps, both spaces are compared on the user's own questions, and one atomic write makes the cube go over. The old
 * vectors stay until the next change, so that `rollback` asks no model.
 */
import { isMemoryError, MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { Embedder } from '../../ports/index.ts';
import { isSearchable } from '../derived-state.ts';
import type { Engine } from '../engine.ts';
import { completeErasure } from '../erase/carry-out.ts';
import { turnText } from '../units.ts';
import { activeSpaceBlob, isFree, noteOf, readActiveSpace, type SpaceNote } from './embedding-space.ts';
import { compareOnGolden, type GoldenComparison, type GoldenQuestion } from './golden-questions.ts';
import type { TextAt } from './unit-vectors.ts';
import { deriveInSpace } from './vector-index.ts';

export type ChangeEmbedderOptions = {
  /** Questions with the ids of the turns or records that answer them. Without any, nothing is compared. */
  readonly golden?: readonly GoldenQuestion[];
  /** Least recall@10 over `golden` at which the cube goes over. Default: that of the present embedder. */
  readonly minRecall?: number;
  /** How to make `next` again, in your words; kept in the cube and shown by `status`. Never a secret. */
  readonly source?: string;
  readonly signal?: AbortSignal;
  /** Log entries done so far and in all. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type EmbedderChange = {
  readonly from: string;
  readonly to: string;
  /** Whether the cube is in the space `to` now. */
  readonly switched: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
  /** Texts for which the embedder was asked, and those whose vectors were there from before. */
  readonly embedded: number;
  readonly kept: number;
  readonly golden?: GoldenComparison;
  readonly ms: number;
};

export type EmbedderStatus = {
  /** The space of the cube; `none` where it was opened without an embedder. */
  readonly active: string;
  readonly dimensions: number;
  /** Derived whenever needed, at no cost, and not kept. */
  readonly free: boolean;
  readonly source?: string;
  /** To which `rollback` returns. */
  readonly previous?: string;
  /** A change that was begun: interrupted, or finished but not taken. Calling `change` again goes on. */
  readonly change?: { readonly to: string; readonly done: number; readonly total: number; readonly state: ChangeState };
};

export type EmbedderControl = {
  status(): Promise<EmbedderStatus>;
  /**
   * Goes over to `next`. Recall, observe and the rest keep working meanwhile. Stopped or crashed, it goes on where it
   * was when it is called again with the same embedder.
   *
   * Errors: `read_only`, `unavailable` (the embedder does not answer), `aborted`, `invalid_input`.
   */
  change(next: Embedder, options?: ChangeEmbedderOptions): Promise<EmbedderChange>;
  /**
   * Undoes: a change that did not go through is dropped with its vectors; after one that did, the cube goes back to the
   * space before. `embedder` is needed where this process has not used the one before.
   *
   * Errors: `not_found` (nothing to undo), `incompatible` (the embedder before is needed, or another one was given).
   */
  rollback(options?: {
    readonly embedder?: Embedder;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<EmbedderChange>;
};

type ChangeState = 'deriving' | 'refused';
type Progress = SpaceNote & { readonly upTo: number; readonly state: ChangeState };

const changeBlob = 'embedder/change';
/** Texts a step, at most: what a crash can cost, and how long others wait at most. */
const stepTexts = 256;
/** Log entries looked at a step. */
const stepEntries = 1_000;
/** Rounds in which writers may stay ahead before the rest is derived while they wait. */
const mostRounds = 20;

export function embedderControl(engine: Engine): EmbedderControl {
  return {
    status: () => engine.exclusive(() => statusOf(engine)),
    change: (next, options) => changeEmbedder(engine, next, options),
    rollback: (options) => rollBack(engine, options),
  };
}

async function statusOf(engine: Engine): Promise<EmbedderStatus> {
  const { embedder } = engine.state;
  const active = await readActiveSpace(engine.cube);
  const progress = await readProgress(engine);
  return {
    active: embedder?.id ?? active?.space ?? 'none',
    dimensions: embedder?.dimensions ?? active?.dimensions ?? 0,
    free: embedder === undefined ? (active?.free ?? true) : isFree(embedder),
    ...(active?.source === undefined ? {} : { source: active.source }),
    ...(active?.previous === undefined ? {} : { previous: active.previous.space }),
    ...(progress === undefined
      ? {}
      : { change: { to: progress.space, done: progress.upTo, total: engine.cube.head.seq, state: progress.state } }),
  };
}

async function changeEmbedder(
  engine: Engine,
  next: Embedder,
  options: ChangeEmbedderOptions = {},
): Promise<EmbedderChange> {
  checkChange(next, options);
  engine.mustWrite();
  const started = performance.now();
  const { golden, minRecall, source, signal, onProgress } = options;
  const from = await engine.exclusive(async () => presentEmbedder(engine));
  const counts = { embedded: 0, kept: 0 };
  const report = (switched: boolean, reason: string, comparison?: GoldenComparison): EmbedderChange => ({
    from: from.id,
    to: next.id,
    switched,
    reason,
    ...counts,
    ...(comparison === undefined ? {} : { golden: comparison }),
    ms: performance.now() - started,
  });
  if (from.id === next.id) return report(true, 'the cube is in this space already');
  const work: Work = { engine, next, note: noteOf(next, source), counts, signal, onProgress };
  // Should another process make the same change first, this one can follow it.
  engine.embedders.set(next.id, next);
  await begin(work);
  await deriveRest(work);

  let comparison: GoldenComparison | undefined;
  if (golden !== undefined && golden.length > 0) {
    const beside = await engine.exclusive(() => deriveInSpace(engine, next, signal));
    comparison = await compareOnGolden(engine, beside, golden, signal);
    const wanted = minRecall ?? comparison.before;
    if (comparison.after < wanted) {
      await engine.decide(() => writeProgress(work, { upTo: engine.cube.head.seq, state: 'refused' }));
      return report(
        false,
        `recall@10 on the golden questions is ${shown(comparison.after)}, below ${shown(wanted)}`,
        comparison,
      );
    }
  }
  await goOver(work, from);
  const reason =
    comparison === undefined
      ? 'nothing was compared'
      : `recall@10 on the golden questions is ${shown(comparison.after)}, before it was ${shown(comparison.before)}`;
  return report(true, reason, comparison);
}

type Work = {
  readonly engine: Engine;
  readonly next: Embedder;
  readonly note: SpaceNote;
  readonly counts: { embedded: number; kept: number };
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ChangeEmbedderOptions['onProgress'];
};

const shown = (share: number): string => share.toFixed(3);

function presentEmbedder(engine: Engine): Embedder {
  const { embedder } = engine.state;
  if (embedder !== undefined) return embedder;
  throw new MemoryError('incompatible', 'this memory was opened without an embedder', {
    hint: 'open it without `embedder: false`, then change',
  });
}

function checkChange(next: Embedder, { golden = [], minRecall }: ChangeEmbedderOptions): void {
  if (typeof next?.embed !== 'function' || typeof next.id !== 'string' || !(next.dimensions > 0)) {
    throw new MemoryError('invalid_input', 'not an embedder', { hint: 'pass what an embedder adapter makes' });
  }
  const wrong = golden.findIndex(({ question, expect }) => question.trim() === '' || expect.length === 0);
  if (wrong >= 0) {
    throw new MemoryError('invalid_input', `golden question ${wrong} has no text or no expected id`, {
      hint: "{ question: 'where does Anna live?', expect: ['m2'] }",
    });
  }
  if (minRecall !== undefined && !(minRecall >= 0 && minRecall <= 1)) {
    throw new MemoryError('invalid_input', 'minRecall must be a number from 0 to 1', { hint: 'for example 0.8' });
  }
  if (minRecall !== undefined && golden.length === 0) {
    throw new MemoryError('invalid_input', 'minRecall needs golden questions', { hint: 'pass `golden` as well' });
  }
}

/** Drops what other unfinished changes left, and notes that this one has begun. */
async function begin(work: Work): Promise<void> {
  const { engine, next } = work;
  await engine.decide(async () => {
    const progress = await readProgress(engine);
    if (progress?.space === next.id || engine.state.embedder?.id === next.id) return;
    const active = await readActiveSpace(engine.cube);
    const used = [
      presentEmbedder(engine).id,
      next.id,
      ...(active?.previous === undefined ? [] : [active.previous.space]),
    ];
    await engine.cube.commit([], await engine.vectors.store.allBut(used));
    await writeProgress(work, { upTo: 0, state: 'deriving' });
  });
}

/** Derives step by step until no log entry is left that has no vector. Free embedders need no step. */
async function deriveRest(work: Work): Promise<void> {
  const { engine, next, signal, onProgress } = work;
  if (isFree(next)) return;
  for (;;) {
    throwIfAborted(signal);
    const step = await engine.exclusive(() => nextStep(work));
    if (step === undefined) return;
    const texts = step.missing.map((item) => item.text);
    const vectors = await engine.vectors.embed(next, texts, signal);
    await engine.decide(async () => {
      const progress = await readProgress(engine);
      // Another process goes on with the same change, or began another one.
      if (progress?.space !== next.id || progress.upTo !== step.from) return;
      const made = new Map(step.missing.map((item, index) => [item.seq, vectors[index] as Float32Array]));
      const [name, bytes] = progressBlob({ ...work.note, upTo: step.upTo, state: 'deriving' });
      if (await engine.vectors.keep(next.id, made, new Map([[name, bytes]]))) return;
      // An erasure that was begun somewhere must be over before vectors may be written; else the log has moved.
      await completeErasure(engine);
      throw new MemoryError('conflict', 'the log moved while vectors were derived');
    });
    work.counts.embedded += step.missing.length;
    work.counts.kept += step.kept;
    onProgress?.(step.upTo, Math.max(step.upTo, engine.cube.head.seq));
  }
}

type Step = {
  readonly from: number;
  readonly upTo: number;
  readonly missing: readonly TextAt[];
  readonly kept: number;
};

/** The next texts without a vector of the new space; `undefined` when there is none up to the end of the log. */
async function nextStep({ engine, next }: Work): Promise<Step | undefined> {
  const progress = await readProgress(engine);
  if (engine.state.embedder?.id === next.id) return undefined;
  if (progress?.space !== next.id) {
    throw new MemoryError('conflict', 'another change of the embedder was begun meanwhile', {
      hint: 'see `memory.embedder.status()`',
    });
  }
  const from = progress.upTo;
  const { seq: end } = engine.cube.head;
  if (from >= end) return undefined;
  const seqs = Array.from({ length: Math.min(stepEntries, end - from) }, (_, index) => from + 1 + index);
  const items: TextAt[] = [];
  let upTo = from;
  for (const [index, entry] of (await engine.cube.at(seqs)).entries()) {
    if (items.length >= stepTexts) break;
    upTo = seqs[index] as number;
    if (entry?.kind === 'turn') items.push({ seq: entry.seq, text: turnText(entry.turn) });
    else if (entry?.kind === 'record' && isSearchable(entry.record)) {
      items.push({ seq: entry.seq, text: entry.record.text });
    }
  }
  const there = await engine.vectors.store.read(
    next.id,
    items.map((item) => item.seq),
  );
  const missing = items.filter((item) => !there.has(item.seq));
  return { from, upTo, missing, kept: items.length - missing.length };
}

/** Makes the cube go over: index and note at once, on the newest state. */
async function goOver(work: Work, from: Embedder): Promise<void> {
  const { engine, next, note, signal } = work;
  for (let round = 1; ; round += 1) {
    await deriveRest(work);
    const done = await engine.decide(async () => {
      if (engine.state.embedder?.id === next.id) return true;
      // A writer was faster: its entries are derived outside again, unless that goes on for ever.
      if (!isFree(next) && round < mostRounds && (await nextStep(work)) !== undefined) return false;
      const state = await deriveInSpace(engine, next, signal);
      const before = await readActiveSpace(engine.cube);
      const previous = before ?? noteOf(from);
      const { space, dimensions, free, source } = previous;
      const kept = { space, dimensions, free, ...(source === undefined ? {} : { source }) };
      const active = { ...note, previous: kept, changedAt: engine.settings.clock.now() };
      await engine.cube.commit([], new Map([activeSpaceBlob(active), [changeBlob, null]]));
      await engine.replaceState(state);
      return true;
    });
    if (done) return;
  }
}

async function rollBack(
  engine: Engine,
  options: Parameters<EmbedderControl['rollback']>[0] = {},
): Promise<EmbedderChange> {
  engine.mustWrite();
  const started = performance.now();
  const dropped = await engine.decide(async () => {
    const progress = await readProgress(engine);
    if (progress === undefined) return undefined;
    const active = await readActiveSpace(engine.cube);
    const used = [presentEmbedder(engine).id, ...(active?.previous === undefined ? [] : [active.previous.space])];
    const blobs = await engine.vectors.store.allBut(used);
    await engine.cube.commit([], blobs.set(changeBlob, null));
    return progress.space;
  });
  const from = await engine.exclusive(async () => presentEmbedder(engine));
  if (dropped !== undefined) {
    const ms = performance.now() - started;
    const reason = 'the change had not gone through; it was dropped';
    return { from: dropped, to: from.id, switched: true, reason, embedded: 0, kept: 0, ms };
  }
  const active = await readActiveSpace(engine.cube);
  if (active?.previous === undefined) {
    throw new MemoryError('not_found', 'there is no change of the embedder to undo', {
      hint: 'see `memory.embedder.status()`',
    });
  }
  const { previous } = active;
  const known = engine.embedders.get(previous.space) ?? options.embedder ?? (await chosen(engine, active));
  if (known?.id !== previous.space && !(previous.free && known !== undefined && isFree(known))) {
    throw new MemoryError('incompatible', `the embedder of ${previous.space} is needed to go back to it`, {
      details: { wanted: previous.space, ...(known === undefined ? {} : { given: known.id }) },
      hint: `pass it: rollback({ embedder })${previous.source === undefined ? '' : `; it was made from ${previous.source}`}`,
    });
  }
  const { signal, onProgress } = options;
  const change = await changeEmbedder(engine, known, {
    ...(previous.source === undefined ? {} : { source: previous.source }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return { ...change, reason: 'went back to the space before' };
}

/** What the caller's own choice gives for the space before. */
async function chosen(
  engine: Engine,
  { previous, changedAt }: { previous?: SpaceNote; changedAt: number },
): Promise<Embedder | undefined> {
  if (previous === undefined) return undefined;
  const { chooseEmbedder } = engine.settings;
  try {
    return await chooseEmbedder?.({ ...previous, changedAt });
  } catch (error) {
    if (isMemoryError(error, 'incompatible')) return undefined;
    throw error;
  }
}

async function readProgress({ cube }: Engine): Promise<Progress | undefined> {
  const bytes = await cube.store.blob(changeBlob);
  if (bytes === undefined) return undefined;
  const progress = JSON.parse(new TextDecoder().decode(bytes)) as Progress;
  // Positions that the log no longer has (restored from a backup) are looked at again.
  return progress.upTo > cube.head.seq ? { ...progress, upTo: 0 } : progress;
}

const progressBlob = (progress: Progress): readonly [string, Uint8Array] => [
  changeBlob,
  new TextEncoder().encode(JSON.stringify(progress)),
];

async function writeProgress({ engine, note }: Work, now: Pick<Progress, 'upTo' | 'state'>): Promise<void> {
  await engine.cube.commit([], new Map([progressBlob({ ...note, ...now })]));
}
