/** The shape of an answer: updates for any question, numbers and times where one is asked for. */
import { cue } from '../../index/cues.ts';
import { roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');
const numeric = new Set(['number', 'duration']);

export const shape: Channel = {
  name: 'shape',
  about: 'relevance of texts that change something, and of those with a number or a time where one is asked for',
  score: ({ context, candidates, evidence }) => {
    const { cues, role } = context.index.units;
    const { answerType } = context.parsed;
    const wanted = numeric.has(answerType) ? cue.quantity : answerType === 'time' ? cue.dated : 0;
    return eachCandidate(candidates, (document, place) => {
      if (role.data[document] === assistant) return 0;
      const mask = cues.data[document] as number;
      const changed = (mask & cue.change) !== 0 ? 0.5 : 0;
      return (changed + ((mask & wanted) !== 0 ? 0.5 : 0)) * (evidence.relevance[place] as number);
    });
  },
};
