/** Rules for dividing one budget over layers and heads. */
import type { Allocate } from './from-scores.ts';

type Ranked = { readonly head: number; readonly score: number };

/** Counts of the `total` best slots among `heads`, after every head took its `floor` best. */
function pooled(
  scores: readonly Float32Array[],
  heads: readonly number[],
  limits: { total: number; floor: number },
): Map<number, number> {
  const counts = new Map<number, number>();
  const rest: Ranked[] = [];
  let left = limits.total;
  for (const head of heads) {
    const sorted = Array.from(scores[head]!).sort((a, b) => b - a);
    const reserved = Math.min(limits.floor, sorted.length);
    counts.set(head, reserved);
    left -= reserved;
    for (const score of sorted.slice(reserved)) rest.push({ head, score });
  }
  // a stable sort keeps head order among equals, so plans replay
  rest.sort((a, b) => (b.score === a.score ? 0 : b.score - a.score));
  for (const { head } of rest.slice(0, Math.max(0, left))) counts.set(head, counts.get(head)! + 1);
  return counts;
}

/**
 * AdaKV (arXiv 2407.11550): the heads of a layer compete for the layer's budget, each keeps at least a share of an
 * even split.
 *
 * @param safeguard that share (default 0.2)
 */
export function adaptively(safeguard = 0.2): Allocate {
  return ({ view, scores, budget }) => {
    const { layers, kvHeads } = view.layout;
    const perHead = Math.floor(budget.entriesPerHead);
    return Array.from({ length: layers }).flatMap((_, layer) => {
      const heads = Array.from({ length: kvHeads }, (_, h) => layer * kvHeads + h);
      const counts = pooled(scores, heads, { total: perHead * kvHeads, floor: Math.floor(safeguard * perHead) });
      return heads.map((head) => counts.get(head)!);
    });
  };
}

/**
 * Every slot of the model competes for one budget; scores must be comparable over heads and layers.
 *
 * @param floorPerHead slots that each head keeps in any case (default 0)
 */
export function globally(floorPerHead = 0): Allocate {
  return ({ scores, budget }) => {
    const heads = scores.map((_, head) => head);
    const total = Math.floor(budget.entriesPerHead) * heads.length;
    const counts = pooled(scores, heads, { total, floor: Math.min(floorPerHead, Math.floor(budget.entriesPerHead)) });
    return heads.map((head) => counts.get(head)!);
  };
}

/**
 * PyramidKV (arXiv 2406.02069): layer budgets fall linearly with depth at an unchanged total. With C = budget - window:
 * lowest = floor(C / beta), highest = 2C - lowest, clipped to what the layer holds.
 *
 * @param options `beta` (default 20); `window` recent slots that come on top in every layer (default 0)
 */
export function pyramidally(options: { readonly beta?: number; readonly window?: number } = {}): Allocate {
  const { beta = 20, window = 0 } = options;
  return ({ view, budget }) => {
    const { layers, kvHeads } = view.layout;
    const scored = Math.max(0, Math.floor(budget.entriesPerHead) - window);
    const available = Math.max(0, Math.max(...view.heads.map((head) => head.length)) - window);
    let lowest = Math.floor(scored / beta);
    let highest = 2 * scored - lowest;
    if (highest > available) {
      highest = available;
      lowest = 2 * scored - highest;
    }
    const step = layers > 1 ? Math.floor((highest - lowest) / (layers - 1)) : 0;
    return view.heads.map((_, n) => window + (layers === 1 ? scored : highest - step * Math.floor(n / kvHeads)));
  };
}
