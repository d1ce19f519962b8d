import { expect, it } from 'vitest';
import { halumemClaim } from '../../src/bench/claims/halumem.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('halumem: the held-out half holds on fresh seeds, and its controls fail', async () => {
  const row = await runClaim(halumemClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
