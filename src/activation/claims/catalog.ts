/** The claims of this tier, by system. */
import type { Claim } from './claim.ts';
import { dapqClaim } from './dapq.ts';
import { dkvCacheClaim } from './dkv-cache.ts';
import { dllmServeClaim } from './dllm-serve.ts';
import { globalRetentionClaim } from './global-retention-kv.ts';
import { kvmergerClaim } from './kvmerger.ts';
import { longmemClaim } from './longmem.ts';
import { msaClaim } from './msa.ts';
import { scbenchClaim } from './scbench.ts';
import { thinkClaim } from './think.ts';
import { trimKvClaim } from './trim-kv.ts';

/** Every claim with a test in `test/claims`. */
export const activationClaims: readonly Claim[] = [
  trimKvClaim,
  globalRetentionClaim,
  kvmergerClaim,
  dapqClaim,
  thinkClaim,
  dkvCacheClaim,
  dllmServeClaim,
  msaClaim,
  longmemClaim,
  scbenchClaim,
];
