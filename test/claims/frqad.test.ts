import { it } from 'vitest';
import { frqadClaim } from '../../src/bench/claims/frqad.ts';
import { checkClaim } from '../check-claim.ts';

it('frqad: the relation holds on fresh seeds, and its controls fail', () => checkClaim(frqadClaim));
