/**
 * CaM, cache merging (ICML 2024): what H2O would evict leaves its value behind, spread over the next kept slots, with a
 * probability that grows with its attention: p = clamp(a_i / max a over sinks and the next m kept), then v_j += v_i/m.
 * Keys are untouched. Each merge here is drawn from the view's random stream.
 */
import type { CacheAction, CachePolicy, HeadView, SlotMerge } from '../cache-policy.ts';
import { h2o } from './h2o.ts';

/**
 * @param options `spread`: how many following kept slots share an evicted value (m, default 32); `sinks` (default 4);
 *   `recentShare` of H2O (default 0.5); `ratio`: against the `max` (default) or `mean` of their attention
 */
export function cam(
  options: {
    readonly spread?: number;
    readonly sinks?: number;
    readonly recentShare?: number;
    readonly ratio?: 'max' | 'mean';
  } = {},
): CachePolicy {
  const { spread = 32, sinks = 4, recentShare = 0.5, ratio = 'max' } = options;
  const base = h2o({ recentShare });
  return {
    name: 'cam',
    needs: base.needs,
    plan(view, budget) {
      const plan = base.plan(view, budget);
      const actions = plan.actions.flatMap((action): CacheAction[] => {
        if (action.kind !== 'keep') return [action];
        const head = view.heads[action.layer * view.layout.kvHeads + action.head]!;
        const draws = view.random.split(`cam ${action.layer}/${action.head}`);
        const merges = spreadValues(head, action.indices, { spread, sinks, ratio, draw: () => draws.next() });
        return [{ kind: 'merge', layer: action.layer, head: action.head, merges }, action];
      });
      return { ...plan, policy: 'cam', actions };
    },
  };
}

function spreadValues(
  head: HeadView,
  kept: Int32Array,
  rule: {
    readonly spread: number;
    readonly sinks: number;
    readonly ratio: 'max' | 'mean';
    readonly draw: () => number;
  },
): SlotMerge[] {
  const keeps = new Set(kept);
  const received = new Map<number, { member: number; weight: number }[]>();
  for (let i = 0; i < head.length; i++) {
    if (keeps.has(i)) continue;
    const following = Array.from(kept)
      .filter((j) => j > i)
      .slice(0, rule.spread);
    if (following.length === 0) continue;
    const reference = [...kept.slice(0, rule.sinks), ...following].map((j) => head.attention[j]!);
    const against =
      rule.ratio === 'max' ? Math.max(...reference) : reference.reduce((a, b) => a + b, 0) / reference.length;
    if (rule.draw() >= head.attention[i]! / Math.max(against, 1e-12)) continue;
    for (const j of following) {
      const list = received.get(j) ?? [];
      list.push({ member: i, weight: 1 / following.length });
      received.set(j, list);
    }
  }
  return [...received].map(([target, list]) => {
    const members = [...list, { member: target, weight: 1 }].sort((a, b) => a.member - b.member);
    return {
      target,
      members: Int32Array.from(members, (m) => m.member),
      keyWeights: Float32Array.from(members, (m) => (m.member === target ? 1 : 0)),
      valueWeights: Float32Array.from(members, (m) => m.weight),
      logitBias: 0,
      absorbs: false,
    };
  });
}
