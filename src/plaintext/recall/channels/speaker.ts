/** Said by a speaker whom the question names. */
import { type Channel, eachCandidate } from './channel.ts';

export const speaker: Channel = {
  name: 'speaker',
  about: 'said by a speaker whom the question names, less so the more of the memory is theirs',
  score: ({ context, candidates, evidence }) => {
    const { units } = context.index;
    const telling = new Map<number, number>();
    for (const name of context.parsed.speakers) {
      const number = units.names.find(name);
      // In a talk of two each has half, and naming one tells all; who owns nearly everything is hardly a clue.
      const share = (units.speakerUnits.data[number] as number) / Math.max(1, context.index.size);
      telling.set(number, Math.min(1, 2 * (1 - share)));
    }
    if (telling.size === 0) return new Float32Array(candidates.count);
    return eachCandidate(candidates, (document, place) => {
      const weight = telling.get(units.speaker.data[document] as number) ?? 0;
      return weight * (0.25 + 0.75 * (evidence.relevance[place] as number));
    });
  },
};
