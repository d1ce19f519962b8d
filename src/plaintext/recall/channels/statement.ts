/** Texts in which somebody speaks of themselves and says something new, against acknowledgments and follow-ups. */
import { cue } from '../../index/cues.ts';
import { roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');

export const statement: Channel = {
  name: 'statement',
  about: 'relevance of first-person statements that bring something new',
  score: ({ context, candidates, evidence }) => {
    const { cues, role } = context.index.units;
    const novelty = context.index.novelty.data;
    return eachCandidate(candidates, (document, place) => {
      if (role.data[document] === assistant) return 0;
      const mask = cues.data[document] as number;
      if ((mask & cue.acknowledgment) !== 0) return 0;
      if ((mask & cue.question) !== 0 && (mask & (cue.firstPerson | cue.undertaking)) === 0) return 0;
      const own = (mask & cue.firstPerson) !== 0 ? 0.5 : 0;
      const begun = (mask & cue.undertaking) !== 0 ? 0.25 : 0;
      return (own + begun + (0.25 * (novelty[document] as number)) / 255) * (evidence.relevance[place] as number);
    });
  },
};
