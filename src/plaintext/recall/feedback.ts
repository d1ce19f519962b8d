/**
 * Pseudo-relevance feedback over sessions: what happened is talked about in one sitting or on one day, so the sittings
 * of the first hits are worth a closer look.
 */
import type { CandidateSet } from './candidate-set.ts';
import { sessionWeight } from './channels/session.ts';
import type { QueryContext } from './query-context.ts';
import { TopDocuments } from './top-documents.ts';

/** Hits whose sessions are looked at. */
const firstHits = 10;

/** Share of the first hits' score that fell to a candidate's session, 0 to 1. */
export function sessionFeedback(context: QueryContext, candidates: CandidateSet, scores: Float32Array): Float32Array {
  const out = new Float32Array(candidates.count);
  const { thread, threadLast } = context.index.units;
  const threads = threadLast.length;
  const top = new TopDocuments(firstHits);
  for (let place = 0; place < candidates.count; place++) top.offer(place, scores[place] as number);
  top.finish();
  const most = top.count === 0 ? 0 : (top.scores[0] as number);
  if (most <= 0) return out;
  const credit = new Map<number, number>();
  for (let i = 0; i < top.count; i++) {
    const t = thread.data[candidates.documents[top.documents[i] as number] as number] as number;
    if (t < threads) credit.set(t, (credit.get(t) ?? 0) + (top.scores[i] as number) / (most * firstHits));
  }
  const telling = sessionWeight(threads);
  for (let place = 0; place < candidates.count; place++) {
    const t = thread.data[candidates.documents[place] as number] as number;
    out[place] = Math.min(1, telling * (credit.get(t) ?? 0));
  }
  return out;
}
