/**
 * Third surface of the LongMINT twin. Written by somebody who had read neither the extraction rules nor the wording of
 * the other two halves. It measured them once; since then it is development data, as the rules were made with it at hand.
 */
import type { LongmintSurface } from './longmint-surface.ts';
import { thirdDocuments } from './third-documents.ts';
import { thirdPeople } from './third-people.ts';

export const thirdLongmint: LongmintSurface = { domains: [...thirdPeople, ...thirdDocuments] };
