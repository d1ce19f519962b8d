/** The option that fits best, by a linear model over what speaks for each. */
import { choiceWeights, type QuestionForm } from './choice-weights.ts';
import { type FeatureName, type OptionFeatures, type OptionsInput, optionFeatures } from './option-features.ts';

export type WeighedOption = {
  /** 0 to 1; all options together 1. */
  readonly probability: number;
  readonly features: OptionFeatures;
};

export type ChosenOption = {
  readonly index: number;
  /** All options, in the order given. */
  readonly options: readonly WeighedOption[];
  /** What tells the chosen option most from the average one, strongest first; at most three. */
  readonly because: readonly FeatureName[];
};

/** A question that asks something, or a remark that waits for a reply. */
export function formOf(question: string): QuestionForm {
  return /[?\uff1f]/.test(question) ? 'asks' : 'tells';
}

/** Ties go to the first option. */
export function chooseOption(input: OptionsInput): ChosenOption {
  const features = optionFeatures(input);
  const weights = Object.entries(choiceWeights[formOf(input.question)]) as [FeatureName, number][];
  const scores = features.map((own) => weights.reduce((sum, [name, weight]) => sum + weight * own[name], 0));
  const most = Math.max(...scores);
  const index = scores.indexOf(most);
  const parts = scores.map((score) => Math.exp(score - most));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const chosen = features[index] as OptionFeatures;
  const gain = ([name, weight]: [FeatureName, number]): number =>
    weight * (chosen[name] - features.reduce((sum, own) => sum + own[name], 0) / features.length);
  return {
    index,
    options: features.map((own, i) => ({ probability: (parts[i] as number) / whole, features: own })),
    because: weights
      .map((entry): [FeatureName, number] => [entry[0], gain(entry)])
      .filter(([, gained]) => gained > leastGain)
      .sort((a, b) => b[1] - a[1])
      .slice(0, mostReasons)
      .map(([name]) => name),
  };
}

/** A reason below this much of the score is not named. */
const leastGain = 0.1;
const mostReasons = 3;
