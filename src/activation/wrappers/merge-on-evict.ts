/**
 * Merge on evict (D2O style, arXiv 2406.13035): a slot that a policy evicts is folded into the survivor whose key is
 * most similar, weighted by the tokens that both stand for, if the similarity is high enough; else it is dropped.
 */
import type { CacheAction, CachePolicy, HeadView, SlotMerge } from '../cache-policy.ts';

/**
 * Lifts any policy that evicts.
 *
 * @param options `similarity` cosine below which a slot is dropped, not merged (default 0.75); `compensate` adds ln of
 *   the growth in mass to the survivor's logit (default true)
 */
export function mergeOnEvict(
  policy: CachePolicy,
  options: { readonly similarity?: number; readonly compensate?: boolean } = {},
): CachePolicy {
  const { similarity = 0.75, compensate = true } = options;
  return {
    ...policy,
    name: `${policy.name}, merge on evict`,
    plan(view, budget) {
      const plan = policy.plan(view, budget);
      const actions = plan.actions.flatMap((action): CacheAction[] => {
        if (action.kind !== 'keep') return [action];
        const head = view.heads[action.layer * view.layout.kvHeads + action.head]!;
        const merges = folded(head, action.indices, { size: view.layout.headSize, similarity, compensate });
        return [{ kind: 'merge', layer: action.layer, head: action.head, merges }, action];
      });
      return { ...plan, actions };
    },
  };
}

function folded(
  head: HeadView,
  kept: Int32Array,
  rule: { readonly size: number; readonly similarity: number; readonly compensate: boolean },
): SlotMerge[] {
  const { size } = rule;
  const norms = Float32Array.from({ length: head.length }, (_, i) =>
    Math.hypot(...head.keys.subarray(i * size, (i + 1) * size)),
  );
  const keeps = new Set(kept);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < head.length; i++) {
    if (keeps.has(i)) continue;
    let best = -1;
    let highest = rule.similarity;
    for (const j of kept) {
      let dot = 0;
      for (let d = 0; d < size; d++) dot += head.keys[i * size + d]! * head.keys[j * size + d]!;
      const cosine = dot / Math.max(1e-12, norms[i]! * norms[j]!);
      if (cosine >= highest) {
        highest = cosine;
        best = j;
      }
    }
    if (best >= 0) groups.set(best, [...(groups.get(best) ?? []), i]);
  }
  return [...groups].map(([target, evicted]) => {
    const members = Int32Array.from([target, ...evicted]).sort();
    const total = members.reduce((sum, m) => sum + head.mass[m]!, 0);
    const weights = Float32Array.from(members, (m) => head.mass[m]! / total);
    return {
      target,
      members,
      keyWeights: weights,
      valueWeights: weights,
      logitBias: rule.compensate ? Math.log(total / head.mass[target]!) : 0,
      absorbs: true,
    };
  });
}
