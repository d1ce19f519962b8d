import { expect, it } from 'vitest';
import { checkClaim, claimLines } from '../../src/activation/claims/claim.ts';
import { dllmServeClaim } from '../../src/activation/claims/dllm-serve.ts';
import { freshSeeds } from '../claim-mode.ts';
import { shippedModels } from '../shipped-models.ts';

it('dllm-serve: the published relation holds on fresh seeds, and its controls fail', async () => {
  const report = await checkClaim(dllmServeClaim, { seeds: freshSeeds, open: shippedModels });
  console.log(claimLines(report).join('\n'));
  expect(report.relations.filter(({ holds }) => !holds).map(({ statement }) => statement)).toEqual([]);
  expect(report.relations.filter(({ control }) => control?.fails === false).map(({ statement }) => statement)).toEqual(
    [],
  );
  expect(report.holds).toBe(true);
});
