/** Facts by what they state: a question that asks for a slot lifts the facts that fill it, and the turns that said so. */
import { slotKey } from '../../index/cube-index.ts';
import type { QueryContext } from '../query-context.ts';
import { questionSlots } from '../question-slots.ts';
import { type Channel, normalize } from './channel.ts';
import { eachMention } from './entity-graph.ts';

/** Facts looked at for each slot, newest first. */
const perSlot = 200;

/** Facts that fill a slot asked for, by how many of the slots asked for they fill. */
function filled(context: QueryContext): Map<number, number> {
  const { index, parsed } = context;
  const found = new Map<number, number>();
  for (const slot of questionSlots(parsed.text)) {
    const entity = index.entities.find(slotKey(slot));
    if (entity < 0) continue;
    eachMention(index, entity, perSlot, (document) => found.set(document, (found.get(document) ?? 0) + 1));
  }
  return found;
}

export const facts: Channel = {
  name: 'facts',
  about: 'facts that fill the slot which the question asks for, and the turns that state them',
  propose: (context, _top, candidates) => {
    for (const document of filled(context).keys()) {
      candidates.add(document);
      for (const source of context.index.units.sourcesOf(document)) candidates.add(source);
    }
  },
  score: ({ context, candidates, evidence }) => {
    const out = new Float32Array(candidates.count);
    const { units } = context.index;
    for (const document of filled(context).keys()) {
      const place = candidates.place(document);
      if (place < 0) continue;
      // The subject and the rest of the question's words choose among facts that fill the same slot.
      const vote = 0.2 + 0.8 * Math.min(1, evidence.coverage[place] as number);
      for (const source of [document, ...units.sourcesOf(document)]) {
        const at = candidates.place(source);
        if (at >= 0 && vote > (out[at] as number)) out[at] = vote;
      }
    }
    return normalize(out);
  },
};
