/** Updates and corrections, for questions about the present state; numbers, for questions that ask for one. */
import { cue } from '../../index/cues.ts';
import { roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');
const numeric = new Set(['number', 'duration', 'time']);

export const change: Channel = {
  name: 'change',
  about: 'relevance of texts that change something, and of numbers where a number is asked for',
  score: ({ context, candidates, evidence }) => {
    const { cues, role } = context.index.units;
    const wantsNumber = numeric.has(context.parsed.answerType);
    return eachCandidate(candidates, (document, place) => {
      if (role.data[document] === assistant) return 0;
      const mask = cues.data[document] as number;
      const changed = (mask & cue.change) !== 0 ? 0.5 : 0;
      const number = wantsNumber && (mask & cue.quantity) !== 0 ? 0.5 : 0;
      return (changed + number) * (evidence.relevance[place] as number);
    });
  },
};
