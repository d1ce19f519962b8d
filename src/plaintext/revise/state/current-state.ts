/** Read path: what is so now, what was, and what is not known, for a question or a track. */
import { bucketOf, type StateSchema, type TrackPath, userSchema } from './state-schema.ts';
import type { ProfileItem, StateProfile, UnknownMarker } from './state-types.ts';
import { matchItems } from './verify-premise.ts';

export type CurrentState = {
  /** `value`: an active statement answers; `unknown`: the old one is unsafe and nothing took its place. */
  readonly kind: 'value' | 'unknown' | 'nothing';
  readonly current: readonly ProfileItem[];
  /** Stale statements of the same thing, newest first. */
  readonly past: readonly ProfileItem[];
  readonly unknown: readonly UnknownMarker[];
  /** Why the past ones ended: the statements that said so. */
  readonly because: readonly string[];
};

/** How close to the best match others have to come. */
const nearBest = 0.8;

function stateOf(items: readonly ProfileItem[], profile: StateProfile): CurrentState {
  const current = items.filter(({ status }) => status === 'ACTIVE');
  const past = items.filter(({ status }) => status === 'STALE').sort((a, b) => b.lastUpdated - a.lastUpdated);
  const facets = new Set(items.map(({ facet }) => facet));
  const unknown = profile.unknown.filter(({ facet }) => facets.has(facet));
  const ends = new Set(past.flatMap(({ ended }) => (ended === undefined ? [] : [ended.deltaId])));
  return {
    kind: current.length > 0 ? 'value' : past.length > 0 || unknown.length > 0 ? 'unknown' : 'nothing',
    current,
    past,
    unknown,
    because: profile.deltas.filter(({ id }) => ends.has(id)).map(({ text }) => text),
  };
}

/** State that a question asks for: the best match with everything of its facet, active before stale. */
export function currentState(question: string, profile: StateProfile, schema: StateSchema = userSchema): CurrentState {
  const matches = matchItems(question, profile, schema);
  const [best] = matches;
  if (best === undefined) return stateOf([], profile);
  const facets = new Set(
    matches
      .filter(({ score }) => score >= best.score * nearBest)
      .slice(0, 3)
      .map(({ item }) => item.facet),
  );
  const leading = profile.items.filter(({ facet }) => facet === best.item.facet);
  const others = profile.items.filter(({ facet }) => facets.has(facet) && facet !== best.item.facet);
  const own = stateOf(leading, profile);
  return own.kind === 'unknown' ? own : stateOf([...leading, ...others], profile);
}

/** State of a track, or of a whole bucket. */
export function trackState(path: TrackPath | string, profile: StateProfile): CurrentState {
  const items = profile.items.filter((item) => item.path === path || bucketOf(item.path) === path);
  return stateOf(items, profile);
}
