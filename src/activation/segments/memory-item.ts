/** Texts that can become cache segments, and what happens to them. */
import { hash } from 'node:crypto';
import type { HeadLayout } from '../../models/attention-memory.ts';
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
  readonly kind: 'promoted' | 'demoted' | 'invalidated' | 'rebuilt' | 'restored';
  readonly source: SourceRef;
  readonly reason: string;
};

/**
 * How segments relate. `independent`: each text attends to itself alone, so a change touches exactly one segment, and
 * segments can be placed anywhere (keys are turned to their new positions). `chained`: texts attend to those before
 * them as in one prompt, so a change also touches the segments after it, which have read the old text.
 */
export type SegmentMode = 'independent' | 'chained';

/** Bits a number of a segment's keys and values while it is held: full precision, half floats, or codes. */
export type SegmentBits = 32 | 16 | 8 | 4;

/** Every {@link SegmentBits}, finest first. */
export const segmentBits: readonly SegmentBits[] = [32, 16, 8, 4];

/** Channels of one token that share a scale and a zero point, in codes. */
export const segmentGroup = 32;

/** Bytes that one token takes in all layers: codes have a scale and a zero point of two bytes each to a group. */
export function segmentTokenBytes(layout: Omit<HeadLayout, 'heads'>, bits: SegmentBits): number {
  const { layers, kvHeads, headSize } = layout;
  const scales = bits < 16 ? 4 * Math.ceil(headSize / segmentGroup) : 0;
  return 2 * layers * kvHeads * (Math.ceil((headSize * bits) / 8) + scales);
}

/** Which items get a place, with a reason by record id where there is more to say than the strength. */
export type SegmentChoice<Item extends MemoryItem = MemoryItem> = {
  /** In the order given. */
  readonly chosen: readonly Item[];
  readonly reasons: ReadonlyMap<string, string>;
};

/** The items that fit, strongest first, in the order given; an item that does not fit leaves room for weaker ones. */
export function chooseItems<Item extends MemoryItem>(items: readonly Item[], maxTokens: number): Item[] {
  const byStrength = items
    .map((item, n) => ({ item, n }))
    .sort((a, b) => b.item.strength - a.item.strength || a.n - b.n);
  const chosen = new Set<Item>();
  let used = 0;
  for (const { item } of byStrength) {
    if (item.tokens.length === 0 || used + item.tokens.length > maxTokens) continue;
    used += item.tokens.length;
    chosen.add(item);
  }
  return items.filter((item) => chosen.has(item));
}

/** Raised when stored segments get another form: what lies in an older one is then computed again and replaced. */
const storedForm = 2;

/** Names a segment by all that its keys and values depend on besides the model: its text, and in a chain those before. */
export function segmentDigest(before: string, { source, tokens }: Pick<MemoryItem, 'source' | 'tokens'>): string {
  return hash('sha256', JSON.stringify([storedForm, before, source.id, source.version, [...tokens]]), 'hex').slice(
    0,
    32,
  );
}
