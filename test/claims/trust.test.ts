import { it } from 'vitest';
import { trustClaim } from '../../src/bench/claims/trust.ts';
import { checkClaim } from '../check-claim.ts';

it('trust: no held-out attack succeeds, and each kind does without the rules', () => checkClaim(trustClaim));
