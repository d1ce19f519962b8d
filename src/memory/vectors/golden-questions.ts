/** Two embedding spaces of one cube, compared on questions whose answers the user knows. */
import { throwIfAborted } from '../../errors/index.ts';
import type { Hit } from '../../plaintext/recall/types.ts';
import type { DerivedState } from '../derived-state.ts';
import type { Engine } from '../engine.ts';
import { recallFrom } from '../recall.ts';

export type GoldenQuestion = {
  readonly question: string;
  /** Ids of the turns or records that answer it; a record also counts as the turns that it came from. */
  readonly expect: readonly string[];
};

export type GoldenComparison = {
  readonly questions: number;
  /** Mean share of the expected ids among the first ten hits, with the present embedder and with the new one. */
  readonly before: number;
  readonly after: number;
  /** Questions, by position, that the new embedder answers better, and worse. */
  readonly better: readonly number[];
  readonly worse: readonly number[];
};

const depth = 10;

/** Asks each question of both states. Nothing of it counts as a use, or as given out. */
export async function compareOnGolden(
  engine: Engine,
  beside: DerivedState,
  golden: readonly GoldenQuestion[],
  signal: AbortSignal | undefined,
): Promise<GoldenComparison> {
  const unseen = { noteRecalled: () => {}, retention: { ...engine.retention, note: () => {} } };
  const shares: { before: number; after: number }[] = [];
  for (const { question, expect } of golden) {
    throwIfAborted(signal);
    const share = async (state: DerivedState): Promise<number> => {
      const { hits } = await recallFrom({ ...engine, ...unseen, state }, question, { limit: depth });
      return found(hits, expect) / new Set(expect).size;
    };
    shares.push({ before: await share(engine.state), after: await share(beside) });
  }
  const mean = (of: (entry: { before: number; after: number }) => number): number =>
    shares.reduce((sum, entry) => sum + of(entry), 0) / shares.length;
  const positions = (wanted: (entry: { before: number; after: number }) => boolean): number[] =>
    shares.flatMap((entry, index) => (wanted(entry) ? [index] : []));
  return {
    questions: shares.length,
    before: mean((entry) => entry.before),
    after: mean((entry) => entry.after),
    better: positions((entry) => entry.after > entry.before),
    worse: positions((entry) => entry.after < entry.before),
  };
}

function found(hits: readonly Hit[], expect: readonly string[]): number {
  const ids = new Set(hits.flatMap((hit) => [hit.id, ...hit.sources]));
  return [...new Set(expect)].filter((id) => ids.has(id)).length;
}
