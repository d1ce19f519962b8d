/** Words of the question in the text and its neighbors: an answer seldom repeats the words of its question. */
import { type Channel, normalize } from './channel.ts';

/** Lexical hits whose neighbors are looked at. */
const seeds = 150;

export const window: Channel = {
  name: 'window',
  about: 'words of the question in the text and one neighbor on each side (BM25)',
  propose: (context, top, candidates) => {
    const { previous, next } = context.index.units;
    for (let i = 0; i < Math.min(top.count, seeds); i++) {
      const document = top.documents[i] as number;
      candidates.add(document);
      candidates.add(previous.data[document] as number);
      candidates.add(next.data[document] as number);
    }
  },
  score: ({ evidence }) => normalize(evidence.window.slice()),
};
