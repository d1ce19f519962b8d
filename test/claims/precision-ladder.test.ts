import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { precisionLadderClaim } from '../../src/bench/claims/precision-ladder.ts';
import { checkClaim } from '../check-claim.ts';

const root = process.env['PALIMPSEST_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const beam = join(root, 'beam_100k');

it('precision-ladder: the relation holds on clustered vectors, and its controls fail', () =>
  checkClaim(precisionLadderClaim));

it.skipIf(!existsSync(beam))('precision-ladder: the relation holds on BEAM (skipped without its files)', () =>
  checkClaim(precisionLadderClaim, { data: beam }),
);
