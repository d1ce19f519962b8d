/** Byte-pair encoding: starting from single symbols, the pair with the lowest rank merges until none is left. */

/** Rank of `left + right` among the merges, lower first; `undefined` when they do not merge. */
export type MergeRank = (left: string, right: string) => number | undefined;

/** Merges the symbols of one piece of text. */
export function mergePairs(symbols: readonly string[], rank: MergeRank): string[] {
  const parts = [...symbols];
  for (;;) {
    let best = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i + 1 < parts.length; i++) {
      const found = rank(parts[i]!, parts[i + 1]!);
      if (found !== undefined && found < lowest) {
        lowest = found;
        best = i;
      }
    }
    if (best < 0) return parts;
    parts.splice(best, 2, parts[best]! + parts[best + 1]!);
  }
}

/** Ranks from the merges list of tokenizer.json, whose entries are `left right` or [left, right]. */
export function mergeRanks(merges: readonly (string | readonly [string, string])[]): MergeRank {
  const ranks = new Map<string, number>();
  merges.forEach((merge, n) => {
    const [left, right] = typeof merge === 'string' ? splitMerge(merge) : merge;
    ranks.set(`${left}\u0000${right}`, n);
  });
  return (left, right) => ranks.get(`${left}\u0000${right}`);
}

function splitMerge(merge: string): [string, string] {
  const space = merge.indexOf(' ', 1);
  return [merge.slice(0, space), merge.slice(space + 1)];
}
