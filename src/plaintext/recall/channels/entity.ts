/** Named things: units that mention the entities of the question. */

import type { QueryContext } from '../query-context.ts';
import { idf } from '../query-context.ts';
import { type Channel, eachCandidate, normalize } from './channel.ts';

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

/** Calls `visit` with the newest `limit` units that mention an entity. */
function eachMention(context: QueryContext, entity: number, limit: number, visit: (document: number) => void): void {
  const { mentions } = context.index;
  let left = limit;
  let at = entity < mentions.tailHeads.length ? (mentions.tailHeads.data[entity] as number) : -1;
  for (; at >= 0 && left > 0; at = mentions.tailNext.data[at] as number, left--) {
    visit((mentions.tailPostings.data[at] as number) >>> 8);
  }
  const from = mentions.mainStarts[entity] ?? 0;
  for (let i = (mentions.mainStarts[entity + 1] ?? from) - 1; i >= from && left > 0; i--, left--) {
    visit((mentions.mainPostings[i] as number) >>> 8);
  }
}

export const entity: Channel = {
  name: 'entity',
  about: 'mentions of the entities that the question names, rarer ones counting more',
  propose: (context, _top, candidates) => {
    for (const number of entityNumbers(context).keys()) {
      eachMention(context, number, perEntity, (document) => candidates.add(document));
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
