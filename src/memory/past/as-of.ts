/**
 * A read-only view of the past over both clocks. The view derives its own state from the log up to that moment, with
 * the weights, precisions and threads of then, so that it says what recall and context said then, to the byte; where
 * that cannot be, it says so. See `docs/truth.md`.
 */
import { MemoryError } from '../../errors/index.ts';
import type { StoredEntry } from '../../kernel/entry.ts';
import { holdsAt, toInstant } from '../../kernel/time.ts';
import { askMemory } from '../ask.ts';
import { checkInput, knownInstant } from '../checks.ts';
import { chooseFrom } from '../choose.ts';
import { contextFor } from '../context.ts';
import type { Engine } from '../engine.ts';
import { factQueries } from '../facts.ts';
import { withWeights } from '../fading/retention-keeper.ts';
import type { AsOfPoint, MemoryView } from '../memory.ts';
import { profileOf } from '../profile.ts';
import { recallFrom } from '../recall.ts';
import { emptyState } from '../snapshots.ts';
import { noWeights, readFading } from './fading-history.ts';
import { type ErasedSince, type Fidelity, fidelityAt } from './fidelity.ts';
import { applyPrecisions } from './precisions.ts';

type Past = {
  readonly engine: Engine;
  readonly erased: ErasedSince | undefined;
  /** When the last erasure after the moment was, whatever it took: it dropped what was kept of rendered contexts. */
  readonly lastErasure: number | undefined;
  /** The log's end when it was derived. */
  readonly seq: number;
};

/** Reads `point`, and gives a view whose state is derived at its first use. */
export function viewAsOf(engine: Engine, point: AsOfPoint): MemoryView {
  checkInput('asOf', point);
  const valid = point.valid === undefined ? undefined : toInstant(point.valid, 'valid');
  const known = knownInstant(point.known);
  if (valid === undefined && known === undefined) {
    throw new MemoryError('invalid_input', 'asOf needs valid, known or both', {
      hint: 'valid: what was true then; known: as recorded by then',
    });
  }
  // A question that was asked at a moment is about that moment: then there is nothing to leave out.
  const filter = valid === known ? undefined : valid;
  let derived: Promise<Past> | undefined;
  const past = async (): Promise<Past> => {
    const held = await derived;
    // What is erased while a view is held leaves the view as well.
    if (held !== undefined && (await engine.exclusive(() => hasErasure(engine, held.seq)))) derived = undefined;
    derived ??= engine.exclusive(() => deriveAsOf(engine, filter, known));
    return derived;
  };
  /**
   * A memory that lives has read the states bit by bit. Where it had not, its recall said so and left hits unmarked; the
   * view marks them.
   */
  const withStates = async (): Promise<Engine> => {
    const then = await engineThen();
    const { states } = then.state;
    for (const subject of states?.subjects() ?? []) await states?.profile(subject);
    return then;
  };
  const engineThen = async (): Promise<Engine> => {
    const then = (await past()).engine;
    // Contexts of a view do not build on one another: each is the one that would have been rendered at the moment.
    then.threads.clear();
    const now = valid ?? known ?? engine.settings.clock.now();
    return { ...then, settings: { ...then.settings, clock: { now: () => now } } };
  };
  const fidelity = async (): Promise<Fidelity> => {
    const { erased } = await past();
    const moment = { known: known ?? engine.settings.clock.now(), filtered: filter !== undefined };
    return engine.exclusive(() => fidelityAt(engine, moment, erased));
  };
  const contextFidelity = async (): Promise<Fidelity> => {
    const found = await fidelity();
    const { erased, lastErasure } = await past();
    if (erased !== undefined || lastErasure === undefined) return found;
    const when = new Date(lastErasure).toISOString();
    const detail = `the beginnings of contexts rendered then were dropped by an erasure ${when}`;
    return { faithful: false, differs: [...found.differs, { what: 'erased since', detail }] };
  };
  const stamped = async <T extends { readonly warnings: readonly string[] }>(
    result: T,
  ): Promise<T & { readonly fidelity: Fidelity }> => {
    const found = 'sections' in result ? await contextFidelity() : await fidelity();
    const notes = found.differs
      .filter(({ what }) => what !== 'valid time')
      .map(({ what, detail }) => `not what was said then (${what}): ${detail}`);
    return { ...result, warnings: [...result.warnings, ...notes], fidelity: found };
  };
  const facts = factQueries(engine, {
    ...(valid === undefined ? {} : { valid }),
    ...(known === undefined ? {} : { known }),
  });
  return {
    point,
    fidelity,
    recall: async (query, options) => stamped(await recallFrom(await withStates(), query, options)),
    context: async (query, options) => stamped(await contextFor(await withStates(), query, options)),
    ask: async (query, options) => stamped(await askMemory(await engineThen(), query, options)),
    choose: async (question, answers, options) =>
      stamped(await chooseFrom(await engineThen(), question, answers, options)),
    profile: async (scope) => profileOf(await engineThen(), scope),
    facts,
  };
}

/** Whether something was erased after a log position. */
async function hasErasure({ cube }: Engine, since: number): Promise<boolean> {
  for (let seq = since; seq < cube.head.seq; ) {
    const changes = await cube.store.changes(seq, 2_000);
    if (changes.length === 0) return false;
    if (changes.some(({ kind }) => kind === 'erasure')) return true;
    seq = changes.at(-1)?.seq ?? seq;
  }
  return false;
}

/** Inside `exclusive`. `valid`: leave out what was not true then. */
async function deriveAsOf(engine: Engine, valid: number | undefined, known: number | undefined): Promise<Past> {
  const { cube } = engine;
  const { seq } = cube.head;
  const state = emptyState(engine.state.embedder, engine.settings.state);
  const shown = valid === undefined ? () => true : await trueAt(engine, valid, known);
  let last = 0;
  let erased: { entries: number; at: number } | undefined;
  let lastErasure: number | undefined;
  for await (const entries of cube.since(0)) {
    // Recorded time never runs backwards: what was known then is the beginning of the log.
    const then = known === undefined ? entries : entries.filter(({ recordedAt }) => recordedAt <= known);
    if (then.length > 0) await state.apply(then.filter(shown), engine.applying);
    last = then.at(-1)?.seq ?? last;
    for (const entry of entries.slice(then.length)) {
      if (entry.kind !== 'erasure') continue;
      lastErasure = entry.recordedAt;
      const lost = entry.receipt.seqs.filter((seq) => seq <= last).length;
      if (lost > 0) erased = { entries: (erased?.entries ?? 0) + lost, at: entry.recordedAt };
    }
  }
  const fading = known === undefined ? undefined : await readFading(cube.store, { until: known });
  if (fading !== undefined) await applyPrecisions(engine, state, fading.bits);
  const then: Engine = {
    ...engine,
    state,
    threads: new Map(),
    retention: withWeights(engine.retention, fading?.weights ?? noWeights),
    settings: { ...engine.settings, readOnly: true, ...(known === undefined ? {} : { threadsBefore: known }) },
  };
  return { engine: then, erased, lastErasure, seq };
}

/** Whether an entry belongs to a view of what was true at a moment: not what was said or began later, or was over. */
async function trueAt(
  engine: Engine,
  valid: number,
  known: number | undefined,
): Promise<(entry: StoredEntry) => boolean> {
  const turns = new Set<string>();
  const records = new Map<string, boolean>();
  for await (const entries of engine.cube.since(0)) {
    for (const entry of entries) {
      if (known !== undefined && entry.recordedAt > known) continue;
      if (entry.kind === 'turn' && entry.turn.at <= valid) turns.add(entry.turn.id);
      if (entry.kind === 'record') records.set(entry.record.id, holdsAt(entry.record.valid, valid));
    }
  }
  return (entry) => {
    if (entry.kind === 'turn') return turns.has(entry.turn.id);
    if (entry.kind === 'mark') return turns.has(entry.mark.id);
    if (entry.kind === 'record') return records.get(entry.record.id) === true;
    return true;
  };
}
