/** How new a unit is among those of the cube. */
import { type Channel, eachCandidate } from './channel.ts';

/** Newest units proposed. */
const proposed = 60;

export const recency: Channel = {
  name: 'recency',
  about: 'how new it is: 1 for the newest unit, falling with the share of the cube’s time that has passed since',
  propose: (context, _top, candidates) => {
    let left = proposed;
    for (let d = context.index.documents - 1; d >= 0 && left > 0; d--) {
      const before = candidates.count;
      candidates.add(d);
      if (candidates.count > before) left--;
    }
  },
  score: ({ context, candidates }) => {
    const { seq, at } = context.index.units;
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let newest = 1;
    for (let place = 0; place < candidates.count; place++) {
      const document = candidates.documents[place] as number;
      first = Math.min(first, at.data[document] as number);
      last = Math.max(last, at.data[document] as number);
      newest = Math.max(newest, seq.data[document] as number);
    }
    const span = Math.max(1, last - first);
    return eachCandidate(candidates, (document) => {
      const byTime = ((at.data[document] as number) - first) / span;
      return 0.999 * byTime + (0.001 * (seq.data[document] as number)) / newest;
    });
  },
};
