/**
 * The erasure itself: one operation that can be cut off anywhere and goes on from there.
 *
 * The receipt and the plan are written first, in one transaction; from then on the cube owes the erasure, and whoever
 * opens it next, or erases next, carries it out. Every step can be repeated.
 */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { NewEntry } from '../../kernel/entry.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { pendingErasure } from '../unit-vectors.ts';
import { type Closure, goBack, hookClosure } from './closure.ts';
import type { HookOutcome } from './erasure-hooks.ts';
import { isSpokenBy, namesOf, redacted } from './mentions.ts';
import { planRederivation, type Rederivation, rederive } from './rederive.ts';

/** An erasure that has its receipt in the log and may not be complete; no content. */
type Plan = {
  readonly id: string;
  /** Log positions whose content goes. */
  readonly seqs: readonly number[];
  readonly closure: ErasureClosure;
  readonly rederivation: Rederivation;
};

export type ErasureRequest = {
  readonly reason: string;
  /** What was asked for, without content. */
  readonly selector: string;
  /** Set when turns of others are to be written anew without this subject's names. */
  readonly redactSubject?: string;
};

export type ErasureOutcome = { readonly receipt: string; readonly hooks: readonly HookOutcome[] };

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Inside `exclusive`. Errors: `conflict` (nothing was changed: decide again on the newest state). */
export async function erase(engine: Engine, closure: Closure, request: ErasureRequest): Promise<ErasureOutcome> {
  const { selected, derived, reverted, versions } = closure;
  // One at a time: the plan of one that was cut off must not be lost to another.
  await completeErasure(engine);
  await engine.hooks.remember();
  const seqs = new Set<number>();
  const goneTurns: string[] = [];
  for (const [id, found] of [...selected, ...derived]) {
    if (found.turn === undefined) for (const { seq } of versions.get(id) ?? []) seqs.add(seq);
    else {
      seqs.add(found.seq);
      goneTurns.push(id);
    }
  }
  for (const { spoiled } of reverted.values()) for (const { seq } of spoiled) seqs.add(seq);
  for (const seq of await markPositions(engine, goneTurns)) seqs.add(seq);
  const { plan: rederivation, back } = await planRederivation(engine, closure);
  const anew = redactions(engine, closure, request);
  const id = engine.settings.ids.next('erasure');
  const plan: Plan = {
    id,
    seqs: [...seqs].sort((a, b) => a - b),
    closure: hookClosure(closure),
    rederivation: { ...rederivation, turns: [...rederivation.turns, ...anew.map(({ turn }) => turn.id)] },
  };
  // Snapshots and contexts hold words of what is erased: they go in the same transaction as the receipt.
  const blobs = new Map<string, Uint8Array | null>([[pendingErasure, encode(plan)]]);
  for (const prefix of ['snapshot/', 'context/']) {
    for (const name of await engine.cube.store.blobNames(prefix)) blobs.set(name, null);
  }
  const { reason, selector } = request;
  const receipt = { id, reason, selector, seqs: plan.seqs };
  const taken = [...reverted.values()].flatMap(goBack);
  await engine.commit([...taken, ...back, ...anew, { kind: 'erasure', receipt }], blobs);
  const hooks = await completeErasure(engine);
  return { receipt: id, hooks };
}

/** Marks of turns go with them: their reasons are somebody's words. */
async function markPositions(engine: Engine, turnIds: readonly string[]): Promise<number[]> {
  const seqs: number[] = [];
  for (const id of turnIds) {
    if (engine.state.markVersion(id) === 0) continue;
    for (const entry of await engine.cube.versions('mark', id)) if (entry.kind === 'mark') seqs.push(entry.seq);
  }
  return seqs;
}

function redactions(
  engine: Engine,
  { selected, mentioned }: Closure,
  { redactSubject }: ErasureRequest,
): Extract<NewEntry, { kind: 'turn' }>[] {
  if (redactSubject === undefined || mentioned.size === 0) return [];
  const names = namesOf(engine, redactSubject);
  return [...mentioned].flatMap((id) => {
    const turn = selected.get(id)?.turn;
    return turn === undefined || isSpokenBy(turn, names)
      ? []
      : [{ kind: 'turn' as const, turn: redacted(turn, names) }];
  });
}

/** Finishes an erasure whose receipt is written; safe to repeat, and nothing to do when none is pending. */
export async function completeErasure(engine: Engine): Promise<readonly HookOutcome[]> {
  const { store } = engine.cube;
  const pending = await store.blob(pendingErasure);
  if (pending === undefined) return [];
  const plan = decodePlan(pending);
  await engine.cube.erase(plan.seqs);
  const ids = new Set([...plan.closure.turns, ...plan.closure.records.map(({ id }) => id)]);
  // A vector says much about its text: it goes with it, in every embedding space.
  const vectors = await engine.vectors.store.without(plan.seqs);
  const uses = await engine.retention.without((id) => ids.has(id) && engine.state.index.units.find(id) < 0);
  if (vectors.size + uses.size > 0) await store.putBlobs(new Map([...vectors, ...uses]));
  await rederiveOnce(engine, plan);
  const segments = await engine.shelf.erase(plan.closure);
  const hooks = await engine.hooks.run(plan.id, plan.closure);
  // What was overwritten is still in the write-ahead log.
  await store.compact({ rewrite: false });
  await store.putBlobs(
    new Map([
      [pendingErasure, null],
      [`derived/${plan.id}`, null],
    ]),
  );
  return segments === undefined ? hooks : [segments, ...hooks];
}

async function rederiveOnce(engine: Engine, { id, rederivation }: Plan): Promise<void> {
  const { turns, episodes, groups } = rederivation;
  if (turns.length + episodes.length + groups.length === 0) return;
  try {
    await rederive(engine, id, rederivation);
  } catch (error) {
    if (!isMemoryError(error, 'conflict')) throw error;
    throw new MemoryError('conflict', 'the log moved while what was erased was derived again', {
      hint: 'the erasure itself is in the log; it is finished when this is tried again, or by the next who opens the cube',
      cause: error,
    });
  }
}

/** Earlier versions wrote the positions alone. */
function decodePlan(bytes: Uint8Array): Plan {
  const saved = JSON.parse(new TextDecoder().decode(bytes)) as Plan | readonly number[];
  if (!Array.isArray(saved)) return saved as Plan;
  const rederivation = { turns: [], episodes: [], groups: [] };
  const closure = { turns: [], records: [] };
  return { id: 'erasure', seqs: saved as readonly number[], closure, rederivation };
}
