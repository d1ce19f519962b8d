/** One channel at a time, to see what each is worth by itself. */
import type { ChannelName } from '../recall/channels/catalog.ts';
import type { Recipe } from './recipe.ts';

/** A recipe of one channel with plain BM25 settings (k1 1.2, b 0.75). */
export function singleChannel(name: ChannelName, about: string): Recipe {
  return { name, about, bm25: { k1: 1.2, b: 0.75 }, weights: { [name]: 1 } };
}
