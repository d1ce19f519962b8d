/**
 * Write path, stage 3: up to three further areas of life whose old defaults lost their basis. This is the propagation
 * step; the paper asks a model, the rule default follows the dependency table.
 */
import { bucketsFor } from './bases.ts';
import { bucketOf, type StateSchema, userSchema } from './state-schema.ts';
import type { BridgedBucket, StateDelta } from './state-types.ts';

/** Areas beyond the direct ones. */
export const mostBridged = 3;

/** Bridged areas, those that most bases point at first; the deltas' own areas are given, too, but not counted. */
export function bridgeBuckets(
  deltas: readonly StateDelta[],
  options: { readonly schema?: StateSchema } = {},
): BridgedBucket[] {
  const { schema = userSchema } = options;
  const votes = new Map<string, { score: number; reasons: Map<string, Set<string>> }>();
  const direct = new Set(deltas.map((delta) => bucketOf(delta.path)));
  for (const delta of deltas) {
    for (const basis of delta.loses) {
      const buckets = bucketsFor(basis, schema);
      buckets.forEach((bucket, rank) => {
        const vote = votes.get(bucket) ?? { score: 0, reasons: new Map<string, Set<string>>() };
        vote.score += 1 / (1 + rank);
        const lost = vote.reasons.get(delta.id) ?? new Set<string>();
        lost.add(basis);
        vote.reasons.set(delta.id, lost);
        votes.set(bucket, vote);
      });
      // A change may unsettle its own area as well ("new employer": the company car).
      const own = votes.get(bucketOf(delta.path)) ?? { score: 0, reasons: new Map<string, Set<string>>() };
      own.reasons.set(delta.id, (own.reasons.get(delta.id) ?? new Set<string>()).add(basis));
      votes.set(bucketOf(delta.path), own);
    }
  }
  const ranked = [...votes].sort(([a, x], [b, y]) => y.score - x.score || (a < b ? -1 : 1));
  const further = ranked.filter(([bucket]) => !direct.has(bucket)).slice(0, mostBridged);
  return [...ranked.filter(([bucket]) => direct.has(bucket)), ...further].map(([bucket, { reasons }]) => ({
    bucket,
    reasons: [...reasons].map(([deltaId, lost]) => ({ deltaId, lost: [...lost] })),
  }));
}
