/**
 * Rank metrics over one question's ranked ids and its gold ids. All are pure, all are shares in 0 to 1; averages,
 * percentages and intervals are made by the caller.
 */

/** Share of gold ids among the first k. 0 when there is no gold: filter such questions out first. */
export function recallAt(ranked: readonly string[], gold: readonly string[], k: number): number {
  return gold.length === 0 ? 0 : hitsAt(ranked, gold, k) / gold.length;
}

/** 1 when any gold id is among the first k. */
export function anyAt(ranked: readonly string[], gold: readonly string[], k: number): number {
  return hitsAt(ranked, gold, k) > 0 ? 1 : 0;
}

/** 1 when every gold id is among the first k (and there is gold). */
export function allAt(ranked: readonly string[], gold: readonly string[], k: number): number {
  const wanted = new Set(gold).size;
  return wanted > 0 && hitsAt(ranked, gold, k) === wanted ? 1 : 0;
}

/** Capped recall: hits in the first k over min(number of gold ids, k); undefined without gold (LMEB's R_cap). */
export function cappedRecallAt(ranked: readonly string[], gold: readonly string[], k: number): number | undefined {
  const wanted = new Set(gold).size;
  return wanted === 0 ? undefined : hitsAt(ranked, gold, k) / Math.min(wanted, k);
}

/** Reciprocal rank of the first gold id within the first k; 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], gold: readonly string[], k: number): number {
  const wanted = new Set(gold);
  const index = ranked.slice(0, k).findIndex((id) => wanted.has(id));
  return index < 0 ? 0 : 1 / (index + 1);
}

/** nDCG with binary gain and the discount 1 / log2(rank + 1). */
export function ndcgAt(ranked: readonly string[], gold: readonly string[], k: number): number {
  return gradedNdcgAt(ranked, Object.fromEntries(gold.map((id) => [id, 1])), k);
}

/** nDCG with linear gain (the grade itself) and the discount 1 / log2(rank + 1); ideal order by falling grade. */
export function gradedNdcgAt(ranked: readonly string[], grades: Readonly<Record<string, number>>, k: number): number {
  const discount = (rank: number): number => 1 / Math.log2(rank + 1);
  return discountedShare(ranked, grades, k, discount);
}

/** LongMemEval's nDCG: binary gain, the discount starts at rank 2, so that the first two positions both weigh 1. */
export function longMemEvalNdcgAt(ranked: readonly string[], gold: readonly string[], k: number): number {
  const grades = Object.fromEntries(gold.map((id) => [id, 1]));
  return discountedShare(ranked, grades, k, (rank) => (rank === 1 ? 1 : 1 / Math.log2(rank)));
}

function discountedShare(
  ranked: readonly string[],
  grades: Readonly<Record<string, number>>,
  k: number,
  discount: (rank: number) => number,
): number {
  const seen = new Set<string>();
  let gained = 0;
  for (const [index, id] of ranked.slice(0, k).entries()) {
    // A repeated id gains once only.
    if (seen.has(id)) continue;
    seen.add(id);
    if (Object.hasOwn(grades, id)) gained += (grades[id] ?? 0) * discount(index + 1);
  }
  const ideal = Object.values(grades)
    .sort((a, b) => b - a)
    .slice(0, k)
    .reduce((sum, grade, index) => sum + grade * discount(index + 1), 0);
  return ideal === 0 ? 0 : gained / ideal;
}

function hitsAt(ranked: readonly string[], gold: readonly string[], k: number): number {
  const wanted = new Set(gold);
  const found = new Set<string>();
  for (const id of ranked.slice(0, k)) if (wanted.has(id)) found.add(id);
  return found.size;
}

/** Something with a score, to be ranked. */
export type Scored = { readonly id: string; readonly score: number; readonly at: number };

/** Highest score first; ties: newer first, then smaller id, so that every run ranks alike. */
export function byScore(a: Scored, b: Scored): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.at !== b.at) return b.at - a.at;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
