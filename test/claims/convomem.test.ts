import { it } from 'vitest';
import { convomemClaim } from '../../src/bench/claims/convomem.ts';
import { checkClaim } from '../check-claim.ts';

it('convomem: the relation holds on fresh seeds, and its controls fail', () => checkClaim(convomemClaim));
