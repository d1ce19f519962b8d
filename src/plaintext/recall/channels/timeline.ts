/**
 * The course of something: of every sitting the text that bears most on the question, since an order, a count or a
 * history takes one text from many sittings rather than many from one.
 */
import type { Channel } from './channel.ts';

/** What the second best text of a sitting keeps of its relevance, the third that squared, and so on. */
const kept = 0.6;

export const timeline: Channel = {
  name: 'timeline',
  about: 'relevance, the best text of each sitting in full, the next ones less and less',
  score: ({ context, candidates, evidence, similarity }) => {
    const { thread } = context.index.units;
    const out = new Float32Array(candidates.count);
    const bears = (place: number): number =>
      0.7 * (evidence.relevance[place] as number) + 0.3 * (similarity[place] as number);
    const places = Array.from({ length: candidates.count }, (_, place) => place)
      .filter((place) => bears(place) > 0)
      .sort((a, b) => bears(b) - bears(a));
    const share = new Map<number, number>();
    for (const place of places) {
      const sitting = thread.data[candidates.documents[place] as number] as number;
      const left = share.get(sitting) ?? 1;
      out[place] = left * bears(place);
      share.set(sitting, left * kept);
    }
    return out;
  },
};
