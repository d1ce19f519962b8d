import { it } from 'vitest';
import { globalRetentionClaim } from '../../src/bench/claims/activation/global-retention-kv.ts';
import { checkClaim } from '../check-claim.ts';

it('global-retention-kv: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(globalRetentionClaim));
