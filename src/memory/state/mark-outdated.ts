/** Marks evidence of which something no longer holds. */
import type { Hit } from '../../plaintext/recall/types.ts';
import type { StateLog } from '../../plaintext/revise/state/state-log.ts';

export type Marked = {
  readonly hits: readonly Hit[];
  /** Hits were left unmarked, since too much would have had to be read for them. */
  readonly unread: boolean;
};

/**
 * The hits with what became of what their turns say; inside `exclusive`. For hits of a speaker of whom more than
 * `mostUnread` statements have not been read yet nothing is said. Default: all are read.
 */
export async function markOutdated(
  hits: readonly Hit[],
  states: StateLog | undefined,
  mostUnread: number = Number.POSITIVE_INFINITY,
): Promise<Marked> {
  if (states === undefined) return { hits, unread: false };
  const marked: Hit[] = [];
  let unread = false;
  for (const hit of hits) {
    const tooMuch = hit.type === 'turn' && states.unread(hit.id) > mostUnread;
    if (tooMuch) unread = true;
    const validity = hit.type === 'turn' && !tooMuch ? await states.validityOf(hit.id) : undefined;
    marked.push(validity === undefined ? hit : { ...hit, validity });
  }
  return { hits: marked, unread };
}
