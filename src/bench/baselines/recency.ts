/** The negative control: the newest turns, whatever is asked. Anything that remembers must beat it. */
import type { Subject } from '../subject.ts';
import { turnTime } from './bm25-turns.ts';

/** Ranks by time alone, newest first; confidence is constant. */
export function recency(): Subject {
  const seen: { readonly id: string; readonly at: number; readonly order: number }[] = [];
  return {
    async ingest(turns) {
      for (const turn of turns) seen.push({ id: turn.id ?? '', at: turnTime(turn), order: seen.length });
    },
    async recall(_query, k) {
      const newest = [...seen].sort((a, b) => b.at - a.at || b.order - a.order).slice(0, k);
      return { ranked: newest.map(({ id }) => ({ turnIds: [id] })), confidence: 0.5 };
    },
    async close() {},
  };
}
