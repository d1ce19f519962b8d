/** Likes, dislikes and ways of doing things, for questions that ask for advice or for the preference itself. */
import { cue } from '../../index/cues.ts';
import { kinds, roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');
const preferenceKind = kinds.indexOf('preference');
const wanting = new Set(['advice', 'preference', 'instruction']);

export const preference: Channel = {
  name: 'preference',
  about: 'preferences that bear on the question, where it asks for advice or for what somebody likes',
  score: ({ context, candidates, evidence, similarity }) => {
    if (!wanting.has(context.parsed.intent)) return new Float32Array(candidates.count);
    const { cues, kind, role } = context.index.units;
    return eachCandidate(candidates, (document, place) => {
      const stated =
        kind.data[document] === preferenceKind ||
        (role.data[document] !== assistant && ((cues.data[document] as number) & cue.preference) !== 0);
      return stated ? 0.15 + 0.85 * Math.max(evidence.relevance[place] as number, similarity[place] as number) : 0;
    });
  },
};
