import { it } from 'vitest';
import { staleClaim } from '../../src/bench/claims/stale.ts';
import { checkClaim } from '../check-claim.ts';

it('stale: the held-out half holds on fresh seeds, and its controls fail', () => checkClaim(staleClaim));
