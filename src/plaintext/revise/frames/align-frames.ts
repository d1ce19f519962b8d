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

/** Small words that a value may begin with. */
const leading = /^(?:an?|the|my|our|his|her|its|their|no|one|two|three)$/;

/** Small words inside a value. */
const inner = new Set(['of', 'a', 'an', 'the', 'and', 'no', "'s", 's']);

/** A statement as it is compared: words by number, so that equal ones are found without looking at letters. */
type Compared = {
  readonly tokens: readonly FrameToken[];
  readonly ids: Int32Array;
  readonly weights: Float64Array;
  readonly total: number;
  /** For each token: it cannot stand in a slot, or only where an entity may. */
  readonly held: Uint8Array;
};

const heldAlways = 1;
const heldAsEntity = 2;

export type Aligner = (
  a: readonly FrameToken[],
  b: readonly FrameToken[],
  options?: AlignOptions,
) => Alignment | undefined;

/** `freeEntity`: what stands for an entity may stand in a slot, alone. */
export type AlignOptions = { readonly freeEntity?: boolean };

/** Compares many statements with each other; what it knows of each of them lasts as long as it does. */
export function createAligner(): Aligner {
  const numbers = new Map<string, number>();
  const known = new Map<readonly FrameToken[], Compared>();
  let inA: Int32Array = new Int32Array(1_024);
  let inB: Int32Array = new Int32Array(1_024);
  let round = 0;
  const comparedOf = (tokens: readonly FrameToken[]): Compared => {
    const before = known.get(tokens);
    if (before !== undefined) return before;
    const ids = Int32Array.from(tokens, ({ lower }) => {
      const id = numbers.get(lower) ?? numbers.size;
      numbers.set(lower, id);
      return id;
    });
    const weights = Float64Array.from(tokens, ({ kind }) => weightOf[kind]);
    let total = 0;
    for (const weight of weights) total += weight;
    const made = { tokens, ids, weights, total, held: Uint8Array.from(tokens, heldOf) };
    known.set(tokens, made);
    if (numbers.size > inA.length) [inA, inB] = [grown(inA, numbers.size), grown(inB, numbers.size)];
    return made;
  };
  /** Nearly all pairs have nothing in common; this much of an alignment shows in which words are in both. */
  const mayAlign = (a: Compared, b: Compared, freeEntity: boolean): boolean => {
    round += 1;
    for (const id of a.ids) inA[id] = round;
    for (const id of b.ids) inB[id] = round;
    const held = freeEntity ? heldAlways : heldAlways | heldAsEntity;
    let [weight, content, small] = [0, 0, 0];
    for (let i = 0; i < a.ids.length; i++) {
      if (inB[a.ids[i] as number] !== round) {
        if (((a.held[i] as number) & held) !== 0) return false;
        continue;
      }
      const token = a.tokens[i] as FrameToken;
      weight += a.weights[i] as number;
      if (token.kind === 'content') content += 1;
      if (token.kind === 'function') small += 1;
    }
    // The sums are taken in another order than below.
    if ((content === 0 && small < leastSmall) || weight < a.total * leastShare - 1e-9) return false;
    for (let j = 0; j < b.ids.length; j++)
      if (inA[b.ids[j] as number] !== round && ((b.held[j] as number) & held) !== 0) return false;
    return true;
  };
  return (one, other, { freeEntity = false } = {}) => {
    const [a, b] = [comparedOf(one), comparedOf(other)];
    return mayAlign(a, b, freeEntity) ? aligned(a, b, freeEntity) : undefined;
  };
}

function grown(array: Int32Array, least: number): Int32Array {
  const wider = new Int32Array(least * 2);
  wider.set(array);
  return wider;
}

/** Whether `fits` refuses every slot that a token is in. */
function heldOf({ kind, lower }: FrameToken): number {
  if (lower === entityMark) return heldAsEntity;
  if (breaks.test(lower)) return heldAlways;
  return kind === 'function' && !inner.has(lower) && !leading.test(lower) ? heldAlways : 0;
}

let best = new Float32Array(64 * 64);

/** Pairs of equal tokens, the heaviest in order. */
function matched(a: Compared, b: Compared): [number, number][] {
  const [rows, width] = [a.ids.length, b.ids.length + 1];
  if (best.length < (rows + 1) * width) best = new Float32Array((rows + 1) * width * 2);
  best.fill(0, rows * width, (rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    const id = a.ids[i] as number;
    const weight = a.weights[i] as number;
    best[i * width + width - 1] = 0;
    for (let j = width - 2; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
      const take = id === b.ids[j] ? (best[(i + 1) * width + j + 1] as number) + weight : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < rows && j < b.ids.length) {
    const here = best[i * width + j] as number;
    if (a.ids[i] === b.ids[j] && here <= (best[(i + 1) * width + j + 1] as number) + (a.weights[i] as number) + 1e-6) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (here <= (best[(i + 1) * width + j] as number) + 1e-6) i += 1;
    else j += 1;
  }
  return pairs;
}

/** The frame of two statements; undefined where they are not of one. */
function aligned(one: Compared, other: Compared, freeEntity: boolean): Alignment | undefined {
  const pairs = matched(one, other);
  if (pairs.length < 2) return undefined;
  const [a, b] = [one.tokens, other.tokens];
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
  let [weight, content, small, j] = [0, 0, 0, 0];
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
  if ((content === 0 && small < leastSmall) || weight < one.total * leastShare) return undefined;
  return { slots, key: key.join(' '), weight, content };
}

/** A name that stands in a slot stands there alone, but for its article. */
const alone = (tokens: readonly FrameToken[], from: number, to: number): boolean =>
  to - from === 1 || (to - from === 2 && articles.has((tokens[from] as FrameToken).lower));

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
    if (lower === entityMark ? !freeEntity || !alone(tokens, from, to) : breaks.test(lower)) return false;
  }
  return true;
}
