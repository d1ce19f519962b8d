import { it } from 'vitest';
import { msaClaim } from '../../src/bench/claims/activation/msa.ts';
import { checkClaim } from '../check-claim.ts';

it('msa: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(msaClaim));
