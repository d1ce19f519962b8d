import { it } from 'vitest';
import { halumemClaim } from '../../src/bench/claims/halumem.ts';
import { checkClaim } from '../check-claim.ts';

it('halumem: the held-out half holds on fresh seeds, and its controls fail', () => checkClaim(halumemClaim));
