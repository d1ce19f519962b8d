import { it } from 'vitest';
import { trimKvClaim } from '../../src/bench/claims/activation/trim-kv.ts';
import { checkClaim } from '../check-claim.ts';

it('trim-kv: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(trimKvClaim));
