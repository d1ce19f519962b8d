/** Closeness of meaning: cosine between the vectors of question and text. */
import { roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';
import { asksAssistant } from './role.ts';

/** Documents taken from the vector scan. */
const proposed = 200;
const assistant = roles.indexOf('assistant');
/** The mean vector of a long answer is close to every question about its topic. */
const assistantShare = 0.6;

export const dense: Channel = {
  name: 'dense',
  about: 'cosine between the vectors of question and text, above the mean of the candidates',
  propose: ({ index, queryVector, narrowed, allowed, thorough }, _top, candidates) => {
    if (queryVector === undefined || index.vectors === undefined) return;
    const { documents } = index.vectors.search(queryVector, proposed, narrowed ? allowed : undefined, thorough);
    for (const document of documents) candidates.add(document);
  },
  score: ({ context, candidates, similarity }) => {
    const { role } = context.index.units;
    const share = asksAssistant(context.parsed.text) ? 1 : assistantShare;
    return eachCandidate(
      candidates,
      (document, place) => (similarity[place] as number) * (role.data[document] === assistant ? share : 1),
    );
  },
};
