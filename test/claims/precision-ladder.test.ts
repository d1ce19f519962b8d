import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { precisionLadderClaim } from '../../src/bench/claims/precision-ladder.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

const root = process.env['PALIMPSEST_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const beam = join(root, 'beam_100k');

async function check(data: { readonly data?: string }): Promise<void> {
  const row = await runClaim(precisionLadderClaim, { seeds: freshSeeds, quick, ...data });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
}

it('precision-ladder: the relation holds on clustered vectors, and its controls fail', () => check({}));

it.skipIf(!existsSync(beam))('precision-ladder: the relation holds on BEAM (skipped without its files)', () =>
  check({ data: beam }),
);
