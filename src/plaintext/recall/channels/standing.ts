/**
 * Standing orders ("always ... when I ask about ..."): found by what they are and for which questions they hold, since
 * they share few words with the questions that they apply to.
 */
import { cue } from '../../index/cues.ts';
import { kinds, roles } from '../../index/unit-columns.ts';
import type { QueryContext } from '../query-context.ts';
import { type Channel, type ChannelInput, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');
const instruction = kinds.indexOf('instruction');
/** Most orders proposed, newest first. */
const proposed = 200;

function isOrder({ index }: QueryContext, document: number): boolean {
  const { cues, kind, role } = index.units;
  if (kind.data[document] === instruction) return true;
  return (
    kind.data[document] === 0 &&
    role.data[document] !== assistant &&
    ((cues.data[document] as number) & cue.instruction) !== 0
  );
}

export const standing: Channel = {
  name: 'standing',
  about: 'standing orders of the user, those that speak of the same thing first',
  propose: (context, _top, candidates) => {
    const { cues, kind } = context.index.units;
    let left = proposed;
    for (let d = context.index.documents - 1; d >= 0 && left > 0; d--) {
      if (((cues.data[d] as number) & cue.instruction) === 0 && kind.data[d] !== instruction) continue;
      if (!isOrder(context, d)) continue;
      candidates.add(d);
      left--;
    }
  },
  score: (input: ChannelInput) => {
    const { context, candidates, evidence } = input;
    const sources = new Set<number>();
    for (let place = 0; place < candidates.count; place++) {
      const document = candidates.documents[place] as number;
      if (context.index.units.kind.data[document] !== instruction) continue;
      for (const source of context.index.units.sourcesOf(document)) sources.add(source);
    }
    return eachCandidate(candidates, (document, place) =>
      isOrder(context, document) || sources.has(document) ? 0.4 + 0.6 * (evidence.coverage[place] as number) : 0,
    );
  },
};
