/** Products of rows with a query, by format. */

/** Four vectors of four partial sums -> one vector of four sums. */
@inline
export function sumFour(a0: v128, a1: v128, a2: v128, a3: v128): v128 {
  const low = i32x4.add(v128.shuffle<i32>(a0, a1, 0, 4, 1, 5), v128.shuffle<i32>(a0, a1, 2, 6, 3, 7));
  const high = i32x4.add(v128.shuffle<i32>(a2, a3, 0, 4, 1, 5), v128.shuffle<i32>(a2, a3, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 1, 4, 5), v128.shuffle<i32>(low, high, 2, 3, 6, 7));
}

@inline
export function sumFourFloats(a0: v128, a1: v128, a2: v128, a3: v128): v128 {
  const low = f32x4.add(v128.shuffle<i32>(a0, a1, 0, 4, 1, 5), v128.shuffle<i32>(a0, a1, 2, 6, 3, 7));
  const high = f32x4.add(v128.shuffle<i32>(a2, a3, 0, 4, 1, 5), v128.shuffle<i32>(a2, a3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i32>(low, high, 0, 1, 4, 5), v128.shuffle<i32>(low, high, 2, 3, 6, 7));
}

/** Sixteen components of an 8-bit row: 256 times the partial sums. */
@inline
export function dotPairs8(words: v128, odd: v128, even: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(words, odd), i32x4.dot_i16x8_s(v128.and(words, i16x8.splat(255)), even));
}

/** Components after which the partial sums, 256 times too large, must be taken out of 32 bits. */
export const chunk: usize = 2048;

/**
 * Sums of four 8-bit rows. `query` holds, for sixteen components each, the values of the eight odd ones and the factors
 * of the eight even ones (i16), and after these, for each chunk, what the 128 added to even components must start from.
 */
@inline
export function sumFourRows(row0: usize, row1: usize, row2: usize, row3: usize, stride: usize, query: usize): v128 {
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
export function dotCodes(codes: v128, query: usize): v128 {
  return i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(codes), v128.load(query)),
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(codes), v128.load(query, 16)),
  );
}

/** 16 bytes of 4-bit codes: low nibbles are components 0 to 15 of the group, high nibbles 16 to 31. */
@inline
export function dotNibbles(packed: v128, query: usize, levels: v128): v128 {
  const low = v128.and(packed, i8x16.splat(15));
  const high = i8x16.shr_u(packed, 4);
  return i32x4.add(dotCodes(v128.swizzle(levels, low), query), dotCodes(v128.swizzle(levels, high), query + 32));
}

/** 16 bytes of 2-bit codes: bits 0-1 are components 0 to 15 of the group, bits 2-3 components 16 to 31, and so on. */
@inline
export function dotPairs(packed: v128, query: usize, levels: v128): v128 {
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
