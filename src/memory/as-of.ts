/**
 * A read-only view of the past over both clocks. The view derives its own state from the log up to that moment, so
 * that ranks and scores are those of then, not today's with later things filtered out.
 */
import { MemoryError } from '../errors/index.ts';
import type { StoredEntry } from '../kernel/entry.ts';
import { holdsAt, toInstant } from '../kernel/time.ts';
import { askMemory } from './ask.ts';
import { checkInput } from './checks.ts';
import { contextFor } from './context.ts';
import type { DerivedState } from './derived-state.ts';
import type { Engine } from './engine.ts';
import { factQueries } from './facts.ts';
import type { AsOfPoint, MemoryView } from './memory.ts';
import { profileOf } from './profile.ts';
import { recallFrom } from './recall.ts';
import { withoutFading } from './retention-keeper.ts';
import { emptyState } from './snapshots.ts';

/** Reads `point`, and gives a view whose state is derived at its first use. */
export function viewAsOf(engine: Engine, point: AsOfPoint): MemoryView {
  checkInput('asOf', point);
  const valid = point.valid === undefined ? undefined : toInstant(point.valid, 'valid');
  const known = point.known === undefined ? undefined : toInstant(point.known, 'known');
  if (valid === undefined && known === undefined) {
    throw new MemoryError('invalid_input', 'asOf needs valid, known or both', {
      hint: 'valid: what was true then; known: as recorded by then',
    });
  }
  let derived: Promise<DerivedState> | undefined;
  const threads: Engine['threads'] = new Map();
  const past = async (): Promise<Engine> => {
    derived ??= engine.exclusive(() => deriveAsOf(engine, valid, known));
    const state = await derived;
    const now = valid ?? known ?? engine.settings.clock.now();
    const retention = withoutFading(engine.retention);
    return {
      ...engine,
      state,
      threads,
      retention,
      settings: { ...engine.settings, readOnly: true, clock: { now: () => now } },
    };
  };
  const facts = factQueries(engine, {
    ...(valid === undefined ? {} : { valid }),
    ...(known === undefined ? {} : { known }),
  });
  return {
    point,
    recall: async (query, options) => recallFrom(await past(), query, options),
    context: async (query, options) => contextFor(await past(), query, options),
    ask: async (query, options) => askMemory(await past(), query, options),
    profile: async (scope) => profileOf(await past(), scope),
    facts,
  };
}

async function deriveAsOf(engine: Engine, valid: number | undefined, known: number | undefined): Promise<DerivedState> {
  const state = emptyState(engine.state.embedder);
  const kept: StoredEntry[] = [];
  /** Newest version of each record by then. */
  const newest = new Map<string, number>();
  const turns = new Set<string>();
  for await (const entries of engine.cube.since(0)) {
    for (const entry of entries) {
      if (known !== undefined && entry.recordedAt > known) continue;
      if (entry.kind === 'turn' && valid !== undefined && entry.turn.at > valid) continue;
      if (entry.kind === 'record') newest.set(entry.record.id, entry.seq);
      if (entry.kind === 'turn') turns.add(entry.turn.id);
      if (entry.kind === 'mark' && !turns.has(entry.mark.id)) continue;
      if (entry.kind === 'turn' || entry.kind === 'record' || entry.kind === 'mark') kept.push(entry);
    }
  }
  await state.apply(
    kept.filter((entry) => {
      if (entry.kind !== 'record') return true;
      if (newest.get(entry.record.id) !== entry.seq) return false;
      return valid === undefined || holdsAt(entry.record.valid, valid);
    }),
    engine.applying,
  );
  return state;
}
