/** Counts what a loader dropped, by reason. */

/** Counters by reason. */
export class Tally {
  readonly counts: Record<string, number> = {};

  add(reason: string, count = 1): void {
    if (count > 0) this.counts[reason] = (this.counts[reason] ?? 0) + count;
  }
}
