import { it } from 'vitest';
import { eraseClaim } from '../../src/bench/claims/erase.ts';
import { checkClaim } from '../check-claim.ts';

it('erase: nothing is left, what is planted is found, and the controls fail', () => checkClaim(eraseClaim));
