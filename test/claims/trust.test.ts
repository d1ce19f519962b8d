import { expect, it } from 'vitest';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { trustClaim } from '../../src/bench/claims/trust.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('trust: no held-out attack succeeds, and each kind does without the rules', async () => {
  const row = await runClaim(trustClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
