/**
 * Third surface of the LongMINT twin. Written by somebody who had read neither the extraction rules nor the wording of
 * the other two halves. It measures; it is not to be adapted to the rules, nor the rules to it.
 */
import type { LongmintSurface } from './longmint-surface.ts';
import { thirdDocuments } from './third-documents.ts';
import { thirdPeople } from './third-people.ts';

export const thirdLongmint: LongmintSurface = { domains: [...thirdPeople, ...thirdDocuments] };
