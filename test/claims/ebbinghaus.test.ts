import { expect, it } from 'vitest';
import { ebbinghausClaim } from '../../src/bench/claims/ebbinghaus.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('ebbinghaus: the relation holds on fresh seeds, and its controls fail', async () => {
  const row = await runClaim(ebbinghausClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
