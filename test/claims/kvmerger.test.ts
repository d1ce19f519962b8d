import { it } from 'vitest';
import { kvmergerClaim } from '../../src/bench/claims/activation/kvmerger.ts';
import { checkClaim } from '../check-claim.ts';

it('kvmerger: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(kvmergerClaim));
