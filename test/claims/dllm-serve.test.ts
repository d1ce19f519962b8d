import { it } from 'vitest';
import { dllmServeClaim } from '../../src/bench/claims/activation/dllm-serve.ts';
import { checkClaim } from '../check-claim.ts';

it('dllm-serve: the published relation holds on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(dllmServeClaim));
