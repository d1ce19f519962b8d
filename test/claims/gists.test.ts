import { it } from 'vitest';
import { gistsClaim } from '../../src/bench/claims/gists.ts';
import { checkClaim } from '../check-claim.ts';

it('gists: the relation holds on fresh seeds, and its controls fail', () => checkClaim(gistsClaim));
