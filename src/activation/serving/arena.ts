/** How an arena is shared out: what the largest batch of logits takes cannot hold keys and values. */
import { MemoryError } from '../../errors/index.ts';
import type { HeadLayout } from '../../models/attention-memory.ts';
import type { LogitLevel } from './choose-tokens.ts';
import type { ScheduledRequest } from './phase-scheduler.ts';
import { SparseMemory } from './sparse-memory.ts';

/** What has to be known beforehand. */
export type ArenaOptions = {
  readonly arenaBytes: number;
  readonly layout: HeadLayout;
  readonly hidden: number;
  readonly vocabulary: number;
  readonly level: LogitLevel;
  readonly maxLogitRows: number;
  readonly tokenBudget: number;
  readonly blockLength: number;
  readonly retention: number;
  /** Slots of a page (default 16). */
  readonly pageTokens?: number;
  /** Share of the arena that may be planned with (default 0.8). */
  readonly share?: number;
};

/** The plan. */
export type ArenaPlan = {
  /** Most bytes of logits and hidden states of one iteration. */
  readonly transientBytes: number;
  readonly pageBytes: number;
  readonly pages: number;
  readonly pagesOf: (request: ScheduledRequest) => number;
};

/** Throws `budget_exceeded` when the transient part alone does not fit. */
export function planArena(options: ArenaOptions): ArenaPlan {
  const { arenaBytes, layout, hidden, vocabulary, level, maxLogitRows, tokenBudget, blockLength, retention } = options;
  const { pageTokens = 16, share = 0.8 } = options;
  const rows = level === 'chunked' ? Math.min(tokenBudget, Math.max(maxLogitRows, blockLength)) : tokenBudget;
  const transientBytes = 4 * rows * vocabulary + 4 * tokenBudget * hidden;
  const pageBytes = pageTokens * layout.layers * layout.kvHeads * layout.headSize * 8;
  const pages = Math.floor((arenaBytes * share - transientBytes) / pageBytes);
  if (pages < 1) {
    throw new MemoryError('budget_exceeded', `logits take ${transientBytes} of ${arenaBytes} arena bytes`, {
      hint: 'raise arenaBytes, or lower maxLogitRows or tokenBudget',
    });
  }
  return {
    transientBytes,
    pageBytes,
    pages,
    pagesOf: ({ promptLength, length }) => {
      const kept = SparseMemory.kept(promptLength + length, Math.min(blockLength, length), retention);
      return Math.max(1, Math.ceil(kept / pageTokens));
    },
  };
}
