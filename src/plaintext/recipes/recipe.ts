/** What a recipe is: a named, frozen composition of channels and weights that recall can follow. */
import type { ChannelName } from '../recall/channels/catalog.ts';
import type { Intent } from '../recall/types.ts';

/** Weight of each channel in the fused score; absent: the channel does not run. */
export type ChannelWeights = Readonly<Partial<Record<ChannelName, number>>>;

export type Recipe = {
  readonly name: string;
  /** What it is good for, in one sentence. */
  readonly about: string;
  readonly bm25: { readonly k1: number; readonly b: number };
  readonly weights: ChannelWeights;
  /** Weights that replace those of `weights` where a question has that intent. */
  readonly byIntent?: Readonly<Partial<Record<Intent, ChannelWeights>>>;
  /**
   * How much a hit gains for question words that the hits before it lack, relative to the best fused score; 0 (the
   * default) keeps the order of the fused scores.
   */
  readonly facets?: number;
  /** Intents that `facets` holds for. Default: count, summary, comparison. */
  readonly facetIntents?: readonly Intent[];
};
