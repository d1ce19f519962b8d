/** Every recipe by name. */
import { MemoryError } from '../../errors/index.ts';
import { channelNames, channels } from '../recall/channels/catalog.ts';
import { defaultRecipe } from './default.ts';
import type { Recipe } from './recipe.ts';
import { singleChannel } from './single-channel.ts';
import { structuralFusion } from './structural-fusion.ts';
import { superlocalmemory, superlocalmemoryChannels } from './superlocalmemory.ts';

/** The default, compositions known from elsewhere, then one recipe for each channel by itself, under its name. */
export const recipes: ReadonlyMap<string, Recipe> = new Map<string, Recipe>([
  [defaultRecipe.name, Object.freeze(defaultRecipe)],
  ...[structuralFusion, superlocalmemory, ...superlocalmemoryChannels].map((recipe): [string, Recipe] => [
    recipe.name,
    Object.freeze(recipe),
  ]),
  ...channelNames.map((name): [string, Recipe] => [
    name,
    Object.freeze(singleChannel(name, `only: ${channels[name].about}`)),
  ]),
]);

/**
 * The recipe of that name.
 *
 * @throws MemoryError `invalid_input` for an unknown name.
 */
export function findRecipe(name: string): Recipe {
  const recipe = recipes.get(name);
  if (recipe === undefined) {
    throw new MemoryError('invalid_input', `no recipe is called '${name}'`, {
      details: { recipe: name },
      hint: `choose one of ${[...recipes.keys()].join(', ')}`,
    });
  }
  return recipe;
}
