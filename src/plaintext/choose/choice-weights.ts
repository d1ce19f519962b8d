/**
 * Weights of the features by the form of the question. Learned by `scripts/train-chooser.mjs` on the development part
 * of PersonaMem (MIT), users whose persona number is even, and written by it.
 */
import type { FeatureName } from './option-features.ts';

export type QuestionForm = 'asks' | 'tells';

export const choiceWeights: Readonly<Record<QuestionForm, Readonly<Record<FeatureName, number>>>> = {
  asks: {
    support: 1.46,
    reach: 1.33,
    near: 0.61,
    detail: -1.41,
    fit: -0.67,
    personal: 0.56,
    agrees: 0.55,
    begins: 0.07,
    turns: -0.14,
    neutral: 0,
    own: -0.49,
    addressed: 1.27,
  },
  tells: {
    support: 0.02,
    reach: 0.41,
    near: 1.49,
    detail: -0.43,
    fit: 1.07,
    personal: 1.54,
    agrees: 0.9,
    begins: 0.33,
    turns: 1.17,
    neutral: -1.04,
    own: 0.13,
    addressed: 0.48,
  },
};
