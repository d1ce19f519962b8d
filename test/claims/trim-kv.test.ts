import { expect, it } from 'vitest';
import { checkClaim, claimLines } from '../../src/activation/claims/claim.ts';
import { trimKvClaim } from '../../src/activation/claims/trim-kv.ts';
import { freshSeeds } from '../claim-mode.ts';
import { shippedModels } from '../shipped-models.ts';

it('trim-kv: the published relation holds on fresh seeds, and its controls fail', async () => {
  const report = await checkClaim(trimKvClaim, { seeds: freshSeeds, open: shippedModels });
  console.log(claimLines(report).join('\n'));
  expect(report.relations.filter(({ holds }) => !holds).map(({ statement }) => statement)).toEqual([]);
  expect(report.relations.filter(({ control }) => control?.fails === false).map(({ statement }) => statement)).toEqual(
    [],
  );
  expect(report.holds).toBe(true);
});
