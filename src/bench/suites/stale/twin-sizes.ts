/** Sizes of the STALE twin: 400 scenarios and 200 controls over both halves; less for a first look. */
import type { StaleTwinOptions } from './stale-scenario.ts';

/** Sizes of one half. */
export function staleSurfaceSizes(quick: boolean): Omit<StaleTwinOptions, 'seed'> {
  return quick ? { perType: 40, controls: 40, fillers: 8 } : { perType: 100, controls: 100, fillers: 20 };
}
