/** Words of the question in the text itself: BM25. */
import { type Channel, normalize } from './channel.ts';

/** Documents taken from the scan. */
const proposed = 400;

export const lexical: Channel = {
  name: 'lexical',
  about: 'words of the question in the text itself (BM25)',
  propose: (_context, top, candidates) => {
    for (let i = 0; i < Math.min(top.count, proposed); i++) candidates.add(top.documents[i] as number);
  },
  score: ({ evidence }) => normalize(evidence.turn.slice()),
};
