/**
 * How much of the memory one recall looks at. Small memories need no index (ConvoMem, arXiv 2511.10523): everything
 * is given while it fits, everything is scored up to a size, and beyond it only what some channel proposes.
 */
import type { CubeIndex } from '../index/cube-index.ts';

export type Strategy = 'full' | 'exhaustive' | 'indexed';

export type ChosenStrategy = {
  readonly strategy: Strategy;
  /** Why, in words for people. */
  readonly reason: string;
};

/** Units up to which the quick pass scores every one: within the time of a look-up. */
export const quickExhaustive = 1_500;
/** Units up to which the deliberate pass does. */
export const deliberateExhaustive = 15_000;

/** What a recall does that asks for `wanted` units of an index. */
export function chooseStrategy(
  index: CubeIndex,
  wanted: Strategy | 'auto',
  limit: number,
  deliberate: boolean,
): ChosenStrategy {
  const { size } = index;
  if (wanted === 'full' && size <= limit)
    return { strategy: 'full', reason: `all ${size} units fit the limit of ${limit}` };
  if (wanted === 'full') {
    return {
      strategy: 'exhaustive',
      reason: `${size} units exceed the limit of ${limit}: every one is scored instead`,
    };
  }
  if (wanted !== 'auto') return { strategy: wanted, reason: 'asked for' };
  const most = deliberate ? deliberateExhaustive : quickExhaustive;
  return size <= most
    ? { strategy: 'exhaustive', reason: `${size} units, at most ${most}: every one is scored` }
    : { strategy: 'indexed', reason: `${size} units, more than ${most}: what the channels propose is scored` };
}
