/** Reading the states of several people at once: premises, constraints, what a turn said that no longer holds. */
import { trackState } from './current-state.ts';
import { type PlanConstraints, planConstraints } from './plan-constraints.ts';
import type { StateSubject } from './state-log.ts';
import type { StateSchema, TrackPath } from './state-schema.ts';
import type { ProfileItem, StateProfile } from './state-types.ts';
import { askedValue, type PremiseStatus, verifyPremise } from './verify-premise.ts';

/** Somebody's state as it was derived. */
export type SubjectState = { readonly subject: StateSubject; readonly profile: StateProfile };

/** One statement of a track. */
export type Statement = {
  readonly value: string;
  /** As it was said. */
  readonly text: string;
  /** When it was said last, milliseconds since the epoch. */
  readonly at: number;
  /** Ids of the turns that say it. */
  readonly sources: readonly string[];
  /** Why it no longer holds, and what said so. */
  readonly ended?: { readonly reason: string; readonly by: string; readonly at: number };
};

/** What is known of one track of somebody's state. */
export type TrackState = StateSubject & {
  readonly track: TrackPath;
  /** `value`: something holds; `unknown`: what held lost its basis and nothing took its place. */
  readonly kind: 'value' | 'unknown' | 'nothing';
  readonly current: readonly Statement[];
  /** What no longer holds, newest first. */
  readonly past: readonly Statement[];
  /** The statements that ended the past ones. */
  readonly because: readonly string[];
};

/** What a question takes for granted, checked. */
export type PremiseCheck = {
  /** `SUPPORTED`: by something that holds. `OUTDATED`: what it rests on is over. `UNRESOLVED`: nothing is known. */
  readonly status: PremiseStatus;
  /** Ids of turns that may ground an answer. */
  readonly usable: readonly string[];
  /** Ids of turns that must not. */
  readonly blocked: readonly string[];
  /** The statements that no longer hold. */
  readonly outdated: readonly string[];
  /** What is so now, or what ended the old. */
  readonly corrected: readonly string[];
  /** Ids of the turns that say it. */
  readonly correctedBy: readonly string[];
  /** 0 to 1: how much the question is about what was found. */
  readonly confidence: number;
  /** The question takes what is outdated for true: it names the old value, or nothing took its place. */
  readonly presupposes: boolean;
};

/** What became of something that a turn says. */
export type Validity = {
  /** `stale`: something else holds now. `unknown`: it lost its basis, and nothing took its place. */
  readonly status: 'stale' | 'unknown';
  /** The statements of the turn that no longer hold. */
  readonly statements: readonly string[];
  readonly reason: string;
  /** What took its place, else what ended it. */
  readonly corrected: readonly string[];
};

export const noPremise: PremiseCheck = {
  status: 'UNRESOLVED',
  usable: [],
  blocked: [],
  outdated: [],
  corrected: [],
  correctedBy: [],
  confidence: 0,
  presupposes: false,
};

const sourcesOf = (items: readonly ProfileItem[]): string[] => [...new Set(items.flatMap(({ turnIds }) => turnIds))];

function statementOf(item: ProfileItem, profile: StateProfile): Statement {
  const { value, text, lastUpdated: at, turnIds: sources, ended } = item;
  if (ended === undefined) return { value, text, at, sources };
  const by = profile.deltas.find(({ id }) => id === ended.deltaId)?.text ?? '';
  return { value, text, at, sources, ended: { reason: ended.reason, by, at: ended.at } };
}

/** Tracks of somebody of which anything is known; all of the schema's with `all`. */
export function tracksOf({ subject, profile }: SubjectState, schema: StateSchema, all = false): TrackState[] {
  const paths = schema.buckets.flatMap(({ name, tracks }) => tracks.map((track): TrackPath => `${name}/${track.name}`));
  return paths.flatMap((track): TrackState[] => {
    const { kind, current, past, because } = trackState(track, profile);
    if (kind === 'nothing' && !all) return [];
    const told = (items: readonly ProfileItem[]): Statement[] => items.map((item) => statementOf(item, profile));
    return [{ ...subject, track, kind, current: told(current), past: told(past), because }];
  });
}

/** Checks a question against everybody's state: the one that it is most about decides. */
export function checkPremise(question: string, states: readonly SubjectState[], schema: StateSchema): PremiseCheck {
  let best = noPremise;
  for (const { profile } of states) {
    const verdict = verifyPremise(question, profile, schema);
    if (verdict.confidence <= best.confidence) continue;
    const { status, usable, blocked, corrected, confidence, presupposes } = verdict;
    const said = [...profile.items, ...profile.deltas].filter(({ text }) => corrected.includes(text));
    best = {
      status,
      usable: sourcesOf(usable),
      blocked: sourcesOf(blocked),
      outdated: blocked.map(({ text }) => text),
      corrected,
      correctedBy: [...new Set(said.flatMap(({ turnIds }) => turnIds))],
      confidence,
      presupposes,
    };
  }
  return best;
}

/** A value that a question asks for, and whether another one held before. */
export type KnownValue = {
  readonly value: string;
  readonly text: string;
  readonly sources: readonly string[];
  readonly changed: boolean;
};

/** The value that a question asks for, of the first who has said one. */
export function valueFor(
  question: string,
  states: readonly SubjectState[],
  schema: StateSchema,
): KnownValue | undefined {
  for (const { profile } of states) {
    const found = askedValue(question, profile, schema);
    if (found === undefined) continue;
    const { value, text, turnIds: sources } = found.item;
    return { value, text, sources, changed: found.changed };
  }
  return undefined;
}

/** Constraints of everybody's states on a plan. */
export function constraintsFor(request: string, states: readonly SubjectState[], schema: StateSchema): PlanConstraints {
  const all = states.map(({ profile }) => planConstraints(request, profile, schema));
  const joined = (pick: (one: PlanConstraints) => readonly string[]): string[] => [...new Set(all.flatMap(pick))];
  return {
    positive: joined(({ positive }) => positive),
    negative: joined(({ negative }) => negative),
    unresolved: joined(({ unresolved }) => unresolved),
  };
}

const validities = new WeakMap<StateProfile, ReadonlyMap<string, Validity>>();

/** What no longer holds of what turns said, by turn. */
export function validitiesOf(profile: StateProfile): ReadonlyMap<string, Validity> {
  const known = validities.get(profile);
  if (known !== undefined) return known;
  const found = new Map<string, Validity>();
  const active = new Map<string, string[]>();
  for (const { status, facet, text } of profile.items)
    if (status === 'ACTIVE') active.set(facet, [...(active.get(facet) ?? []), text]);
  const unknown = new Set(profile.unknown.map(({ facet }) => facet));
  for (const item of profile.items) {
    if (item.status !== 'STALE' || item.ended === undefined) continue;
    const { by, reason } = statementOf(item, profile).ended ?? { by: '', reason: '' };
    const instead = active.get(item.facet) ?? (by === '' ? [] : [by]);
    for (const turnId of item.turnIds) {
      const before = found.get(turnId);
      found.set(turnId, {
        status: unknown.has(item.facet) && before?.status !== 'stale' ? 'unknown' : 'stale',
        statements: [...(before?.statements ?? []), item.text],
        reason: before?.reason ?? reason,
        corrected: [...new Set([...(before?.corrected ?? []), ...instead])],
      });
    }
  }
  validities.set(profile, found);
  return found;
}
