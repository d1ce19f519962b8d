/**
 * Write path, stage 4: one lane for each direct area, one for each bridged area, and one over all that is left, by
 * similarity. Only items of earlier sessions enter a lane.
 */
import { basesOf } from './bases.ts';
import { readingOf } from './read-statement.ts';
import { bucketOf, type StateSchema, userSchema } from './state-schema.ts';
import type { BridgedBucket, ProfileItem, SearchLane, StateDelta, StateProfile } from './state-types.ts';

/** Items in the lane over everything else. */
export const globalLaneItems = 4;

/** Lanes of one session's deltas. `global: false` leaves the last lane out. */
export function searchLanes(
  profile: StateProfile,
  deltas: readonly StateDelta[],
  bridged: readonly BridgedBucket[],
  options: { readonly global?: boolean; readonly schema?: StateSchema } = {},
): SearchLane[] {
  const { global = true, schema = userSchema } = options;
  const [first] = deltas;
  if (first === undefined) return [];
  const earlier = profile.items.filter(
    (item) => item.status === 'ACTIVE' && item.at < first.at && item.sessionId !== first.sessionId,
  );
  const direct = new Set(deltas.map(({ path }) => bucketOf(path)));
  const affected = new Set(bridged.map(({ bucket }) => bucket));
  const inBucket = (bucket: string): ProfileItem[] => earlier.filter((item) => bucketOf(item.path) === bucket);
  const lanes: SearchLane[] = [...new Set([...direct, ...affected])].map((bucket) => ({
    name: bucket,
    items: inBucket(bucket),
    deltas,
    bridged,
  }));
  if (global) {
    const outside = earlier.filter(({ path }) => !direct.has(bucketOf(path)) && !affected.has(bucketOf(path)));
    const pool = outside.length > 0 ? outside : earlier;
    const lost = new Set(bridged.flatMap(({ reasons }) => reasons.flatMap((reason) => reason.lost)));
    const words = new Set(deltas.flatMap((delta) => readingOf(delta.text, schema).terms));
    const closeness = (item: ProfileItem): number => {
      const reading = readingOf(item.text, schema);
      const shared = reading.terms.filter((term) => words.has(term)).length / Math.max(1, reading.terms.length);
      return shared + basesOf(reading, schema).filter((basis) => lost.has(basis)).length;
    };
    const ranked = pool.map((item) => ({ item, score: closeness(item) })).sort((a, b) => b.score - a.score);
    lanes.push({ name: 'global', items: ranked.slice(0, globalLaneItems).map(({ item }) => item), deltas, bridged });
  }
  return lanes.filter(({ items }) => items.length > 0);
}
