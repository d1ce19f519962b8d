/** Averages, percentiles, intervals, AUC and rank correlation over plain numbers. */

/** Arithmetic mean; 0 for an empty list. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Percentile by linear interpolation between closest ranks, `p` in 0 to 100; 0 for an empty list. */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const position = (Math.min(100, Math.max(0, p)) / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(position)] as number;
  const high = sorted[Math.ceil(position)] as number;
  return low + (high - low) * (position - Math.floor(position));
}

/** Half width of the 95% interval of the mean by the normal approximation (sample deviation); 0 below two values. */
export function halfWidth95(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const center = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
  return 1.96 * Math.sqrt(variance / values.length);
}

/**
 * Area under the ROC curve: the probability that a positive scores above a negative, ties counting half.
 * Undefined when either side is empty.
 */
export function auc(positives: readonly number[], negatives: readonly number[]): number | undefined {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.score === all[start]?.score) end += 1;
    const sharedRank = (start + 1 + end) / 2;
    for (let index = start; index < end; index += 1) if (all[index]?.positive) rankSum += sharedRank;
    start = end;
  }
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length);
}

/** Kendall's tau-b of two lists of equal length; undefined when either is constant or shorter than two. */
export function kendallTauB(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length !== b.length) throw new RangeError(`lists of ${a.length} and ${b.length} values cannot be correlated`);
  let concordance = 0;
  let untiedA = 0;
  let untiedB = 0;
  for (let i = 0; i < a.length; i += 1) {
    for (let j = i + 1; j < a.length; j += 1) {
      const signA = Math.sign((a[i] as number) - (a[j] as number));
      const signB = Math.sign((b[i] as number) - (b[j] as number));
      concordance += signA * signB;
      untiedA += signA * signA;
      untiedB += signB * signB;
    }
  }
  return untiedA === 0 || untiedB === 0 ? undefined : concordance / Math.sqrt(untiedA * untiedB);
}
