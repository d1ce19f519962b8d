/**
 * DapQ (arXiv 2603.11564): score slots by the attention of pseudo tokens placed at the positions where decoding will
 * happen. What the pseudo tokens say matters little where attention goes by position. Details beyond the abstract
 * (contents from the prompt's tail, no pooling by default) are our reading; pseudo tokens do not see each other's keys
 * in the score, which rescales each query's weights and leaves their order.
 */
import { noNeeds } from '../cache-policy.ts';
import { type Allocate, fromScores, type ScoredPolicy } from './from-scores.ts';
import { pool, windowAttention } from './window-attention.ts';

/** Settings. */
export type DapqOptions = {
  /** Pseudo tokens (default 32). */
  readonly count?: number;
  /** Pooling over neighboring slots (default none; the paper's relatives pool over 5). */
  readonly pooling?: 'mean' | 'max' | 'none';
  readonly kernel?: number;
  /** First slots that always stay (default 0). */
  readonly sinks?: number;
  /** Latest slots that always stay (default 0). */
  readonly recent?: number;
  readonly allocate?: Allocate;
};

/** DapQ; the cache's owner runs the pseudo tokens that {@link noNeeds}'s `futureQueries` asks for. */
export function dapq(options: DapqOptions = {}): ScoredPolicy {
  const { count = 32, pooling = 'none', kernel = 5, sinks = 0, recent = 0, allocate } = options;
  return fromScores({
    name: 'dapq',
    needs: { ...noNeeds, futureQueries: count, phase: 'prefill' },
    score: (view, head) => {
      if (view.futureQueries === undefined) throw new RangeError('dapq needs the queries of pseudo tokens');
      const scores = windowAttention(view, head, view.futureQueries);
      return pooling === 'none' ? scores : pool(scores, pooling, kernel);
    },
    keepFirst: () => sinks,
    keepLast: () => recent,
    ...(allocate && { allocate }),
  });
}
