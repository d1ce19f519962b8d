/** Documents with a term, those that came in last first: what was said since then, without reading what was said before. */
import type { PostingStore } from './posting-store.ts';

/** Calls `visit` with each document that has the term, newest first, until it gives false. */
export function newestWith(words: PostingStore, term: number, visit: (document: number) => boolean): void {
  for (let at = words.tailHeads.data[term] ?? -1; at >= 0; at = words.tailNext.data[at] as number)
    if (!visit((words.tailPostings.data[at] as number) >>> 8)) return;
  const from = words.mainStarts[term] ?? 0;
  for (let at = (words.mainStarts[term + 1] ?? from) - 1; at >= from; at -= 1)
    if (!visit((words.mainPostings[at] as number) >>> 8)) return;
}
