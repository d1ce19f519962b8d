/** Words alone, by the structure of a talk: the yardstick for what everything else adds. */
import type { Recipe } from './recipe.ts';

/** Turn, window of three, sitting and named speaker, each over its maximum; no model, no cues. */
export const structuralFusion: Recipe = {
  name: 'structural-fusion',
  about: 'words of the turn, its window and its sitting in equal parts, and a little for the speaker named',
  bm25: { k1: 1.2, b: 0.75 },
  weights: { lexical: 1, window: 1, session: 1, speaker: 0.1 },
};
