/** What was said right after a relevant turn: the reply to a question holds its answer. */
import { type Channel, eachCandidate } from './channel.ts';

export const reply: Channel = {
  name: 'reply',
  about: 'relevance of the turn that it replies to',
  score: ({ context, candidates, evidence }) => {
    const { previous, role, speaker } = context.index.units;
    return eachCandidate(candidates, (document) => {
      const before = previous.data[document] as number;
      if (before < 0) return 0;
      const other = role.data[before] !== role.data[document] || speaker.data[before] !== speaker.data[document];
      const place = candidates.place(before);
      return other && place >= 0 ? (evidence.relevance[place] as number) : 0;
    });
  },
};
