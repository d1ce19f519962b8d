import { expect, it } from 'vitest';
import { convomemClaim } from '../../src/bench/claims/convomem.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('convomem: the relation holds on fresh seeds, and its controls fail', async () => {
  const row = await runClaim(convomemClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
