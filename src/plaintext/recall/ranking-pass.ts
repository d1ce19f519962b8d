/** One pass of recall over what a strategy looks at: propose, gather evidence, fuse, order, judge. Awaits nothing. */
import type { Recipe } from '../recipes/recipe.ts';
import { CandidateSet } from './candidate-set.ts';
import { channels } from './channels/catalog.ts';
import { answerConfidence } from './confidence.ts';
import { explainVotes, fuse, weightsFor } from './fuse.ts';
import { scanLexical } from './lexical-scan.ts';
import { type OrderedHit, orderHits } from './order-hits.ts';
import type { QueryContext } from './query-context.ts';
import type { Strategy } from './strategy.ts';
import { type Sufficiency, sufficiency } from './sufficiency.ts';
import type { ChannelVote } from './types.ts';
import { wordEvidence } from './word-evidence.ts';

/** Documents kept from the lexical scan. */
const pool = 400;

export type RankedUnit = {
  readonly id: string;
  readonly score: number;
  /** Empty unless `explain` is asked for. */
  readonly channels: readonly ChannelVote[];
};

export type PassInput = {
  readonly context: QueryContext;
  readonly recipe: Recipe;
  readonly strategy: Strategy;
  readonly limit: number;
  readonly explain: boolean;
  /** Called at the end of each stage with its name. */
  readonly lap: (stage: string) => void;
};

export type PassResult = {
  readonly ranked: readonly RankedUnit[];
  readonly hits: readonly OrderedHit[];
  /** Calibrated probability that the answer is in memory. */
  readonly confidence: number;
  readonly enough: Sufficiency;
  /** Units that were scored. */
  readonly scored: number;
};

export function runPass(input: PassInput): PassResult {
  const { context, recipe, strategy, limit, explain, lap } = input;
  const { index } = context;
  const lexical = scanLexical(context, pool);
  lap('scan');
  const candidates = new CandidateSet(context);
  if (strategy === 'indexed') {
    for (const [name] of weightsFor(recipe, context)) {
      channels[name].propose?.(context, lexical, candidates);
    }
    candidates.settle();
  } else for (let document = 0; document < index.documents; document++) candidates.add(document);
  lap('propose');
  const evidence = wordEvidence(context, candidates);
  lap('evidence');
  const fused = fuse(context, candidates, evidence, recipe);
  lap('fuse');
  const everything = strategy === 'full';
  const hits = orderHits({ context, candidates, evidence, fused, recipe, limit, everything });
  const confidence = answerConfidence(context, candidates, evidence, hits);
  const enough = sufficiency(context, evidence, hits, confidence);
  const votes = explain
    ? explainVotes(
        fused,
        hits.map((hit) => hit.place),
      )
    : [];
  candidates.release();
  lap('order');
  return {
    ranked: hits.map((hit, i) => ({ id: index.units.id(hit.document), score: hit.score, channels: votes[i] ?? [] })),
    hits,
    confidence,
    enough,
    scored: candidates.count,
  };
}
