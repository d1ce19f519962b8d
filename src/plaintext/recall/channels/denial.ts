/** For yes-no questions: texts that deny the thing, so that both sides of a contradiction are seen. */
import { cue } from '../../index/cues.ts';
import { roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');

export const denial: Channel = {
  name: 'denial',
  about: 'relevance of denials ("I have never ..."), where the question can be answered by yes or no',
  score: ({ context, candidates, evidence }) => {
    if (context.parsed.answerType !== 'boolean') return new Float32Array(candidates.count);
    const { cues, role } = context.index.units;
    return eachCandidate(candidates, (document, place) =>
      role.data[document] !== assistant && ((cues.data[document] as number) & cue.denial) !== 0
        ? (evidence.relevance[place] as number)
        : 0,
    );
  },
};
