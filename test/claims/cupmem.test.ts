import { it } from 'vitest';
import { cupmemClaim } from '../../src/bench/claims/cupmem.ts';
import { checkClaim } from '../check-claim.ts';

it('cupmem: the relation holds on fresh seeds, and its controls fail', () => checkClaim(cupmemClaim));
