/**
 * How likely an answer is right: a logistic model over what backs it, in place of recall's own estimate, which tells how
 * likely the matter is in memory at all. The weights were fitted on answers to invented everyday conversations and, at a
 * fifth of the weight, on the development parts of BFCL, LifeBench and BEAM, and checked by leaving out whole
 * conversations: `docs/answers.md`.
 */
import type { Backing } from './backing.ts';
import type { Gap } from './question-frame.ts';

/** What an answer rests on. */
export type AnswerKind = 'fact' | 'state' | 'inferred' | 'told' | 'push-back' | 'doubt' | 'renewed' | 'read';

export type AnswerBasis = {
  readonly kind: AnswerKind;
  /** Recall's probability that the answer is in memory. */
  readonly recalled: number;
  /** Confidence of the records or the premise that it rests on. */
  readonly recorded?: number | undefined;
  /** How plainly its sentence says it, 0 to 1; of what was read. */
  readonly certainty?: number | undefined;
  readonly backing?: Backing | undefined;
  readonly gap?: Gap | undefined;
  /** Recalled turns of the same speaker that came after its source. */
  readonly later: number;
  /** 1, less where advice is asked for: what memory holds is a hint at best. */
  readonly advice: number;
};

/** Confidence of an answer that was told step by step, as far as it was told at all. */
const toldConfidence = 0.9;
/** No answer is surer or less sure than that. */
const [least, most] = [0.02, 0.98];
/** Later turns from which more make no difference. */
const mostLater = 5;

/** Per unit of each feature; of those in brackets what is subtracted first is a usual value. */
const weights = {
  bias: 1.26,
  /** Quarter of the log odds. */
  recalled: 0.11,
  recorded: 1.59,
  /** Logarithm. */
  certainty: 1.36,
  coverage: 1.54,
  margin: 0.77,
  typed: 1.18,
  length: -1.17,
  later: -1.91,
  /** Nothing that was recalled was said later. */
  latest: 0.29,
  renewed: 0.65,
  inferred: -0.69,
  yesNo: 0.46,
} as const;
const usual = { coverage: 0.8, margin: 0.4, typed: 0.7, length: 0.2 } as const;

/** 0 to 1. */
export function answerConfidence(basis: AnswerBasis): number {
  const { kind, recalled, recorded, certainty, backing, gap, advice } = basis;
  if (kind === 'told') return Math.max(recalled, toldConfidence);
  const later = Math.min(mostLater, basis.later) / mostLater;
  let sum = weights.bias + weights.recalled * quarterLogOdds(recalled);
  if (recorded !== undefined) sum += weights.recorded * quarterLogOdds(recorded);
  if (backing !== undefined) {
    sum += weights.certainty * Math.log(Math.max(0.05, certainty ?? 1));
    for (const name of ['coverage', 'margin', 'typed', 'length'] as const)
      sum += weights[name] * (backing[name] - usual[name]);
  }
  sum += weights.later * later + (later === 0 ? weights.latest : 0);
  if (kind === 'renewed') sum += weights.renewed;
  if (kind === 'inferred') sum += weights.inferred;
  if (gap === 'yes-no') sum += weights.yesNo;
  return Math.min(most, Math.max(least, advice / (1 + Math.exp(-sum))));
}

function quarterLogOdds(share: number): number {
  const inside = Math.min(0.99, Math.max(0.01, share));
  return Math.log(inside / (1 - inside)) / 4;
}
