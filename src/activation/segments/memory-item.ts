/** Texts that can become cache segments, and what happens to them. */
import type { SourceRef } from '../engine/source-table.ts';

/** One remembered text, tokenized, with the record version that it renders. */
export type MemoryItem = {
  readonly source: SourceRef;
  readonly tokens: Int32Array;
  /** How much it deserves a place, higher first; equal strengths keep the order given. */
  readonly strength: number;
};

/** One logged decision. */
export type SegmentChange = {
  readonly kind: 'promoted' | 'demoted' | 'invalidated' | 'rebuilt';
  readonly source: SourceRef;
  readonly reason: string;
};

/**
 * How segments relate. `independent`: each text attends to itself alone, so a change touches exactly one segment, and
 * segments can be placed anywhere (keys are turned to their new positions). `chained`: texts attend to those before
 * them as in one prompt, so a change also touches the segments after it, which have read the old text.
 */
export type SegmentMode = 'independent' | 'chained';

/** The items that fit, strongest first, in the order given; an item that does not fit leaves room for weaker ones. */
export function chooseItems(items: readonly MemoryItem[], maxTokens: number): MemoryItem[] {
  const byStrength = items
    .map((item, n) => ({ item, n }))
    .sort((a, b) => b.item.strength - a.item.strength || a.n - b.n);
  const chosen = new Set<MemoryItem>();
  let used = 0;
  for (const { item } of byStrength) {
    if (item.tokens.length === 0 || used + item.tokens.length > maxTokens) continue;
    used += item.tokens.length;
    chosen.add(item);
  }
  return items.filter((item) => chosen.has(item));
}
