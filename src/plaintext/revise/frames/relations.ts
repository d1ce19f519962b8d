/** Which statements are about one attribute: by their values, the words of their frames, and the kind of what they hold. */
import { affinity, type Corpus, type Group, groupsOf, merge } from './group-affinity.ts';
import type { ValueStatement } from './read-stream.ts';
import type { EmbedTexts } from './vectors.ts';
import type { WordClass } from './word-classes.ts';

export type Relation = {
  readonly statements: readonly ValueStatement[];
  /** Stems of the frames, with the number of statements that hold each. */
  readonly stems: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<WordClass, number>;
  readonly kinds: ReadonlyMap<string, number>;
};

/** Least affinity of two groups that are one. */
const leastAffinity = 0.4;

/** Least affinity of what is left over to the group that it fits best, and how much better than to any other. */
const leastRest = { induced: -1, guessed: 0 };
const leastMargin = 0.4;

/** What is left over joins what it fits best, where it fits nothing else as well. */
function joinRest(groups: Group[], corpus: Corpus, embed: EmbedTexts | undefined): void {
  for (;;) {
    let best: { readonly i: number; readonly j: number; readonly score: number } | undefined;
    for (const [i, group] of groups.entries()) {
      const induced = group.statements.some((one) => one.induced);
      if (!induced && group.classes.size === 0) continue;
      const scores = groups
        .map((other, j) => ({
          j,
          score:
            other === group || other.statements.length < group.statements.length
              ? Number.NEGATIVE_INFINITY
              : affinity(group, other, corpus),
        }))
        .sort((a, b) => b.score - a.score);
      const [first, second] = scores;
      if (
        first === undefined ||
        first.score < (induced ? leastRest.induced : leastRest.guessed) ||
        first.score - (second?.score ?? -9) < leastMargin
      )
        continue;
      if (best === undefined || first.score > best.score) best = { i, ...first };
    }
    if (best === undefined) return;
    groups[best.i] = merge(groups[best.i] as Group, groups[best.j] as Group, embed);
    groups.splice(best.j, 1);
  }
}

/** Groups that are one are joined, the two that fit best first; what two fit is reckoned once. */
function joinAlike(groups: Group[], corpus: Corpus, embed: EmbedTexts | undefined): void {
  const scored = groups.map((group, i) =>
    groups.map((other, j) => (j > i ? affinity(group, other, corpus) : Number.NEGATIVE_INFINITY)),
  );
  const at = (i: number, j: number): number => (scored[i] as number[])[j] as number;
  for (;;) {
    let best: { readonly i: number; readonly j: number; readonly score: number } | undefined;
    for (let i = 0; i < groups.length; i++)
      for (let j = i + 1; j < groups.length; j++)
        if (best === undefined || at(i, j) > best.score) best = { i, j, score: at(i, j) };
    if (best === undefined || best.score < leastAffinity) return;
    const joined = merge(groups[best.i] as Group, groups[best.j] as Group, embed);
    groups[best.i] = joined;
    groups.splice(best.j, 1);
    scored.splice(best.j, 1);
    for (const row of scored) row.splice(best.j, 1);
    for (const [k, other] of groups.entries()) {
      if (k < best.i) (scored[k] as number[])[best.i] = affinity(other, joined, corpus);
      else if (k > best.i) (scored[best.i] as number[])[k] = affinity(joined, other, corpus);
    }
  }
}

/** Groups statements into relations; `embed` helps where values of one kind differ in every word. */
export function relationsOf(
  statements: readonly ValueStatement[],
  { embed, asked }: { readonly embed: EmbedTexts | undefined; readonly asked: ReadonlySet<string> },
): Relation[] {
  const groups = groupsOf(statements, embed);
  const frequency = new Map<string, number>();
  for (const { stems } of groups) for (const stem of stems.keys()) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const corpus: Corpus = { frequency, frames: groups.length, asked };
  joinAlike(groups, corpus, embed);
  joinRest(groups, corpus, embed);
  return groups.map(({ statements: own, stems, classes, kinds }) => ({ statements: own, stems, classes, kinds }));
}
