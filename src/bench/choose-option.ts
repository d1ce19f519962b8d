/** Multiple choice without a reader: a hook, and a baseline that picks the option that the evidence words cover best. */
import type { Answer } from './ask-questions.ts';
import { bm25Terms } from './baselines/bm25-terms.ts';
import type { SuiteQuestion } from './suites/suite.ts';

/** Returns the index of the chosen option, given the texts of the ten best turns, best first. */
export type OptionChooser = (question: SuiteQuestion, evidence: readonly string[]) => number;

/**
 * Picks the option whose rare terms the evidence covers best: each term of an option that is not in all options
 * counts with ln(1 + options / options with the term) when the evidence contains it, divided by the root of the
 * option's length. Ties: the first option.
 */
export function overlapChooser(question: SuiteQuestion, evidence: readonly string[]): number {
  const options = (question.options ?? []).map((option) => new Set(bm25Terms(option)));
  const known = new Set(evidence.flatMap(bm25Terms));
  let best = 0;
  let bestScore = -1;
  for (const [index, terms] of options.entries()) {
    let score = 0;
    for (const term of terms) {
      const sharing = options.filter((other) => other.has(term)).length;
      if (sharing < options.length && known.has(term)) score += Math.log(1 + options.length / sharing);
    }
    score /= Math.sqrt(Math.max(1, terms.size));
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  }
  return best;
}

/** Accuracy in percent over questions that have evidence texts here; `all` is null without any. */
export function chooserAccuracy(
  evidence: ReadonlyMap<Answer, readonly string[]>,
  choose: OptionChooser | undefined,
): { readonly all: number | null; readonly byCategory: Readonly<Record<string, number>> } {
  if (choose === undefined || evidence.size === 0) return { all: null, byCategory: {} };
  const byCategory = new Map<string, { right: number; asked: number }>();
  let right = 0;
  for (const [{ question }, texts] of evidence) {
    const hit = choose(question, texts) === question.correctOption ? 1 : 0;
    const entry = byCategory.get(question.category) ?? { right: 0, asked: 0 };
    byCategory.set(question.category, { right: entry.right + hit, asked: entry.asked + 1 });
    right += hit;
  }
  const percent = (part: number, whole: number): number => Number(((100 * part) / whole).toFixed(2));
  return {
    all: percent(right, evidence.size),
    byCategory: Object.fromEntries([...byCategory].map(([name, entry]) => [name, percent(entry.right, entry.asked)])),
  };
}
