/**
 * Entities at some distance: SuperLocalMemory V3.3 (arXiv 2604.04514), channel 3. Units that mention an entity of the
 * question score 1; each step to a unit that shares an entity with one reached before keeps 0.7, up to four steps,
 * cut at 0.05. Entities that nearly every unit mentions lead nowhere, which the original does not exclude.
 */
import type { QueryContext } from '../query-context.ts';
import { type Channel, eachCandidate } from './channel.ts';
import { eachMention, eachRelated, isHub } from './entity-graph.ts';

const kept = 0.7;
const steps = 4;
const least = 0.05;
/** Units walked on from in one step; without a bound one step can reach the whole cube. */
const frontierMost = 60;
const perEntity = 100;

function reached(context: QueryContext): Map<number, number> {
  const { index, parsed } = context;
  const score = new Map<number, number>();
  for (const name of parsed.entities) {
    const entity = index.entities.find(name);
    if (entity >= 0 && !isHub(index, entity)) {
      eachMention(index, entity, perEntity, (document) => score.set(document, 1));
    }
  }
  let frontier = [...score.keys()];
  let value = kept;
  for (let step = 0; step < steps && value >= least && frontier.length > 0; step++, value *= kept) {
    const next: number[] = [];
    for (const document of frontier.slice(0, frontierMost)) {
      eachRelated(index, document, (other) => {
        if (score.has(other)) return;
        score.set(other, value);
        next.push(other);
      });
    }
    frontier = next;
  }
  return score;
}

export const hops: Channel = {
  name: 'hops',
  about: 'mentions of the entities that the question names, and of what is mentioned beside them, up to four steps',
  propose: (context, _top, candidates) => {
    for (const document of reached(context).keys()) candidates.add(document);
  },
  score: ({ context, candidates }) => {
    const score = reached(context);
    return eachCandidate(candidates, (document) => score.get(document) ?? 0);
  },
};
