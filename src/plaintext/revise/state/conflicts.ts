/**
 * What rules cannot settle, for a person to decide: two values of one thing in one session, a later statement that is
 * not sure enough to take a place, a change that may have taken an older statement's basis. The rules' own outcome
 * stands until somebody decides; a decision is carried out whenever the state is derived.
 */
import { createHash } from 'node:crypto';
import type {
  ConflictSide,
  ProfileItem,
  StateConflict,
  StateDecision,
  StateDelta,
  StateProfile,
  StateResolution,
} from './state-types.ts';
import { besideMark } from './statement-facet.ts';

/** Somebody who corrects themselves leaves nothing open. */
const corrects = /\b(?:actually|correction|i meant|i mean|sorry|rather|no, |wait, |not \S+ but)\b/i;

/** Confidence of a statement that calls itself new. */
const saidToBeNew = 0.9;

/** By what both sides are made of, so that a conflict keeps its id when the state is derived again. */
function idOf(kind: StateConflict['kind'], facet: string, held: ConflictSide, said: ConflictSide): string {
  const parts = [kind, facet, [...held.turnIds].sort(), [...said.turnIds].sort(), held.text, said.text];
  return `conflict-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;
}

const questions: Readonly<Record<StateConflict['kind'], (held: string, said: string) => string>> = {
  'same-session': (held, said) => `Both were said in one session. Which holds: "${held}" or "${said}"?`,
  'surer-holds': (held, said) => `Does "${said}" take the place of "${held}"?`,
  'weak-challenge': (held, said) => `Does "${held}" still hold, after "${said}"?`,
};

/** What a decision left open, given the states before and after it was carried out. */
function conflictOf(
  before: StateProfile,
  after: StateProfile,
  decision: StateDecision,
  delta: StateDelta,
): StateConflict | undefined {
  const sides = sidesOf(before, after, decision, delta);
  if (sides === undefined) return undefined;
  const { kind, holder } = sides;
  const held = sideOf(holder, holder.turnIds);
  const said = sideOf(delta, delta.turnIds);
  return {
    id: idOf(kind, holder.facet, held, said),
    kind,
    path: holder.path,
    facet: holder.facet,
    itemId: holder.id,
    deltaId: delta.id,
    held,
    said,
    question: questions[kind](held.text, said.text),
  };
}

type Sides = { readonly kind: StateConflict['kind']; readonly holder: ProfileItem };

/** The statement that holds beside the one that was said, and why it is open. */
function sidesOf(
  before: StateProfile,
  after: StateProfile,
  { operation, targetId }: StateDecision,
  delta: StateDelta,
): Sides | undefined {
  const target = before.items.find(({ id }) => id === targetId);
  if (operation === 'WEAK_CHALLENGE') {
    return target !== undefined && target.lastUpdated < delta.at
      ? { kind: 'weak-challenge', holder: target }
      : undefined;
  }
  if (operation === 'REPLACE' && target?.sessionId === delta.sessionId) return { kind: 'same-session', holder: target };
  // What was said went into history, because something else already held.
  const put = after.items.find(({ id }) => id === `item:${delta.id}`);
  const holder = after.items.find(
    ({ deltaIds, status }) => status === 'ACTIVE' && put?.ended !== undefined && deltaIds.includes(put.ended.deltaId),
  );
  if (put?.status !== 'STALE' || holder === undefined || holder.at > delta.at) return undefined;
  return { kind: holder.sessionId === delta.sessionId ? 'same-session' : 'surer-holds', holder };
}

const sideOf = (
  { text, value, at }: Pick<StateDelta, 'text' | 'value' | 'at'>,
  turnIds: readonly string[],
): ConflictSide => ({ text, value, at, turnIds });

/** Adds what the decisions of a session left open, and carries out what has been decided. */
export function settleConflicts(
  before: StateProfile,
  after: StateProfile,
  decisions: readonly StateDecision[],
  resolutions: ReadonlyMap<string, StateResolution>,
): StateProfile {
  const decided = new Set(decisions.map(({ deltaId }) => deltaId));
  const deltas = new Map(after.deltas.flatMap((delta) => (decided.has(delta.id) ? [[delta.id, delta] as const] : [])));
  let state = after;
  for (const decision of decisions) {
    const delta = deltas.get(decision.deltaId);
    const conflict = delta === undefined ? undefined : conflictOf(before, state, decision, delta);
    if (conflict === undefined || delta === undefined || !isOpen(conflict, state)) continue;
    const choice = resolutions.get(conflict.id) ?? (conflict.kind === 'same-session' ? ownWord(delta) : undefined);
    state =
      choice === undefined
        ? { ...state, conflicts: [...state.conflicts.filter(({ id }) => id !== conflict.id), conflict] }
        : { ...state, items: resolved(state.items, conflict, delta, choice) };
  }
  const open = state.conflicts.filter((conflict) => isOpen(conflict, state));
  return open.length === state.conflicts.length ? state : { ...state, conflicts: open };
}

/** False once something else has ended or changed what it is about, or where the rules came to what both sides say. */
function isOpen({ kind, itemId, deltaId, said }: StateConflict, { items }: StateProfile): boolean {
  const held = items.find(({ id }) => id === itemId);
  if (held?.status !== 'ACTIVE') return false;
  if (kind === 'weak-challenge') return held.strength === 'WEAK';
  const put = items.find(({ id }) => id === `item:${deltaId}`);
  return put === undefined ? held.text === said.text : put.status === 'STALE';
}

/** `accept`: what was said holds, the other ends. `reject`: the other way round. `both`: both hold. */
function resolved(
  items: readonly ProfileItem[],
  { kind, itemId, held, said }: StateConflict,
  delta: StateDelta,
  choice: StateResolution,
): ProfileItem[] {
  const ended = { reason: 'decided in review', deltaId: delta.id, at: delta.at };
  const putId = `item:${delta.id}`;
  const put = items.some(({ id }) => id === putId);
  return items.flatMap((item): ProfileItem[] => {
    const own = item.id === itemId;
    if (kind === 'weak-challenge') {
      if (!own) return [item];
      return [choice === 'accept' ? { ...item, status: 'STALE', ended } : { ...item, strength: 'STRONG' }];
    }
    if (put) {
      if (own) return [choice === 'accept' ? { ...item, status: 'STALE', ended } : item];
      if (item.id !== putId || choice === 'reject') return [item];
      const { ended: _, ...rest } = item;
      return [{ ...rest, facet: choice === 'both' ? beside(item.facet) : item.facet, status: 'ACTIVE' }];
    }
    // The item was reworded in place.
    if (!own || choice === 'accept') return [item];
    const now = { value: said.value, text: said.text, until: delta.at };
    const back = { ...item, value: held.value, text: held.text };
    if (choice === 'reject') return [{ ...back, history: [...item.history.slice(0, -1), now] }];
    const other = { ...item, id: putId, facet: beside(item.facet), turnIds: said.turnIds, history: [] };
    return [{ ...back, turnIds: held.turnIds, history: item.history.slice(0, -1) }, other];
  });
}

/** What the later of two statements of one session says of itself: that it corrects, or that something changed. */
const ownWord = ({ text, loses, confidence }: StateDelta): StateResolution | undefined =>
  corrects.test(text) || loses.length > 0 || confidence >= saidToBeNew ? 'accept' : undefined;

const beside = (facet: string): string => (facet.endsWith(besideMark) ? facet : `${facet}${besideMark}`);
