import { expect, it } from 'vitest';
import { eraseClaim } from '../../src/bench/claims/erase.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('erase: nothing is left, what is planted is found, and the controls fail', async () => {
  const row = await runClaim(eraseClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
