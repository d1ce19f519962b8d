/** Likelihoods of the runs of words of a statement to be the value that it tells, by weights learned from statements of known values. */
import { written } from './frame-tokens.ts';
import {
  beginFeatures,
  endFeatures,
  insideFeatures,
  mayHold,
  maySpan,
  noneFeatures,
  type SpanContext,
  widestSpan,
} from './span-features.ts';
import { spanWeights } from './span-weights.ts';
import { weightTable } from './weight-table.ts';

/** A run with its logit against telling nothing. */
export type ScoredSpan = { readonly from: number; readonly to: number; readonly score: number };

/** Runs that may be values, each with the features that are its own. */
export function spansOf({ tokens }: Pick<SpanContext, 'tokens'>): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (!mayHold(tokens[from] as SpanContext['tokens'][number])) continue;
    for (let to = from + 1; to <= Math.min(tokens.length, from + widestSpan); to++) {
      if (!mayHold(tokens[to - 1] as SpanContext['tokens'][number])) break;
      if (maySpan({ tokens }, from, to)) found.push([from, to]);
    }
  }
  return found;
}

const weights = weightTable(spanWeights, 0.01);

const sum = (features: readonly string[]): number => {
  let total = 0;
  for (const one of features) total += weights.get(one)?.[0] ?? 0;
  return total;
};

/** Most runs, by their edges, that are looked into. */
const mostLooked = 16;

/** Runs, the likeliest first. */
export function scoreSpans(
  context: SpanContext,
  { text, fixed }: { readonly text: string; readonly fixed: number },
): ScoredSpan[] {
  const none = sum(noneFeatures(context, text, { fixed }));
  const begins = new Map<number, number>();
  const ends = new Map<number, number>();
  const edges = spansOf(context).map(([from, to]) => {
    const begin = begins.get(from) ?? sum(beginFeatures(context, from));
    const end = ends.get(to) ?? sum(endFeatures(context, to));
    begins.set(from, begin);
    ends.set(to, end);
    return { from, to, score: begin + end - none };
  });
  const isSlot = ({ from, to }: ScoredSpan): boolean => context.framed.some(([a, b]) => a === from && b === to);
  return edges
    .sort((a, b) => b.score - a.score)
    .filter((one, at) => at < mostLooked || isSlot(one))
    .map(({ from, to, score }) => {
      const inside = insideFeatures(context, from, to, written(text, context.tokens.slice(from, to)));
      return { from, to, score: score + sum(inside) };
    })
    .sort((a, b) => b.score - a.score);
}
