/** Recall over one cube's index: parse the question, let channels propose and score, fuse, collapse, calibrate. */
import { throwIfAborted } from '../../errors/index.ts';
import { annotate } from '../extract/annotate.ts';
import type { CubeIndex } from '../index/cube-index.ts';
import { findRecipe } from '../recipes/catalog.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { CandidateSet } from './candidate-set.ts';
import { channels } from './channels/catalog.ts';
import { answerConfidence } from './confidence.ts';
import { explainVotes, fuse, weightsFor } from './fuse.ts';
import { scanLexical } from './lexical-scan.ts';
import { orderHits } from './order-hits.ts';
import { parseQuery, statedRanges } from './parse-query.ts';
import { queryContext } from './query-context.ts';
import type { ChannelVote, ParsedQuery, RecallOptions } from './types.ts';
import { wordEvidence } from './word-evidence.ts';

export type RecallUnitsOptions = RecallOptions & {
  /** Followed instead of the recipe that `recipe` names. */
  readonly composition?: Recipe;
};

export type RecallResources = {
  /** The question's vector, in the space of the index; undefined without an embedder. */
  embedQuery(text: string): Promise<Float32Array | undefined>;
  /** Texts of units; undefined for those that are gone. */
  texts(ids: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** True for turns that are archived: left out unless `archived` is asked for. */
  readonly archivedTurn?: (id: string) => boolean;
};

export type RankedUnit = {
  readonly id: string;
  readonly score: number;
  /** Empty unless `explain` is asked for. */
  readonly channels: readonly ChannelVote[];
};

export type UnitRecall = {
  readonly ranked: readonly RankedUnit[];
  /** Calibrated probability that the answer is in memory. */
  readonly confidence: number;
  readonly abstain: boolean;
  readonly parsed: ParsedQuery;
  readonly strategy: 'full' | 'exhaustive' | 'indexed';
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
};

/** Below this confidence recall advises to abstain. */
export const abstainBelow = 0.5;
/** Up to this many units every one is scored exactly. */
const exhaustiveUnits = 1500;
/** Documents kept from the lexical scan. */
const pool = 400;

/**
 * Ranks the units of an index for a question.
 *
 * @throws MemoryError `invalid_input` for an unknown recipe, `aborted` when the signal fires before the ranking.
 */
export async function recallUnits(
  index: CubeIndex,
  queryText: string,
  options: RecallUnitsOptions,
  resources: RecallResources,
): Promise<UnitRecall> {
  const recipe = options.composition ?? findRecipe(options.recipe ?? 'default');
  const limit = options.limit ?? 10;
  const now = options.now ?? resources.now;
  const clock = stopwatch();
  const annotation = annotate(queryText, { at: now });
  const parsed = parseQuery(queryText, index, annotation);
  clock.lap('parse');
  const wantsVector = index.vectors !== undefined && index.vectors.size > 0 && recipe.weights.dense !== undefined;
  const queryVector = wantsVector ? await resources.embedQuery(queryText) : undefined;
  throwIfAborted(options.signal);
  clock.lap('embed');

  // From here on nothing is awaited: the scratch memory belongs to one recall at a time.
  const context = queryContext({
    index,
    parsed,
    options,
    now,
    ranges: statedRanges(annotation),
    ...(queryVector === undefined ? {} : { queryVector }),
    bm25: recipe.bm25,
  });
  const lexical = scanLexical(context, pool);
  clock.lap('scan');
  const candidates = new CandidateSet(context);
  const small = index.size <= exhaustiveUnits;
  if (small) {
    for (let document = 0; document < index.documents; document++) candidates.add(document);
  } else {
    for (const [name] of weightsFor(recipe, parsed.intent)) channels[name].propose?.(context, lexical, candidates);
  }
  clock.lap('propose');
  const evidence = wordEvidence(context, candidates);
  clock.lap('evidence');
  const fused = fuse(context, candidates, evidence, recipe);
  clock.lap('fuse');
  const keep =
    resources.archivedTurn === undefined || options.archived === true
      ? () => true
      : (document: number): boolean => resources.archivedTurn?.(index.units.id(document)) !== true;
  const ordered = orderHits({ context, candidates, evidence, fused, recipe, limit, keep });
  const confidence = answerConfidence(context, candidates, evidence, ordered);
  const votes =
    options.explain === true
      ? explainVotes(
          fused,
          ordered.map((hit) => hit.place),
        )
      : [];
  candidates.release();
  clock.lap('order');
  return {
    ranked: ordered.map((hit, i) => ({
      id: index.units.id(hit.document),
      score: hit.score,
      channels: votes[i] ?? [],
    })),
    confidence,
    abstain: confidence < abstainBelow,
    parsed,
    strategy: candidates.count <= limit ? 'full' : small ? 'exhaustive' : 'indexed',
    timings: clock.laps,
  };
}

function stopwatch(): { readonly laps: Record<string, number>; lap(name: string): void } {
  const laps: Record<string, number> = {};
  let last = performance.now();
  return {
    laps,
    lap: (name) => {
      const now = performance.now();
      laps[name] = now - last;
      last = now;
    },
  };
}
