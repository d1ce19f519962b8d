/** The recipe that recall follows unless told otherwise. */
import type { Recipe } from './recipe.ts';

export const defaultRecipe: Recipe = {
  name: 'default',
  about: 'every channel, words first; weights set by hand on development chats',
  bm25: { k1: 1.2, b: 0.9 },
  weights: {
    lexical: 1,
    window: 0.8,
    coverage: 0.3,
    session: 0.5,
    speaker: 0.25,
    entity: 0.15,
    time: 0.3,
    dense: 0.4,
    records: 0.2,
    standing: 0.1,
    preference: 0.3,
    denial: 0.3,
    change: 0.1,
    role: 0.6,
    statement: 0.2,
  },
  pinned: 0,
};
