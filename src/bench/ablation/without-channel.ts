/** Recipes with one channel taken out, and what is compared beside them. */
import { type ChannelName, channelNames } from '../../plaintext/recall/channels/catalog.ts';
import { findRecipe } from '../../plaintext/recipes/catalog.ts';
import type { ChannelWeights, Recipe } from '../../plaintext/recipes/recipe.ts';

/** Channels that a recipe runs, for any intent and any sort of talk. */
export function channelsOf(recipe: Recipe): readonly ChannelName[] {
  const used = [recipe.weights, ...Object.values(recipe.byIntent ?? {}), recipe.betweenTwo?.weights ?? {}];
  return channelNames.filter((name) => used.some((weights) => (weights[name] ?? 0) !== 0));
}

/** The same recipe without one channel, for every intent and every sort of talk. Its name says so: `default-without-dense`. */
export function withoutChannel(recipe: Recipe, channel: ChannelName): Recipe {
  const strip = (weights: ChannelWeights): ChannelWeights => {
    const { [channel]: _gone, ...rest } = weights;
    return rest;
  };
  const { byIntent, betweenTwo } = recipe;
  return {
    ...recipe,
    name: `${recipe.name}-without-${channel}`,
    about: `${recipe.name} without ${channel}`,
    weights: strip(recipe.weights),
    ...(betweenTwo === undefined ? {} : { betweenTwo: { ...betweenTwo, weights: strip(betweenTwo.weights) } }),
    ...(byIntent === undefined
      ? {}
      : {
          byIntent: Object.fromEntries(Object.entries(byIntent).map(([intent, weights]) => [intent, strip(weights)])),
        }),
  };
}

/** One setting of an ablation. */
export type AblationEntry = {
  /** `whole`, `without NAME`, `only NAME`. */
  readonly label: string;
  readonly channel?: ChannelName;
  readonly recipe: Recipe;
};

/** Channels that see much the same: leaving out one shows little of what they are worth together. */
const groups: readonly (readonly ChannelName[])[] = [
  ['lexical', 'window', 'coverage'],
  ['role', 'shape', 'statement'],
  ['records', 'standing', 'preference'],
];

/**
 * The whole recipe, then without each channel, without some groups of channels, and each channel by itself;
 * `only recency` is the negative control.
 */
export function ablationEntries(recipe: Recipe = findRecipe('default')): readonly AblationEntry[] {
  const used = channelsOf(recipe);
  return [
    { label: 'whole', recipe },
    ...used.map((channel) => ({ label: `without ${channel}`, channel, recipe: withoutChannel(recipe, channel) })),
    ...groups.map((group) => ({
      label: `without ${group.join(', ')}`,
      recipe: group.reduce(withoutChannel, recipe),
    })),
    ...channelNames.map((channel) => ({ label: `only ${channel}`, channel, recipe: findRecipe(channel) })),
  ];
}
