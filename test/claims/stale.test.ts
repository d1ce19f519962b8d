import { expect, it } from 'vitest';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { staleClaim } from '../../src/bench/claims/stale.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('stale: the held-out half holds on fresh seeds, and its controls fail', async () => {
  const row = await runClaim(staleClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
