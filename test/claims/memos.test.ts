import { it } from 'vitest';
import { memosClaim } from '../../src/bench/claims/memos.ts';
import { checkClaim } from '../check-claim.ts';

it('memos: the relation holds on fresh seeds, and its controls fail', () => checkClaim(memosClaim));
