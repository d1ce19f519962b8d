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
import { sumFour, sumFourFloats, sumFourRows, dotNibbles, dotPairs } from './dot-products';
import { offer, considerFour, threshold } from './selection';
import { differingBits, scanBits } from './sign-bits';

export { begin, finish, kept, offer } from './selection';
export { countBits, listNear, scanBits, takeNearest } from './sign-bits';

/** Row formats, as passed in `bits`. */
const F32: i32 = 32;
const I4: i32 = 4;
const I2: i32 = 2;

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
