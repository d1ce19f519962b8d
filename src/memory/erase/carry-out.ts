/**
 * The erasure itself: one operation that can be cut off anywhere and goes on from there.
 *
 * The receipt and the plan are written first, in one transaction; from then on the cube owes the erasure, and whoever
 * opens it next, or writes to it next, carries it out. Every step can be repeated.
 */
import type { NewEntry } from '../../kernel/entry.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { pendingErasure } from '../unit-vectors.ts';
import { type Closure, hookClosure } from './closure.ts';
import type { HookOutcome } from './erasure-hooks.ts';

/** An erasure that has its receipt in the log and may not be complete; no content. */
type Plan = {
  readonly id: string;
  /** Log positions whose content goes. */
  readonly seqs: readonly number[];
  readonly closure: ErasureClosure;
};

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Receipt first, then the content: a crash between the two is repaired when the cube is opened next. */
export async function erase(
  engine: Engine,
  closure: Closure,
  back: readonly NewEntry[],
  { reason, selector }: { readonly reason: string; readonly selector: string },
): Promise<{ readonly receipt: string; readonly hooks: readonly HookOutcome[] }> {
  const { selected, derived, reverted, versions } = closure;
  await engine.hooks.remember();
  const whole = [...selected, ...derived].flatMap(([id, found]) =>
    found.turn === undefined ? (versions.get(id) ?? []).map(({ seq }) => seq) : [found.seq],
  );
  const parts = [...reverted.values()].flatMap(({ spoiled }) => spoiled);
  const seqs = [...whole, ...parts].sort((a, b) => a - b);
  const id = engine.settings.ids.next('erasure');
  // Snapshots hold words of what is erased: they go in the same transaction as the receipt.
  const blobs = new Map<string, Uint8Array | null>();
  for (const name of await engine.cube.store.blobNames('snapshot/')) blobs.set(name, null);
  for (const name of await engine.cube.store.blobNames('context/')) blobs.set(name, null);
  const plan: Plan = { id, seqs, closure: hookClosure(closure) };
  blobs.set(pendingErasure, encode(plan));
  await engine.commit([...back, { kind: 'erasure', receipt: { id, reason, selector, seqs } }], blobs);
  const survivors = new Set(
    [...derived.values()].flatMap((found) => found.record?.sources ?? []).filter((turn) => !selected.has(turn)),
  );
  const hooks = await completeErasure(engine);
  // What was said elsewhere, too, is derived again from there.
  if (survivors.size > 0) {
    await engine.write.deriveLater(engine, { job: id, turnIds: [...survivors] });
    await engine.cube.store.putBlobs(new Map([[`derived/${id}`, null]]));
  }
  return { receipt: id, hooks };
}

/** Finishes an erasure whose receipt is written; safe to repeat, and nothing to do when none is pending. */
export async function completeErasure(engine: Engine): Promise<readonly HookOutcome[]> {
  const { store } = engine.cube;
  const pending = await store.blob(pendingErasure);
  if (pending === undefined) return [];
  const plan = decodePlan(pending);
  await engine.cube.erase(plan.seqs);
  // A vector says much about its text: it goes with it, in every embedding space.
  await store.putBlobs(await engine.vectors.store.without(plan.seqs));
  const segments = await engine.shelf.erase(plan.closure);
  await engine.rebuild();
  await store.compact();
  const hooks = await engine.hooks.run(plan.id, plan.closure);
  await store.putBlobs(new Map([[pendingErasure, null]]));
  return segments === undefined ? hooks : [segments, ...hooks];
}

/** Earlier versions wrote the positions alone. */
function decodePlan(bytes: Uint8Array): Plan {
  const saved = JSON.parse(new TextDecoder().decode(bytes)) as Plan | readonly number[];
  if (!Array.isArray(saved)) return saved as Plan;
  return { id: 'erasure', seqs: saved as readonly number[], closure: { turns: [], records: [] } };
}
