/**
 * Write path, stage 5: items of a lane that rest on a basis which a delta took away. The published limits (three
 * proposals a lane, two a session) keep a model's guesses few; the rules propose only what the table backs.
 */
import { basesOf } from './bases.ts';
import { readingOf } from './read-statement.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import type { InvalidationProposal, SearchLane } from './state-types.ts';

/** How many invalidations one session may propose. */
export const proposalLimits = { publishedPerLane: 3, publishedPerSession: 2, perSession: 12 } as const;

/** Proposals of one lane. */
export function proposeInvalidations(
  lane: SearchLane,
  options: { readonly schema?: StateSchema } = {},
): InvalidationProposal[] {
  const { schema = userSchema } = options;
  const lostBy = new Map<string, Set<string>>();
  for (const { reasons } of lane.bridged)
    for (const { deltaId, lost } of reasons) lostBy.set(deltaId, new Set([...(lostBy.get(deltaId) ?? []), ...lost]));
  return lane.items.flatMap((item) => {
    const reading = readingOf(item.text, schema);
    const rests = basesOf(reading, schema);
    return lane.deltas.flatMap((delta) => {
      if (delta.facet === item.facet) return [];
      const gone = rests.filter((basis) => lostBy.get(delta.id)?.has(basis) === true);
      if (gone.length === 0) return [];
      return [
        {
          itemId: item.id,
          deltaId: delta.id,
          reason: `rested on ${gone.join(', ')}`,
          confidence: Math.min(0.95, 0.7 + 0.1 * gone.length),
        },
      ];
    });
  });
}

/** Merges the lanes' proposals: one a target, the surest first, within the limit. */
export function mergeProposals(
  proposals: readonly InvalidationProposal[],
  limit: number = proposalLimits.perSession,
): InvalidationProposal[] {
  const best = new Map<string, InvalidationProposal>();
  for (const proposal of proposals) {
    const known = best.get(proposal.itemId);
    if (known === undefined || proposal.confidence > known.confidence) best.set(proposal.itemId, proposal);
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence).slice(0, limit);
}
