/** Said by a speaker whom the question names. */
import { type Channel, eachCandidate } from './channel.ts';

export const speaker: Channel = {
  name: 'speaker',
  about: 'said by a speaker whom the question names',
  score: ({ context, candidates, evidence }) => {
    const { units } = context.index;
    const named = new Set(context.parsed.speakers.map((name) => units.names.find(name)));
    if (named.size === 0) return new Float32Array(candidates.count);
    return eachCandidate(candidates, (document, place) =>
      named.has(units.speaker.data[document] as number) ? 0.25 + 0.75 * (evidence.relevance[place] as number) : 0,
    );
  },
};
