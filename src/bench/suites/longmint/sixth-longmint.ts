/**
 * Sixth surface of the LongMINT twin. Written by somebody who had read neither the extraction rules nor the wording of
 * the other parts: in part tidy documents, in part everyday talk, in part loose notes. It measures; it is not to be
 * adapted to the rules, nor the rules to it.
 */
import type { LongmintSurface } from './longmint-surface.ts';
import { sixthHoldings } from './sixth-holdings.ts';
import { sixthSchedules } from './sixth-schedules.ts';

export const sixthLongmint: LongmintSurface = { domains: [...sixthHoldings, ...sixthSchedules] };
