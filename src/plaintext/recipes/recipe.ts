/** What a recipe is: a named, frozen composition of channels and weights that recall can follow. */
import type { ChannelName } from '../recall/channels/catalog.ts';
import type { Intent } from '../recall/types.ts';

/** Weight of each channel in the fused score; absent: the channel does not run. */
export type ChannelWeights = Readonly<Partial<Record<ChannelName, number>>>;

/** What a hit gains or loses by the hits chosen before it, relative to the best fused score. */
export type Diversity = {
  /** Gain for holding all the question's words; each word counts half as much for each hit that had it. Default 0. */
  readonly facets?: number;
  /** Loss for each earlier hit from the same fifth of the cube's history. Default 0. */
  readonly spread?: number;
};

export type Recipe = {
  readonly name: string;
  /** What it is good for, in one sentence. */
  readonly about: string;
  readonly bm25: { readonly k1: number; readonly b: number };
  readonly weights: ChannelWeights;
  /** Weights that replace those of `weights` where a question has that intent. */
  readonly byIntent?: Readonly<Partial<Record<Intent, ChannelWeights>>>;
  /** What replaces weights, whatever the intent, and `feedback` in the talk of two people. */
  readonly betweenTwo?: {
    readonly weights: ChannelWeights;
    readonly feedback?: number;
    /** Words of the memory join the question that are near to its own, or of a kind that it names. Default false. */
    readonly allied?: boolean;
  };
  /** Share of the list that standing orders may claim from its end where they hold for the question. Default 0. */
  readonly pinned?: number;
  /** Weight of the sessions of the first hits, relative to the best fused score. Default 0. */
  readonly feedback?: number;
  /** A second pass with words from the first hits follows an insufficient first one without being asked for. Default false. */
  readonly deliberate?: boolean;
  /**
   * Reciprocal rank fusion with this constant (Cormack et al. 2009): a candidate gets weight / (constant + rank) from
   * each channel, rank 1,000 where the channel has nothing for it. Default: sum of weighted scores.
   */
  readonly rankConstant?: number;
  /** How hits are chosen beside each other for questions with many sides; absent: by fused score alone. */
  readonly diversity?: Readonly<Partial<Record<Intent, Diversity>>>;
};
