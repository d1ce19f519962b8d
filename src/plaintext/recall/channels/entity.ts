/** Named things: units that mention the entities of the question. */

import type { QueryContext } from '../query-context.ts';
import { idf } from '../query-context.ts';
import { type Channel, eachCandidate, normalize } from './channel.ts';
import { eachMention } from './entity-graph.ts';

/** Units proposed for each entity. */
const perEntity = 100;

function entityNumbers(context: QueryContext): Map<number, number> {
  const { entities, mentions } = context.index;
  const found = new Map<number, number>();
  for (const name of context.parsed.entities) {
    const number = entities.find(name);
    if (number < 0) continue;
    const frequency = mentions.documentFrequencies.data[number] as number;
    found.set(number, idf(Math.max(1, mentions.liveDocuments), frequency));
  }
  return found;
}

export const entity: Channel = {
  name: 'entity',
  about: 'mentions of the entities that the question names, rarer ones counting more',
  propose: (context, _top, candidates) => {
    for (const number of entityNumbers(context).keys()) {
      eachMention(context.index, number, perEntity, (document) => candidates.add(document));
    }
  },
  score: ({ context, candidates }) => {
    const wanted = entityNumbers(context);
    if (wanted.size === 0) return new Float32Array(candidates.count);
    const { mentions } = context.index;
    return normalize(
      eachCandidate(candidates, (document) => {
        let score = 0;
        const end = mentions.rowEnds.data[document] as number;
        for (let i = mentions.rowStart(document); i < end; i++) {
          score += wanted.get(mentions.rowTerms.data[i] as number) ?? 0;
        }
        return score;
      }),
    );
  },
};
