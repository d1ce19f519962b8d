/** What is measured: something that takes turns in and ranks what it remembers. */
import type { TurnInput } from '../kernel/turn.ts';

/** One entry of a ranking: the turns that it shows as evidence, best first. A turn names itself. */
export type RankedEntry = { readonly turnIds: readonly string[] };

export type Ranking = {
  readonly ranked: readonly RankedEntry[];
  /** How sure the subject is that the answer is in memory; only its order matters for the AUC. */
  readonly confidence: number;
};

/** A memory for one conversation. */
export type Subject = {
  /** Called with turns in order, possibly several times. */
  ingest(turns: readonly TurnInput[]): Promise<void>;
  /** The `k` best entries for a question, asked at `at` (milliseconds since the epoch). */
  recall(query: string, k: number, options: { readonly at?: number }): Promise<Ranking>;
  close(): Promise<void>;
};

export type SubjectContext = {
  readonly suite: string;
  readonly recipe: string;
  /** Id of the conversation; every conversation gets a subject of its own. */
  readonly conversation: string;
};

export type SubjectFactory = (context: SubjectContext) => Promise<Subject> | Subject;
