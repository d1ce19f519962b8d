/** The sitting in which something was said: words of the question anywhere in the same session. */
import { type Channel, eachCandidate, normalize } from './channel.ts';

export const session: Channel = {
  name: 'session',
  about: 'words of the question anywhere in the same session (BM25 over sessions)',
  score: ({ context, candidates }) => {
    const { thread, threadLast } = context.index.units;
    const { threadTotals } = context.scratch;
    const threads = threadLast.length;
    return normalize(
      eachCandidate(candidates, (document) => {
        const t = thread.data[document] as number;
        return t < threads ? (threadTotals[t] as number) : 0;
      }),
    );
  },
};
