import { it } from 'vitest';
import { longmintClaim } from '../../src/bench/claims/longmint.ts';
import { checkClaim } from '../check-claim.ts';

it('longmint: the held-out half holds on fresh seeds, and its controls fail', () => checkClaim(longmintClaim));
