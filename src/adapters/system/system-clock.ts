/** The real time. */
import type { Clock } from '../../ports/index.ts';

/** Milliseconds of the system's clock. */
export const systemClock: Clock = { now: () => Date.now() };
