import { it } from 'vitest';
import { longmemevalClaim } from '../../src/bench/claims/longmemeval.ts';
import { checkClaim } from '../check-claim.ts';

it('longmemeval: updates hold on fresh seeds, and the controls fail', () => checkClaim(longmemevalClaim));
