/**
 * Whether quick recall suffices (D-Mem, arXiv 2603.18631: relevance, consistency, completeness, all must pass), by
 * rules: the hits are probably about it, the one asked about is heard, and together they hold the question's words.
 */
import type { OrderedHit } from './order-hits.ts';
import type { QueryContext } from './query-context.ts';
import type { WordEvidence } from './word-evidence.ts';

export type Sufficiency = {
  /** The confidence reaches the mark. */
  readonly relevant: boolean;
  /** The hits and their neighbors hold nearly all of the question's words that the memory knows. */
  readonly complete: boolean;
};

/** Set on development chats: at these marks a tenth to a fifth of the questions get a second pass. */
const relevantFrom = 0.5;
const completeFrom = 0.5;
const firstHits = 5;

export function sufficiency(
  context: QueryContext,
  evidence: WordEvidence,
  hits: readonly OrderedHit[],
  confidence: number,
): Sufficiency {
  let held = 0;
  let near = 0;
  for (const hit of hits.slice(0, firstHits)) {
    held |= evidence.held[hit.place] as number;
    near = Math.max(near, evidence.windowCoverage[hit.place] as number);
  }
  let covered = 0;
  let all = 0;
  context.terms.slice(0, 32).forEach((term, t) => {
    if (!term.content) return;
    all += term.weight;
    if ((held & (1 << t)) !== 0) covered += term.weight;
  });
  const share = context.idealWeight <= 0 ? 0 : Math.max(near, covered / Math.max(context.idealWeight, all));
  return { relevant: confidence >= relevantFrom, complete: share >= completeFrom };
}
