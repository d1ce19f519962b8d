/**
 * The seven channels of SuperLocalMemory V3.3 (arXiv 2604.04514, release 3.3.26) under its names, and their fusion:
 * weighted reciprocal ranks with k = 15 and weights by the kind of question. What was broken as published works here:
 * Hopfield completion has beta 8, spreading activation can reach nothing, hubs end a walk, and consolidation is a
 * ranked list of its own. Left out: the cross-encoder, and BM25+'s bonus where the whole question occurs in a text.
 */
import type { ChannelWeights, Recipe } from './recipe.ts';
import { singleChannel } from './single-channel.ts';

const base = {
  dense: 1.5,
  lexical: 1,
  hops: 1,
  time: 1,
  spreading: 1,
  hopfield: 0.8,
  gist: 1,
} satisfies ChannelWeights;

/** Weights of a kind of question: the published factors times the base weights. */
function times(factors: Readonly<Partial<Record<keyof typeof base, number>>>): ChannelWeights {
  const out: Partial<Record<keyof typeof base, number>> = {};
  for (const [name, factor] of Object.entries(factors)) {
    out[name as keyof typeof base] = factor * base[name as keyof typeof base];
  }
  return out;
}

const temporal = times({ dense: 0.8, lexical: 1.5, hops: 0.8, time: 2, spreading: 0.5, hopfield: 0.5 });
const severalHops = times({ dense: 1, lexical: 0.8, hops: 2, time: 0.5, spreading: 2, hopfield: 0.7 });
const vague = times({ dense: 0.8, lexical: 0.5, hops: 0.6, time: 0.3, spreading: 1.5, hopfield: 1.1 });

export const superlocalmemory: Recipe = {
  name: 'superlocalmemory',
  about: 'the seven channels of SuperLocalMemory, by reciprocal ranks with its weights',
  bm25: { k1: 1.2, b: 0.75 },
  weights: base,
  byIntent: {
    order: temporal,
    history: temporal,
    comparison: severalHops,
    count: severalHops,
    summary: vague,
    advice: vague,
  },
  rankConstant: 15,
};

/** Each of the seven by itself, under the name that it has there. */
export const superlocalmemoryChannels: readonly Recipe[] = [
  { ...singleChannel('dense', 'SuperLocalMemory channel 1: closeness of meaning'), name: 'semantic' },
  { ...singleChannel('lexical', 'SuperLocalMemory channel 2: BM25'), name: 'bm25' },
  { ...singleChannel('hops', 'SuperLocalMemory channel 3: entities, up to four steps away'), name: 'entity-graph' },
  { ...singleChannel('time', 'SuperLocalMemory channel 4: the time asked about'), name: 'temporal' },
  { ...singleChannel('spreading', 'SuperLocalMemory channel 5: spreading activation'), name: 'spreading-activation' },
  { ...singleChannel('hopfield', 'SuperLocalMemory channel 6: Hopfield completion'), name: 'hopfield-completion' },
  { ...singleChannel('gist', 'SuperLocalMemory channel 7: gists of consolidation'), name: 'consolidation' },
];
