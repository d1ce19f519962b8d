/**
 * What sleep left behind: summaries, concepts, episodes and blocks vote for the turns that they were made from
 * (SuperLocalMemory V3.3, arXiv 2604.04514, channel 7, which in the official code is no list of its own).
 */
import { kinds } from '../../index/unit-columns.ts';
import { type Channel, eachCandidate, normalize } from './channel.ts';

const condensed = new Set(
  (['summary', 'concept', 'episode', 'block', 'profile'] as const).map((kind) => kinds.indexOf(kind)),
);
/** Lexical hits looked through for gists. */
const seeds = 300;
/** Sources proposed for one gist. */
const perGist = 40;

export const gist: Channel = {
  name: 'gist',
  about: 'turns that went into summaries, concepts and episodes which match the question',
  propose: (context, top, candidates) => {
    const { units } = context.index;
    for (let i = 0; i < Math.min(top.count, seeds); i++) {
      const document = top.documents[i] as number;
      if (!condensed.has(units.kind.data[document] as number)) continue;
      candidates.add(document);
      for (const source of units.sourcesOf(document).slice(0, perGist)) candidates.add(source);
    }
  },
  score: ({ context, candidates, evidence, similarity }) => {
    const { units } = context.index;
    const votes = new Float32Array(candidates.count);
    for (let place = 0; place < candidates.count; place++) {
      const document = candidates.documents[place] as number;
      if (!condensed.has(units.kind.data[document] as number)) continue;
      const match = Math.max(evidence.coverage[place] as number, 0.5 * (similarity[place] as number));
      votes[place] = Math.max(votes[place] as number, match);
      for (const source of units.sourcesOf(document)) {
        const at = candidates.place(source);
        // A source that has some of the question's words is likelier to be the one that the gist was found for.
        const vote = match * (0.5 + 0.5 * (at < 0 ? 0 : (evidence.relevance[at] as number)));
        if (at >= 0 && vote > (votes[at] as number)) votes[at] = vote;
      }
    }
    return normalize(eachCandidate(candidates, (_document, place) => votes[place] as number));
  },
};
