/**
 * Conflicts of the state pipeline in the review queue. They have no record of their own; a decision on one is an
 * archived record that comes from the turns of both sides, and so goes with them.
 */
import type { NewEntry } from '../../kernel/entry.ts';
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { StateConflict, StateResolution } from '../../plaintext/revise/state/state-types.ts';
import type { Engine } from '../engine.ts';
import { newRecord } from '../revisions.ts';
import { statesIn } from '../state/memory-state.ts';
import type { ReviewItem, ReviewOptions, ReviewState } from './review.ts';

/** A conflict and whose state it is in. */
export type OwnedConflict = { readonly conflict: StateConflict; readonly scope: Scope };

const resolutions: Readonly<Record<'accepted' | 'rejected' | 'both', StateResolution>> = {
  accepted: 'accept',
  rejected: 'reject',
  both: 'both',
};

export async function openConflicts(engine: Engine, scope: Scope = {}): Promise<readonly OwnedConflict[]> {
  const states = await statesIn(engine, scope);
  return states.flatMap(({ subject, profile }) =>
    profile.conflicts.map((conflict) => ({
      conflict,
      scope: subject.user === undefined ? {} : { user: subject.user },
    })),
  );
}

export function showConflict({ conflict, scope }: OwnedConflict, state: ReviewState = 'open'): ReviewItem {
  const { id, held, said, question } = conflict;
  return {
    id,
    kind: 'state',
    text: said.text,
    scope,
    trust: 1,
    at: said.at,
    why: question,
    state,
    against: [{ id: held.turnIds[0] ?? conflict.itemId, text: held.text, trust: 1 }],
    trail: [],
  };
}

/** What makes a decision last. */
export function resolutionEntry(
  engine: Engine,
  { conflict, scope }: OwnedConflict,
  choice: keyof typeof resolutions,
  { by = 'user', reason }: ReviewOptions,
): NewEntry {
  const { id, held, said, question } = conflict;
  const why = `review: ${choice === 'both' ? 'both true' : choice} by ${by}${reason === undefined ? '' : `: ${reason}`}`;
  const draft = {
    kind: 'block' as const,
    text: question,
    data: { conflict: { id, resolution: resolutions[choice] } },
    scope,
    sources: [...new Set([...held.turnIds, ...said.turnIds])],
    valid: {},
    confidence: 1,
    importance: 0.5,
    trust: 1,
  };
  return { kind: 'record', record: { ...newRecord(draft, why, engine.settings), status: 'archived' } };
}

/** The decision that a record stands for. */
export function resolutionOf(
  record: MemoryRecord,
): { readonly id: string; readonly resolution: StateResolution } | undefined {
  const found = record.kind === 'block' ? record.data['conflict'] : undefined;
  if (typeof found !== 'object' || found === null || record.status === 'erased') return undefined;
  const { id, resolution } = found as { readonly id?: unknown; readonly resolution?: unknown };
  const known = resolution === 'accept' || resolution === 'reject' || resolution === 'both';
  return typeof id === 'string' && known ? { id, resolution } : undefined;
}
