/**
 * The contract between cache policies and the cache: a policy sees a view and returns a plan as data; only the engine
 * changes anything. A new policy is one file that makes a {@link CachePolicy}, and one line in the catalog.
 */
import type { HeadLayout } from '../models/attention-memory.ts';
import type { SeededRandom } from '../tensor/index.ts';

/** What a policy reads, declared as data so that the engine tracks no more than it must. */
export type PolicyNeeds = {
  /** `accumulated`: attention that every slot received since it was stored. Costs the attention matrix. */
  readonly attention: 'none' | 'accumulated';
  /** Recent rotated queries to keep (observation window), 0 for none. */
  readonly queries: number;
  /** Queries of pseudo tokens at the positions that come next, 0 for none; costs a short extra prefill. */
  readonly futureQueries: number;
  /** Log retention per slot from a trained gate. */
  readonly retention: boolean;
  /** When the policy can act: once after the prompt, after every step, or either. */
  readonly phase: 'prefill' | 'decode' | 'both';
};

/** Needs of a policy that looks at nothing but positions, keys and values. */
export const noNeeds: PolicyNeeds = {
  attention: 'none',
  queries: 0,
  futureQueries: 0,
  retention: false,
  phase: 'both',
};

/** How much may be kept: entries per head on average over all heads. */
export type CacheBudget = { readonly entriesPerHead: number };

/** The slots of one layer and key-value head, ordered by position. Arrays are copies. */
export type HeadView = {
  readonly layer: number;
  readonly head: number;
  readonly length: number;
  /** Position at which each key is rotated. */
  readonly positions: Int32Array;
  /** Rotated keys [length, headSize]. */
  readonly keys: Float32Array;
  readonly values: Float32Array;
  /** Tokens that each slot stands for (above 1 after merging). */
  readonly mass: Float32Array;
  /** Accumulated attention, averaged over the query heads of the group. */
  readonly attention: Float32Array;
  /** Attention of the latest query alone. */
  readonly lastAttention: Float32Array;
  /** Log of the per-step retention; 0 without a gate. */
  readonly logRetention: Float32Array;
};

/** Rotated queries of some tokens, per layer. */
export type QueryWindow = {
  readonly positions: Int32Array;
  /** Queries [count, heads, headSize] of a layer. */
  readonly layer: (layer: number) => Float32Array;
};

/** What a policy sees. */
export type CacheView = {
  /** Changes with every change of the cache; a plan made from an older view is refused. */
  readonly revision: number;
  readonly layout: HeadLayout;
  /** Position of the next token. */
  readonly nextPosition: number;
  /** Layer-major: `heads[layer * kvHeads + head]`. */
  readonly heads: readonly HeadView[];
  readonly queries?: QueryWindow;
  readonly futureQueries?: QueryWindow;
  readonly random: SeededRandom;
};

/** Addresses slots of one head by their place in the view, ascending and without repetition. */
export type SlotSelection = { readonly layer: number; readonly head: number; readonly indices: Int32Array };

/** One target slot becomes a weighted sum of members; members stay until a `keep` drops them. */
export type SlotMerge = {
  readonly target: number;
  readonly members: Int32Array;
  readonly keyWeights: Float32Array;
  readonly valueWeights: Float32Array;
  /** Added to the attention logit of the target from now on, for instance ln of the number of members. */
  readonly logitBias: number;
  /** Whether the target now stands for all its members (mass adds up). */
  readonly absorbs: boolean;
};

/** What a plan can ask for. Actions run in the order given; indices always mean the view before the plan. */
export type CacheAction =
  | ({ readonly kind: 'keep' } & SlotSelection)
  | { readonly kind: 'merge'; readonly layer: number; readonly head: number; readonly merges: readonly SlotMerge[] }
  | ({ readonly kind: 'shrink-channels'; readonly channels: Uint16Array } & SlotSelection)
  | ({
      readonly kind: 'quantize';
      readonly keyBits: QuantizationBits;
      readonly valueBits: QuantizationBits;
      /** Tokens (keys) or channels (values) that share a scale. */
      readonly group: number;
    } & SlotSelection)
  | ({ readonly kind: 'move'; readonly positions: Int32Array } & SlotSelection)
  | ({ readonly kind: 'offload'; readonly ticket: string } & SlotSelection)
  | { readonly kind: 'recall'; readonly ticket: string };

/** Supported code widths; 16 stores half-precision floats. */
export type QuantizationBits = 2 | 4 | 8 | 16;

/** Data that the engine applies. */
export type CachePlan = {
  readonly policy: string;
  readonly revision: number;
  readonly actions: readonly CacheAction[];
};

/** A strategy for what stays in the cache and in which form. */
export type CachePolicy = {
  readonly name: string;
  readonly needs: PolicyNeeds;
  /** Pure: equal views, budgets and random streams give equal plans. */
  plan(view: CacheView, budget: CacheBudget): CachePlan;
};
