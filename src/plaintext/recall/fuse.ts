/**
 * One score a candidate: a linear model over the channels' scores, each named and between 0 and 1, so that weights can
 * be read, set by hand or learned.
 */
import type { Recipe } from '../recipes/recipe.ts';
import type { CandidateSet } from './candidate-set.ts';
import { type ChannelName, channelNames, channels } from './channels/catalog.ts';
import { sessionFeedback } from './feedback.ts';
import type { QueryContext } from './query-context.ts';
import { similarities } from './similarity.ts';
import type { ChannelVote } from './types.ts';
import { greatest, type WordEvidence } from './word-evidence.ts';

export type Fused = {
  readonly scores: Float32Array;
  readonly byChannel: readonly {
    readonly name: ChannelName | 'feedback';
    readonly weight: number;
    readonly scores: Float32Array;
  }[];
};

/** The weights that a recipe gives for a question. */
export function weightsFor(
  recipe: Recipe,
  { parsed, twoTalk }: Pick<QueryContext, 'parsed' | 'twoTalk'>,
): readonly (readonly [ChannelName, number])[] {
  const between = twoTalk ? recipe.betweenTwo?.weights : undefined;
  const merged = { ...recipe.weights, ...recipe.byIntent?.[parsed.intent], ...between };
  return channelNames.flatMap((name) => {
    const weight = merged[name];
    return weight === undefined || weight === 0 ? [] : [[name, weight] as const];
  });
}

export function fuse(context: QueryContext, candidates: CandidateSet, evidence: WordEvidence, recipe: Recipe): Fused {
  const scores = new Float32Array(candidates.count);
  const similarity = similarities(context, candidates);
  const byChannel = weightsFor(recipe, context).map(([name, weight]) => {
    const own = channels[name].score({ context, candidates, evidence, similarity });
    const added = recipe.rankConstant === undefined ? own : reciprocalRanks(own, recipe.rankConstant);
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) + weight * (added[i] as number);
    return { name, weight, scores: own };
  });
  const feedback = (context.twoTalk ? recipe.betweenTwo?.feedback : undefined) ?? recipe.feedback ?? 0;
  if (feedback === 0) return { scores, byChannel };
  const own = sessionFeedback(context, candidates, scores);
  const weight = feedback * greatest(scores);
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) + weight * (own[i] as number);
  return { scores, byChannel: [...byChannel, { name: 'feedback', weight, scores: own }] };
}

/** Rank of a candidate in a channel that has nothing for it. */
const absentRank = 1_000;

/**
 * 1 / (constant + rank) by falling score, less what an absent one gets, which changes no order and leaves candidates
 * that no channel knows at 0; equal scores share the better rank.
 */
function reciprocalRanks(scores: Float32Array, constant: number): Float32Array {
  const out = new Float32Array(scores.length);
  const absent = 1 / (constant + absentRank);
  const places = Array.from({ length: scores.length }, (_, place) => place)
    .filter((place) => (scores[place] as number) > 0)
    .sort((a, b) => (scores[b] as number) - (scores[a] as number));
  let rank = 0;
  places.forEach((place, i) => {
    if (i === 0 || scores[place] !== scores[places[i - 1] as number]) rank = i + 1;
    out[place] = Math.max(0, 1 / (constant + rank) - absent);
  });
  return out;
}

/** How each channel saw the candidates at `places`: only channels that gave it anything. */
export function explainVotes(fused: Fused, places: readonly number[]): ChannelVote[][] {
  const votes: ChannelVote[][] = places.map(() => []);
  for (const { name, weight, scores } of fused.byChannel) {
    places.forEach((place, i) => {
      const score = scores[place] as number;
      if (score === 0) return;
      let rank = 1;
      for (let j = 0; j < scores.length; j++) if ((scores[j] as number) > score) rank++;
      (votes[i] as ChannelVote[]).push({ channel: name, rank, score, weight });
    });
  }
  return votes;
}
