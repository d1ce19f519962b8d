/** A clock that stands still until it is told to move. */
import type { Clock } from '../ports/index.ts';

/** A clock for tests: it shows `at` and moves by hand only. */
export type FixedClock = Clock & {
  /** Moves the clock by so many milliseconds, backwards too. */
  advance(ms: number): void;
  /** Moves the clock to a time. */
  set(at: number): void;
};

/** A clock that shows `at` (milliseconds since the epoch, default 2026-01-01T00:00:00Z). */
export function fixedClock(at: number = Date.UTC(2026, 0, 1)): FixedClock {
  let time = at;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
    set(to) {
      time = to;
    },
  };
}
