/**
 * Drill surface of the LongMINT twin: ten domains, forty attributes, written by somebody who had read neither rules nor
 * other wordings, with questions asked in many ways and older values told again as what is past. It is harder than the
 * others on purpose. It is development data: failures of it were read, and weights are trained on it.
 */
import { drillClub } from './drill-club.ts';
import { drillKennel } from './drill-kennel.ts';
import { drillLighthouse } from './drill-lighthouse.ts';
import { drillTheater } from './drill-theater.ts';
import { drillWarehouse } from './drill-warehouse.ts';
import type { LongmintSurface } from './longmint-surface.ts';
import { parseSurface } from './parse-surface.ts';

export const drillLongmint: LongmintSurface = parseSurface(
  [drillWarehouse, drillLighthouse, drillClub, drillKennel, drillTheater].join('\n'),
);
