/** The sitting in which something was said: words of the question anywhere in the same session. */
import { TopDocuments } from '../top-documents.ts';
import { type Channel, eachCandidate, normalize } from './channel.ts';

/** From so many sessions on, which one it was counts in full; of two or three it says little. */
const manySessions = 16;

/** Best sessions whose turns are proposed, and turns of each, newest first. */
const sessions = 8;
const turnsEach = 40;

/** How much belonging to one session says in a memory of so many, 0 to 1. */
export function sessionWeight(sessions: number): number {
  return Math.min(1, Math.log2(1 + sessions) / Math.log2(1 + manySessions));
}

export const session: Channel = {
  name: 'session',
  about: 'words of the question anywhere in the same session (BM25 over sessions)',
  propose: (context, _top, candidates) => {
    const { threadLast, previous } = context.index.units;
    const best = new TopDocuments(sessions);
    for (let t = 0; t < threadLast.length; t++) {
      const score = context.scratch.threadTotals[t] as number;
      if (score > best.threshold && score > 0) best.offer(t, score);
    }
    for (let i = 0; i < best.count; i++) {
      let document = threadLast.data[best.documents[i] as number] as number;
      for (let left = turnsEach; left > 0 && document >= 0; left--) {
        candidates.add(document);
        document = previous.data[document] as number;
      }
    }
  },
  score: ({ context, candidates }) => {
    const { thread, threadLast } = context.index.units;
    const { threadTotals } = context.scratch;
    const threads = threadLast.length;
    const scores = normalize(
      eachCandidate(candidates, (document) => {
        const t = thread.data[document] as number;
        return t < threads ? (threadTotals[t] as number) : 0;
      }),
    );
    const telling = sessionWeight(threads);
    return scores.map((score) => score * telling);
  },
};
