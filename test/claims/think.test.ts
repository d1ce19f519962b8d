import { it } from 'vitest';
import { thinkClaim } from '../../src/bench/claims/activation/think.ts';
import { checkClaim } from '../check-claim.ts';

it('think: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(thinkClaim));
