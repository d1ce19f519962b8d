/** How much of the question, by weight of its words, one text covers. */
import { type Channel, eachCandidate } from './channel.ts';

export const coverage: Channel = {
  name: 'coverage',
  about: 'share of the question’s word weight that the text, and half as much its window, covers',
  score: ({ candidates, evidence }) =>
    eachCandidate(
      candidates,
      (_document, place) => ((evidence.coverage[place] as number) * 2 + (evidence.windowCoverage[place] as number)) / 3,
    ),
};
