/** How likely it is that the answer is in memory: a logistic model over what the best hits cover of the question. */
import type { CandidateSet } from './candidate-set.ts';
import type { OrderedHit } from './order-hits.ts';
import type { QueryContext } from './query-context.ts';
import type { WordEvidence } from './word-evidence.ts';

export type ConfidenceFeatures = {
  /** Best coverage among the first hits, 0 to 1. */
  readonly coverage: number;
  /** Best window coverage among the first hits. */
  readonly windowCoverage: number;
  /** Coverage by the first five hits together. */
  readonly known: number;
  /** 1 where a named speaker said one of the first three hits, 0 where none did, 0.5 where none is named. */
  readonly speaker: number;
  /** Share of the question's entities that the cube knows; 1 where it names none. */
  readonly entities: number;
};

const weights = { bias: -1.5, coverage: 2.5, windowCoverage: 1.5, known: 1, speaker: 0.8, entities: 0.6 } as const;

export function confidenceFeatures(
  context: QueryContext,
  _candidates: CandidateSet,
  evidence: WordEvidence,
  hits: readonly OrderedHit[],
): ConfidenceFeatures {
  const { index, parsed } = context;
  let coverage = 0;
  let windowCoverage = 0;
  for (const hit of hits.slice(0, 5)) {
    coverage = Math.max(coverage, evidence.coverage[hit.place] as number);
    windowCoverage = Math.max(windowCoverage, evidence.windowCoverage[hit.place] as number);
  }
  let known = 0;
  for (const term of context.terms) if (term.content) known += term.weight;
  const named = new Set(parsed.speakers.map((name) => index.units.names.find(name)));
  const said = hits.slice(0, 3).some((hit) => named.has(index.units.speaker.data[hit.document] as number));
  const entities = parsed.entities.filter((name) => index.entities.find(name) >= 0).length;
  return {
    coverage,
    windowCoverage,
    known: context.idealWeight === 0 ? 0 : known / context.idealWeight,
    speaker: named.size === 0 ? 0.5 : said ? 1 : 0,
    entities: parsed.entities.length === 0 ? 1 : entities / parsed.entities.length,
  };
}

/** Probability, 0 to 1; 0 without hits. */
export function answerConfidence(
  context: QueryContext,
  candidates: CandidateSet,
  evidence: WordEvidence,
  hits: readonly OrderedHit[],
): number {
  if (hits.length === 0) return 0;
  const features = confidenceFeatures(context, candidates, evidence, hits);
  let sum: number = weights.bias;
  for (const [name, value] of Object.entries(features)) sum += value * weights[name as keyof ConfidenceFeatures];
  return 1 / (1 + Math.exp(-sum));
}
