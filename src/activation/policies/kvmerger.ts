/**
 * KVMerger (arXiv 2407.08454): runs of consecutive slots whose neighboring keys are nearly parallel become one slot
 * each. Weights are Gaussian in the distance to a pivot key (the slot with the most attention), sigma^2 being the mean
 * squared distance in the run. The sets are closed off from the last slot backwards; the latest and the heaviest slots
 * stay as they are. How sigma and the count compensation are set is our reading of the paper.
 */
import type { CacheAction, CachePolicy, HeadView, SlotMerge } from '../cache-policy.ts';
import { noNeeds } from '../cache-policy.ts';
import { topIndices } from './from-scores.ts';

/** Settings. */
export type KvmergerOptions = {
  /** Cosine above which neighbors merge (default 0.75); `budget` picks it per head to meet the budget exactly. */
  readonly epsilon?: number | 'budget';
  /** Share of the slots, latest ones, that never merge (default 0). The paper's ratios are 0.17 at 50%, 0.08 at 35%. */
  readonly recentShare?: number;
  /** Share of the slots with the most attention that never merge (default 0). The paper: 0.12 and 0.02. */
  readonly heavyShare?: number;
  /** `gaussian` (default), plain `mean`, or `pivot`: keep the pivot and drop the rest of the run. */
  readonly weights?: 'gaussian' | 'mean' | 'pivot';
  /** `logit` (default) adds ln of the run's tokens to the merged slot's logit; `value` scales its value; `none`. */
  readonly compensate?: 'logit' | 'value' | 'none';
};

/** Cosine of each slot's key with the one before it; the first is -Infinity. */
export function neighborSimilarity(head: HeadView, headSize: number): Float32Array {
  const norm = (i: number): number => Math.hypot(...head.keys.subarray(i * headSize, (i + 1) * headSize));
  return Float32Array.from({ length: head.length }, (_, i) => {
    if (i === 0) return Number.NEGATIVE_INFINITY;
    let dot = 0;
    for (let d = 0; d < headSize; d++) dot += head.keys[i * headSize + d]! * head.keys[(i - 1) * headSize + d]!;
    return dot / Math.max(1e-12, norm(i) * norm(i - 1));
  });
}

/** Runs of slots to merge, each ascending; together they cover the head. */
export function mergingSets(
  head: HeadView,
  similarity: Float32Array,
  rule: { readonly epsilon: number; readonly fixed: ReadonlySet<number> },
): number[][] {
  const sets: number[][] = [];
  let current: number[] = [];
  for (let t = head.length - 1; t >= 0; t--) {
    const newest = current[0];
    const joins =
      newest !== undefined && similarity[newest]! > rule.epsilon && !rule.fixed.has(t) && !rule.fixed.has(newest);
    if (joins) current.unshift(t);
    else {
      if (current.length > 0) sets.unshift(current);
      current = [t];
    }
  }
  if (current.length > 0) sets.unshift(current);
  return sets;
}

/** The threshold that leaves `budget` sets: the (length - budget)-th largest similarity that may join. */
function exactThreshold(similarity: Float32Array, budget: number, fixed: ReadonlySet<number>): number {
  const joinable = Array.from(similarity.keys()).filter((i) => i > 0 && !fixed.has(i) && !fixed.has(i - 1));
  const sorted = joinable.map((i) => similarity[i]!).sort((a, b) => b - a);
  const joins = similarity.length - budget;
  if (joins <= 0) return Number.POSITIVE_INFINITY;
  // strictly-above is what joins, so the threshold lies just under the last similarity that must
  return joins >= sorted.length ? Number.NEGATIVE_INFINITY : sorted[joins]!;
}

/** KVMerger. With a fixed epsilon the budget is ignored: sizes follow from the data. */
export function kvmerger(options: KvmergerOptions = {}): CachePolicy {
  const { epsilon = 0.75, recentShare = 0, heavyShare = 0, weights = 'gaussian', compensate = 'logit' } = options;
  return {
    name: weights === 'pivot' ? 'kvmerger, pivot only' : 'kvmerger',
    needs: { ...noNeeds, attention: 'accumulated', phase: 'prefill' },
    plan: (view, budget) => ({
      policy: 'kvmerger',
      revision: view.revision,
      actions: view.heads.flatMap((head): CacheAction[] => {
        const size = view.layout.headSize;
        const fixed = new Set<number>(topIndices(head.attention, Math.floor(heavyShare * head.length)));
        for (let i = head.length - Math.floor(recentShare * head.length); i < head.length; i++) fixed.add(i);
        const similarity = neighborSimilarity(head, size);
        const threshold =
          epsilon === 'budget' ? exactThreshold(similarity, Math.floor(budget.entriesPerHead), fixed) : epsilon;
        const sets = mergingSets(head, similarity, { epsilon: threshold, fixed });
        const pivots = sets.map((set) =>
          set.reduce((best, i) => (head.attention[i]! > head.attention[best]! ? i : best)),
        );
        const merges = sets.flatMap((set, n) =>
          set.length === 1 || weights === 'pivot'
            ? []
            : [merged(head, set, { pivot: pivots[n]!, size, weights, compensate })],
        );
        const at = { layer: head.layer, head: head.head };
        return [
          { kind: 'merge', ...at, merges },
          { kind: 'keep', ...at, indices: Int32Array.from(pivots) },
        ];
      }),
    }),
  };
}

function merged(
  head: HeadView,
  set: readonly number[],
  rule: {
    readonly pivot: number;
    readonly size: number;
    readonly weights: 'gaussian' | 'mean';
    readonly compensate: string;
  },
): SlotMerge {
  const { pivot, size } = rule;
  const distances = set.map((i) => {
    let sum = 0;
    for (let d = 0; d < size; d++) sum += (head.keys[pivot * size + d]! - head.keys[i * size + d]!) ** 2;
    return sum;
  });
  const variance = distances.reduce((a, b) => a + b, 0) / set.length;
  const raw = distances.map((distance, n) => {
    const kernel = rule.weights === 'mean' || variance === 0 ? 1 : Math.exp(-distance / (2 * variance));
    return kernel * head.mass[set[n]!]!;
  });
  const total = raw.reduce((a, b) => a + b, 0);
  const normalized = Float32Array.from(raw, (w) => w / total);
  const growth = set.reduce((sum, i) => sum + head.mass[i]!, 0) / head.mass[pivot]!;
  return {
    target: pivot,
    members: Int32Array.from(set),
    keyWeights: normalized,
    valueWeights: rule.compensate === 'value' ? normalized.map((w) => w * growth) : normalized,
    logitBias: rule.compensate === 'logit' ? Math.log(growth) : 0,
    absorbs: true,
  };
}
