/** Write path, stage 9: ties stale items to the statement that explains them or took their place. Links revive nothing. */
import type { StaleLink, StateDelta, StateProfile } from './state-types.ts';

/** Items that were stale before and that one delta may be tied to; what it ended itself is always tied. */
export const mostLinks = 4;

/** Links of a session's deltas, beside those that there are. */
export function linkStale(profile: StateProfile, deltas: readonly StateDelta[]): readonly StaleLink[] {
  const ended = profile.items.filter(({ status }) => status === 'STALE');
  if (ended.length === 0) return profile.links;
  const links = [...profile.links];
  const known = new Set(links.map(({ itemId, deltaId }) => `${itemId}\u0000${deltaId}`));
  for (const delta of deltas) {
    const stale = ended.filter(({ lastUpdated }) => lastUpdated < delta.at);
    const fresh = stale.filter(({ ended }) => ended?.deltaId === delta.id);
    const sameFacet = stale.filter((item) => item.facet === delta.facet && !fresh.includes(item));
    for (const item of [...fresh, ...sameFacet.slice(0, mostLinks)]) {
      const key = `${item.id}\u0000${delta.id}`;
      if (known.has(key)) continue;
      known.add(key);
      links.push({ itemId: item.id, deltaId: delta.id, type: item.facet === delta.facet ? 'SUCCESSOR' : 'SUPPORT' });
    }
  }
  return links;
}
