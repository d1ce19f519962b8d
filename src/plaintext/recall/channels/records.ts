/** What was derived votes for what it was derived from: a matching fact or event lifts the turns that it came from. */
import { type Channel, eachCandidate, normalize } from './channel.ts';

/** Lexical hits looked through for records. */
const seeds = 300;

export const records: Channel = {
  name: 'records',
  about: 'turns from which matching facts, events, preferences and instructions were derived',
  propose: (context, top, candidates) => {
    const { units } = context.index;
    for (let i = 0; i < Math.min(top.count, seeds); i++) {
      const document = top.documents[i] as number;
      if (units.kind.data[document] === 0) continue;
      candidates.add(document);
      for (const source of units.sourcesOf(document)) candidates.add(source);
    }
  },
  score: ({ context, candidates, evidence }) => {
    const { units } = context.index;
    const votes = new Float32Array(candidates.count);
    for (let place = 0; place < candidates.count; place++) {
      const document = candidates.documents[place] as number;
      if (units.kind.data[document] === 0) continue;
      const sources = units.sourcesOf(document);
      const vote = (evidence.coverage[place] as number) / Math.sqrt(Math.max(1, sources.length));
      for (const source of sources) {
        const at = candidates.place(source);
        if (at >= 0 && vote > (votes[at] as number)) votes[at] = vote;
      }
    }
    return normalize(eachCandidate(candidates, (_document, place) => votes[place] as number));
  },
};
