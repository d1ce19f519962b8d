/**
 * The dense scan: dot products of one query with every row of a block, at 32, 8, 4, 2 or 1 bits a component,
 * and the selection of the best k in the same pass. AssemblyScript, compiled to WebAssembly SIMD.
 *
 * Rows are visited upwards, which the processor's prefetching follows (downwards takes twice as long); of equal scores
 * the row with the higher ordinal is kept, in whatever order rows come, and callers pass the blocks from the last to
 * the first, so that a plateau of equal scores is settled by one comparison a row. A row whose scale is NaN beats
 * nothing: that is how removed and never-filled rows are skipped without a branch. Four rows share each query load;
 * their four scores are compared with the threshold in one instruction, and only a group with a winner leaves the loop.
 *
 * 8-bit rows keep the components in pairs, as 16-bit words: the even one with 128 added in the low byte, the odd one as
 * it is in the high byte. One product of the word with the odd component's query value, and one of the low byte with
 * 256 times the even one's less the odd one's, add up to 256 times what is wanted: five instructions for sixteen
 * components where widening each to 16 bits takes six.
 */

/** Row formats, as passed in `bits`. */
const F32: i32 = 32;
const I4: i32 = 4;
const I2: i32 = 2;

let heapScores: usize = 0;
let heapOrdinals: usize = 0;
let capacity: i32 = 0;
let count: i32 = 0;
let threshold: f32 = -Infinity;

/** Starts a selection of the best `k` into `scores` (f32) and `ordinals` (u32). */
export function begin(scores: usize, ordinals: usize, k: i32): void {
  heapScores = scores;
  heapOrdinals = ordinals;
  capacity = k;
  count = 0;
  threshold = k > 0 ? -Infinity : Infinity;
}

// The heap keeps the worst kept row at its root: the lowest score, and of equal scores the lowest ordinal.

@inline
function worse(s1: f32, o1: u32, s2: f32, o2: u32): bool {
  return s1 < s2 || (s1 === s2 && o1 < o2);
}

function siftDown(at: i32, size: i32, s: f32, o: u32): void {
  let i = at;
  while (true) {
    let child = 2 * i + 1;
    if (child >= size) break;
    let cs = load<f32>(heapScores + (<usize>child << 2));
    let co = load<u32>(heapOrdinals + (<usize>child << 2));
    if (child + 1 < size) {
      const rs = load<f32>(heapScores + (<usize>(child + 1) << 2));
      const ro = load<u32>(heapOrdinals + (<usize>(child + 1) << 2));
      if (worse(rs, ro, cs, co)) {
        child++;
        cs = rs;
        co = ro;
      }
    }
    if (!worse(cs, co, s, o)) break;
    store<f32>(heapScores + (<usize>i << 2), cs);
    store<u32>(heapOrdinals + (<usize>i << 2), co);
    i = child;
  }
  store<f32>(heapScores + (<usize>i << 2), s);
  store<u32>(heapOrdinals + (<usize>i << 2), o);
}

function keep(s: f32, o: u32): void {
  if (count < capacity) {
    let i = count++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const ps = load<f32>(heapScores + (<usize>parent << 2));
      const po = load<u32>(heapOrdinals + (<usize>parent << 2));
      if (!worse(s, o, ps, po)) break;
      store<f32>(heapScores + (<usize>i << 2), ps);
      store<u32>(heapOrdinals + (<usize>i << 2), po);
      i = parent;
    }
    store<f32>(heapScores + (<usize>i << 2), s);
    store<u32>(heapOrdinals + (<usize>i << 2), o);
    if (count < capacity) return;
  } else {
    siftDown(0, count, s, o);
  }
  threshold = load<f32>(heapScores);
}

/** Offers one scored row, in any order of ordinals. */
export function offer(score: f32, ordinal: u32): void {
  if (score < threshold || isNaN<f32>(score)) return;
  if (score > threshold || (count > 0 && count === capacity && ordinal > load<u32>(heapOrdinals))) keep(score, ordinal);
}

/** How many rows are kept so far, in no useful order. */
export function kept(): i32 {
  return count;
}

/** Ends the selection: sorts best first (equal scores: higher ordinal first) and returns how many were kept. */
export function finish(): i32 {
  for (let last = count - 1; last > 0; last--) {
    const s = load<f32>(heapScores + (<usize>last << 2));
    const o = load<u32>(heapOrdinals + (<usize>last << 2));
    store<f32>(heapScores + (<usize>last << 2), load<f32>(heapScores));
    store<u32>(heapOrdinals + (<usize>last << 2), load<u32>(heapOrdinals));
    siftDown(0, last, s, o);
  }
  return count;
}

@inline
function considerFour(scores: v128, ordinal: u32): void {
  if (!v128.any_true(f32x4.ge(scores, f32x4.splat(threshold)))) return;
  offer(f32x4.extract_lane(scores, 0), ordinal);
  offer(f32x4.extract_lane(scores, 1), ordinal + 1);
  offer(f32x4.extract_lane(scores, 2), ordinal + 2);
  offer(f32x4.extract_lane(scores, 3), ordinal + 3);
}

/** Four vectors of four partial sums -> one vector of four sums. */
@inline
function sumFour(a0: v128, a1: v128, a2: v128, a3: v128): v128 {
  const low = i32x4.add(v128.shuffle<i32>(a0, a1, 0, 4, 1, 5), v128.shuffle<i32>(a0, a1, 2, 6, 3, 7));
  const high = i32x4.add(v128.shuffle<i32>(a2, a3, 0, 4, 1, 5), v128.shuffle<i32>(a2, a3, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 1, 4, 5), v128.shuffle<i32>(low, high, 2, 3, 6, 7));
}

@inline
function sumFourFloats(a0: v128, a1: v128, a2: v128, a3: v128): v128 {
  const low = f32x4.add(v128.shuffle<i32>(a0, a1, 0, 4, 1, 5), v128.shuffle<i32>(a0, a1, 2, 6, 3, 7));
  const high = f32x4.add(v128.shuffle<i32>(a2, a3, 0, 4, 1, 5), v128.shuffle<i32>(a2, a3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i32>(low, high, 0, 1, 4, 5), v128.shuffle<i32>(low, high, 2, 3, 6, 7));
}

/** Sixteen components of an 8-bit row: 256 times the partial sums. */
@inline
function dotPairs8(words: v128, odd: v128, even: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(words, odd), i32x4.dot_i16x8_s(v128.and(words, i16x8.splat(255)), even));
}

/** Components after which the partial sums, 256 times too large, must be taken out of 32 bits. */
const chunk: usize = 2048;

/**
 * Sums of four 8-bit rows. `query` holds, for sixteen components each, the values of the eight odd ones and the factors
 * of the eight even ones (i16), and after these, for each chunk, what the 128 added to even components must start from.
 */
@inline
function sumFourRows(row0: usize, row1: usize, row2: usize, row3: usize, stride: usize, query: usize): v128 {
  let p0 = row0;
  let p1 = row1;
  let p2 = row2;
  let p3 = row3;
  let q = query;
  let start = query + (stride << 1);
  let total = i32x4.splat(0);
  for (let left = stride; left > 0; ) {
    const part = left < chunk ? left : chunk;
    left -= part;
    const end = p0 + part;
    let a0 = v128.load(start);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    start += 16;
    // 32 bytes a turn: with more, the engine loads ahead of what its registers hold.
    while (p0 < end) {
      const odd0 = v128.load(q);
      const even0 = v128.load(q, 16);
      a0 = i32x4.add(a0, dotPairs8(v128.load(p0), odd0, even0));
      a1 = i32x4.add(a1, dotPairs8(v128.load(p1), odd0, even0));
      a2 = i32x4.add(a2, dotPairs8(v128.load(p2), odd0, even0));
      a3 = i32x4.add(a3, dotPairs8(v128.load(p3), odd0, even0));
      const odd1 = v128.load(q, 32);
      const even1 = v128.load(q, 48);
      a0 = i32x4.add(a0, dotPairs8(v128.load(p0, 16), odd1, even1));
      a1 = i32x4.add(a1, dotPairs8(v128.load(p1, 16), odd1, even1));
      a2 = i32x4.add(a2, dotPairs8(v128.load(p2, 16), odd1, even1));
      a3 = i32x4.add(a3, dotPairs8(v128.load(p3, 16), odd1, even1));
      p0 += 32;
      p1 += 32;
      p2 += 32;
      p3 += 32;
      q += 64;
    }
    // Every lane is a multiple of 256.
    total = i32x4.add(total, sumFour(i32x4.shr_s(a0, 8), i32x4.shr_s(a1, 8), i32x4.shr_s(a2, 8), i32x4.shr_s(a3, 8)));
  }
  return total;
}

@inline
function dotCodes(codes: v128, query: usize): v128 {
  return i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(codes), v128.load(query)),
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(codes), v128.load(query, 16)),
  );
}

/** 16 bytes of 4-bit codes: low nibbles are components 0 to 15 of the group, high nibbles 16 to 31. */
@inline
function dotNibbles(packed: v128, query: usize, levels: v128): v128 {
  const low = v128.and(packed, i8x16.splat(15));
  const high = i8x16.shr_u(packed, 4);
  return i32x4.add(dotCodes(v128.swizzle(levels, low), query), dotCodes(v128.swizzle(levels, high), query + 32));
}

/** 16 bytes of 2-bit codes: bits 0-1 are components 0 to 15 of the group, bits 2-3 components 16 to 31, and so on. */
@inline
function dotPairs(packed: v128, query: usize, levels: v128): v128 {
  const mask = i8x16.splat(3);
  const low = i32x4.add(
    dotCodes(v128.swizzle(levels, v128.and(packed, mask)), query),
    dotCodes(v128.swizzle(levels, v128.and(i8x16.shr_u(packed, 2), mask)), query + 32),
  );
  const high = i32x4.add(
    dotCodes(v128.swizzle(levels, v128.and(i8x16.shr_u(packed, 4), mask)), query + 64),
    dotCodes(v128.swizzle(levels, i8x16.shr_u(packed, 6)), query + 96),
  );
  return i32x4.add(low, high);
}

/** Float rows. `rows` (a multiple of 4) rows of `stride` bytes (a multiple of 16); `query` the same in f32. */
export function scanF32(at: usize, rows: i32, stride: i32, scales: usize, query: usize, first: u32): void {
  for (let r = 0; r < rows; r += 4) {
    const p0 = at + <usize>r * <usize>stride;
    const p1 = p0 + <usize>stride;
    const p2 = p1 + <usize>stride;
    const p3 = p2 + <usize>stride;
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let a2 = f32x4.splat(0);
    let a3 = f32x4.splat(0);
    for (let d: usize = 0; d < <usize>stride; d += 16) {
      const q = v128.load(query + d);
      a0 = f32x4.add(a0, f32x4.mul(v128.load(p0 + d), q));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(p1 + d), q));
      a2 = f32x4.add(a2, f32x4.mul(v128.load(p2 + d), q));
      a3 = f32x4.add(a3, f32x4.mul(v128.load(p3 + d), q));
    }
    considerFour(f32x4.mul(sumFourFloats(a0, a1, a2, a3), v128.load(scales + (<usize>r << 2))), first + r);
  }
}

/** 8-bit rows, `stride` a multiple of 64; `query` as in `sumFourRows`. */
export function scanI8(at: usize, rows: i32, stride: i32, scales: usize, query: usize, first: u32): void {
  const width = <usize>stride;
  for (let r = 0; r < rows; r += 4) {
    const p = at + <usize>r * width;
    const sums = sumFourRows(p, p + width, p + 2 * width, p + 3 * width, width, query);
    considerFour(f32x4.mul(f32x4.convert_i32x4_s(sums), v128.load(scales + (<usize>r << 2))), first + r);
  }
}

/** 4-bit rows; `levels` holds the 16 reconstruction levels as i8. */
export function scanI4(at: usize, rows: i32, stride: i32, scales: usize, query: usize, levels: usize, first: u32): void {
  const table = v128.load(levels);
  for (let r = 0; r < rows; r += 4) {
    const p0 = at + <usize>r * <usize>stride;
    const p1 = p0 + <usize>stride;
    const p2 = p1 + <usize>stride;
    const p3 = p2 + <usize>stride;
    let a0 = i32x4.splat(0);
    let a1 = i32x4.splat(0);
    let a2 = i32x4.splat(0);
    let a3 = i32x4.splat(0);
    for (let d: usize = 0; d < <usize>stride; d += 16) {
      const q = query + (d << 2);
      a0 = i32x4.add(a0, dotNibbles(v128.load(p0 + d), q, table));
      a1 = i32x4.add(a1, dotNibbles(v128.load(p1 + d), q, table));
      a2 = i32x4.add(a2, dotNibbles(v128.load(p2 + d), q, table));
      a3 = i32x4.add(a3, dotNibbles(v128.load(p3 + d), q, table));
    }
    const sums = f32x4.convert_i32x4_s(sumFour(a0, a1, a2, a3));
    considerFour(f32x4.mul(sums, v128.load(scales + (<usize>r << 2))), first + r);
  }
}

/** 2-bit rows; `levels` holds the 4 reconstruction levels as i8, padded to 16 bytes. */
export function scanI2(at: usize, rows: i32, stride: i32, scales: usize, query: usize, levels: usize, first: u32): void {
  const table = v128.load(levels);
  for (let r = 0; r < rows; r += 4) {
    const p0 = at + <usize>r * <usize>stride;
    const p1 = p0 + <usize>stride;
    const p2 = p1 + <usize>stride;
    const p3 = p2 + <usize>stride;
    let a0 = i32x4.splat(0);
    let a1 = i32x4.splat(0);
    let a2 = i32x4.splat(0);
    let a3 = i32x4.splat(0);
    for (let d: usize = 0; d < <usize>stride; d += 16) {
      const q = query + (d << 3);
      a0 = i32x4.add(a0, dotPairs(v128.load(p0 + d), q, table));
      a1 = i32x4.add(a1, dotPairs(v128.load(p1 + d), q, table));
      a2 = i32x4.add(a2, dotPairs(v128.load(p2 + d), q, table));
      a3 = i32x4.add(a3, dotPairs(v128.load(p3 + d), q, table));
    }
    const sums = f32x4.convert_i32x4_s(sumFour(a0, a1, a2, a3));
    considerFour(f32x4.mul(sums, v128.load(scales + (<usize>r << 2))), first + r);
  }
}

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
function considerBits(agreement: i32, scales: usize, row: i32, first: u32): void {
  const score = <f32>agreement;
  if (score >= threshold && !isNaN<f32>(load<f32>(scales + (<usize>row << 2)))) offer(score, first + row);
}

@inline
function differingBits(row: usize, words: i32, query: usize): i32 {
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
function differing4(p: usize, q0: u64, q1: u64, q2: u64, q3: u64): i32 {
  return <i32>(
    (popcnt<u64>(load<u64>(p) ^ q0) +
      popcnt<u64>(load<u64>(p, 8) ^ q1) +
      popcnt<u64>(load<u64>(p, 16) ^ q2) +
      popcnt<u64>(load<u64>(p, 24) ^ q3))
  );
}

/** Adds the number of differing bits of every `step`th row, if filled, to `histogram` (64 * words + 1 counts, u32). */
export function countBits(
  at: usize,
  rows: i32,
  words: i32,
  scales: usize,
  query: usize,
  histogram: usize,
  step: i32,
): void {
  const q0 = load<u64>(query);
  const q1 = load<u64>(query, 8);
  const q2 = load<u64>(query, 16);
  const q3 = load<u64>(query, 24);
  for (let r = 0; r < rows; r += step) {
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
 * Sets what `listNear` takes: the `width` rows with the fewest differing bits, of equal ones those listed first; where
 * every `step`th row was counted, about so many.
 */
export function takeNearest(histogram: usize, bins: i32, width: i32, step: i32): void {
  nearLimit = bins;
  nearTies = 0;
  let left = width;
  for (let d = 0; d < bins; d++) {
    const rows = step * <i32>load<u32>(histogram + (<usize>d << 2));
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

/** As `listNear`, from an empty list, with the filled rows whose bit is set in `bitmap`. */
export function listAllowed(
  at: usize,
  rows: i32,
  stride: i32,
  scales: usize,
  bitmap: usize,
  first: u32,
  list: usize,
  room: usize,
): i32 {
  let to = list;
  for (let word = 0; word < (rows + 31) >> 5; word++) {
    let set = load<u32>(bitmap + (<usize>word << 2));
    while (set !== 0) {
      const row = (word << 5) + <i32>ctz<u32>(set);
      set &= set - 1;
      if (row >= rows) break;
      const scale = load<f32>(scales + (<usize>row << 2));
      if (isNaN<f32>(scale)) continue;
      store<u32>(to, at + <usize>row * <usize>stride);
      store<f32>(to + room, scale);
      store<u32>(to + 2 * room, first + row);
      to += 4;
    }
  }
  return <i32>((to - list) >> 2);
}

/** Scores of listed 8-bit rows, in place of their scales. The list must have room for three entries more. */
export function scoreList(list: usize, room: usize, length: i32, stride: i32, query: usize): void {
  const end = list + (<usize>length << 2);
  if (length > 0) {
    // What fills up the last group of four: any row that exists.
    for (let pad = end; pad < end + 12; pad += 4) store<u32>(pad, load<u32>(list));
  }
  for (let p = list; p < end; p += 16) {
    const sums = sumFourRows(load<u32>(p), load<u32>(p, 4), load<u32>(p, 8), load<u32>(p, 12), stride, query);
    v128.store(p + room, f32x4.mul(f32x4.convert_i32x4_s(sums), v128.load(p + room)));
  }
}

/** Offers what is listed with its scores. */
export function offerList(list: usize, room: usize, length: i32): void {
  for (let p = list + room; p < list + room + (<usize>length << 2); p += 4) {
    const score = load<f32>(p);
    if (score >= threshold) offer(score, load<u32>(p + room));
  }
}

/** Score of one row of any format but 8 bits (see `scoreList`), without its scale (1 bit: agreement, as in `scanBits`). */
export function dotRow(bits: i32, row: usize, stride: i32, query: usize, levels: usize): f32 {
  if (bits === F32) {
    let sum = f32x4.splat(0);
    for (let d: usize = 0; d < <usize>stride; d += 16) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(row + d), v128.load(query + d)));
    }
    // The order of additions of sumFourFloats, so that a filtered scan gives the same bits as an unfiltered one.
    return (
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 2) +
      (f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 3))
    );
  }
  if (bits === I4) {
    const table = v128.load(levels);
    let sum = i32x4.splat(0);
    for (let d: usize = 0; d < <usize>stride; d += 16) {
      sum = i32x4.add(sum, dotNibbles(v128.load(row + d), query + (d << 2), table));
    }
    return <f32>lanes(sum);
  }
  if (bits === I2) {
    const table = v128.load(levels);
    let sum = i32x4.splat(0);
    for (let d: usize = 0; d < <usize>stride; d += 16) {
      sum = i32x4.add(sum, dotPairs(v128.load(row + d), query + (d << 3), table));
    }
    return <f32>lanes(sum);
  }
  const words = stride >> 3;
  return <f32>((words << 6) - (differingBits(row, words, query) << 1));
}

@inline
function lanes(sum: v128): i32 {
  return (
    i32x4.extract_lane(sum, 0) +
    i32x4.extract_lane(sum, 1) +
    i32x4.extract_lane(sum, 2) +
    i32x4.extract_lane(sum, 3)
  );
}

/** The scan of any format but 8 bits (see `listAllowed`) over the rows whose bit is set in `bitmap` (32-bit words, lowest bit first). */
export function scanAllowed(
  bits: i32,
  at: usize,
  rows: i32,
  stride: i32,
  scales: usize,
  query: usize,
  levels: usize,
  bitmap: usize,
  first: u32,
): void {
  for (let word = ((rows + 31) >> 5) - 1; word >= 0; word--) {
    let set = load<u32>(bitmap + (<usize>word << 2));
    while (set !== 0) {
      const bit = 31 - <i32>clz<u32>(set);
      set ^= (<u32>1) << (<u32>bit);
      const row = (word << 5) + bit;
      if (row >= rows) continue;
      const scale = load<f32>(scales + (<usize>row << 2));
      if (isNaN<f32>(scale)) continue;
      const dot = dotRow(bits, at + <usize>row * <usize>stride, stride, query, levels);
      const score = bits === 1 ? dot : dot * scale;
      if (score >= threshold) offer(score, first + row);
    }
  }
}

/** The scan of any format. */
export function scanRows(
  bits: i32,
  at: usize,
  rows: i32,
  stride: i32,
  scales: usize,
  query: usize,
  levels: usize,
  first: u32,
): void {
  if (bits === 8) scanI8(at, rows, stride, scales, query, first);
  else if (bits === F32) scanF32(at, rows, stride, scales, query, first);
  else if (bits === I4) scanI4(at, rows, stride, scales, query, levels, first);
  else if (bits === I2) scanI2(at, rows, stride, scales, query, levels, first);
  else scanBits(at, rows, stride >> 3, scales, query, first);
}

/** Sign bits of 8-bit rows as they lie in memory: component >= 0 gives 1. `stride` is a multiple of 64. */
export function signBits(at: usize, rows: i32, stride: i32, out: usize): void {
  const end = at + <usize>rows * <usize>stride;
  let to = out;
  for (let p = at; p < end; p += 16) {
    store<u16>(to, <u16>~i8x16.bitmask(v128.xor(v128.load(p), i16x8.splat(128))));
    to += 2;
  }
}

/** Adds 128 to every even byte, or takes it away again: between codes as they are stored and as they are scanned. */
export function turnEven(at: usize, bytes: usize): void {
  for (let p = at; p < at + bytes; p += 16) v128.store(p, v128.xor(v128.load(p), i16x8.splat(128)));
}

/** The yardstick: reads `bytes` (a multiple of 64) and does as little as possible with them. */
export function plainRead(at: usize, bytes: usize): i32 {
  let a0 = i32x4.splat(0);
  let a1 = i32x4.splat(0);
  let a2 = i32x4.splat(0);
  let a3 = i32x4.splat(0);
  const end = at + bytes;
  for (let p = at; p < end; p += 64) {
    a0 = v128.xor(a0, v128.load(p));
    a1 = v128.xor(a1, v128.load(p, 16));
    a2 = v128.xor(a2, v128.load(p, 32));
    a3 = v128.xor(a3, v128.load(p, 48));
  }
  return lanes(v128.xor(v128.xor(a0, a1), v128.xor(a2, a3)));
}
