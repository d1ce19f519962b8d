/** Every claim that `reproduce` can run, in the order of the systems' list. */

import { activationClaims } from '../../activation/index.ts';
import { MemoryError } from '../../errors/index.ts';
import { activationClaim } from './activation-claim.ts';
import { babiClaim } from './babi.ts';
import { channelsClaim } from './channels.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { convomemClaim } from './convomem.ts';
import { cupmemClaim } from './cupmem.ts';
import { dMemClaim } from './d-mem.ts';
import { ebbinghausClaim } from './ebbinghaus.ts';
import { eraseClaim } from './erase.ts';
import { frqadClaim } from './frqad.ts';
import { gistsClaim } from './gists.ts';
import { halumemClaim } from './halumem.ts';
import { llmInAFlashClaim } from './llm-in-a-flash.ts';
import { longmemevalClaim } from './longmemeval.ts';
import { longmintClaim } from './longmint.ts';
import { memosClaim } from './memos.ts';
import { precisionLadderClaim } from './precision-ladder.ts';
import { staleClaim } from './stale.ts';
import { superlocalmemoryClaim } from './superlocalmemory.ts';
import { trustClaim } from './trust.ts';

export const claims: readonly ClaimDefinition[] = [
  cupmemClaim,
  ...activationClaims.map(activationClaim),
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
 * Claims of those names; all of them where none is given.
 *
 * @throws MemoryError `not_found` for a name without a claim.
 */
export function chooseClaims(names: readonly string[]): readonly ClaimDefinition[] {
  const missing = names.filter((name) => !claims.some(({ system }) => system === name));
  if (missing.length > 0) {
    throw new MemoryError('not_found', `no claim is called ${missing.join(', ')}`, {
      details: { missing },
      hint: `there are: ${claims.map(({ system }) => system).join(', ')}`,
    });
  }
  return names.length === 0 ? claims : claims.filter(({ system }) => names.includes(system));
}
