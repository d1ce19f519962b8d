import { expect, it } from 'vitest';
import { channelsClaim } from '../../src/bench/claims/channels.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

it('channels: the relation holds on fresh seeds, and its controls fail', async () => {
  const row = await runClaim(channelsClaim, { seeds: freshSeeds, quick });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
});
