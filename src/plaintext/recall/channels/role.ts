/** Who is likely to have said it: users state the facts of their lives, unless the question asks what the assistant said. */
import type { CubeIndex } from '../../index/cube-index.ts';
import { roles } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate } from './channel.ts';

const askedOfAssistant =
  /\b(?:(?:did|have|had) you\b|you (?:said|told|suggested|recommended|mentioned|explained|gave|provided|listed|wrote|advised)\b|your (?:answer|suggestion|recommendation|advice|list|response|reply|explanation)s?\b|the assistant\b)/i;

/** True when a question asks for what the assistant said. */
export function asksAssistant(question: string): boolean {
  return askedOfAssistant.test(question);
}

/** True when an assistant takes part in what the memory holds. */
export function hearsAssistant({ units }: CubeIndex): boolean {
  return (units.roleTurns.data[assistant] as number) > 0;
}

const user = roles.indexOf('user');
const unknown = roles.indexOf('unknown');
const assistant = roles.indexOf('assistant');

export const role: Channel = {
  name: 'role',
  about: 'relevance of what users said (or the assistant, where the question asks for its words)',
  score: ({ context, candidates, evidence }) => {
    // Among people alone the role tells nobody apart, and words would only count once more.
    if (!hearsAssistant(context.index)) return new Float32Array(candidates.count);
    const column = context.index.units.role.data;
    const forAssistant = asksAssistant(context.parsed.text);
    return eachCandidate(candidates, (document, place) => {
      const said = column[document] as number;
      const fits = forAssistant ? said === assistant : said === user || said === unknown;
      return fits ? (evidence.relevance[place] as number) : 0;
    });
  },
};
