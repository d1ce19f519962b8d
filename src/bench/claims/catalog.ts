/** Every claim that `reproduce` can run, in the order of the systems' list. */
import { MemoryError } from '../../errors/index.ts';
import { dapqClaim } from './activation/dapq.ts';
import { dkvCacheClaim } from './activation/dkv-cache.ts';
import { dllmServeClaim } from './activation/dllm-serve.ts';
import { globalRetentionClaim } from './activation/global-retention-kv.ts';
import { kvBaselinesClaim } from './activation/kv-baselines.ts';
import { kvmergerClaim } from './activation/kvmerger.ts';
import { llmInAFlashClaim } from './activation/llm-in-a-flash.ts';
import { longmemClaim } from './activation/longmem.ts';
import { msaClaim } from './activation/msa.ts';
import { scbenchClaim } from './activation/scbench.ts';
import { thinkClaim } from './activation/think.ts';
import { trimKvClaim } from './activation/trim-kv.ts';
import { babiClaim } from './babi.ts';
import { channelsClaim } from './channels.ts';
import type { ClaimDefinition, Tier } from './claim-definition.ts';
import { convomemClaim } from './convomem.ts';
import { cupmemClaim } from './cupmem.ts';
import { dMemClaim } from './d-mem.ts';
import { ebbinghausClaim } from './ebbinghaus.ts';
import { eraseClaim } from './erase.ts';
import { frqadClaim } from './frqad.ts';
import { gistsClaim } from './gists.ts';
import { halumemClaim } from './halumem.ts';
import { longmemevalClaim } from './longmemeval.ts';
import { longmintClaim } from './longmint.ts';
import { memosClaim } from './memos.ts';
import { precisionLadderClaim } from './precision-ladder.ts';
import { staleClaim } from './stale.ts';
import { superlocalmemoryClaim } from './superlocalmemory.ts';
import { trustClaim } from './trust.ts';

export const claims: readonly ClaimDefinition[] = [
  cupmemClaim,
  kvBaselinesClaim,
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
  memosClaim,
  llmInAFlashClaim,
  longmintClaim,
  babiClaim,
  longmemevalClaim,
  staleClaim,
  halumemClaim,
  ebbinghausClaim,
  precisionLadderClaim,
  frqadClaim,
  gistsClaim,
  dMemClaim,
  convomemClaim,
  superlocalmemoryClaim,
  trustClaim,
  eraseClaim,
  channelsClaim,
];

/**
 * Claims of those names; all of them, or those of a tier and those that span the tiers, where none is given.
 *
 * @throws MemoryError `not_found` for a name without a claim, or a tier without any.
 */
export function chooseClaims(names: readonly string[], tier?: Tier): readonly ClaimDefinition[] {
  const missing = names.filter((name) => !claims.some(({ system }) => system === name));
  if (missing.length > 0) {
    throw new MemoryError('not_found', `no claim is called ${missing.join(', ')}`, {
      details: { missing },
      hint: `there are: ${claims.map(({ system }) => system).join(', ')}`,
    });
  }
  const ofTier = tier === undefined ? claims : claims.filter((one) => one.tier === tier || one.tier === 'all');
  if (ofTier.every((one) => one.tier !== tier) && tier !== undefined) {
    throw new MemoryError('not_found', `the tier ${tier} has no claims yet`, {
      hint: `there are claims of ${[...new Set(claims.map((one) => one.tier))].join(', ')}`,
    });
  }
  return names.length === 0 ? ofTier : claims.filter(({ system }) => names.includes(system));
}
