import { it } from 'vitest';
import { dkvCacheClaim } from '../../src/bench/claims/activation/dkv-cache.ts';
import { checkClaim } from '../check-claim.ts';

it('dkv-cache: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(dkvCacheClaim));
