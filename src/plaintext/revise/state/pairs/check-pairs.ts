/** How the comparisons fare on attributes and changes that they were not trained on: each part is left out in turn. */
import { scorePair } from './pair-model.ts';
import type { PairRelation } from './pairs.ts';
import { foldOf, type GroupedPairs, pairFolds } from './train-pair-models.ts';
import { trainPairs } from './train-pairs.ts';

/** Shares in percent, at one likelihood from which the relation counts. */
export type PairCheck = {
  readonly relation: PairRelation;
  readonly from: number;
  /** Of the pairs that hold. */
  readonly found: number;
  /** Of the pairs of one attribute or change that do not hold: near things, other people's, the same value again. */
  readonly falseNear: number;
  /** Of the pairs across attributes and changes, some of which hold by chance. */
  readonly falseFar: number;
  /** Of the pairs of sentences of real talk. */
  readonly falseTalk: number;
};

const steps = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6];

/** Rows for both relations. */
export function checkPairs(sets: GroupedPairs): PairCheck[] {
  return (['replaces', 'unsettles'] as const).flatMap((relation) => {
    const pairs = sets[relation];
    const scored = Array.from({ length: pairFolds }, (_, fold) => {
      const isOut = (group: string): boolean => foldOf(group) === fold;
      const weights = trainPairs(pairs.filter(({ group }) => !isOut(group)));
      return pairs.flatMap((pair) => (isOut(pair.group) ? [{ ...pair, score: scorePair(weights, pair) }] : []));
    }).flat();
    return steps.map((from): PairCheck => {
      const share = (of: typeof scored): number =>
        Math.round((1000 * of.filter(({ score }) => score >= from).length) / Math.max(1, of.length)) / 10;
      const no = scored.filter(({ holds, group }) => !holds && group !== 'talk');
      return {
        relation,
        from,
        found: share(scored.filter(({ holds }) => holds)),
        falseNear: share(no.filter(({ weight }) => weight >= 1)),
        falseFar: share(no.filter(({ weight }) => weight < 1)),
        falseTalk: share(scored.filter(({ group }) => group === 'talk')),
      };
    });
  });
}
