import { it } from 'vitest';
import { dMemClaim } from '../../src/bench/claims/d-mem.ts';
import { checkClaim } from '../check-claim.ts';

it('d-mem: the relation holds on fresh seeds, and its controls fail', () => checkClaim(dMemClaim));
