/** Closeness of meaning: cosine between the vectors of question and text. */
import { type Channel, normalize } from './channel.ts';

/** Documents taken from the vector scan. */
const proposed = 200;

export const dense: Channel = {
  name: 'dense',
  about: 'cosine between the vectors of question and text',
  propose: ({ index, queryVector, narrowed, allowed }, _top, candidates) => {
    if (queryVector === undefined || index.vectors === undefined) return;
    const { documents } = index.vectors.search(queryVector, proposed, narrowed ? allowed : undefined);
    for (const document of documents) candidates.add(document);
  },
  score: ({ context, candidates }) => {
    const out = new Float32Array(candidates.count);
    const { vectors } = context.index;
    if (context.queryVector === undefined || vectors === undefined) return out;
    vectors.scores(context.queryVector, candidates.documents, candidates.count, out);
    for (let i = 0; i < out.length; i++) if (!((out[i] as number) > 0)) out[i] = 0;
    return normalize(out);
  },
};
