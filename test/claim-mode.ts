/** How thoroughly claims are run: `PALIMPSEST_CLAIMS=quick` takes one fresh seed in place of three. */
import { claimSeeds } from '../src/bench/claims/claim-definition.ts';

export const quick: boolean = process.env['PALIMPSEST_CLAIMS'] === 'quick';

/** Seeds that no threshold was chosen on. */
export const freshSeeds: readonly number[] = claimSeeds(quick ? 1 : 3);
