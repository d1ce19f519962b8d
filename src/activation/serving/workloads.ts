/**
 * Request streams that stand in for the paper's traces: `steady` (LiveBench: even arrivals, even lengths), `burst`
 * (quiet, then dozens at once), `long-tail` (OSC: mostly short, now and then very long).
 */
import { integerBelow, type SeededRandom } from '../../tensor/index.ts';
import type { ScheduledRequest } from './phase-scheduler.ts';

/** The three streams. */
export const workloads = ['steady', 'burst', 'long-tail'] as const;
export type Workload = (typeof workloads)[number];

/** A request with its time of arrival, milliseconds. */
export type Arrival = ScheduledRequest & { readonly at: number };

/** Sizes and pace. */
export type WorkloadOptions = {
  readonly requests: number;
  /** Mean time between arrivals, milliseconds. */
  readonly everyMs: number;
  /** Lengths are multiples of this (default 8). */
  readonly unit?: number;
};

/** Arrivals in order of time. */
export function generateWorkload(workload: Workload, random: SeededRandom, options: WorkloadOptions): Arrival[] {
  const { requests, everyMs, unit = 8 } = options;
  const wait = (mean: number): number => -mean * Math.log(1 - random.next());
  const arrivals: Arrival[] = [];
  let at = 0;
  for (let n = 0; n < requests; n++) {
    // in bursts of 24 that take the place of as many single arrivals
    if (workload !== 'burst') at += wait(everyMs);
    else if (n % 24 === 0) at += wait(24 * everyMs);
    const tail =
      workload === 'long-tail' ? Math.min(16, (1 - random.next()) ** (-1 / 1.1)) : 1 + integerBelow(random, 4);
    const length = unit * Math.max(1, Math.round(workload === 'long-tail' ? tail : 1 + tail));
    const promptLength = unit * (1 + integerBelow(random, 6));
    arrivals.push({ id: `${workload} ${n}`, at, promptLength, length });
  }
  return arrivals;
}
