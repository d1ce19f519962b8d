/** Marks evidence of which something no longer holds. */
import type { Hit } from '../../plaintext/recall/types.ts';
import type { StateLog } from '../../plaintext/revise/state/state-log.ts';

/** The hits with what became of what their turns say; inside `exclusive`. */
export async function markOutdated(hits: readonly Hit[], states: StateLog | undefined): Promise<readonly Hit[]> {
  if (states === undefined) return hits;
  return Promise.all(
    hits.map(async (hit) => {
      const validity = hit.type === 'turn' ? await states.validityOf(hit.id) : undefined;
      return validity === undefined ? hit : { ...hit, validity };
    }),
  );
}
