import { it } from 'vitest';
import { longmemClaim } from '../../src/bench/claims/activation/longmem.ts';
import { checkClaim } from '../check-claim.ts';

it('longmem: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(longmemClaim));
