/**
 * Fourth surface of the LongMINT twin. Written by somebody who had read neither the extraction rules nor the wording of
 * the other parts: in part tidy documents, in part everyday talk, in part loose notes. It measures; it is not to be
 * adapted to the rules, nor the rules to it.
 */
import { fourthPeople } from './fourth-people.ts';
import { fourthWork } from './fourth-work.ts';
import type { LongmintSurface } from './longmint-surface.ts';

export const fourthLongmint: LongmintSurface = { domains: [...fourthPeople, ...fourthWork] };
