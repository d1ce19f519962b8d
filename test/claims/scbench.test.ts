import { it } from 'vitest';
import { scbenchClaim } from '../../src/bench/claims/activation/scbench.ts';
import { checkClaim } from '../check-claim.ts';

it('scbench: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(scbenchClaim));
