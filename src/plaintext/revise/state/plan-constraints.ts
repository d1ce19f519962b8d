/** Read path for open requests: what a plan has to respect, what it must not build on, and what is not known. */
import { type StateSchema, userSchema } from './state-schema.ts';
import type { StateProfile } from './state-types.ts';
import { matchItems } from './verify-premise.ts';

export type PlanConstraints = {
  /** Statements that hold and bear on the request. */
  readonly positive: readonly string[];
  /** Statements that no longer hold, and changes that forbid something. */
  readonly negative: readonly string[];
  /** What would have to be asked. */
  readonly unresolved: readonly string[];
};

/** Constraints that a plan gets to see. */
const mostConstraints = 6;

/** Constraints for a planning request; recent changes bear on every plan, those of a value as well as those of a basis. */
export function planConstraints(
  request: string,
  profile: StateProfile,
  schema: StateSchema = userSchema,
): PlanConstraints {
  const matches = matchItems(request, profile, schema).map(({ item }) => item);
  const changes = profile.deltas.filter(({ loses }) => loses.length > 0).sort((a, b) => b.at - a.at);
  const stale = matches.filter(({ status }) => status === 'STALE');
  const holding = matches.filter(({ status }) => status === 'ACTIVE');
  // The newest value of whatever was replaced: it is not known which of them a plan depends on.
  const replaced = new Set(profile.items.flatMap(({ status, facet }) => (status === 'STALE' ? [facet] : [])));
  const renewed = profile.items
    .filter(({ status, facet }) => status === 'ACTIVE' && replaced.has(facet))
    .sort((a, b) => b.lastUpdated - a.lastUpdated);
  const texts = (items: readonly { readonly text: string }[]): string[] =>
    items.slice(0, mostConstraints).map(({ text }) => text);
  return {
    positive: [...new Set([...texts(holding), ...texts(renewed)])],
    negative: [
      ...new Set([...stale.map(({ text }) => `no longer: ${text}`), ...changes.map(({ text }) => `since: ${text}`)]),
    ].slice(0, mostConstraints),
    unresolved: [
      ...new Set(
        profile.unknown
          .filter((marker) => matches.some(({ facet }) => facet === marker.facet))
          .map(({ facet, reason }) => `${facet.split(':')[0]}: ${reason}`),
      ),
    ].slice(0, mostConstraints),
  };
}
