/** Identifiers that count. */
import type { Ids } from '../ports/index.ts';

/** `fact_000001`, `fact_000002`, `turn_000001`, ...: a counter for each kind, of fixed width so that they sort. */
export function countingIds(): Ids {
  const counts = new Map<string, number>();
  return {
    next(kind) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return `${kind}_${String(count).padStart(6, '0')}`;
    },
  };
}
