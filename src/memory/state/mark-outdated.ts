/** Marks evidence of which something no longer holds. */
import type { Hit } from '../../plaintext/recall/types.ts';
import type { FactState } from '../../plaintext/revise/fact-state.ts';
import type { StateLog } from '../../plaintext/revise/state/state-log.ts';
import { withFacts } from './validity-by-facts.ts';

export type Marked = {
  readonly hits: readonly Hit[];
  /** Hits were left unmarked, since too much would have had to be read for them. */
  readonly unread: boolean;
};

/** What is known of somebody's statements: the states, where they are tracked, and the facts. */
export type Known = { readonly states: StateLog | undefined; readonly facts: FactState };

/**
 * The hits with what became of what their turns say, by states and facts; inside `exclusive`. For hits of a speaker of whom more than
 * `mostUnread` statements have not been read yet only facts speak. Default: all are read.
 */
export async function markOutdated(
  hits: readonly Hit[],
  { states, facts }: Known,
  mostUnread: number = Number.POSITIVE_INFINITY,
): Promise<Marked> {
  const marked: Hit[] = [];
  let unread = false;
  for (const hit of hits) {
    if (hit.type !== 'turn') {
      marked.push(hit);
      continue;
    }
    const tooMuch = states !== undefined && (await states.unread(hit.id)) > mostUnread;
    if (tooMuch) unread = true;
    const validity = withFacts(facts, hit.id, tooMuch ? undefined : await states?.validityOf(hit.id));
    marked.push(validity === undefined ? hit : { ...hit, validity });
  }
  return { hits: marked, unread };
}
