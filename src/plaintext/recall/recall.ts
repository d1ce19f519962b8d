/** Recall over one cube's index: parse the question, let channels propose and score, fuse, collapse, calibrate. */
import { throwIfAborted } from '../../errors/index.ts';
import { annotate } from '../extract/annotate.ts';
import type { CubeIndex } from '../index/cube-index.ts';
import { findRecipe } from '../recipes/catalog.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { askedTimes } from './asked-times.ts';
import { feedbackTerms } from './expand.ts';
import { kindWords } from './kind-words.ts';
import { parseQuery } from './parse-query.ts';
import { type IndexedTerm, type QueryContext, queryContext } from './query-context.ts';
import { type RankedUnit, runPass } from './ranking-pass.ts';
import { relatedWords } from './related-words.ts';
import { chooseStrategy, deliberateExhaustive } from './strategy.ts';
import type { Sufficiency } from './sufficiency.ts';
import type { ParsedQuery, RecallOptions } from './types.ts';

export type RecallUnitsOptions = RecallOptions & {
  /** Followed instead of the recipe that `recipe` names. */
  readonly composition?: Recipe;
};

export type RecallResources = {
  /** The question's vector, in the space of the index; undefined without an embedder. */
  embedQuery(text: string): Promise<Float32Array | undefined>;
  /** The vector of a single word, in the same space, where it costs no call of a model; absent where it does. */
  embedWord?(word: string): Promise<Float32Array | undefined>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** IANA zone in which "yesterday" is meant. Default UTC. */
  readonly zone?: string;
};

export type UnitRecall = {
  readonly ranked: readonly RankedUnit[];
  /** Calibrated probability that the answer is in memory. */
  readonly confidence: number;
  readonly abstain: boolean;
  readonly parsed: ParsedQuery;
  readonly strategy: 'full' | 'exhaustive' | 'indexed';
  readonly strategyReason: string;
  /** What the first pass was checked for. */
  readonly checks: Sufficiency;
  /** 2 when a second, deliberate pass followed. */
  readonly passes: number;
  /** Milliseconds by stage; those of the second pass by `deliberate.` and the stage. */
  readonly timings: Readonly<Record<string, number>>;
};

/** Below this confidence recall advises to abstain. */
export const abstainBelow = 0.5;

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
  const { deliberate = 'auto', limit = 10, strategy: wanted = 'auto' } = options;
  const now = options.now ?? resources.now;
  const clock = stopwatch();
  const { zone } = resources;
  const annotation = annotate(queryText, zone === undefined ? { at: now } : { at: now, zone });
  const parsed = parseQuery(queryText, index, annotation);
  clock.lap('parse');
  const wantsVector = index.vectors !== undefined && index.vectors.size > 0 && needsVector(recipe);
  const queryVector = wantsVector ? await resources.embedQuery(queryText) : undefined;
  throwIfAborted(options.signal);
  clock.lap('embed');

  const ranges = askedTimes(queryText, annotation, now);
  const vector = queryVector === undefined ? {} : { queryVector };
  const contextOf = (extraTerms: readonly IndexedTerm[], thorough = false): QueryContext =>
    queryContext({ index, parsed, options, now, ranges, ...vector, extraTerms, bm25: recipe.bm25, thorough });
  const shared = { recipe, limit, explain: options.explain === true };
  // A pass awaits nothing: the scratch memory of the index belongs to one at a time.
  const plain = contextOf([]);
  const allied = await alliedWords(plain, recipe, wantsVector ? resources.embedWord : undefined);
  const context = allied.length === 0 ? plain : contextOf(allied);
  clock.lap('words');
  const chosen = chooseStrategy(index, wanted, limit, false);
  const first = runPass({ ...shared, context, strategy: chosen.strategy, lap: clock.lap });
  const enough = first.enough.relevant && first.enough.complete;
  // In a large memory a second pass costs more than it finds, unless it is asked for.
  const worthwhile = recipe.deliberate === true && index.size <= deliberateExhaustive && !enough;
  const deliberates = deliberate === 'always' || (deliberate === 'auto' && worthwhile);
  if (!deliberates) return answer(first, chosen, 1);

  const believed = feedbackTerms(context, first.hits);
  const deadline = performance.now() + (options.budgetMs ?? 0);
  const related =
    queryVector === undefined || options.budgetMs === undefined
      ? []
      : await relatedWords(context, {
          embedWord: (word) => resources.embedQuery(word),
          expired: () => performance.now() > deadline,
        });
  throwIfAborted(options.signal);
  clock.lap('deliberate.words');
  const wider = chooseStrategy(index, wanted, limit, deliberate === 'always');
  const extra = distinct([...allied, ...believed, ...related]);
  const second = runPass({
    ...shared,
    context: contextOf(extra, deliberate === 'always'),
    strategy: wider.strategy,
    lap: (name) => clock.lap(`deliberate.${name}`),
  });
  return answer({ ...second, confidence: first.confidence }, wider, 2);

  function answer(
    pass: { readonly ranked: readonly RankedUnit[]; readonly confidence: number; readonly scored: number },
    { strategy, reason }: { readonly strategy: UnitRecall['strategy']; readonly reason: string },
    passes: number,
  ): UnitRecall {
    const all = pass.scored <= limit;
    return {
      ranked: pass.ranked,
      confidence: pass.confidence,
      abstain: pass.confidence < abstainBelow,
      parsed,
      strategy: all ? 'full' : strategy,
      strategyReason: all ? `all ${pass.scored} units fit the limit of ${limit}` : reason,
      checks: first.enough,
      passes,
      timings: clock.laps,
    };
  }
}

/** Most words of a memory whose vectors are compared with those of every question. */
const comparedWords = 20_000;

/** Words of the memory that mean nearly what the question says, where the recipe wants them and they cost little. */
async function alliedWords(
  context: QueryContext,
  recipe: Recipe,
  embedWord: RecallResources['embedWord'],
): Promise<readonly IndexedTerm[]> {
  if (!context.twoTalk || recipe.betweenTwo?.allied !== true) return [];
  const kinds = kindWords(context);
  if (embedWord === undefined || context.index.terms.size > comparedWords) return kinds;
  return distinct([...kinds, ...(await relatedWords(context, { embedWord, expired: () => false }))]);
}

/** The first of each term. */
function distinct(terms: readonly IndexedTerm[]): IndexedTerm[] {
  const seen = new Set<number>();
  return terms.filter(({ number }) => !seen.has(number) && seen.add(number));
}

/** Channels that say nothing without the question's vector. */
function needsVector({ weights }: Recipe): boolean {
  return (weights.dense ?? weights.hopfield ?? weights.spreading) !== undefined;
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
