import { it } from 'vitest';
import { ebbinghausClaim } from '../../src/bench/claims/ebbinghaus.ts';
import { checkClaim } from '../check-claim.ts';

it('ebbinghaus: the relation holds on fresh seeds, and its controls fail', () => checkClaim(ebbinghausClaim));
