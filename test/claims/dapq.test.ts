import { it } from 'vitest';
import { dapqClaim } from '../../src/bench/claims/activation/dapq.ts';
import { checkClaim } from '../check-claim.ts';

it('dapq: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(dapqClaim));
