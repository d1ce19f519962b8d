import { expect, it } from 'vitest';
import { longmemevalClaim } from '../../src/bench/claims/longmemeval.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('longmemeval: updates hold on fresh seeds, and the controls fail', async () => {
  const row = await runClaim(longmemevalClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
