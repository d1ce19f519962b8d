/** The best rows of a scan so far: a heap in memory that the caller gives. */

let heapScores: usize = 0;
let heapOrdinals: usize = 0;
let capacity: i32 = 0;
let count: i32 = 0;
export let threshold: f32 = -Infinity;

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
export function worse(s1: f32, o1: u32, s2: f32, o2: u32): bool {
  return s1 < s2 || (s1 === s2 && o1 < o2);
}

export function siftDown(at: i32, size: i32, s: f32, o: u32): void {
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

export function keep(s: f32, o: u32): void {
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
export function considerFour(scores: v128, ordinal: u32): void {
  if (!v128.any_true(f32x4.ge(scores, f32x4.splat(threshold)))) return;
  offer(f32x4.extract_lane(scores, 0), ordinal);
  offer(f32x4.extract_lane(scores, 1), ordinal + 1);
  offer(f32x4.extract_lane(scores, 2), ordinal + 2);
  offer(f32x4.extract_lane(scores, 3), ordinal + 3);
}
