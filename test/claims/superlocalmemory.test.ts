import { it } from 'vitest';
import { superlocalmemoryClaim } from '../../src/bench/claims/superlocalmemory.ts';
import { checkClaim } from '../check-claim.ts';

it('superlocalmemory: the relation holds on fresh seeds, and its controls fail', () =>
  checkClaim(superlocalmemoryClaim));
