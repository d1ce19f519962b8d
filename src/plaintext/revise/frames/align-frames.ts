/** Lays two statements side by side: what they share is their frame, where they differ are its slots. */
import { entityMark, type FrameToken } from './frame-tokens.ts';

/** Half-open ranges of tokens in the one and in the other statement. */
export type Slot = { readonly from: number; readonly to: number; readonly otherFrom: number; readonly otherTo: number };

export type Alignment = {
  readonly slots: readonly Slot[];
  /** Frame with `[]` for a slot. */
  readonly key: string;
  /** What the frame has in common, words of content counting most. */
  readonly weight: number;
  /** Words of content in the frame. */
  readonly content: number;
};

const weightOf: Readonly<Record<FrameToken['kind'], number>> = { content: 1, function: 0.4, mark: 0.3, entity: 1 };
/** Least share of the weight of a statement that its frame has. */
const leastShare = 0.3;
/** Most slots of a frame; most tokens in one. */
const mostSlots = 3;
const widestSlot = 7;
/** Small words that make a frame without any word of content: "then it was off to". */
export const leastSmall = 4;
/** Between parts of one value: "a basket of eggs". */
const joins = new Set(['of', 'a', 'an', 'the', '-', '&']);
const articles = new Set(['a', 'an', 'the']);
/** Marks that do not stand inside a value. */
const breaks = /^(?:[.,:;!?=]|->|=>|→)$/;

/** Pairs of equal tokens, the heaviest in order. */
function matched(a: readonly FrameToken[], b: readonly FrameToken[]): [number, number][] {
  const width = b.length + 1;
  const best = new Float32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    const token = a[i] as FrameToken;
    for (let j = b.length - 1; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
      const equal = token.lower === (b[j] as FrameToken).lower;
      const take = equal ? (best[(i + 1) * width + j + 1] as number) + weightOf[token.kind] : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const here = best[i * width + j] as number;
    const token = a[i] as FrameToken;
    if (
      token.lower === (b[j] as FrameToken).lower &&
      here <= (best[(i + 1) * width + j + 1] as number) + weightOf[token.kind] + 1e-6
    ) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (here <= (best[(i + 1) * width + j] as number) + 1e-6) i += 1;
    else j += 1;
  }
  return pairs;
}

/** The frame of two statements; undefined where they are not of one. `free` may stand in a slot though it is an entity. */
export function alignFrames(
  a: readonly FrameToken[],
  b: readonly FrameToken[],
  { freeEntity = false }: { readonly freeEntity?: boolean } = {},
): Alignment | undefined {
  const pairs = matched(a, b);
  if (pairs.length < 2) return undefined;
  const inFrame = new Uint8Array(a.length);
  const pairOf = new Map(pairs);
  for (const [i] of pairs) inFrame[i] = 1;
  // Parts of one value, and the article before a value, belong into the slot.
  for (let i = 0; i < a.length; i++) {
    if (inFrame[i] === 1) continue;
    let end = i;
    while (end < a.length && inFrame[end] === 0) end += 1;
    let next = end;
    while (next < a.length && joins.has((a[next] as FrameToken).lower) && inFrame[next] === 1) next += 1;
    if (next > end && next < a.length && inFrame[next] === 0) inFrame.fill(0, end, next);
    i = end - 1;
  }
  for (let i = a.length - 1; i > 0; i--)
    if (inFrame[i] === 0 && inFrame[i - 1] === 1 && articles.has((a[i - 1] as FrameToken).lower)) inFrame[i - 1] = 0;
  const slots: Slot[] = [];
  const key: string[] = [];
  let [weight, content, small, j, total] = [0, 0, 0, 0, 0];
  for (const token of a) total += weightOf[token.kind];
  for (let i = 0; i <= a.length; ) {
    let end = i;
    while (end < a.length && inFrame[end] === 0) end += 1;
    const otherEnd = end < a.length ? (pairOf.get(end) as number) : b.length;
    if (end > i || otherEnd > j) {
      if (end === i || otherEnd === j) return undefined;
      if (!fits(a, i, end, freeEntity) || !fits(b, j, otherEnd, freeEntity)) return undefined;
      slots.push({ from: i, to: end, otherFrom: j, otherTo: otherEnd });
      if (slots.length > mostSlots) return undefined;
      key.push('[]');
    }
    if (end === a.length) break;
    const token = a[end] as FrameToken;
    key.push(token.lower);
    weight += weightOf[token.kind];
    // A number that two statements have in common makes them of one kind as little as a name does.
    if (token.kind === 'content' && !/^[$€£¥]?\d/.test(token.lower)) content += 1;
    if (token.kind === 'function') small += 1;
    i = end + 1;
    j = otherEnd + 1;
  }
  if ((content === 0 && small < leastSmall) || weight < total * leastShare) return undefined;
  return { slots, key: key.join(' '), weight, content };
}

/** Small words that a value may begin with. */
const leading = /^(?:an?|the|my|our|his|her|its|their|no|one|two|three)$/;

/** Small words inside a value. */
const inner = new Set(['of', 'a', 'an', 'the', 'and', 'no', "'s", 's']);

/** True where a slot may hold what stands there: a phrase, not a rest of a sentence. */
function fits(tokens: readonly FrameToken[], from: number, to: number, freeEntity: boolean): boolean {
  if (to - from > widestSlot) return false;
  const [first, last] = [tokens[from] as FrameToken, tokens[to - 1] as FrameToken];
  if ((first.kind === 'function' && !leading.test(first.lower)) || last.kind === 'function') return false;
  // A verb: "Ann strolled to".
  if (
    to - from === 1 &&
    tokens[from - 1]?.kind === 'entity' &&
    /^\p{Ll}/u.test(first.text) &&
    tokens[to]?.kind === 'function'
  )
    return false;
  for (let i = from; i < to; i++) {
    const { lower, kind } = tokens[i] as FrameToken;
    if (kind === 'function' && i > from && !inner.has(lower)) return false;
    if (lower === entityMark ? !freeEntity || to - from > 1 : breaks.test(lower)) return false;
  }
  return true;
}
