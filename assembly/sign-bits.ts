/** Rows of sign bits: their own format, and the first look at 8-bit rows. */
import { offer, threshold } from './selection';

/**
 * Sign rows of `words` 64-bit words. The score is the number of agreeing bits minus that of differing ones, over
 * 64 * words bits; of `scales` only the NaN marks count.
 */
export function scanBits(at: usize, rows: i32, words: i32, scales: usize, query: usize, first: u32): void {
  const total = words << 6;
  const q0 = load<u64>(query);
  const q1 = load<u64>(query, 8);
  const q2 = load<u64>(query, 16);
  const q3 = load<u64>(query, 24);
  for (let r = 0; r < rows; r++) {
    const differing =
      words === 4
        ? differing4(at + (<usize>r << 5), q0, q1, q2, q3)
        : differingBits(at + <usize>r * (<usize>words << 3), words, query);
    considerBits(total - (differing << 1), scales, r, first);
  }
}

@inline
export function considerBits(agreement: i32, scales: usize, row: i32, first: u32): void {
  const score = <f32>agreement;
  if (score >= threshold && !isNaN<f32>(load<f32>(scales + (<usize>row << 2)))) offer(score, first + row);
}

@inline
export function differingBits(row: usize, words: i32, query: usize): i32 {
  let differing: u64 = 0;
  for (let w = 0; w < words; w++) {
    differing += popcnt<u64>(load<u64>(row + (<usize>w << 3)) ^ load<u64>(query + (<usize>w << 3)));
  }
  return <i32>differing;
}

// The first pass over large indexes: sign bits are counted on a part of the rows, to learn how near the nearest are,
// and then on all of them, to list those for scoring by their codes.

let nearLimit: i32 = -1;
let nearTies: i32 = 0;

@inline
export function differing4(p: usize, q0: u64, q1: u64, q2: u64, q3: u64): i32 {
  return <i32>(
    (popcnt<u64>(load<u64>(p) ^ q0) +
      popcnt<u64>(load<u64>(p, 8) ^ q1) +
      popcnt<u64>(load<u64>(p, 16) ^ q2) +
      popcnt<u64>(load<u64>(p, 24) ^ q3))
  );
}

/** Adds the number of differing bits of every filled row to `histogram` (64 * words + 1 counts, u32). */
export function countBits(
  at: usize,
  rows: i32,
  words: i32,
  scales: usize,
  query: usize,
  histogram: usize,
): void {
  const q0 = load<u64>(query);
  const q1 = load<u64>(query, 8);
  const q2 = load<u64>(query, 16);
  const q3 = load<u64>(query, 24);
  for (let r = 0; r < rows; r++) {
    const differing =
      words === 4
        ? differing4(at + (<usize>r << 5), q0, q1, q2, q3)
        : differingBits(at + <usize>r * (<usize>words << 3), words, query);
    if (isNaN<f32>(load<f32>(scales + (<usize>r << 2)))) continue;
    const bin = histogram + (<usize>differing << 2);
    store<u32>(bin, load<u32>(bin) + 1);
  }
}

/**
 * Sets what `listNear` takes: the `width` rows with the fewest differing bits, of equal ones those listed first.
 */
export function takeNearest(histogram: usize, bins: i32, width: i32): void {
  nearLimit = bins;
  nearTies = 0;
  let left = width;
  for (let d = 0; d < bins; d++) {
    const rows = <i32>load<u32>(histogram + (<usize>d << 2));
    if (rows >= left) {
      nearLimit = d;
      nearTies = left;
      return;
    }
    left -= rows;
  }
}

/**
 * Appends the rows that `takeNearest` has chosen to three lists: addresses of codes, scales, ordinals. Gives the new
 * length. Listing first and scoring later lets the processor fetch several far-off rows at once.
 */
export function listNear(
  at: usize,
  rows: i32,
  stride: i32,
  scales: usize,
  signs: usize,
  queryBits: usize,
  first: u32,
  list: usize,
  room: usize,
  length: i32,
): i32 {
  const words = stride >> 6;
  const full = list + room - 16;
  const q0 = load<u64>(queryBits);
  const q1 = load<u64>(queryBits, 8);
  const q2 = load<u64>(queryBits, 16);
  const q3 = load<u64>(queryBits, 24);
  let to = list + (<usize>length << 2);
  for (let r = rows - 1; r >= 0 && to < full; r--) {
    const differing =
      words === 4
        ? differing4(signs + (<usize>r << 5), q0, q1, q2, q3)
        : differingBits(signs + <usize>r * (<usize>words << 3), words, queryBits);
    if (differing > nearLimit) continue;
    const scale = load<f32>(scales + (<usize>r << 2));
    if (isNaN<f32>(scale)) continue;
    if (differing === nearLimit && nearTies-- <= 0) continue;
    store<u32>(to, at + <usize>r * <usize>stride);
    store<f32>(to + room, scale);
    store<u32>(to + 2 * room, first + r);
    to += 4;
  }
  return <i32>((to - list) >> 2);
}
